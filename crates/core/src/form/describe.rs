//! Describes the form of a file to whoever shows it, as JSON. `docs/desk.md` explains it.

use serde_json::{Map, Value, json};

use super::labels::{capitalised, locale};
use super::layout::{LONG, NAMING, USUAL, lists, tabs};
use super::words::{FieldWords, FormWords};
use super::{Structure, TableDeclaration};
use crate::diagnostic::Level;
use crate::lint::codes;
use crate::message::UiLanguage;
use crate::project::{Manifest, OptionValue, TemplateOption};
use crate::reader::{FieldDeclaration, FieldKind};
use crate::schema::SchemaFile;

/// The vocabularies whose words are named as documents print them, each with its group in the
/// files of languages.
pub(super) const PRINTED: &[(&str, &str)] = &[
    ("event-type", "event-types"),
    ("session-kind", "session-kinds"),
    ("person-role", "person-roles"),
    ("presence", "presences"),
    ("part-of-day", "parts-of-day"),
];

/// What can be chosen in a project, besides what byline always offers.
#[derive(Debug, Default)]
pub struct Choices {
    /// The templates, each with its options.
    pub templates: Vec<TemplateChoices>,
    /// The families of fonts.
    pub fonts: Vec<String>,
}

/// A template that can be chosen.
#[derive(Debug)]
pub struct TemplateChoices {
    /// Its name.
    pub name: String,
    /// Its purpose, and its options.
    pub manifest: Manifest,
    /// Whether it is the project's own, and byline has no words for it.
    pub is_of_project: bool,
}

/// The table of the options of all templates, which is made for each project.
const OPTIONS: &str = "options";

/// Describes the form of a file.
pub fn describe(file: SchemaFile, choices: &Choices, language: UiLanguage) -> Value {
    let structure = Structure::of(file);
    let form = Describer { structure, choices, language, words: FormWords::of(language) };
    let tabs = tabs(file);
    let groups = tabs.iter().map(|(id, _)| json!({ "id": id, "label": form.words.tabs.get(*id) }));
    let groups: Vec<_> = groups.collect();
    let mut tables: Map<_, _> = structure
        .tables
        .0
        .iter()
        .map(|(name, table)| (name.clone(), form.table(name, table)))
        .collect();
    if let Some(root) = tables.get_mut(&structure.root) {
        in_tabs(root, tabs, structure.is_entries);
    }
    if file == SchemaFile::Project {
        tables.extend(form.options());
    }
    json!({
        "root": structure.root,
        "isEntries": structure.is_entries,
        "groups": groups,
        "tables": tables,
    })
}

/// The keys of an entry that are about one event, and so have no field in the directory.
const OF_EVENT: [&str; 2] = ["role", "presence"];

/// Puts the fields of the root into the order of the tabs, and notes the tab of each. An entry of
/// the directory must have a name, which one of a record has from there.
fn in_tabs(root: &mut Value, tabs: &[(&str, &[&str])], is_entries: bool) {
    let Some(fields) = root.get_mut("fields").and_then(Value::as_array_mut) else { return };
    let place = |field: &Value| {
        let key = field["key"].as_str().unwrap_or_default();
        let tab = tabs.iter().position(|(_, keys)| keys.contains(&key));
        let within = tab.and_then(|tab| tabs[tab].1.iter().position(|own| *own == key));
        (tab, within)
    };
    if !tabs.is_empty() {
        fields.sort_by_key(place);
    }
    fields.retain(|field| !is_entries || !OF_EVENT.iter().any(|key| field["key"] == *key));
    for field in fields {
        if let (Some(tab), _) = place(field) {
            field["group"] = tabs[tab].0.into();
        }
        if is_entries && field["key"] == "name" {
            field["required"] = true.into();
        }
    }
}

struct Describer<'a> {
    structure: &'static Structure,
    choices: &'a Choices,
    language: UiLanguage,
    words: &'static FormWords,
}

