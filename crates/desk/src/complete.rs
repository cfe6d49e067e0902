//! Offers what can be written at a place of a file: the keys of its table, the words of its
//! vocabulary, and the ids of people and organisations. Everything is read from the schemas.

use std::sync::LazyLock;

use byline_core::schema::{SchemaFile, schema};
use serde::Serialize;
use serde_json::Value;
use toml::Table;

/// What can be written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Completion {
    /// The start of the word that it replaces, in UTF-16 units.
    from: usize,
    options: Vec<Choice>,
}

/// One of the things that can be written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Choice {
    /// What is written.
    insert: String,
    /// What it is called.
    label: String,
    /// What it means, in a line.
    detail: String,
}

/// People and organisations with an id, and their names.
#[derive(Debug, Clone, Default)]
pub(crate) struct Names {
    pub(crate) people: Vec<(String, String)>,
    pub(crate) organisations: Vec<(String, String)>,
}

impl Names {
    /// Reads the entries of a directory's file, or of a table of a record.
    pub(crate) fn of_table(table: &Table) -> Vec<(String, String)> {
        let entries = table.iter().filter_map(|(id, entry)| {
            let name = entry.get("name")?;
            let name = name.as_str().or_else(|| name.as_table()?.values().next()?.as_str())?;
            Some((id.clone(), name.to_owned()))
        });
        entries.collect()
    }
}

/// The kinds of things that have an entry.
const PERSON: &str = "Person";
const ORGANISATION: &str = "Organisation";

/// Returns what can be written at an offset, in UTF-16 units, of a text.
pub(crate) fn complete(
    kind: SchemaFile,
    names: &Names,
    text: &str,
    offset: usize,
) -> Option<Completion> {
    let offset = crate::offsets::Offsets::of(text).byte(offset);
    let before = &text[..offset];
    let start = before.rfind('\n').map_or(0, |end| end + 1);
    let line = &before[start..];
    let root = &SCHEMAS[kind as usize];
    let table = table_at(root, &before[..start])?;
    let is_word = |char: char| char.is_alphanumeric() || char == '-' || char == '_';
    let word_start = line
        .rfind(|char| !is_word(char))
        .map_or(0, |at| at + line[at..].chars().next().map_or(1, char::len_utf8));
    let (lead, word) = line.split_at(word_start);
    let options = match lead.split_once('=') {
        None if lead.trim().is_empty() => keys(root, table, word),
        Some((key, value)) => values(root, table, key.trim(), value, word, names)?,
        None => return None,
    };
    let from = text[..start + word_start].encode_utf16().count();
    (!options.is_empty()).then_some(Completion { from, options })
}

static SCHEMAS: LazyLock<Vec<Value>> =
    LazyLock::new(|| SchemaFile::ALL.iter().map(|file| schema(*file)).collect());

/// Returns the schema of the table that the text before a line is in.
fn table_at<'s>(root: &'s Value, before: &str) -> Option<&'s Value> {
    let header = before.lines().rev().map(str::trim).find(|line| line.starts_with('['));
    let path = header.map(|line| line.trim_start_matches('[').split(']').next().unwrap_or(""));
    let mut table = resolve(root, root);
    for key in path.into_iter().flat_map(|path| path.split('.')) {
        table = member(root, table, key.trim().trim_matches('"'))?;
    }
    Some(table)
}

/// Returns the schema of a key's value as a table: of its items, if it is a list.
fn member<'s>(root: &'s Value, table: &'s Value, key: &str) -> Option<&'s Value> {
    let own = table.get("properties").and_then(|all| all.get(key));
    own.or_else(|| table.get("additionalProperties").filter(|any| any.is_object()))
        .or_else(|| table.get("patternProperties")?.as_object()?.values().next())
        .and_then(|schema| as_table(root, schema))
}

fn as_table<'s>(root: &'s Value, schema: &'s Value) -> Option<&'s Value> {
    forms(root, schema).into_iter().find(|form| {
        ["properties", "patternProperties"].iter().any(|key| form.get(key).is_some())
            || form.get("additionalProperties").is_some_and(Value::is_object)
    })
}

/// Follows a reference to a definition.
fn resolve<'s>(root: &'s Value, schema: &'s Value) -> &'s Value {
    let name = schema.get("$ref").and_then(Value::as_str).and_then(|path| path.rsplit('/').next());
    name.and_then(|name| root.get("definitions")?.get(name)).unwrap_or(schema)
}

