//! `byline templates`: lists the templates and their origin, and runs the commands on them.

use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};

use crate::args::Templates;
use crate::converter;
use crate::exit::{self, Exit};
use crate::files::write_new;
use crate::findings::report;
use crate::printer::{Printer, shown};
use crate::proofs;
use byline_build::{Request, Session};
use byline_core::diagnostic::{Code, Diagnostic};
use byline_core::file::{ReadError, not_written};
use byline_core::message::message;
use byline_core::model::Slug;
use byline_core::project::Project;
use byline_render::contract::to_typst;
use byline_render::template::Template;

pub(crate) fn run(
    project: &Project,
    verb: Option<&Templates>,
    printer: &mut dyn Printer,
) -> io::Result<Exit> {
    match verb {
        None => list(project, printer),
        Some(Templates::Test { template, update }) => {
            Ok(proofs::run(project, template.as_ref(), *update, printer))
        }
        Some(Templates::Copy { template }) => Ok(copy(project, template, printer)),
        Some(Templates::Sample { template, record }) => sample(project, template, record, printer),
    }
}

fn list(project: &Project, printer: &mut dyn Printer) -> io::Result<Exit> {
    let mut findings = Vec::new();
    let mut printed = Ok(());
    for name in Template::names(project) {
        match Template::find(&name, project) {
            Ok((template, doubtful)) => {
                printed = printed.and_then(|()| printer.template(&template, project));
                findings.extend(doubtful);
            }
            Err(wrong) => findings.extend(wrong),
        }
    }
    exit::of_list(report(&findings, printer), printed)
}

/// Copies a standard template, and the design system that it uses, into the project.
fn copy(project: &Project, name: &Slug, printer: &mut dyn Printer) -> Exit {
    let files = Template::standard_files(name);
    if files.is_empty() {
        let message = message!("there is no standard template `{name}`");
        let hint = message!("run `byline templates` to list all templates");
        return report(&[Diagnostic::new(Code::UNKNOWN_TEMPLATE, message).hint(hint)], printer);
    }
    // Check every file first, so that a copy is never incomplete.
    let folder = project.templates_folder();
    let blocked: BTreeMap<_, _> =
        files.iter().filter_map(|(path, _)| blocked(&folder, Path::new(path), project)).collect();
    if !blocked.is_empty() {
        return report(&blocked.into_values().collect::<Vec<_>>(), printer);
    }
    for (path, data) in files {
        let path = folder.join(path);
        if !project.walls.contains_new(&path) {
            return report(&[ReadError::Outside.finding(&project.name_of(&path))], printer);
        }
        if let Err(error) = write_new(&path, &data, printer) {
            return report(&[not_written(&shown(&path), &error)], printer);
        }
    }
    Exit::Success
}

/// Returns the first part of a path that is in the way of a new file, and the finding about it:
/// byline does not write through links, and replaces nothing.
fn blocked(folder: &Path, path: &Path, project: &Project) -> Option<(PathBuf, Diagnostic)> {
    let parts: Vec<_> = path.ancestors().filter(|part| !part.as_os_str().is_empty()).collect();
    parts.into_iter().rev().find_map(|part| {
        let place = folder.join(part);
        let there = place.symlink_metadata().ok()?;
        let is_file = part == path;
        let wanted = if is_file { there.is_file() } else { there.is_dir() };
        let name = project.name_of(&place);
        let message = if there.is_symlink() {
            message!("`{name}` is a link, and byline copies nothing through links")
        } else if is_file {
            message!("`{name}` is not an ordinary file, and byline does not replace it")
        } else {
            message!("`{name}` is not a folder, and byline does not replace it")
        };
        let finding = Diagnostic::new(Code::PROJECT, message);
        let finding = finding.hint(message!("remove or rename it, then copy the template again"));
        (!wanted).then_some((place, finding))
    })
}

fn sample(
    project: &Project,
    template: &Slug,
    record: &Path,
    printer: &mut dyn Printer,
) -> io::Result<Exit> {
    let request = Request { templates: vec![template.clone()], ..Request::default() };
    let session = match Session::new(project, request, converter::of(project)) {
        Ok(session) => session,
        Err(findings) => return Ok(report(&findings, printer)),
    };
    let mut findings = session.findings();
    if session.templates.iter().any(|template| !template.manifest.format.is_paged()) {
        return Ok(report(&[proofs::without_pages(template)], printer));
    }
    let (records, wrong) = project.find_records(&[record.to_owned()]);
    findings.extend(wrong);
    for record in records {
        let (inputs, wrong) = byline_build::inputs(&record, &session);
        findings.extend(wrong);
        if let Some(inputs) = inputs {
            printer.sample(template, &record.id, &to_typst(&inputs))?;
        }
    }
    Ok(report(&findings, printer))
}
