//! The list of lints, and of all codes with their explanations.

use std::error::Error;
use std::fmt::{self, Write};
use std::str::FromStr;

use super::linter::Lint;
use crate::diagnostic::{Code, declared};
use crate::message::{Message, UiLanguage, message};

/// Lists lints by the modules that hold them.
macro_rules! lints {
    ($($lint:ident),* $(,)?) => { &[$(&super::$lint::LINT),*] };
}

/// All lints. Findings at the same place are reported in this order.
pub static LINTS: &[&Lint] = lints! {
    same_post,
    title_differs,
    speaker_not_listed,
    silent_guest,
    unnamed_speaker,
    ambiguous_name,
    name_drift,
    name_case,
    listed_names,
    placeholder_name,
    organisation_twice,
    numbered_item,
    person_twice,
    speaks_for_unknown,
    reviewer_participates,
    must_fill,
    relative_time,
    future_tense,
    garbled_text,
    unbalanced_quotes,
    weekday_differs,
    mark_width,
    wrong_script,
    language_differs,
    unexpanded_abbreviation,
    count_differs,
    breakdown_sum,
    duration_differs,
    outside_parent,
    times_contradict,
    double_booked,
    prose_differs,
    mode_contradicted,
    missing_credits,
    poor_alt,
    generic_caption,
    uneven_photos,
    caption_names_unknown,
    mixed_scripts,
    dark_photo,
    photo_twice,
    missing_glyph,
    missing_translation,
    invalid_allow,
    unused_allow,
};

/// Iterates over all codes: those of `diagnostic`, then those of the lints.
pub fn codes() -> impl Iterator<Item = Code> {
    // A lint may share its code with a rule of `diagnostic`.
    let own = LINTS.iter().map(|lint| lint.code);
    declared().chain(own.filter(|code| declared().all(|other| other != *code)))
}

impl FromStr for Code {
    type Err = ParseCodeError;

    fn from_str(name: &str) -> Result<Self, Self::Err> {
        codes().find(|code| code.name() == name).ok_or_else(|| ParseCodeError(name.into()))
    }
}

impl TryFrom<String> for Code {
    type Error = ParseCodeError;

    fn try_from(name: String) -> Result<Self, Self::Error> {
        name.parse()
    }
}

/// The error for a text that is not the code of a finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ParseCodeError(String);

impl ParseCodeError {
    /// Returns the error in words.
    pub fn message(&self) -> Message {
        message!("there is no finding `{name}`", name = self.0)
    }
}

impl fmt::Display for ParseCodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.message().fmt(f)
    }
}

impl Error for ParseCodeError {}

/// Explains a code in Markdown, in a language: level, meaning, remedy and an example.
pub fn explain(code: Code, language: UiLanguage) -> String {
    let mut text = explain_without_example(code, language);
    let rule = code.rule();
    let lint = LINTS.iter().find(|lint| lint.code == code);
    let example = if rule.example.is_empty() { lint.map_or("", |l| l.bad) } else { rule.example };
    if !example.is_empty() {
        let _ = write!(text, "\n```{}\n{}\n```\n", rule.syntax, example.trim());
    }
    text
}

/// Does the same without an example, which is TOML.
pub fn explain_without_example(code: Code, language: UiLanguage) -> String {
    let rule = code.rule();
    let translation = language.explanation(code.name());
    let (meaning, remedy) = translation
        .map_or((rule.meaning, rule.remedy), |said| (said.meaning.as_str(), said.remedy.as_str()));
    let level = language.translate(&rule.level.message());
    let mut text = format!("*{level}* · {meaning}\n");
    if !remedy.is_empty() {
        let _ = write!(text, "\n{remedy}\n");
    }
    text
}

/// Explains every code in English, in Markdown, each under its own heading.
pub fn explain_all() -> String {
    let mut page = String::new();
    for code in codes() {
        let _ = write!(page, "\n## {code}\n\n{}", explain(code, UiLanguage::English));
    }
    page
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn code_names_are_unique_words_with_hyphens() {
        let names: BTreeSet<_> = codes().map(Code::name).collect();
        assert_eq!(names.len(), codes().count());
        assert!(codes().all(|code| code.name().parse() == Ok(code)));
        assert!("no-such-code".parse::<Code>().is_err());
        for name in names {
            assert!(name.chars().all(|c| c.is_ascii_lowercase() || c == '-'), "{name}");
        }
    }

    #[test]
    fn every_code_is_explained_with_its_level() {
        for code in codes() {
            let text = explain(code, UiLanguage::English);
            assert!(text.starts_with(&format!("*{}* · ", code.level().name())), "{code}");
            assert!(!code.rule().meaning.is_empty(), "{code}");
        }
        let page = explain_all();
        assert_eq!(page.matches("\n## ").count(), codes().count());
    }
}
