//! The forms of files: what can be filled in, and the values of a text.

use std::sync::Arc;

use byline_core::form::{self, Choices, Filled, TemplateChoices, Unfit};
use byline_core::message::{Message, message};
use byline_core::model::Language;
use byline_core::project::Project;
use byline_core::schema::SchemaFile;
use byline_render::template::Template;
use serde::Serialize;
use serde_json::Value;

use super::{Studio, Unknown};

/// The values of a file as its form shows them.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct FormValues {
    file: String,
    version: u64,
    /// Why no form can show the file.
    unfit: Option<String>,
    values: Filled,
    /// The paths of values that only the source can show.
    only_in_source: Vec<String>,
}

impl Studio {
    /// Describes the form of a file.
    pub(crate) fn form(&mut self, file: &str) -> Result<Value, Unknown> {
        self.file(file)?;
        let kind = self.kind_of(file);
        let choices = match (&self.session, kind) {
            (Ok(session), SchemaFile::Project) => Choices {
                templates: templates(&session.project, &session.templates),
                fonts: session.fonts.families().into_iter().map(str::to_owned).collect(),
            },
            _ => Choices::default(),
        };
        Ok(form::describe(kind, &choices, self.setting.language))
    }

    /// Returns the values of a file.
    pub(crate) fn form_values(&mut self, file: &str) -> Result<FormValues, Unknown> {
        let text = self.file(file)?;
        let values = match self.unfit(file) {
            Some(why) => Err(Unfit(why)),
            None => form::values(&text.text, self.kind_of(file), &self.language()),
        };
        let (values, only_in_source, unfit) = match values {
            Ok(found) => (found.values, found.only_in_source, None),
            Err(Unfit(why)) => {
                (Filled::Table(vec![]), vec![], Some(self.setting.language.translate(&why)))
            }
        };
        let only_in_source = only_in_source.iter().map(ToString::to_string).collect();
        Ok(FormValues { file: text.file, version: text.version, unfit, values, only_in_source })
    }

    /// Returns why a file has no form, whatever is in it.
    fn unfit(&self, file: &str) -> Option<Message> {
        let session = self.session.as_ref().ok()?;
        let (records, _) = session.records();
        let mut translations = records.iter().flat_map(|record| &record.translations);
        translations
            .any(|translation| translation.name == file)
            .then(|| message!("this file is a translation, which is written beside its original"))
    }

    /// Returns the language of texts in files that name none.
    fn language(&self) -> Language {
        let session = self.session.as_ref().ok();
        session.map_or_else(Language::english, |session| session.project.language.clone())
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
