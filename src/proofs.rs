//! `byline templates test`: renders the test records of templates, and compares the pages with
//! stored pictures.

use std::path::{Path, PathBuf};

use crate::converter;
use crate::exit::Exit;
use crate::findings::report;
use crate::helper;
use crate::printer::{Printer, Proof};
use crate::test_records::tests_project;
use byline_build::{Helper, Request, Session, Task};
use byline_core::diagnostic::{Code, Diagnostic};
use byline_core::message::message;
use byline_core::model::Slug;
use byline_core::project::{FILE, Project};
use byline_render::template::Template;

/// The folder of test records: a small project, in a template's own folder or beside all
/// templates.
pub(crate) const TESTS: &str = "tests";

pub(crate) fn run(
    project: &Project,
    wanted: Option<&Slug>,
    update: bool,
    printer: &mut dyn Printer,
) -> Exit {
    let mut exit = Exit::Success;
    let mut tested = false;
    let names = Template::names(project);
    if let Some(wanted) = wanted.filter(|wanted| !names.contains(wanted)) {
        return match Template::find(wanted, project) {
            Err(findings) => report(&findings, printer),
            Ok(_) => exit,
        };
    }
    for name in names {
        if wanted.is_some_and(|wanted| *wanted != name) {
            continue;
        }
        if Template::format_of(&name, project).is_some_and(|format| !format.is_paged()) {
            match wanted {
                Some(_) => return report(&[without_pages(&name)], printer),
                None => continue,
            }
        }
        let Some(folder) = tests_of(&name, project) else { continue };
        tested = true;
        let (pages, findings) =
            prove(&name, project, &folder, update).unwrap_or_else(|findings| (0, findings));
        exit = exit.max(report(&findings, printer));
        let findings = findings.len();
        printer.proof(&Proof { template: &name, pages, stored: update, findings });
    }
    if tested {
        return exit;
    }
    let message = message!("no template of this project has tests");
    let hint = message!(
        "create a folder `tests` in the template's folder, with a byline.toml and records"
    );
    report(&[Diagnostic::new(Code::PROJECT, message).hint(hint)], printer)
}

/// Returns the finding for a template that lays out no pages.
pub(crate) fn without_pages(name: &Slug) -> Diagnostic {
    let message = message!("the template `{name}` produces no pages");
    Diagnostic::new(Code::COMMAND_LINE, message).hint(message!(
        "run `byline build` to see its documents, which byline makes from the record alone"
    ))
}

/// Returns the folder of a template's test records: its own, or the one that all templates
/// share.
fn tests_of(name: &Slug, project: &Project) -> Option<PathBuf> {
    let templates = project.templates_folder();
    let folders = [templates.join(name.as_str()).join(TESTS), templates.join(TESTS)];
    folders.into_iter().find(|folder| folder.join(FILE).is_file())
}

/// Renders all test records of a template in a helper. Returns the number of pages and the
/// findings.
///
/// # Errors
/// Problems that prevent the test records from being rendered at all.
fn prove(
    name: &Slug,
    project: &Project,
    folder: &Path,
    update: bool,
) -> Result<(usize, Vec<Diagnostic>), Vec<Diagnostic>> {
    let tests = tests_project(project, folder)?;
    let request = Request { templates: vec![name.clone()], ..Request::default() };
    let session = Session::new(&tests, request, converter::of(&tests))?;
    let mut findings = session.findings();
    let (records, wrong) = tests.records();
    findings.extend(wrong);
    let start = || helper::start_proofs(project, name, folder, update);
    let mut helper = Helper::new(&start);
    let mut pages = 0;
    let jobs = byline_build::plan(records, &session, &tests.output_folder())?;
    for job in &jobs {
        let outcome = helper.work(job, &session, Task::Prove);
        pages +=
            outcome.artifacts.iter().map(|artifact| artifact.pages.unwrap_or(0)).sum::<usize>();
        findings.extend(outcome.findings);
    }
    Ok((pages, findings))
}
