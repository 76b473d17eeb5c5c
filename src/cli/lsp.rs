//! `adlint lsp`: the language server over standard input and output.

use super::args::Lsp;
use super::{Exit, setup};
use crate::lang::Lang;
use crate::lsp::{Surroundings, serve};
use std::io::{self, BufReader};

/// `asked` is the language of `--lang`, `system` that of the locale.
pub(super) fn run(_args: &Lsp, asked: Option<Lang>, system: Lang) -> Exit {
    let reader = BufReader::with_capacity(1 << 16, io::stdin());
    let today = setup::today();
    let orderly = serve(reader, io::stdout(), Surroundings { asked, system, today });
    // The protocol wants 1 where the client left without `shutdown`; it is no finding.
    if orderly { Exit::Clean } else { Exit::Findings }
}
