//! The command line.

use std::process::ExitCode;

// A report is made of many small strings, and two threads make them at once.
#[cfg(feature = "mimalloc")]
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    adlint::cli::main()
}
