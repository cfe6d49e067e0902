//! Access to the records of a project, for issues.

use std::sync::Arc;

use chrono::NaiveDate;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::message::Message;
use crate::model::{Event, Slug, Sources};
use crate::reader::Dependencies;
use crate::source::Source;

/// The events and issues of a project, as an issue accesses them.
pub trait Archive {
    /// Returns the heads of all event records, in chronological order.
    fn records(&self) -> &[RecordHead];

    /// Returns `true` if there is an event record with this id.
    fn has(&self, id: &Slug) -> bool;

    /// Reads an event record.
    ///
    /// # Errors
    /// Returns the reason.
    fn event(&self, id: &Slug) -> Result<StoryRecord, Message>;

    /// Returns `true` if `id` is the id of an issue.
    fn is_issue(&self, id: &str) -> bool;

    /// Returns the numbers of the issues with this name and volume.
    fn numbers(&self, name: &str, volume: Option<u64>) -> Vec<u64>;
}

/// An event record that was read for a story.
pub struct StoryRecord {
    /// The event.
    pub event: Arc<Event>,
    /// The files of the record.
    pub sources: Sources,
    /// The inputs of reading the record.
    pub dependencies: Dependencies,
}

/// The head of an event record: the data known without reading it in full.
#[derive(Debug, Clone, Hash)]
pub struct RecordHead {
    /// Its id.
    pub id: Slug,
    /// Its first day.
    pub start: Option<NaiveDate>,
    /// Its keywords.
    pub keywords: Vec<String>,
}

/// The identification of an issue, known without reading it in full: name, volume and number.
pub type IssueNumber = (String, Option<u64>, u64);

/// Reads the head of an event record. A record with syntax errors has a head as well.
pub fn read_head(id: &Slug, source: &Source) -> RecordHead {
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

/// Reads the identification of an issue. Returns `None` if it lacks a name or a number.
pub fn read_issue_number(source: &Source) -> Option<IssueNumber> {
    let (root, _) = DeTable::parse_recoverable(source.text());
    let number = |key: &str| match root.get_ref().get(key).map(Spanned::get_ref) {
        Some(DeValue::Integer(number)) => number.as_str().parse::<u64>().ok(),
        _ => None,
    };
    let name = main_text(root.get_ref().get("name")?.get_ref())?;
    Some((name, number("volume"), number("number")?))
}

/// Returns a plain text, or its version in the first language, which is the main one.
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
