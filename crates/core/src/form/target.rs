//! Where a value of a form is in its file. The paths of a form are those of its values in their
//! one form: `venue[0].room`, although the file says `venue = "Town Hall"`.

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::Structure;
use super::describe::Choices;
use crate::edit::{TomlEdit, TomlValue};
use crate::key_path::{KeyPath, Step};
use crate::model::{Language, Slug};
use crate::project::OptionValue;
use crate::reader::FieldKind;

/// A value of a form in its file.
#[derive(Debug)]
pub(super) struct ValueTarget<'t> {
    /// Its path in the file.
    pub(super) path: KeyPath,
    /// What is there.
    pub(super) node: Option<&'t DeValue<'t>>,
    /// What may be there.
    pub(super) place: ValuePlace,
    /// What has to be changed before a value can be set there: a text becomes a table.
    pub(super) before: Vec<TomlEdit>,
    /// Whether it is a text in place of a table, and the only value of that.
    pub(super) is_alone: bool,
}

/// What may be at a path.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum ValuePlace {
    /// A value of this kind.
    TomlValue(FieldKind),
    /// The options of a template.
    TemplateOptions(String),
}

impl ValuePlace {
    /// Returns the place of the whole file.
    pub(super) fn root(structure: &Structure) -> Self {
        let name = structure.root.clone();
        Self::TomlValue(if structure.is_entries {
            FieldKind::Entries(name)
        } else {
            FieldKind::Table(name)
        })
    }

    /// Returns the place at a step further on.
    pub(super) fn step(
        &self,
        step: &Step,
        structure: &Structure,
        choices: &Choices,
    ) -> Option<Self> {
        match (self, step) {
            (Self::TomlValue(FieldKind::Entries(name)), Step::Key(_)) => {
                Some(Self::TomlValue(FieldKind::Table(name.clone())))
            }
            (Self::TomlValue(FieldKind::Options), Step::Key(template)) => {
                Some(Self::TemplateOptions(template.clone()))
            }
            (Self::TomlValue(kind), Step::Key(key)) => {
                let table = structure.table(table_of(kind)?)?;
                Some(Self::TomlValue(table.field(key)?.kind.clone()))
            }
            (Self::TemplateOptions(template), Step::Key(option)) => {
                Some(Self::TomlValue(option_kind(template, option, choices)))
            }
            (Self::TomlValue(FieldKind::List(of)), Step::Index(_)) => {
                Some(Self::TomlValue((**of).clone()))
            }
            _ => None,
        }
    }

    /// Returns the place of an item of a list, for which a value alone may stand.
    pub(super) fn or_item(self) -> Self {
        match self {
            Self::TomlValue(FieldKind::List(of)) => Self::TomlValue(*of),
            other => other,
        }
    }

    /// Returns the name of the table that may be there.
    pub(super) fn table(&self) -> Option<&str> {
        match self {
            Self::TomlValue(kind) => table_of(kind),
            Self::TemplateOptions(_) => None,
        }
    }
}

/// Returns the name of the table that a value of a kind is, or may be.
pub(super) fn table_of(kind: &FieldKind) -> Option<&str> {
    match kind {
        FieldKind::Table(name)
        | FieldKind::Either { table: name, .. }
        | FieldKind::Person(name)
        | FieldKind::Organisation(name) => Some(name),
        _ => None,
    }
}

/// Returns the key of a table that a text in its place sets.
pub(super) fn text_key(kind: &FieldKind, structure: &Structure) -> Option<&'static str> {
    match kind {
        FieldKind::Table(name) => structure.table(name)?.text_for,
        FieldKind::Either { key, .. } => Some(key),
        _ => None,
    }
}

/// Returns the kind of an option of a template.
fn option_kind(template: &str, option: &str, choices: &Choices) -> FieldKind {
    let template = choices.templates.iter().find(|known| known.name == template);
    let options = template.map(|template| &template.manifest.options);
    let option = options.into_iter().flatten().find(|known| known.name == option);
    match option.map(|option| &option.default) {
        Some(OptionValue::Flag(_)) => FieldKind::Flag,
        Some(OptionValue::Number(_)) => FieldKind::Integer,
        Some(OptionValue::Word(_)) if option.is_some_and(|o| o.name == "second-language") => {
            FieldKind::Language
        }
        Some(OptionValue::Word(_)) | None => FieldKind::Text,
    }
}

