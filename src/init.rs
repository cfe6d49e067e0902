//! `byline init`: creates a project with an example that builds.

use std::path::Path;

use crate::exit::Exit;
use crate::files::write_new;
use crate::printer::{Printer, shown};
use byline_core::file::not_written;
use byline_core::message::{Message, message};
use byline_core::parse::{ORGANISATIONS, PEOPLE};
use byline_core::project::FILE;
use byline_core::scaffold;
use byline_core::schema::{SchemaFile, schema};

pub(crate) fn run(folder: &Path, printer: &mut dyn Printer) -> Exit {
    let mut files = vec![
        (FILE.to_owned(), scaffold::project_file()),
        (PEOPLE.to_owned(), scaffold::PEOPLE.to_owned()),
        (ORGANISATIONS.to_owned(), scaffold::ORGANISATIONS.to_owned()),
        ("records/harbour-day-2025-05-14.toml".to_owned(), scaffold::EXAMPLE.to_owned()),
        ("issues/tidelines-2025-06.toml".to_owned(), scaffold::ISSUE.to_owned()),
    ];
    for &file in SchemaFile::ALL {
        files.push((format!("schema/{}.json", file.name()), format!("{:#}\n", schema(file))));
    }
    for (name, text) in files {
        let path = folder.join(name);
        if let Err(error) = write_new(&path, text.as_bytes(), printer) {
            printer.finding(&not_written(&shown(&path), &error));
            return Exit::Machine;
        }
    }
    let cd = if folder == Path::new(".") {
        String::new()
    } else {
        format!("cd {} && ", quoted(&shown(folder)))
    };
    printer.next(&[
        message!("write the name of your office into {file}", file = shown(&folder.join(FILE))),
        Message::verbatim(format!("{cd}byline build")),
        message!("{cd}byline new \"The title of your event\""),
    ]);
    Exit::Success
}

/// Returns a path, quoted for a shell.
fn quoted(path: &str) -> String {
    let is_plain = |c: char| c.is_alphanumeric() || "/\\._-".contains(c);
    if path.chars().all(is_plain) && !path.starts_with('-') {
        return path.to_owned();
    }
    format!("'{}'", path.replace('\'', "'\\''"))
}
