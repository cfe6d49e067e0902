//! Edits that a form sends, made in the text of its file. What is not edited stays byte for byte.

use serde_json::Value as Json;
use toml::de::DeTable;

use super::describe::Choices;
use super::filled::is_same;
use super::form_edit::FormEdit;
use super::target::{self, ValuePlace, ValueTarget, find};
use super::{Problem, Structure, main_language, values};
use crate::edit::{self, TomlEdit, TomlValue};
use crate::key_path::{KeyPath, Step};
use crate::message::Message;
use crate::model::Language;
use crate::reader::FieldKind;
use crate::schema::SchemaFile;

/// A file that a form edits.
#[derive(Debug)]
pub struct Editing<'e> {
    /// What the file is.
    pub file: SchemaFile,
    /// The language of texts, if the file names none.
    pub main: &'e Language,
    /// What can be chosen in the project.
    pub choices: &'e Choices,
    /// The ids of other files that new entries at a path must not have.
    pub taken: &'e [String],
}

/// A text after edits.
#[derive(Debug)]
pub struct Edited {
    /// The text.
    pub text: String,
    /// The paths of the entries that were added.
    pub added: Vec<KeyPath>,
}

/// The reason why edits were not made.
#[derive(Debug, Clone, PartialEq)]
pub enum Rejection {
    /// A value is no longer what it was.
    Changed,
    /// What is wrong with the values, or with the file.
    Problems(Vec<Problem>),
}

impl From<Problem> for Rejection {
    fn from(problem: Problem) -> Self {
        Self::Problems(vec![problem])
    }
}