/// Finds a value in a file.
pub(super) fn find<'t>(
    path: &KeyPath,
    root: &'t DeTable<'t>,
    structure: &Structure,
    choices: &Choices,
) -> Option<ValueTarget<'t>> {
    let mut place = ValuePlace::root(structure);
    let mut at = KeyPath::default();
    let (mut before, mut is_alone) = (Vec::new(), false);
    // The root is the only table without a value of its own.
    let mut node: Option<&DeValue> = None;
    for (depth, step) in path.steps().iter().enumerate() {
        let next = place.step(step, structure, choices)?;
        is_alone = false;
        match step {
            Step::Key(key) => {
                let text = node.and_then(DeValue::as_str).filter(|_| depth > 0);
                if let (Some(text), ValuePlace::TomlValue(kind)) = (text, &place) {
                    let own = text_key(kind, structure).or_else(|| name_key(kind, text))?;
                    is_alone = own == key;
                    if !is_alone {
                        // The text becomes a table, which has room for more.
                        let text = TomlValue::String(text.to_owned());
                        let table = TomlValue::Table(vec![(own.to_owned(), text)]);
                        before.push(TomlEdit::Set { path: at.clone(), value: table });
                        at = at.key(key);
                        node = None;
                    }
                } else {
                    let table = match node {
                        None if depth == 0 => Some(root),
                        Some(DeValue::Table(table)) => Some(table),
                        None => None,
                        // Something else is there, which no form can hold.
                        Some(_) => return None,
                    };
                    node = table.and_then(|table| table.get(key.as_str())).map(Spanned::get_ref);
                    at = at.key(key);
                }
            }
            Step::Index(index) => {
                node = match node {
                    Some(DeValue::Array(items)) => items.get(*index).map(Spanned::get_ref),
                    alone if *index == 0 => alone,
                    _ => None,
                };
                at = at.index(*index);
            }
        }
        place = next;
    }
    Some(ValueTarget { path: at, node, place, before, is_alone })
}

/// Returns the key of a person's or an organisation's table that a name in its place sets. The id
/// of an entry stands for no table.
fn name_key(kind: &FieldKind, text: &str) -> Option<&'static str> {
    let is_described = matches!(kind, FieldKind::Person(_) | FieldKind::Organisation(_));
    (is_described && text.parse::<Slug>().is_err()).then_some("name")
}

/// Returns the path of the text of the main language, if a value holds texts by language.
pub(super) fn in_language(target: &ValueTarget<'_>, main: &Language) -> KeyPath {
    let is_text = matches!(
        target.place,
        ValuePlace::TomlValue(
            FieldKind::Text | FieldKind::Lines | FieldKind::Prose | FieldKind::Address
        )
    );
    let Some(DeValue::Table(texts)) = target.node.filter(|_| is_text) else {
        return target.path.clone();
    };
    let own =
        texts.keys().find(|tag| tag.get_ref().parse().is_ok_and(|tag: Language| tag == *main));
    let tag = own.map_or_else(|| main.to_string(), |tag| tag.get_ref().to_string());
    target.path.clone().key(&tag)
}

/// Returns the usual order of the keys of the table at a path of a file.
pub(super) fn order(path: &KeyPath, structure: &Structure, choices: &Choices) -> Vec<String> {
    let mut place = ValuePlace::root(structure);
    for step in path.steps() {
        if matches!(step, Step::Key(_)) {
            place = place.or_item();
        }
        let Some(next) = place.step(step, structure, choices) else { return vec![] };
        place = next;
    }
    let place = place.or_item();
    let table = place.table().and_then(|name| structure.table(name));
    let fields = table.into_iter().flat_map(|table| &table.fields);
    fields.map(|field| field.declaration.key.clone()).collect()
}
