//! Maps the pages of a document to the values of its record.

use std::path::PathBuf;
use std::thread;

use byline_core::diagnostic::{Code, Diagnostic};
use byline_core::model::Language;
use byline_core::panics;
use byline_core::project::RecordFile;
use byline_render::compose::{Typeset, typeset};
use byline_render::locate::PageMap;

use crate::helper::Helper;
use crate::options::{STACK_BYTES, SpawnHelper, Task};
use crate::perform::{failed_on, no_thread};
use crate::pipeline::with_render_request;
use crate::plan::{Job, Planned};
use crate::session::Session;

/// Lays out a document of a record with the session's first template for its kind, and maps its
/// pages. Without a language, the document uses that of the record.
///
/// A template of the project's own is tried in a helper first, which `helpers` starts. If it
/// stays within the limits there, it does so here, too: templates are deterministic.
///
/// Returns the map exactly when no finding is an error and the session has such a template.
pub fn locate(
    record: &RecordFile,
    language: Option<&Language>,
    session: &Session,
    helpers: SpawnHelper<'_>,
) -> (Option<PageMap>, Vec<Diagnostic>) {
    if let Some(finding) = beyond_limits(record, language, session, helpers) {
        return (None, vec![finding]);
    }
    let result = thread::scope(|scope| {
        let work = || panics::catch(|| laid_out(record, language, session));
        let thread = thread::Builder::new().stack_size(STACK_BYTES).spawn_scoped(scope, work);
        let thread = thread.map_err(|error| no_thread(&error))?;
        // The panic is caught in the thread itself, so that the panic hook does not report it as
        // well.
        thread.join().flatten().map_err(|panic| failed_on(record, &*panic))
    });
    result.unwrap_or_else(|finding| (None, vec![finding]))
}

/// Returns a finding if the template is the project's own and exceeds the limits of a helper.
fn beyond_limits(
    record: &RecordFile,
    language: Option<&Language>,
    session: &Session,
    helpers: SpawnHelper<'_>,
) -> Option<Diagnostic> {
    let (index, template) = session.templates_for(record.kind).next()?;
    if !template.is_of_project() {
        return None;
    }
    let planned = Planned { template: index, language: language.cloned(), path: PathBuf::new() };
    let job = Job { record: record.clone(), outputs: vec![planned], cost: 0 };
    let outcome = Helper::new(helpers).work(&job, session, Task::Examine);
    let stopped =
        |finding: &Diagnostic| [Code::TEMPLATE_LIMIT, Code::INTERNAL].contains(&finding.code);
    outcome.findings.into_iter().find(stopped)
}

fn laid_out(
    record: &RecordFile,
    language: Option<&Language>,
    session: &Session,
) -> (Option<PageMap>, Vec<Diagnostic>) {
    let read = session.read(record);
    let mut findings = read.findings.clone();
    let template = session.templates_for(record.kind).next();
    let Some((content, (_, template))) = read.content.as_ref().zip(template) else {
        return (None, findings);
    };
    with_render_request(content, &read.sources, template, language, session, |request| {
        let Typeset { document, findings: found, places, .. } = typeset(request);
        findings.extend(found);
        (document.map(|document| PageMap::new(&document, &places)), findings)
    })
}
