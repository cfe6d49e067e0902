//! The places of a report where a photo can be printed. A part or a session gets an id as soon as
//! a photo is to stand there.

use serde::Serialize;
use serde_json::{Map, Value as Json, json};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::describe::named_word;
use super::filled::Filled;
use super::words::FormWords;
use crate::edit::{TomlEdit, TomlValue};
use crate::key_path::KeyPath;
use crate::message::UiLanguage;
use crate::model::Slug;

/// The words that stand for texts of the report.
pub(super) const TEXTS: [&str; 2] = ["lead", "background"];

/// The longest id that is made, in letters.
const MAX_LENGTH: usize = 30;

/// The parts and sessions of a record, and the ids that they get.
#[derive(Debug, Default)]
pub(super) struct Places {
    parts: Vec<Entry>,
    taken: Vec<String>,
    /// The edits that give ids.
    pub(super) edits: Vec<TomlEdit>,
}

#[derive(Debug)]
struct Entry {
    path: KeyPath,
    id: Option<String>,
    title: Option<String>,
    sessions: Vec<Self>,
}

impl Places {
    /// Reads the programme of a record, whose values are also given as its form shows them.
    pub(super) fn of(root: &DeTable, values: &Filled) -> Self {
        let mut taken: Vec<String> = TEXTS.map(str::to_owned).to_vec();
        // A speaker's id stands for the session.
        if let Some(DeValue::Table(people)) = root.get("people").map(Spanned::get_ref) {
            taken.extend(people.keys().map(|id| id.get_ref().to_string()));
        }
        let photos = values.items("photos").iter();
        taken.extend(photos.filter_map(|photo| photo.get("after")?.as_str().map(str::to_owned)));
        let list = KeyPath::default().key("programme");
        let mut places = Self { parts: vec![], taken, edits: vec![] };
        for (index, part) in values.items("programme").iter().enumerate() {
            let path = list.clone().index(index);
            let sessions = part.items("sessions").iter().enumerate();
            let of = path.clone().key("sessions");
            let sessions =
                sessions.map(|(index, own)| Entry::of(own, of.clone().index(index), vec![]));
            places.parts.push(Entry::of(part, path, sessions.collect()));
        }
        let all = places.parts.iter().flat_map(|part| [part].into_iter().chain(&part.sessions));
        let ids: Vec<_> = all.filter_map(|entry| entry.id.clone()).collect();
        places.taken.extend(ids);
        places
    }

    /// Returns the id of a part or a session that is given by its index, and makes one if it has
    /// none.
    pub(super) fn id_of(&mut self, place: &Map<String, Json>) -> Option<String> {
        let index = |key: &str| {
            place.get(key).map(|index| index.as_u64().and_then(|index| usize::try_from(index).ok()))
        };
        let at = index("part")??;
        let part = self.parts.get_mut(at)?;
        let (entry, otherwise) = match index("session") {
            None => (part, format!("part-{}", at + 1)),
            Some(session) => {
                let session = session?;
                let name = format!("session-{}-{}", at + 1, session + 1);
                (part.sessions.get_mut(session)?, name)
            }
        };
        if let Some(id) = &entry.id {
            return Some(id.clone());
        }
        let title = entry.title.as_deref();
        let id = title.and_then(|title| Slug::of_title(title, MAX_LENGTH));
        let id =
            unused(&id.map_or(otherwise, String::from), |id| self.taken.iter().any(|t| t == id));
        self.taken.push(id.clone());
        self.edits.push(TomlEdit::Set {
            path: entry.path.clone().key("id"),
            value: TomlValue::String(id.clone()),
        });
        entry.id = Some(id.clone());
        Some(id)
    }
}

impl Entry {
    fn of(values: &Filled, path: KeyPath, sessions: Vec<Self>) -> Self {
        let text = |key: &str| values.get(key).and_then(Filled::as_str).map(str::to_owned);
        let speaker = || values.items("speaker").first()?.as_str().map(str::to_owned);
        Self { path, id: text("id"), title: text("title").or_else(speaker), sessions }
    }
}

/// A place where a photo can be printed.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct NamedPlace {
    /// The value of the field: a name, or the indexes of a part and a session without one.
    value: Json,
    /// What it is called.
    label: String,
    /// Whether it is a session of the part before it.
    is_inside: bool,
}

/// Returns the places where photos of a record can be printed. `name_of` gives the name of an
/// entry.
pub fn places(
    values: &Filled,
    language: UiLanguage,
    name_of: impl Fn(&str) -> Option<String>,
) -> Vec<NamedPlace> {
    let words = FormWords::of(language);
    let texts = TEXTS.iter().map(|key| {
        let label = words.field("record", key).map(|words| words.label.clone());
        NamedPlace { value: (*key).into(), label: label.unwrap_or_default(), is_inside: false }
    });
    let mut places: Vec<_> = texts.filter(|_| values.get("title").is_some()).collect();
    // A speaker stands for the session in which nobody else speaks, if a photo says so.
    let used: Vec<_> =
        values.items("photos").iter().filter_map(|photo| photo.get("after")).collect();
    for (index, part) in values.items("programme").iter().enumerate() {
        let own = json!({ "part": index });
        places.push(NamedPlace::of(part, own, false, &[], language, &name_of));
        for (inner, session) in part.items("sessions").iter().enumerate() {
            let own = json!({ "part": index, "session": inner });
            places.push(NamedPlace::of(session, own, true, &used, language, &name_of));
        }
    }
    places
}

impl NamedPlace {
    fn of(
        values: &Filled,
        index: Json,
        is_inside: bool,
        used: &[&Filled],
        language: UiLanguage,
        name_of: impl Fn(&str) -> Option<String>,
    ) -> Self {
        let text = |key: &str| values.get(key).and_then(Filled::as_str).filter(|t| !t.is_empty());
        let people = ["speaker", "panellist", "moderator", "chair"];
        let people = people.iter().flat_map(|role| values.items(role));
        let name = |person: &Filled| match person {
            Filled::Text(name) => Some(name_of(name).unwrap_or_else(|| name.clone())),
            described => described.get("name")?.as_str().map(str::to_owned),
        };
        let names = || {
            let names: Vec<_> = people.clone().filter_map(name).collect();
            Some(names.join(", ")).filter(|names| !names.is_empty())
        };
        let speaker = values.items("speaker").iter().find(|speaker| used.contains(speaker));
        let value = text("id").or_else(|| speaker?.as_str()).map(Json::from);
        let kind = || text("kind").map(|kind| named_word("session-kind", kind, language));
        let label = text("title").map(str::to_owned).or_else(|| names().or_else(kind));
        Self { value: value.unwrap_or(index), label: label.unwrap_or_default(), is_inside }
    }
}

/// Returns an id, with a number behind it if it is taken.
pub(super) fn unused(id: &str, is_taken: impl Fn(&str) -> bool) -> String {
    let numbered = (2..).map(|number| format!("{id}-{number}"));
    let mut all = [id.to_owned()].into_iter().chain(numbered);
    all.find(|id| !is_taken(id)).unwrap_or_default()
}