/// Returns all forms of a value: alternatives, and the items of lists.
fn forms<'s>(root: &'s Value, schema: &'s Value) -> Vec<&'s Value> {
    let schema = resolve(root, schema);
    let mut all = vec![schema];
    for key in ["anyOf", "allOf"] {
        let parts = schema.get(key).and_then(Value::as_array);
        all.extend(parts.into_iter().flatten().flat_map(|part| forms(root, part)));
    }
    all.extend(schema.get("items").into_iter().flat_map(|items| forms(root, items)));
    all
}

/// Returns the keys of a table that begin like a word.
fn keys(root: &Value, table: &Value, word: &str) -> Vec<Choice> {
    let properties = table.get("properties").and_then(Value::as_object);
    let fitting = properties.into_iter().flatten().filter(|(key, _)| key.starts_with(word));
    let choices = fitting.map(|(key, schema)| {
        let described = schema.get("description").and_then(Value::as_str).unwrap_or_default();
        // The last paragraph of a description is an example: the line to write.
        let (meaning, example) = described.split_once("\n\n").unwrap_or((described, ""));
        let is_table = as_table(root, schema).is_some() && example.is_empty();
        let insert = if is_table { key.clone() } else { format!("{key} = ") };
        let detail = without_term(meaning.lines().next().unwrap_or_default()).to_owned();
        Choice { insert, label: key.clone(), detail }
    });
    choices.collect()
}

/// Returns a meaning without the term of a standard behind it, as in "The title. (S name)".
fn without_term(meaning: &str) -> &str {
    let term = meaning.strip_suffix(')').and_then(|text| text.rsplit_once(" ("));
    let is_term =
        |term: &str| term.split_once(' ').is_some_and(|(standard, _)| standard.len() == 1);
    term.filter(|(_, term)| is_term(term)).map_or(meaning, |(meaning, _)| meaning)
}

/// Returns the values of a key that begin like a word, inside quotation marks.
fn values(
    root: &Value,
    table: &Value,
    key: &str,
    value: &str,
    word: &str,
    names: &Names,
) -> Option<Vec<Choice>> {
    if value.matches('"').count().is_multiple_of(2) {
        return None;
    }
    let schema = table.get("properties")?.get(key)?;
    let forms = forms(root, schema);
    let words = forms.iter().filter_map(|form| form.get("enum")?.as_array()).flatten();
    let words = words.filter_map(Value::as_str).map(|word| (word.to_owned(), String::new()));
    let definition = |name: &str| {
        let definition = root.get("definitions").and_then(|all| all.get(name));
        definition.is_some_and(|known| forms.iter().any(|form| std::ptr::eq(*form, known)))
    };
    let people = names.people.iter().filter(|_| definition(PERSON));
    let organisations = names.organisations.iter().filter(|_| definition(ORGANISATION));
    let mut choices: Vec<Choice> = Vec::new();
    let wanted = word.to_lowercase();
    for (insert, name) in words.chain(people.chain(organisations).cloned()) {
        // Three letters of a name find its entry.
        let found = insert.starts_with(&wanted)
            || name.to_lowercase().split(' ').any(|part| part.starts_with(&wanted));
        if found && !choices.iter().any(|known| known.insert == insert) {
            choices.push(Choice { label: insert.clone(), insert, detail: name });
        }
    }
    Some(choices)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn offered(text: &str) -> Vec<String> {
        let names = Names {
            people: vec![("ben-adeyemi".into(), "Ben Adeyemi".into())],
            organisations: vec![("ics".into(), "Institute for Coastal Studies".into())],
        };
        let offset = text.encode_utf16().count();
        let found = complete(SchemaFile::Record, &names, text, offset);
        found.map_or(vec![], |found| found.options.into_iter().map(|c| c.label).collect())
    }

    #[test]
    fn keys_are_those_of_the_table() {
        assert!(offered("tit").contains(&"title".to_owned()));
        assert_eq!(offered("title = \"A\"\n\n[[programme]]\nsess"), ["sessions"]);
        let of_session = offered("[[programme]]\ntitle = \"Talks\"\n[[programme.sessions]]\nspea");
        assert_eq!(of_session, ["speaker"]);
        assert_eq!(offered("[people.ben]\nhonor"), ["honorifics"]);
        assert_eq!(offered("title = \"tit"), [""; 0]);
    }

    #[test]
    fn values_are_words_and_ids() {
        assert!(offered("mode = \"on").contains(&"online".to_owned()));
        let speaker = "[[programme]]\n[[programme.sessions]]\nspeaker = \"";
        assert_eq!(offered(&format!("{speaker}ade")), ["ben-adeyemi"]);
        assert_eq!(offered("organiser = \"coas"), ["ics"]);
        assert_eq!(offered("organiser = \"ICS\" "), [""; 0]);
    }
}
