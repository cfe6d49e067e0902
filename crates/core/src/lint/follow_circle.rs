//! `follow-circle`: events that follow each other in a circle.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use toml::de::{DeTable, DeValue};
use toml::value::Date;

use crate::diagnostic::{Code, Diagnostic};
use crate::message::message;
use crate::model::Slug;
use crate::source::{Place, Source};

/// The events that a record names in `follows`.
struct Record<'s> {
    id: &'s Slug,
    source: &'s Arc<Source>,
    start: Option<Date>,
    follows: Vec<(String, Range<usize>)>,
}

/// A link from one record to another, by their places in the list and that of the link.
type Link = (usize, usize, Range<usize>);

/// Returns a finding for each circle of records that follow each other, at the link that leads to a
/// later event. That a record follows itself is found when it is read.
pub fn check_follows<'s>(
    records: impl IntoIterator<Item = (&'s Slug, &'s Arc<Source>)>,
) -> Vec<Diagnostic> {
    let records: Vec<_> = records.into_iter().filter_map(Record::read).collect();
    let places: BTreeMap<&str, usize> =
        records.iter().enumerate().map(|(place, record)| (record.id.as_str(), place)).collect();
    let links = |from: usize| -> Vec<Link> {
        let follows = records[from].follows.iter();
        let links =
            follows.filter_map(|(to, range)| Some((from, *places.get(&**to)?, range.clone())));
        links.filter(|(from, to, _)| from != to).collect()
    };
    let mut findings = Vec::new();
    let (mut is_done, mut is_on_way) = (vec![false; records.len()], vec![false; records.len()]);
    for first in 0..records.len() {
        // The links on the way from the first record, and those still to be tried at each.
        let mut way: Vec<Link> = Vec::new();
        let mut open = if is_done[first] { vec![] } else { vec![links(first)] };
        is_on_way[first] = !is_done[first];
        while let Some(untried) = open.last_mut() {
            let Some(link) = untried.pop() else {
                let last = way.pop().map_or(first, |(_, to, _)| to);
                (is_done[last], is_on_way[last]) = (true, false);
                open.pop();
                continue;
            };
            if is_on_way[link.1] {
                let begins = way.iter().position(|(from, ..)| *from == link.1);
                let circle = way[begins.unwrap_or(way.len())..].iter().chain([&link]);
                let circle: Vec<_> = circle.collect();
                findings.push(finding(&records, &circle));
            } else if !is_done[link.1] {
                is_on_way[link.1] = true;
                open.push(links(link.1));
                way.push(link);
            }
        }
    }
    findings
}

fn finding(records: &[Record<'_>], circle: &[&Link]) -> Diagnostic {
    let is_later = |link: &&&Link| records[link.1].start > records[link.0].start;
    let wrong = circle.iter().find(is_later).or(circle.last());
    let (from, to, range) = wrong.expect("a circle has links");
    let (follower, followed) = (records[*from].id, records[*to].id);
    let message = message!("`{follower}` follows `{followed}`, which follows it in turn");
    let mut finding = Diagnostic::new(Code::FOLLOW_CIRCLE, message)
        .at(Place::new(records[*from].source, range.clone()));
    for (other, _, range) in circle.iter().filter(|(other, ..)| other != from) {
        let place = Place::new(records[*other].source, range.clone());
        finding = finding.related(place, message!("the circle goes on here"));
    }
    finding.hint(message!("an event follows earlier ones: take away the link to the later event"))
}

impl<'s> Record<'s> {
    fn read((id, source): (&'s Slug, &'s Arc<Source>)) -> Option<Self> {
        if !source.text().contains("follows") {
            return None;
        }
        let (root, _) = DeTable::parse_recoverable(source.text());
        let root = root.get_ref();
        let value = root.get("follows")?;
        let values = match value.get_ref() {
            DeValue::Array(values) => values.iter().collect(),
            _ => vec![value],
        };
        let names = values.into_iter().filter_map(|value| match value.get_ref() {
            DeValue::String(name) => Some((name.to_string(), value.span())),
            _ => None,
        });
        let start = root.get("start").and_then(|start| match start.get_ref() {
            DeValue::Datetime(start) => start.date,
            _ => None,
        });
        Some(Self { id, source, start, follows: names.collect() })
    }
}
