//! The manifest of a template, `template.toml`: its purpose, its page limit and the options that
//! a project may set.

use std::mem::discriminant;
use std::ops::Range;
use std::sync::Arc;

use strum::VariantArray;
use toml::Spanned;

use super::{Format, OptionValue, Options, Paper, RecordKind};
use crate::diagnostic::{Code, Diagnostic, has_errors};
use crate::message::{Message, message};
use crate::model::{File, Language, ParseLanguageError, Slug, Word};
use crate::reader::{self, Entries, Reader, Required, TableShape, shape};
use crate::source::{Place, Source};
use crate::spelling::{list, nearest};

/// The version of the template contract. It increases when a key changes its meaning or is
/// removed.
pub const CONTRACT: i64 = 4;

/// The file name of the manifest.
pub const MANIFEST: &str = "template.toml";

shape! {
    /// What a template is for, and what may be asked of it.
    struct RawManifest {
        /// The version of the contract for which the template was made.
        contract: Required<Spanned<u64>> ["", "2"],
        /// The purpose of the template, in one sentence.
        purpose: Option<String> ["", "\"One page for a manager.\""],
        /// The kind of record that it prints: events or issues.
        record: Option<RecordKind> ["", "\"event\""],
        /// The format of its documents. Default: PDF.
        format: Option<Spanned<Format>> ["", "\"calendar\""],
        /// The papers that it supports. Default: all.
        paper: Vec<Paper> ["", "[\"a4\", \"us-letter\"]"],
        /// The maximum number of pages. Default: unlimited.
        pages: Option<Spanned<u64>> ["", "1"],
        /// The minimum percentage of the last page to fill, if there are several pages. Default:
        /// no minimum.
        last_page: Option<Spanned<u64>> ["", "33"],
        /// The number of fitting steps: the maximum of `output.fit`.
        steps: Option<Spanned<u64>> ["", "8"],
        /// The number of fitting steps that tighten the layout; those after them loosen it.
        /// Default: all.
        tighter: Option<u64> ["", "3"],
        /// The options that a project can set.
        options: Entries<RawOption> ["", "{ photo = { meaning = \"Print a photo.\", default = true } }"],
    }

    /// Something that a project may ask of a template.
    struct RawOption {
        /// The effect of the option.
        meaning: String ["", "\"Print a photo.\""],
        /// The default value, whose type is the type of the option.
        default: Spanned<OptionValue> ["", "true"],
        /// The allowed values. Default: all values of its type.
        choices: Vec<OptionValue> ["", "[2, 3]"],
    }
}

/// The purpose of a template and its options.
#[derive(Debug, Clone)]
pub struct Manifest {
    /// Its purpose, in one sentence.
    pub purpose: Option<String>,
    /// The kind of record that it prints.
    pub record: RecordKind,
    /// The format of its documents.
    pub format: Format,
    /// The papers that it is designed for; empty for all.
    pub paper: Vec<Paper>,
    /// The maximum number of pages, if limited.
    pub pages: Option<usize>,
    /// The part of the last page that should be filled, in percent, if the template cares.
    pub last_page: Option<f64>,
    /// The number of steps in which it can change a document to fit its pages.
    pub steps: u32,
    /// The number of its steps that tighten a document; those after them loosen it.
    pub tighter: u32,
    /// The options that a project may set.
    pub options: Vec<TemplateOption>,
    contract: Option<(i64, Place)>,
}

/// An option of a template.
#[derive(Debug, Clone)]
pub struct TemplateOption {
    /// Its name.
    pub name: String,
    /// Its effect.
    pub meaning: String,
    /// The default value, which also determines the option's type.
    pub default: OptionValue,
    /// The values that it accepts; empty for all of its type.
    pub choices: Vec<OptionValue>,
}

/// The option that requests a document in two languages.
const SECOND_LANGUAGE: &str = "second-language";

/// The maximum number of fitting steps that a template may have: more would make no
/// visible difference.
const MAX_STEPS: u64 = 100;

/// The largest part of a last page, in percent, that a template may ask for: with more, hardly any
/// document could satisfy it.
const MOST_OF_LAST_PAGE: u64 = 60;

impl Manifest {
    /// Returns the manifest of a template that has none: it prints events, on as many pages as
    /// it needs.
    pub fn none() -> Self {
        Self {
            purpose: None,
            record: RecordKind::Event,
            format: Format::DEFAULT,
            paper: vec![],
            pages: None,
            last_page: None,
            steps: 0,
            tighter: 0,
            options: vec![],
            contract: None,
        }
    }

