//! The manifest of a template, `template.toml`: what it is for, how many pages it may
//! take, what a project may ask of it.

use std::sync::Arc;

use toml::Spanned;

use super::{OptionValue, Options, Paper, RecordKind};
use crate::diagnostic::{Code, Diagnostic, has_errors};
use crate::model::{File, Slug, Word};
use crate::reader::{self, Entries, Required, TableShape, shape};
use crate::source::{Place, Source};
use crate::spelling::{list, nearest};

/// The version of the contract with templates; it grows when a key changes its meaning or
/// goes.
pub const CONTRACT: i64 = 3;

/// The name of the manifest.
pub const MANIFEST: &str = "template.toml";

shape! {
    /// What a template is for, and what may be asked of it.
    struct RawManifest {
        /// The version of the contract that it was made for.
        contract: Required<Spanned<u64>> ["", "2"],
        /// What it is for, in a sentence.
        purpose: Option<String> ["", "\"One page for a manager.\""],
        /// What it prints: events or issues.
        record: Option<RecordKind> ["", "\"event\""],
        /// The papers that it is made for; all, if it names none.
        paper: Vec<Paper> ["", "[\"a4\", \"us-letter\"]"],
        /// How many pages it may take; as many as it needs, if it does not say.
        pages: Option<Spanned<u64>> ["", "1"],
        /// How many steps it knows towards its pages: `output.fit` goes up to it.
        steps: Option<Spanned<u64>> ["", "8"],
        /// What a project may ask of it.
        options: Entries<RawOption> ["", "{ photo = { meaning = \"Print a photo.\", default = true } }"],
    }

    /// Something that a project may ask of a template.
    struct RawOption {
        /// What it does.
        meaning: String ["", "\"Print a photo.\""],
        /// What is the case if a project says nothing; its sort is the option's sort.
        default: OptionValue ["", "true"],
        /// The values that it takes; all of its sort, if none is named.
        choices: Vec<OptionValue> ["", "[2, 3]"],
    }
}

/// What a template is for, and what may be asked of it.
#[derive(Debug, Clone)]
pub struct Manifest {
    /// What it is for, in a sentence.
    pub purpose: Option<String>,
    /// What it prints.
    pub record: RecordKind,
    /// The papers that it is made for; all, if empty.
    pub paper: Vec<Paper>,
    /// How many pages it may take.
    pub pages: Option<usize>,
    /// How many steps it knows towards its pages.
    pub steps: u32,
    /// What a project may ask of it.
    pub options: Vec<TemplateOption>,
    contract: Option<(i64, Place)>,
}

/// Something that a project may ask of a template.
#[derive(Debug, Clone)]
pub struct TemplateOption {
    /// Its name.
    pub name: String,
    /// What it does.
    pub meaning: String,
    /// What is the case if a project says nothing; its sort is the option's sort.
    pub default: OptionValue,
    /// The values that it takes; all of its sort, if empty.
    pub choices: Vec<OptionValue>,
}

/// The most steps that a template may know: beyond it, nobody sees a difference.
const MOST_STEPS: u64 = 100;

impl Manifest {
    /// The manifest of a template that has none: it prints events, on as many pages as
    /// it needs.
    pub fn none() -> Self {
        Self {
            purpose: None,
            record: RecordKind::Event,
            paper: vec![],
            pages: None,
            steps: 0,
            options: vec![],
            contract: None,
        }
    }

    /// Reads a manifest.
    ///
    /// # Errors
    /// All that is wrong with it.
    pub fn read(source: &Arc<Source>) -> Result<Self, Vec<Diagnostic>> {
        let (raw, mut reader) = reader::read(source, File::Project, |root, reader| {
            RawManifest::read_table(root, 0..0, reader)
        });
        let Some(raw) = raw else { return Err(reader.finish()) };
        let contract = raw.contract.0.map(|contract| {
            let place = Place::new(source, contract.span());
            (i64::try_from(contract.into_inner()).unwrap_or(i64::MAX), place)
        });
        if let Some(steps) = raw.steps.as_ref().filter(|steps| *steps.get_ref() > MOST_STEPS) {
            let message = format!("a template knows at most {MOST_STEPS} steps");
            reader.report(Code::InvalidValue, steps.span(), message);
        }
        if let Some(pages) = raw.pages.as_ref().filter(|pages| *pages.get_ref() == 0) {
            reader.report(Code::InvalidValue, pages.span(), "a document has at least one page");
        }
        let findings = reader.finish();
        if has_errors(&findings) {
            return Err(findings);
        }
        let options = raw.options.0.into_iter();
        Ok(Self {
            purpose: raw.purpose,
            record: raw.record.unwrap_or(RecordKind::Event),
            paper: raw.paper,
            pages: raw.pages.and_then(|pages| usize::try_from(pages.into_inner()).ok()),
            steps: raw.steps.and_then(|s| u32::try_from(s.into_inner()).ok()).unwrap_or(0),
            options: options
                .map(|(name, RawOption { meaning, default, choices, .. })| {
                    let name = name.into_inner();
                    TemplateOption { name, meaning, default, choices }
                })
                .collect(),
            contract,
        })
    }

