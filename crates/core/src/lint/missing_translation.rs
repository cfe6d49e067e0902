//! `missing-translation`: texts that are not translated into the language of a document.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::linter::{Check, Lint, Visit};
use crate::diagnostic::{Code, Diagnostic, Level, Rule};
use crate::message::{message, plural};
use crate::model::{Language, Sources, Words};
use crate::parse::Directory;
use crate::source::Place;

pub(super) static LINT: Lint = Lint {
    code: Code::new(&Rule {
        name: "missing-translation",
        level: Level::Warning,
        meaning: "A document is made for readers of a language, and some texts of the record \
                  have no translation into it: they are printed in the record's own, and tagged as \
                  such. \
                  Names need no translation.",
        remedy: "`byline translations` lists them; with `--write` it makes a file to fill in.",
        example: r#"
# records/harbour-day.ms.toml
title = "Hari Pelabuhan"
"#,
        ..Rule::BLANK
    }),
    bad: r#"
title = "Harbour Day"
languages = ["en", "ms"]
"#,
    good: r#"
title = { en = "Harbour Day", ms = "Hari Pelabuhan" }
languages = ["en", "ms"]
"#,
    check: Check::Custom,
};

/// The maximum number of untranslated texts that a finding points at, besides the first.
const MAX_RELATED: usize = 3;

/// A text that is not translated into a language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Untranslated {
    /// The place of the original text.
    pub place: Place,
    /// The original text.
    pub words: String,
}

/// Returns the texts of a record in its main language `main` that are not translated into
/// another, in file order. Names and numbers need no translation.
pub fn untranslated_texts(
    visit: Visit<'_>,
    sources: &Sources,
    directory: &Directory,
    main: &Language,
    language: &Language,
) -> Vec<Untranslated> {
    let mut found = Vec::new();
    let mut seen = BTreeSet::new();
    visit(&mut |words| {
        let (foreign, origin) = match words {
            Words::Name(_) => return,
            Words::Line(text) | Words::Alt(text) => {
                (text.to_reader(main, language).foreign.is_some(), text.origin())
            }
            Words::Prose(prose) => {
                (prose.to_reader(main, language).foreign.is_some(), prose.origin())
            }
        };
        let plain = words.plain();
        if !foreign || !plain.contains(char::is_alphabetic) {
            return;
        }
        let key = (origin.file, origin.range.start);
        let source = sources.get(origin.file).or_else(|| directory.source(origin.file));
        if let Some(source) = source.filter(|_| seen.insert(key)) {
            let place = Place::new(source, origin.range.clone());
            found.push((key, Untranslated { place, words: plain }));
        }
    });
    found.sort_by_key(|(key, _)| *key);
    found.into_iter().map(|(_, text)| text).collect()
}

/// Reports the texts of a record that are not translated into a language.
pub fn untranslated(
    visit: Visit<'_>,
    sources: &Sources,
    directory: &Directory,
    main: &Language,
    language: &Language,
) -> Option<Diagnostic> {
    if main.is_read_as(language) {
        return None;
    }
    let texts = untranslated_texts(visit, sources, directory, main, language);
    let (first, rest) = texts.split_first()?;
    let count = texts.len();
    let message = plural!(
        count,
        "this text has no translation into `{language}`; byline prints it in `{main}`",
        "{count} texts have no translation into `{language}`; byline prints them in `{main}`"
    );
    let mut finding = Diagnostic::new(LINT.code, message).at(first.place.clone());
    for text in rest.iter().take(MAX_RELATED) {
        finding = finding.related(text.place.clone(), message!("this one, too"));
    }
    let elsewhere =
        texts.iter().find(|text| sources.iter().all(|(_, s)| !Arc::ptr_eq(s, &text.place.source)));
    if let Some(text) = elsewhere {
        let file = text.place.source.name();
        finding =
            finding.hint(message!("in {file}, write {{ {main} = \"…\", {language} = \"…\" }}"));
    }
    let hint = message!(
        "`byline translations` lists them, and `byline translations --lang {language} \
             --write` makes a file to fill in"
    );
    Some(finding.hint(hint))
}
