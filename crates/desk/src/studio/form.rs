//! The forms of files: what can be filled in, the values of a text, and the edits of a form.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use byline_core::file::{MAX_BYTES, ReadError};
use byline_core::form::{
    self, Choices, Edited, Editing, Filled, FormEdit, NoForm, Problem, Rejection, TemplateChoices,
    Values,
};
use byline_core::message::{Message, UiLanguage};
use byline_core::model::{File, Language};
use byline_core::parse::{ORGANISATIONS, PEOPLE};
use byline_core::project::Project;
use byline_core::schema::SchemaFile;
use byline_render::template::Template;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::translations::{FollowedText, TranslationName};
use super::{Rejected, Studio, Unknown};
use crate::buffer::Safety;

/// The values of a file as its form shows them.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct FormValues {
    file: String,
    /// The language, if they are the translations that the file itself has.
    #[serde(skip_serializing_if = "Option::is_none")]
    language: Option<Language>,
    version: u64,
    /// Why no form can show the file.
    unfit: Option<String>,
    pub(super) values: Filled,
    /// The paths of values that only the source can show.
    only_in_source: Vec<String>,
}

/// The values of a file with its text.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct FormText {
    text: String,
    safety: Safety,
    #[serde(flatten)]
    values: FormValues,
}

/// The edits of one file.
#[derive(Debug, Deserialize)]
pub(crate) struct FormChange {
    file: String,
    /// The language, if the translations are edited that the file itself has.
    language: Option<Language>,
    /// The version that was edited.
    base: u64,
    edits: Vec<FormEdit>,
}

/// What became of edits.
#[derive(Debug, Serialize)]
pub(crate) struct FormEdited {
    /// The files, each once.
    pub(crate) files: Vec<FormText>,
    /// The paths of the entries that were added, in the order of the edits.
    pub(crate) added: Vec<String>,
    /// The translations that followed.
    pub(crate) followed: Vec<FollowedText>,
}

/// Why edits were not made. None of them was.
#[derive(Debug)]
pub(crate) enum FormRejected {
    /// There is no such file.
    Unknown,
    /// A text or a value is another one now: these are.
    Outdated(Vec<FormText>),
    /// What is wrong with the values.
    Problems(Vec<FormProblem>),
    /// The project could not read a file again.
    TooLarge(Message),
}

impl From<Unknown> for FormRejected {
    fn from(_: Unknown) -> Self {
        Self::Unknown
    }
}

/// What is wrong with a value.
#[derive(Debug, Serialize)]
pub(crate) struct FormProblem {
    /// The file, if it is of a file.
    #[serde(skip_serializing_if = "Option::is_none")]
    file: Option<String>,
    path: String,
    message: String,
    /// What may be meant.
    readings: Vec<FormReading>,
}

/// A value that may be meant, and how people say it.
#[derive(Debug, Serialize)]
struct FormReading {
    value: String,
    label: String,
}

impl FormProblem {
    /// Returns a problem in the user's language.
    pub(crate) fn of(problem: &Problem, file: Option<&str>, language: UiLanguage) -> Self {
        let reading = |value: &String| FormReading {
            value: value.clone(),
            label: form::label(&problem.kind, value, language),
        };
        Self {
            file: file.map(str::to_owned),
            path: problem.path.to_string(),
            message: language.translate(&problem.message),
            readings: problem.readings.iter().map(reading).collect(),
        }
    }
}

impl Studio {
    /// Describes the form of a file.
    pub(crate) fn form(&mut self, file: &str) -> Result<Value, Unknown> {
        self.file(file)?;
        let kind = self.kind_of(file);
        let choices = self.choices(kind);
        Ok(form::describe(kind, &choices, self.setting.language))
    }

    /// Returns what can be chosen in the form of a file.
    fn choices(&self, kind: SchemaFile) -> Choices {
        match (&self.session, kind) {
            (Ok(session), SchemaFile::Project) => Choices {
                templates: templates(&session.project, &session.templates),
                fonts: session.fonts.families().into_iter().map(str::to_owned).collect(),
            },
            _ => Choices::default(),
        }
    }

