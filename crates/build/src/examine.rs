//! Examines a record: reports its problems without making documents.

use byline_core::diagnostic::{Diagnostic, Level, has_errors};
use byline_core::lint;
use byline_core::lint::silence;
use byline_core::model::{Sources, Words};

use crate::make::make;
use crate::options::Options;
use crate::outcome::Outcome;
use crate::pipeline::{
    CheckedRecord, Content, languages_of, lint_languages, lint_pictures, template_of,
};
use crate::plan::{Job, Planned};
use crate::session::Session;

/// Reads a record, and reports everything that can be found without laying out its pages.
pub(crate) fn examine(job: &Job, session: &Session) -> Outcome {
    let mut outcome = Outcome::new(job);
    let CheckedRecord { sources, content, findings, looks, .. } = session.read_pixels(&job.record);
    outcome.findings.extend(findings);
    if let Some(content) = &content {
        outcome.report(missing_glyphs(job, content, &sources, session));
        outcome.findings.extend(lint_languages(&job.outputs, content, &sources, session));
        outcome.findings.extend(lint_pictures(content, &sources, &looks, session));
    }
    if has_errors(&outcome.findings) {
        outcome.failed = job.outputs.len();
    } else {
        outcome.sound = job.outputs.len();
    }
    outcome.findings = silence(outcome.findings, &session.project.allow, Some(&sources.record));
    outcome
}

/// Checks whether the fonts cover the characters of a record's texts.
fn missing_glyphs(
    job: &Job,
    content: &Content,
    sources: &Sources,
    session: &Session,
) -> Vec<Diagnostic> {
    // Formats without pages need no fonts.
    let paged = |planned: &Planned| template_of(planned, session).manifest.format.is_paged();
    if !job.outputs.iter().any(paged) {
        return vec![];
    }
    let fonts = &session.fonts;
    let remedy = |char| (!fonts.draws(char)).then(|| fonts.remedy(char));
    let joins = |sign: &str| fonts.joins(sign);
    let visit = |see: &mut dyn FnMut(Words<'_>)| content.visit(see);
    let main = content.subject().language();
    let languages = languages_of(&job.outputs, main, session);
    let found = languages.iter().flat_map(|language| {
        lint::glyphs(&visit, sources, &session.directory, (main, language), &remedy, &joins)
    });
    found.collect()
}

/// Examines a record and lays out its pages all the same, to find problems in the templates.
pub(crate) fn examine_with_layout(job: &Job, session: &Session, options: &Options<'_>) -> Outcome {
    let mut outcome = examine(job, session);
    let made = make(job, session, &Options { write: false, ..*options });
    // A document can also fail because of byline's own words, such as a label in a script that
    // no font has; nothing that was examined shows that.
    let is_explained = has_errors(&outcome.findings);
    let new = made.findings.into_iter().filter(|finding| {
        finding.code.is_of_template() || !is_explained && finding.level() == Level::Error
    });
    outcome.findings.extend(new);
    outcome.failed = made.failed;
    outcome.sound = made.artifacts.len();
    outcome
}