impl Editing<'_> {
    /// Makes edits in a text, one after the other.
    ///
    /// # Errors
    /// When a value is no longer what it was, when one cannot be read, or when the file holds it in
    /// a way that only the source can change. None of the edits is made then.
    pub fn apply(&self, text: &str, edits: &[FormEdit]) -> Result<Edited, Rejection> {
        let mut edited = Edited { text: text.to_owned(), added: vec![] };
        let mut problems = Vec::new();
        for run in edits.chunk_by(FormEdit::goes_on_with) {
            match self.make(run, &mut edited) {
                Ok(()) => {}
                Err(Rejection::Changed) => return Err(Rejection::Changed),
                Err(Rejection::Problems(own)) => problems.extend(own),
            }
        }
        if problems.is_empty() { Ok(edited) } else { Err(Rejection::Problems(problems)) }
    }

    /// Makes an edit, or several that add one thing behind the other.
    fn make(&self, run: &[FormEdit], edited: &mut Edited) -> Result<(), Rejection> {
        let Some(edit) = run.first() else { return Ok(()) };
        let path: KeyPath = edit.path().parse().map_err(|_| no_field(&KeyPath::default()))?;
        match edit {
            FormEdit::Set { value, was, .. } => {
                self.check(&edited.text, &path, was.as_ref())?;
                self.set(&path, value, edited)
            }
            FormEdit::Remove { was, .. } => {
                self.check(&edited.text, &path, was.as_ref())?;
                self.remove(&path, edited)
            }
            FormEdit::Insert { index, .. } => {
                let values = run.iter().filter_map(|edit| match edit {
                    FormEdit::Insert { value, .. } => Some(value),
                    _ => None,
                });
                self.insert(&path, *index, &values.collect::<Vec<_>>(), edited)
            }
            FormEdit::Move { from, to, .. } => {
                let edit = |list| TomlEdit::Move { list, from: *from, to: *to };
                self.of_list(&path, edit, edited)
            }
            FormEdit::Duplicate { index, .. } => {
                self.of_list(&path, |list| TomlEdit::Duplicate { list, index: *index }, edited)?;
                self.remove_ids(&path.index(index + 1), edited)
            }
            FormEdit::Add { .. } => {
                let entries = run.iter().filter_map(|edit| match edit {
                    FormEdit::Add { value, id, .. } => Some((value, id.as_deref())),
                    _ => None,
                });
                self.add(&path, &entries.collect::<Vec<_>>(), edited)
            }
            FormEdit::Accept { .. } => Err(no_field(&path).into()),
        }
    }

    /// Compares a value with what it was.
    fn check(&self, text: &str, path: &KeyPath, was: Option<&Json>) -> Result<(), Rejection> {
        let Some(was) = was else { return Ok(()) };
        let values = values(text, self.file, self.main);
        let values = values.map_err(|unfit| problem(path, unfit.0))?.values;
        if is_same(values.at(path), was) { Ok(()) } else { Err(Rejection::Changed) }
    }

    pub(super) fn remove(&self, path: &KeyPath, edited: &mut Edited) -> Result<(), Rejection> {
        let text = edited.text.clone();
        let (root, _) = DeTable::parse_recoverable(&text);
        let target = self.find(path, root.get_ref())?;
        if target.node.is_none() {
            return Ok(());
        }
        // The item of a list stays: somebody may go on to fill in the rest of it.
        let list = path.parent().filter(|_| target.is_alone);
        let is_item = list.is_some_and(|item| matches!(item.steps().last(), Some(Step::Index(_))));
        let edit = if is_item {
            TomlEdit::Set { path: target.path, value: TomlValue::Table(vec![]) }
        } else {
            TomlEdit::Remove { path: target.path }
        };
        self.write(path, &[edit], edited)
    }

    /// Makes an edit of a list.
    fn of_list(
        &self,
        path: &KeyPath,
        edit: impl Fn(KeyPath) -> TomlEdit,
        edited: &mut Edited,
    ) -> Result<(), Rejection> {
        let text = edited.text.clone();
        let (root, _) = DeTable::parse_recoverable(&text);
        let target = self.find(path, root.get_ref())?;
        if !matches!(target.place, ValuePlace::TomlValue(FieldKind::List(_))) {
            return Err(Problem::of_shape(&kind_of(&target.place)).at(path).into());
        }
        self.write(path, &[edit(target.path)], edited)
    }

    /// Removes the ids of a copy, which are those of the original.
    fn remove_ids(&self, copy: &KeyPath, edited: &mut Edited) -> Result<(), Rejection> {
        let values = values(&edited.text, self.file, self.main);
        let values = values.map_err(|unfit| problem(copy, unfit.0))?.values;
        let Some(own) = values.at(copy) else { return Ok(()) };
        let sessions = copy.clone().key("sessions");
        let inner = (0..own.items("sessions").len()).map(|index| sessions.clone().index(index));
        for path in [copy.clone()].into_iter().chain(inner) {
            let id = path.key("id");
            if values.at(&id).is_some() {
                self.remove(&id, edited)?;
            }
        }
        Ok(())
    }

    /// Makes edits of the file.
    pub(super) fn write(
        &self,
        path: &KeyPath,
        edits: &[TomlEdit],
        edited: &mut Edited,
    ) -> Result<(), Rejection> {
        let structure = Structure::of(self.file);
        let order = |path: &KeyPath| target::order(path, structure, self.choices);
        let text = edit::apply_in_order(&edited.text, edits, &order);
        edited.text = text.map_err(|unfit| problem(path, unfit.message()))?;
        Ok(())
    }

    pub(super) fn find<'t>(
        &self,
        path: &KeyPath,
        root: &'t DeTable<'t>,
    ) -> Result<ValueTarget<'t>, Problem> {
        find(path, root, Structure::of(self.file), self.choices).ok_or_else(|| no_field(path))
    }

    /// Returns the keys of the table at a place.
    pub(super) fn keys(&self, place: &ValuePlace) -> Option<Vec<String>> {
        match place {
            ValuePlace::TomlValue(kind) => {
                let table = Structure::of(self.file).table(target::table_of(kind)?)?;
                Some(table.fields.iter().map(|field| field.declaration.key.clone()).collect())
            }
            ValuePlace::TemplateOptions(template) => {
                let known = self.choices.templates.iter().find(|known| known.name == *template)?;
                Some(known.manifest.options.iter().map(|option| option.name.clone()).collect())
            }
        }
    }

    pub(super) fn main_of(&self, root: &DeTable) -> Language {
        main_language(root).unwrap_or_else(|| self.main.clone())
    }
}

pub(super) fn kind_of(place: &ValuePlace) -> FieldKind {
    match place {
        ValuePlace::TomlValue(kind) => kind.clone(),
        ValuePlace::TemplateOptions(_) => FieldKind::Options,
    }
}

pub(super) fn problem(path: &KeyPath, message: Message) -> Problem {
    Problem::new(&FieldKind::Text, message).at(path)
}

pub(super) fn no_field(path: &KeyPath) -> Problem {
    Problem::of_shape(&FieldKind::Text).at(path)
}