    /// Returns the values of a file, or the translations that it has into a language.
    pub(crate) fn form_values(
        &mut self,
        file: &str,
        language: Option<&Language>,
    ) -> Result<FormValues, Unknown> {
        self.form_text(file, language).map(|found| found.values)
    }

    fn form_text(&mut self, file: &str, language: Option<&Language>) -> Result<FormText, Unknown> {
        let text = self.file(file)?;
        let own = &text.text;
        let only = |values| Values { values, only_in_source: vec![] };
        let values = match (self.translation_named(file), language) {
            (Some(TranslationName { original, language, .. }), _) => {
                let of = self.file(&original)?.text;
                self.translate(&original, &of, own, &language, |own| own.values().map(only))
            }
            (None, Some(language)) => {
                self.translate(file, own, "", language, |own| own.inline_values().map(only))
            }
            (None, None) => form::values(own, self.kind_of(file), &self.language()),
        };
        let (values, only_in_source, unfit) = match values {
            Ok(found) => (found.values, found.only_in_source, None),
            Err(NoForm(why)) => {
                (Filled::Table(vec![]), vec![], Some(self.setting.language.translate(&why)))
            }
        };
        let only_in_source = only_in_source.iter().map(ToString::to_string).collect();
        let (file, version) = (text.file, text.version);
        let language = language.cloned();
        let values = FormValues { file, language, version, unfit, values, only_in_source };
        Ok(FormText { text: text.text, safety: text.safety, values })
    }

    /// Returns the language of texts in files that name none.
    pub(super) fn language(&self) -> Language {
        let session = self.session.as_ref().ok();
        session.map_or_else(Language::english, |session| session.project.language.clone())
    }

    /// Makes the edits of a form: in all files, or in none.
    pub(crate) fn form_edit(&mut self, changes: &[FormChange]) -> Result<FormEdited, FormRejected> {
        let mut texts: BTreeMap<String, (u64, String)> = BTreeMap::new();
        let mut is_outdated = false;
        for FormChange { file, base, .. } in changes {
            let now = self.file(file)?;
            is_outdated |= now.version != *base;
            texts.insert(file.clone(), (*base, now.text));
        }
        if is_outdated {
            return Err(self.outdated(changes));
        }
        let (mut added, mut problems, mut followed) = (Vec::new(), Vec::new(), Vec::new());
        for change in changes {
            let before = texts.get(&change.file).map(|(_, text)| text.clone()).unwrap_or_default();
            // A translation that is edited here as well is as its form has it.
            let own = self.followed(&change.file, &before, &change.edits).into_iter();
            followed.extend(own.filter(|own| !texts.contains_key(&own.file)));
            match self.edited(change, &texts) {
                Ok(Edited { text, added: own }) => {
                    texts.entry(change.file.clone()).and_modify(|(_, now)| *now = text);
                    added.extend(own.iter().map(ToString::to_string));
                }
                Err(Rejection::Changed) => return Err(self.outdated(changes)),
                Err(Rejection::Problems(own)) => problems
                    .extend(own.iter().map(|own| {
                        FormProblem::of(own, Some(&change.file), self.setting.language)
                    })),
            }
        }
        if !problems.is_empty() {
            return Err(FormRejected::Problems(problems));
        }
        if let Some((file, _)) = texts.iter().find(|(_, (_, text))| text.len() as u64 > MAX_BYTES) {
            return Err(FormRejected::TooLarge(ReadError::TooLarge.finding(file).message));
        }
        for (file, (base, text)) in texts {
            match self.change(&file, base, text) {
                Ok(_) => {}
                Err(Rejected::Outdated(_) | Rejected::TooLarge(_) | Rejected::Unknown) => {
                    return Err(FormRejected::Unknown);
                }
            }
        }
        // Whoever wrote in a translation meanwhile keeps what is there.
        followed.retain(|own| self.change(&own.file, own.base, own.after.clone()).is_ok());
        Ok(FormEdited { files: self.form_texts(changes), added, followed })
    }

