//! `byline templates`: what there is, where each comes from, and work on them.

use std::io::{self, Write};
use std::path::Path;

use super::args::Templates;
use super::exit::{self, Exit};
use super::files::write_new;
use super::printer::{Printer, shown};
use crate::batch::{self, Press, Shelf};
use crate::diagnostic::{Code, Diagnostic};
use crate::event::Slug;
use crate::project::{FILE, Project};
use crate::template::{Output, Template, to_typst};

pub(super) fn run(
    project: &Project,
    verb: Option<&Templates>,
    printer: &mut dyn Printer,
) -> io::Result<Exit> {
    match verb {
        None => list(project, printer),
        Some(Templates::Test { template, update }) => {
            test(project, template.as_ref(), *update, printer)
        }
        Some(Templates::Copy { template }) => copy(project, template, printer),
        Some(Templates::Sample { template, record }) => sample(project, template, record, printer),
    }
}

/// The folder of test records, in a template's or beside the templates.
const TESTS: &str = "tests";

fn list(project: &Project, printer: &mut dyn Printer) -> io::Result<Exit> {
    let mut findings = Vec::new();
    for name in Template::names(project) {
        match Template::find(&name, project) {
            Ok((template, doubtful)) => {
                printer.template(&template, project)?;
                findings.extend(doubtful);
            }
            Err(wrong) => findings.extend(wrong),
        }
    }
    tell(&findings, printer)
}

/// Puts a standard template, and the design system beside it, into the project.
fn copy(project: &Project, name: &Slug, printer: &mut dyn Printer) -> io::Result<Exit> {
    let files = Template::standard_files(name);
    if files.is_empty() {
        let message = format!("there is no standard template `{name}`");
        let hint = "`byline templates` lists what there is";
        return tell(&[Diagnostic::new(Code::UnknownTemplate, message).hint(hint)], printer);
    }
    for (path, data) in files {
        let path = project.templates_folder().join(path);
        if let Err(error) = write_new(&path, &data) {
            let message = format!("`{}` cannot be written: {error}", shown(&path));
            return tell(&[Diagnostic::new(Code::Output, message)], printer);
        }
    }
    Ok(Exit::Success)
}

fn sample(
    project: &Project,
    template: &Slug,
    record: &Path,
    printer: &mut dyn Printer,
) -> io::Result<Exit> {
    let (press, mut findings) =
        match Press::new(project, std::slice::from_ref(template), Output::default()) {
            Ok(ready) => ready,
            Err(findings) => return tell(&findings, printer),
        };
    let (records, wrong) = project.find_records(&[record.to_owned()]);
    findings.extend(wrong);
    for record in records {
        let (inputs, wrong) = batch::inputs(&record, &press);
        findings.extend(wrong);
        if let Some(inputs) = inputs {
            io::stdout().write_all(to_typst(&inputs).as_bytes())?;
        }
    }
    tell(&findings, printer)
}

/// Proves templates on their test records. The folder `tests` of a template, or that
/// beside all of them, is a small project, with records or issues, and with `pages` for
/// the stored pictures.
fn test(
    project: &Project,
    wanted: Option<&Slug>,
    update: bool,
    printer: &mut dyn Printer,
) -> io::Result<Exit> {
    let mut exit = Exit::Success;
    let mut tested = 0;
    let names = Template::names(project).into_iter();
    for name in names.filter(|name| wanted.is_none_or(|wanted| wanted == name)) {
        let (own, shared) = (
            project.templates_folder().join(name.as_str()).join(TESTS),
            project.templates_folder().join(TESTS),
        );
        let mut folders = [own, shared].into_iter();
        let Some(folder) = folders.find(|folder| folder.join(FILE).is_file()) else { continue };
        tested += 1;
        let mut small = match Project::load(&folder) {
            Ok(small) => small,
            Err(findings) => {
                exit = exit.max(tell(&findings, printer)?);
                continue;
            }
        };
        small.templates_elsewhere = Some(project.templates_folder());
        let press = Press::new(&small, std::slice::from_ref(&name), Output::default());
        let (press, mut findings) = match press {
            Ok(ready) => ready,
            Err(findings) => {
                exit = exit.max(tell(&findings, printer)?);
                continue;
            }
        };
        let (records, wrong) = small.records();
        findings.extend(wrong);
        let differences = project.output_folder().join("differences").join(name.as_str());
        let shelf = Shelf {
            stored: &folder.join("pages").join(name.as_str()),
            differences: &differences,
            update,
        };
        let mut pages = 0;
        for record in &records {
            let (set, found) = batch::prove(record, &press, shelf);
            pages += set;
            findings.extend(found);
        }
        exit = exit.max(tell(&findings, printer)?);
        let words = if update { "stored" } else { "compared" };
        writeln!(anstream::stderr(), "{name}: {pages} pages {words}, {} findings", findings.len())?;
    }
    if tested == 0 {
        let message = "no template here has tests";
        let hint = "make a folder `tests` in the template's, with a byline.toml and records";
        return tell(&[Diagnostic::new(Code::Project, message).hint(hint)], printer);
    }
    Ok(exit)
}

/// Prints findings, and ends as they say.
fn tell(findings: &[Diagnostic], printer: &mut dyn Printer) -> io::Result<Exit> {
    let mut exit = Exit::Success;
    for finding in findings {
        printer.finding(finding)?;
        exit = exit.max(exit::of_finding(finding, false));
    }
    Ok(exit)
}
