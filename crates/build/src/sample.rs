//! Sample data for the designers of templates.

use byline_core::diagnostic::Diagnostic;
use byline_core::project::RecordFile;
use typst::foundations::Dict;

use crate::pipeline::with_render_request;
use crate::session::Session;

/// Returns the input that a template of the session receives for a record: `None` if there is an
/// error, or if the template is for records of another kind.
pub fn inputs(record: &RecordFile, session: &Session) -> (Option<Dict>, Vec<Diagnostic>) {
    let read = session.read(record);
    let template = session.templates_for(record.kind).next();
    let inputs = read.content.as_ref().zip(template).map(|(content, (_, template))| {
        let language = session.languages.first();
        with_render_request(content, &read.sources, template, language, session, |request| {
            request.inputs().sample()
        })
    });
    (inputs, read.findings.clone())
}
