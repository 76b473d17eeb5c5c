//! `adlint schema`: the JSON schemas that `schemas/` holds, made from the types themselves.

use super::Exit;
use super::args::{Schema, SchemaOf};
use super::screen::Screen;
use crate::config::Settings;
use crate::pack::model::RuleFile;
use crate::report::json;
use crate::survey;
use anyhow::Result;

pub(super) fn run(args: &Schema, screen: &mut Screen) -> Result<Exit> {
    let schema = match args.what {
        SchemaOf::Rule => schemars::schema_for!(RuleFile),
        SchemaOf::Config => schemars::schema_for!(Settings),
        SchemaOf::Report => json::schema(),
        SchemaOf::Survey => survey::schema(),
        SchemaOf::Exceptions => schemars::schema_for!(crate::suppress::file::ExceptionsFile),
    };
    let mut text = serde_json::to_string_pretty(&schema)?;
    text.push('\n');
    screen.raw(text.as_bytes())?;
    Ok(Exit::Clean)
}