    /// What is wrong with using the template now: it was made for another contract, or
    /// for other paper.
    pub fn findings(&self, template: &Slug, paper: Option<Paper>) -> Vec<Diagnostic> {
        let mut findings = Vec::new();
        if let Some((contract, place)) = &self.contract
            && *contract != CONTRACT
        {
            let message = format!(
                "the template `{template}` was made for version {contract} of the contract, and \
                 byline gives version {CONTRACT}"
            );
            findings.push(Diagnostic::new(Code::OutdatedTemplate, message).at(place.clone()).hint(
                if *contract < CONTRACT {
                    "see in CHANGELOG.md what has changed, mend the template and raise `contract`; \
                     or copy it afresh with `byline templates copy`"
                } else {
                    "this byline is older than the template: install a newer one"
                },
            ));
        }
        if let Some(paper) = paper
            && !self.paper.is_empty()
            && !self.paper.contains(&paper)
        {
            let papers: Vec<_> = self.paper.iter().map(|paper| paper.name()).collect();
            let message = format!(
                "the template `{template}` is not made for the brand's paper, `{}`",
                paper.name()
            );
            findings.push(
                Diagnostic::new(Code::Project, message)
                    .hint(format!("it is made for {}", list(&papers))),
            );
        }
        findings
    }

    /// The options with their values: what the project asks, or else the defaults.
    ///
    /// # Errors
    /// What the project asks and the template does not know.
    pub fn settle(
        &self,
        template: &Slug,
        asked: &Options,
        project: &Arc<Source>,
    ) -> Result<Vec<(String, OptionValue)>, Vec<Diagnostic>> {
        let defaults = self.options.iter();
        let mut settled: Vec<_> =
            defaults.map(|option| (option.name.clone(), option.default.clone())).collect();
        let mut findings = Vec::new();
        for (name, asked) in asked.of(template) {
            let known = self.options.iter().find(|known| known.name == *name.get_ref());
            let Some(TemplateOption { default, choices, .. }) = known else {
                let names = self.options.iter().map(|option| option.name.as_str());
                let names: Vec<&str> = names.collect();
                let message =
                    format!("the template `{template}` has no option `{}`", name.get_ref());
                let finding =
                    Diagnostic::new(Code::UnknownKey, message).at(Place::new(project, name.span()));
                findings.push(match nearest(name.get_ref(), names.iter().copied()) {
                    Some(near) => finding.hint(format!("did you mean `{near}`?")),
                    None if names.is_empty() => finding.hint("it has none"),
                    None => finding.hint(format!("its options are {}", list(&names))),
                });
                continue;
            };
            if default.sort() != asked.get_ref().sort() {
                let message = format!("`{}` takes {}", name.get_ref(), default.sort());
                findings.push(
                    Diagnostic::new(Code::WrongType, message).at(Place::new(project, asked.span())),
                );
                continue;
            }
            if !choices.is_empty() && !choices.contains(asked.get_ref()) {
                let words: Vec<_> = choices.iter().map(ToString::to_string).collect();
                let words: Vec<&str> = words.iter().map(String::as_str).collect();
                let message = format!("`{}` does not take {}", name.get_ref(), asked.get_ref());
                findings.push(
                    Diagnostic::new(Code::InvalidValue, message)
                        .at(Place::new(project, asked.span()))
                        .hint(format!("it takes {}", list(&words))),
                );
                continue;
            }
            let known = settled.iter_mut().filter(|(known, _)| known == name.get_ref());
            known.for_each(|(_, value)| value.clone_from(asked.get_ref()));
        }
        if findings.is_empty() { Ok(settled) } else { Err(findings) }
    }
}