    /// Parses a manifest.
    ///
    /// # Errors
    /// Returns everything that is wrong with it.
    pub fn read(source: &Arc<Source>) -> Result<Self, Vec<Diagnostic>> {
        let (raw, mut reader) = reader::read(source, File::Project, |root, reader| {
            RawManifest::read_table(root, 0..0, reader)
        });
        let Some(raw) = raw else { return Err(reader.finish()) };
        let contract = raw.contract.0.map(|contract| {
            let place = Place::new(source, contract.span());
            (i64::try_from(contract.into_inner()).unwrap_or(i64::MAX), place)
        });
        if let Some(steps) = raw.steps.as_ref().filter(|steps| *steps.get_ref() > MAX_STEPS) {
            let message = message!("a template can have at most {most} steps", most = MAX_STEPS);
            reader.report(Code::INVALID_VALUE, steps.span(), message);
        }
        if let Some(pages) = raw.pages.as_ref().filter(|pages| *pages.get_ref() == 0) {
            let message = message!("`pages` must be at least 1");
            reader.report(Code::INVALID_VALUE, pages.span(), message);
        }
        if let Some(part) =
            raw.last_page.as_ref().filter(|part| *part.get_ref() > MOST_OF_LAST_PAGE)
        {
            let message =
                message!("`last-page` must be at most {most} %", most = MOST_OF_LAST_PAGE);
            reader.report(Code::INVALID_VALUE, part.span(), message);
        }
        for (name, RawOption { default, .. }) in &raw.options.0 {
            if let Err(error) = second_language(name.get_ref(), default.get_ref()) {
                let finding = reader.report(Code::INVALID_VALUE, default.span(), error.message());
                finding.hint(tag_hint());
            }
        }
        let record = raw.record.unwrap_or(RecordKind::Event);
        if let Some(format) = &raw.format {
            unsuitable(*format.get_ref(), format.span(), record, raw.pages.as_ref(), &mut reader);
        }
        let findings = reader.finish();
        if has_errors(&findings) {
            return Err(findings);
        }
        let options = raw.options.0.into_iter();
        let small = |number: u64| u32::try_from(number).ok();
        let steps = raw.steps.and_then(|steps| small(steps.into_inner())).unwrap_or(0);
        Ok(Self {
            purpose: raw.purpose,
            record,
            format: raw.format.map_or(Format::DEFAULT, Spanned::into_inner),
            paper: raw.paper,
            pages: raw.pages.and_then(|pages| usize::try_from(pages.into_inner()).ok()),
            last_page: raw.last_page.and_then(|part| small(part.into_inner())).map(f64::from),
            steps,
            tighter: raw.tighter.and_then(small).map_or(steps, |tighter| tighter.min(steps)),
            options: options
                .map(|(name, RawOption { meaning, default, choices, .. })| {
                    let (name, default) = (name.into_inner(), default.into_inner());
                    TemplateOption { name, meaning, default, choices }
                })
                .collect(),
            contract,
        })
    }

    /// Reports what prevents the template from being used: it was made for another version of
    /// the contract or for other paper.
    pub fn findings(&self, template: &Slug, paper: Option<Paper>) -> Vec<Diagnostic> {
        let mut findings = Vec::new();
        if let Some((contract, place)) = &self.contract
            && *contract != CONTRACT
        {
            let message = message!(
                "the template `{template}` was made for version {contract} of the contract, but \
                 this byline has version {own}",
                own = CONTRACT,
            );
            let hint = if *contract < CONTRACT {
                message!(
                    "change it as described in docs/contract-4.md and set `contract` to the new \
                     version, or move it away and copy a fresh template with `byline templates \
                     copy`"
                )
            } else {
                message!("install a newer byline; this one is older than the template")
            };
            let finding = Diagnostic::new(Code::OUTDATED_TEMPLATE, message).at(place.clone());
            findings.push(finding.hint(hint));
        }
        if let Some(paper) = paper
            && !self.paper.is_empty()
            && !self.paper.contains(&paper)
        {
            let papers: Vec<_> = self.paper.iter().map(|paper| paper.name()).collect();
            let message = message!(
                "the template `{template}` does not support the brand's paper, `{paper}`",
                paper = paper.name(),
            );
            let hint = message!("use {known}", known = list(&papers));
            findings.push(Diagnostic::new(Code::PROJECT, message).hint(hint));
        }
        findings
    }

