//! `byline schema`: prints JSON Schemas for editors.

use std::io;

use crate::args::SchemaOf;
use crate::exit::Exit;
use crate::printer::Printer;
use byline_core::schema::{SchemaFile, schema};

impl From<SchemaOf> for SchemaFile {
    fn from(file: SchemaOf) -> Self {
        match file {
            SchemaOf::Record => Self::Record,
            SchemaOf::Issue => Self::Issue,
            SchemaOf::People => Self::People,
            SchemaOf::Organisations => Self::Organisations,
            SchemaOf::Byline => Self::Project,
        }
    }
}

pub(crate) fn run(file: SchemaFile, printer: &mut dyn Printer) -> io::Result<Exit> {
    printer.text(&format!("{:#}\n", schema(file)))?;
    Ok(Exit::Success)
}