impl Describer<'_> {
    fn table(&self, name: &str, table: &TableDeclaration) -> Value {
        let fields: Vec<_> = table.fields.iter().map(|field| self.field(name, field)).collect();
        json!({ "label": self.words.things.get(name), "fields": fields })
    }

    fn field(&self, table: &str, field: &FieldDeclaration) -> Value {
        let key = field.declaration.key.as_str();
        let words = self.words.field(table, key).cloned().unwrap_or_default();
        let FieldWords { label, meaning, example, add } = words;
        let mut kind = self.kind(&field.kind);
        if lists(NAMING, table, key) == Some(true) {
            kind["offers"] = "names".into();
        }
        json!({
            "key": key,
            "label": label,
            "meaning": meaning,
            "example": example,
            "add": add,
            "required": field.required,
            "isUsual": lists(USUAL, table, key).unwrap_or(true),
            "isLong": lists(LONG, table, key).unwrap_or(false),
            "kind": kind,
        })
    }

    fn kind(&self, kind: &FieldKind) -> Value {
        let plain = |name: &str| json!({ "kind": name });
        match kind {
            FieldKind::Text => plain("text"),
            FieldKind::Lines => plain("lines"),
            FieldKind::Prose => plain("prose"),
            FieldKind::Date => plain("date"),
            FieldKind::Moment => plain("moment"),
            FieldKind::Time => plain("time"),
            FieldKind::Zone => plain("zone"),
            FieldKind::Language => plain("language"),
            FieldKind::Count => plain("count"),
            FieldKind::Integer => plain("integer"),
            FieldKind::Flag => plain("flag"),
            FieldKind::Address => plain("address"),
            FieldKind::Picture => plain("picture"),
            FieldKind::Focus => plain("focus"),
            FieldKind::Colour => plain("colour"),
            FieldKind::Record => plain("record"),
            FieldKind::Place => plain("place"),
            FieldKind::Id => plain("id"),
            FieldKind::Person(table) => json!({ "kind": "person", "table": table }),
            FieldKind::Organisation(table) => json!({ "kind": "organisation", "table": table }),
            FieldKind::Table(table) => json!({ "kind": "table", "table": table }),
            FieldKind::Entries(table) => json!({ "kind": "entries", "table": table }),
            FieldKind::Options => json!({ "kind": "table", "table": OPTIONS }),
            FieldKind::Font => json!({ "kind": "text", "suggestions": self.choices.fonts }),
            FieldKind::List(of) => json!({ "kind": "list", "of": self.kind(of) }),
            FieldKind::Either { key, table } => {
                let text = self.structure.table(table).and_then(|table| table.field(key));
                let text = text.map(|field| self.kind(&field.kind));
                json!({ "kind": "either", "text": text, "key": key, "table": table })
            }
            FieldKind::Word(vocabulary, words) => {
                let all =
                    words.iter().map(|word| (*word, named_word(vocabulary, word, self.language)));
                words_kind(all)
            }
            FieldKind::Template => {
                let all = &self.choices.templates;
                words_kind(all.iter().map(|t| (t.name.as_str(), self.of_template(t).label)))
            }
            FieldKind::Finding => {
                let all = codes().filter(|code| code.level() < Level::Error);
                words_kind(all.map(|code| {
                    let translated = self.language.explanation(code.name());
                    let meaning = translated.map_or(code.rule().meaning, |own| &own.meaning);
                    (code.name(), meaning.to_owned())
                }))
            }
        }
    }

    fn of_template(&self, template: &TemplateChoices) -> FieldWords {
        let TemplateChoices { name, manifest, is_of_project } = template;
        let standard = self.words.templates.get(name).filter(|_| !is_of_project);
        standard.cloned().unwrap_or_else(|| FieldWords {
            label: in_words(name),
            meaning: manifest.purpose.clone().unwrap_or_default(),
            ..FieldWords::default()
        })
    }

    /// Returns the tables of the options of all templates.
    fn options(&self) -> Vec<(String, Value)> {
        let with_options = self.choices.templates.iter().filter(|t| !t.manifest.options.is_empty());
        let name_of = |template: &TemplateChoices| format!("{OPTIONS}-{}", template.name);
        let mut tables = Vec::new();
        let mut fields = Vec::new();
        for template in with_options {
            let FieldWords { label, meaning, .. } = self.of_template(template);
            fields.push(json!({
                "key": template.name,
                "label": label,
                "meaning": meaning,
                "required": false,
                "isUsual": true,
                "isLong": false,
                "kind": { "kind": "table", "table": name_of(template) },
            }));
            let options = &template.manifest.options;
            let options: Vec<_> = options.iter().map(|own| self.option(template, own)).collect();
            let table = json!({ "label": label, "fields": options });
            tables.push((name_of(template), table));
        }
        let label = self.words.field(&self.structure.root, OPTIONS).map(|words| &words.label);
        tables.push((OPTIONS.to_owned(), json!({ "label": label, "fields": fields })));
        tables
    }

    fn option(&self, template: &TemplateChoices, option: &TemplateOption) -> Value {
        let TemplateOption { name, meaning, default, choices } = option;
        let standard = self.words.options.get(name).filter(|_| !template.is_of_project);
        let words = standard.cloned().unwrap_or_else(|| FieldWords {
            label: in_words(name),
            meaning: meaning.clone(),
            ..FieldWords::default()
        });
        let text = |value: &OptionValue| match value {
            OptionValue::Word(word) => word.clone(),
            other => other.to_string(),
        };
        let kind = match default {
            _ if !choices.is_empty() => {
                let all: Vec<_> = choices.iter().map(text).collect();
                words_kind(all.iter().map(|word| {
                    let label = self.words.choices.get(word);
                    (word.as_str(), label.cloned().unwrap_or_else(|| in_words(word)))
                }))
            }
            OptionValue::Flag(_) => json!({ "kind": "flag" }),
            OptionValue::Number(_) => json!({ "kind": "integer" }),
            OptionValue::Word(_) if name == "second-language" => json!({ "kind": "language" }),
            OptionValue::Word(_) => json!({ "kind": "text" }),
        };
        let default = match default {
            OptionValue::Flag(flag) if choices.is_empty() => Value::from(*flag),
            OptionValue::Number(number) if choices.is_empty() => Value::from(*number),
            other => Value::from(text(other)),
        };
        json!({
            "key": name,
            "label": words.label,
            "meaning": words.meaning,
            "required": false,
            "isUsual": true,
            "isLong": false,
            "default": default,
            "kind": kind,
        })
    }
}

/// Returns what a word of a vocabulary is called.
pub(super) fn named_word(vocabulary: &str, word: &str, language: UiLanguage) -> String {
    let own =
        FormWords::of(language).vocabularies.get(vocabulary).and_then(|words| words.get(word));
    let printed = || {
        let (_, group) = PRINTED.iter().find(|(own, _)| *own == vocabulary)?;
        let locale = locale(language);
        Some(capitalised(locale.word(group, word))).filter(|word| !word.is_empty())
    };
    own.cloned().or_else(printed).unwrap_or_else(|| in_words(word))
}

fn words_kind<'w>(all: impl Iterator<Item = (&'w str, String)>) -> Value {
    let words = all.map(|(word, label)| json!({ "word": word, "label": label }));
    json!({ "kind": "word", "words": words.collect::<Vec<_>>() })
}

/// Returns a name of a file or a template in words: "press-kit" as "Press kit".
fn in_words(name: &str) -> String {
    capitalised(&name.replace(['-', '_'], " "))
}
