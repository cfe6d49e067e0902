//! Maps the pages of a document to the values of its record.

use std::thread;

use byline_core::diagnostic::{Code, Diagnostic};
use byline_core::model::Language;
use byline_core::panics;
use byline_core::project::RecordFile;
use byline_render::compose::{Typeset, typeset};
use byline_render::locate::PageMap;

use crate::options::STACK;
use crate::perform::failed_on;
use crate::session::Session;

/// Lays out a document of a record with the session's first template for its kind, and maps its
/// pages. Without a language, the document uses that of the record.
///
/// Returns the map exactly when no finding is an error and the session has such a template.
pub fn locate(
    record: &RecordFile,
    language: Option<&Language>,
    session: &Session,
) -> (Option<PageMap>, Vec<Diagnostic>) {
    let result = thread::scope(|scope| {
        let work = || panics::catch(|| laid_out(record, language, session));
        let thread = thread::Builder::new().stack_size(STACK).spawn_scoped(scope, work);
        let thread = thread.map_err(|error| {
            Diagnostic::new(Code::INTERNAL, format!("no thread can be started: {error}"))
        })?;
        // The panic is caught in the thread itself, so that the panic hook does not report it as
        // well.
        thread.join().flatten().map_err(|panic| failed_on(record, &*panic))
    });
    result.unwrap_or_else(|finding| (None, vec![finding]))
}

fn laid_out(
    record: &RecordFile,
    language: Option<&Language>,
    session: &Session,
) -> (Option<PageMap>, Vec<Diagnostic>) {
    let read = session.read(record);
    let mut findings = read.findings.clone();
    let template = session.templates.iter().find(|t| t.manifest.record == record.kind);
    let Some((content, template)) = read.content.as_ref().zip(template) else {
        return (None, findings);
    };
    let subject = content.subject();
    let document_languages =
        session.document_languages(language.unwrap_or(subject.language()), template);
    let render_request =
        session.render_request(subject, &read.sources, template, &document_languages);
    let Typeset { document, findings: found, .. } = typeset(render_request);
    findings.extend(found);
    (document.map(|document| PageMap::new(&document, render_request)), findings)
}