    /// Makes the edits of one file.
    fn edited(
        &mut self,
        FormChange { file, language, edits, .. }: &FormChange,
        texts: &BTreeMap<String, (u64, String)>,
    ) -> Result<Edited, Rejection> {
        let own = texts.get(file).map(|(_, text)| text.as_str()).unwrap_or_default();
        let only = |text| Edited { text, added: vec![] };
        if let Some(TranslationName { original, language, .. }) = self.translation_named(file) {
            let of = match texts.get(&original) {
                Some((_, text)) => text.clone(),
                None => self.file(&original).map(|text| text.text).unwrap_or_default(),
            };
            return self
                .translate(&original, &of, own, &language, |own| own.apply(edits))
                .map(only);
        }
        if let Some(language) = language {
            return self
                .translate(file, own, "", language, |own| own.apply_inline(edits))
                .map(only);
        }
        let (kind, main) = (self.kind_of(file), self.language());
        let (choices, taken) = (self.choices(kind), self.directory_ids(kind));
        let editing = Editing { file: kind, main: &main, choices: &choices, taken: &taken };
        editing.apply(own, edits)
    }

    fn outdated(&mut self, changes: &[FormChange]) -> FormRejected {
        FormRejected::Outdated(self.form_texts(changes))
    }

    /// Returns the texts that were to be changed, each once.
    fn form_texts(&mut self, changes: &[FormChange]) -> Vec<FormText> {
        let names = changes.iter().map(|change| (&change.file, &change.language));
        let names: BTreeSet<_> = names.collect();
        let texts = names.into_iter();
        texts.filter_map(|(file, language)| self.form_text(file, language.as_ref()).ok()).collect()
    }

    /// Returns the ids that new entries of a file must not have: those of the directory.
    fn directory_ids(&self, kind: SchemaFile) -> Vec<String> {
        if matches!(kind, SchemaFile::People | SchemaFile::Organisations) {
            return vec![];
        }
        let files = [File::People, File::Organisations].into_iter();
        let texts = files.filter_map(|file| self.directory_text(file));
        let tables = texts.filter_map(|text| text.parse::<toml::Table>().ok());
        tables.flat_map(|table| table.into_iter().map(|(id, _)| id)).collect()
    }

    /// Returns the text of a file of the directory, as it is being edited.
    pub(super) fn directory_text(&self, file: File) -> Option<String> {
        let name = if file == File::People { PEOPLE } else { ORGANISATIONS };
        let open = self.buffers.get(name).map(|buffer| buffer.text().to_owned());
        open.or_else(|| {
            let source = self.session.as_ref().ok()?.directory.source(file)?;
            Some(source.text().to_owned())
        })
    }

    /// Returns the first day of a file's event, for dates that are typed without a year.
    pub(crate) fn day_of(&mut self, file: &str) -> Option<String> {
        let text = self.file(file).ok()?.text;
        let values = form::values(&text, self.kind_of(file), &self.language()).ok()?.values;
        values.get("start")?.as_str().map(str::to_owned)
    }
}

/// Returns the templates that a project can use.
fn templates(project: &Project, used: &[Arc<Template>]) -> Vec<TemplateChoices> {
    let names = Template::names(project).into_iter();
    let choices = names.filter_map(|name| {
        let known = used.iter().find(|template| template.name == name);
        let (manifest, is_of_project) = match known {
            Some(template) => (template.manifest.clone(), template.is_of_project()),
            None => {
                let (template, _) = Template::find(&name, project).ok()?;
                let is_of_project = template.is_of_project();
                (template.manifest, is_of_project)
            }
        };
        Some(TemplateChoices { name: name.to_string(), manifest, is_of_project })
    });
    choices.collect()
}
