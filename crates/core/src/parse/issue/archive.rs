//! The records of a project, as an issue asks for them.

use std::sync::Arc;

use chrono::NaiveDate;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::model::{Event, Slug, Sources};
use crate::reader::Consulted;
use crate::source::Source;

/// The events and the issues of a project, as an issue asks for them.
pub trait Archive {
    /// The heads of all records of events, in the order of their days.
    fn records(&self) -> &[RecordHead];

    /// What a record tells; the reason if it does not.
    ///
    /// # Errors
    /// In words that go on from "the record `x`".
    fn event(&self, id: &Slug) -> Result<StoryRecord, String>;

    /// Whether an id is that of an issue.
    fn is_issue(&self, id: &str) -> bool;

    /// The numbers of the issues with this name and volume.
    fn numbers(&self, name: &str, volume: Option<u64>) -> Vec<u64>;
}

/// What a record tells.
pub struct StoryRecord {
    /// The event.
    pub event: Arc<Event>,
    /// The files of the record.
    pub sources: Sources,
    /// What it was read with.
    pub consulted: Consulted,
}

/// The head of an event's record: what is known of it without reading it whole.
#[derive(Debug, Clone, Hash)]
pub struct RecordHead {
    /// Its id.
    pub id: Slug,
    /// Its first day.
    pub start: Option<NaiveDate>,
    /// Its keywords.
    pub keywords: Vec<String>,
}

/// What is known of an issue without reading it whole: name, volume, number.
pub type Numbered = (String, Option<u64>, u64);

/// Looks at a record of an event without reading it whole. What is not TOML has a name
/// all the same.
pub fn glance(id: &Slug, source: &Source) -> RecordHead {
    let (root, _) = DeTable::parse_recoverable(source.text());
    let keywords = match root.get_ref().get("keywords").map(Spanned::get_ref) {
        Some(DeValue::Array(nodes)) => {
            nodes.iter().filter_map(|node| main_text(node.get_ref())).collect()
        }
        Some(value) => main_text(value).into_iter().collect(),
        None => vec![],
    };
    let start = match root.get_ref().get("start").map(Spanned::get_ref) {
        Some(DeValue::Datetime(moment)) => moment.date.and_then(|date| {
            NaiveDate::from_ymd_opt(date.year.into(), date.month.into(), date.day.into())
        }),
        _ => None,
    };
    RecordHead { id: id.clone(), start, keywords }
}

/// Looks at an issue without reading it whole. None if it has no name or number.
pub fn glance_at_issue(source: &Source) -> Option<Numbered> {
    let (root, _) = DeTable::parse_recoverable(source.text());
    let number = |key: &str| match root.get_ref().get(key).map(Spanned::get_ref) {
        Some(DeValue::Integer(number)) => number.as_str().parse::<u64>().ok(),
        _ => None,
    };
    let name = main_text(root.get_ref().get("name")?.get_ref())?;
    Some((name, number("volume"), number("number")?))
}

/// A text as it stands, or in the first of its languages, which is the main one.
fn main_text(value: &DeValue<'_>) -> Option<String> {
    let text = match value {
        DeValue::Table(languages) => {
            let first = languages.iter().min_by_key(|(tag, _)| tag.span().start);
            first?.1.get_ref().as_str()?
        }
        value => value.as_str()?,
    };
    Some(text.split_whitespace().collect::<Vec<_>>().join(" "))
}