    /// Returns the options with their values: those that the project sets, or else the defaults.
    ///
    /// # Errors
    /// Returns the options set by the project that the template does not accept.
    pub fn resolve_options(
        &self,
        template: &Slug,
        asked: &Options,
        project: &Arc<Source>,
    ) -> Result<OptionValues, Vec<Diagnostic>> {
        let mut settled = OptionValues::default();
        for TemplateOption { name, default, .. } in &self.options {
            // A default that is not a language was rejected when the manifest was parsed.
            let _ = settled.set(name, default);
        }
        let mut findings = Vec::new();
        for (key, asked) in asked.of(template) {
            let name = key.get_ref();
            let known = self.options.iter().find(|known| known.name == *name);
            let Some(TemplateOption { default, choices, .. }) = known else {
                let names = self.options.iter().map(|option| option.name.as_str());
                let names: Vec<&str> = names.collect();
                let message = message!("the template `{template}` has no option `{name}`");
                let finding =
                    Diagnostic::new(Code::UNKNOWN_KEY, message).at(Place::new(project, key.span()));
                findings.push(match nearest(name, names.iter().copied()) {
                    Some(near) => finding.did_you_mean(near),
                    None if names.is_empty() => {
                        finding.hint(message!("remove the option; this template has none"))
                    }
                    None => finding
                        .hint(message!("use one of its options: {names}", names = list(&names))),
                });
                continue;
            };
            let (value, place) = (asked.get_ref(), Place::new(project, asked.span()));
            if discriminant(default) != discriminant(value) {
                findings.push(Diagnostic::new(Code::WRONG_TYPE, default.wanted(name)).at(place));
                continue;
            }
            if !choices.is_empty() && !choices.contains(value) {
                let words: Vec<_> = choices.iter().map(ToString::to_string).collect();
                let words: Vec<&str> = words.iter().map(String::as_str).collect();
                let message = message!("`{name}` does not take {value}");
                let hint = message!("use {known}", known = list(&words));
                findings.push(Diagnostic::new(Code::INVALID_VALUE, message).at(place).hint(hint));
                continue;
            }
            if let Err(error) = settled.set(name, value) {
                let finding = Diagnostic::new(Code::PROJECT, error.message());
                findings.push(finding.at(place).hint(tag_hint()));
            }
        }
        if findings.is_empty() { Ok(settled) } else { Err(findings) }
    }
}

/// The values of a template's options.
#[derive(Debug, Default)]
pub struct OptionValues {
    /// The values, as they are passed to the template.
    pub values: Vec<(String, OptionValue)>,
    /// The second language of its documents, if they are bilingual.
    pub second: Option<Language>,
}

impl OptionValues {
    fn set(&mut self, name: &str, option: &OptionValue) -> Result<(), ParseLanguageError> {
        if name == SECOND_LANGUAGE {
            self.second = second_language(name, option)?;
        }
        match self.values.iter_mut().find(|(known, _)| known == name) {
            Some((_, value)) => value.clone_from(option),
            None => self.values.push((name.to_owned(), option.clone())),
        }
        Ok(())
    }
}

/// Returns the second language that the value of an option requests.
///
/// # Errors
/// Fails if the value is not a language tag.
fn second_language(
    name: &str,
    option: &OptionValue,
) -> Result<Option<Language>, ParseLanguageError> {
    match option {
        OptionValue::Word(tag) if name == SECOND_LANGUAGE && !tag.is_empty() => {
            tag.parse().map(Some)
        }
        _ => Ok(None),
    }
}

/// Returns the hint for an invalid second language.
fn tag_hint() -> Message {
    message!("write a language tag such as \"en\", \"ms\" or \"zh-Hans\"")
}

/// Reports the keys of a manifest that its format does not support.
fn unsuitable(
    format: Format,
    span: Range<usize>,
    record: RecordKind,
    pages: Option<&Spanned<u64>>,
    reader: &mut Reader,
) {
    let name = format.name();
    if !format.suits(record) {
        let message = match record {
            RecordKind::Event => message!("an event cannot be written in the format `{name}`"),
            RecordKind::Issue => message!("an issue cannot be written in the format `{name}`"),
        };
        let kinds = RecordKind::VARIANTS.iter().filter(|kind| format.suits(**kind));
        let keys = Message::any_of(kinds.map(|kind| format!("`record = \"{}\"`", kind.name())));
        let hint = message!("write {keys}, or choose another format");
        reader.report(Code::INVALID_VALUE, span, message).hint(hint);
    }
    if let Some(pages) = pages.filter(|_| !format.is_paged()) {
        let message = message!("a document in the format `{name}` has no pages");
        reader.report(Code::INVALID_VALUE, pages.span(), message).hint(message!("remove `pages`"));
    }
}
