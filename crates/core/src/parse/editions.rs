//! Finds the earlier editions of an event in the records that it follows, and their numbers.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike, NaiveDate};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::fingerprint::Fingerprint;
use crate::identity::folded;
use crate::model::{Basis, Count, EarlierEdition, Number, Period, Series, Slug, Status, Text};
use crate::reader::{FieldShape, Reader, Shape, Slot};

/// The maximum number of earlier editions whose numbers are compared.
const MAX_EARLIER: usize = 5;

/// The maximum number of records that are looked at for them.
const MAX_LOOKED_AT: usize = 24;

/// The years that a title may name.
const YEARS: std::ops::RangeInclusive<u32> = 1900..=2199;

/// What a record says of its edition: all that the reports of later editions depend on.
#[derive(Debug, Clone, Hash)]
pub struct EditionHead {
    period: Period,
    status: Status,
    /// The title of its series in each language, in one form for all spellings.
    series: BTreeSet<String>,
    edition: Option<Text>,
    basis: Basis,
    attendance: Option<Count>,
    /// The numbers, each with its label in each language.
    numbers: Vec<(BTreeSet<String>, Count)>,
    follows: Vec<String>,
}

/// The earlier editions of an event, and the records that decided which they are.
#[derive(Debug, Clone, Default)]
pub struct EarlierEditions {
    /// The editions, oldest first. The place of their texts is not yet known.
    pub(super) found: Vec<EarlierEdition>,
    /// The records to which no link of the event itself leads, each with a fingerprint of its
    /// head; `None` if there is none.
    pub(super) looked_at: BTreeMap<Slug, Option<Fingerprint>>,
}

impl EditionHead {
    /// Returns a fingerprint of what the reports of later editions depend on.
    pub fn fingerprint(&self) -> Fingerprint {
        Fingerprint::of_value(self)
    }

    /// Reads the head of a record, given its days.
    pub(super) fn read(root: &DeTable, period: Period, reader: &mut Reader) -> Self {
        let attendance = match root.get("attendance").map(Spanned::get_ref) {
            Some(DeValue::Table(table)) => Some(table),
            _ => None,
        };
        let in_attendance = attendance.map(|table| {
            (
                value(table, "count", reader),
                value(table, "basis", reader).unwrap_or(Basis::Attended),
            )
        });
        let (attendance, basis) = in_attendance.unwrap_or((None, Basis::Attended));
        let series: Option<Series> = value(root, "series", reader);
        let numbers = values::<Number>(root, "numbers", reader).into_iter();
        Self {
            period,
            status: value(root, "status", reader).unwrap_or(Status::Held),
            series: series.map(|series| forms(&series.title, without_years)).unwrap_or_default(),
            edition: value(root, "edition", reader),
            basis,
            attendance,
            numbers: numbers.map(|number| (forms(&number.label, said), number.count)).collect(),
            follows: values(root, "follows", reader),
        }
    }

    fn start(&self) -> NaiveDate {
        self.period.start().date
    }

    /// Returns whether two records belong to one series: both name it, or both are editions of
    /// what has no name.
    fn shares_series(&self, other: &Self) -> bool {
        if self.series.is_empty() && other.series.is_empty() {
            return self.edition.is_some() && other.edition.is_some();
        }
        !self.series.is_disjoint(&other.series)
    }

    /// Returns whether two records are of one edition, such as an opening and a closing: one that
    /// both name, or one year.
    fn shares_edition(&self, other: &Self) -> bool {
        match (&self.edition, &other.edition) {
            (Some(one), Some(other)) => !forms(one, said).is_disjoint(&forms(other, said)),
            _ => self.start().year() == other.start().year(),
        }
    }

    /// Returns an earlier edition with those of its numbers that an event has as well.
    fn compared(&self, earlier: &Self, id: Slug, link: usize) -> EarlierEdition {
        let is_of_people = self.attendance.is_some() && self.basis == earlier.basis;
        let attendance = earlier.attendance.clone().filter(|_| is_of_people);
        let number = |(labels, own): &(BTreeSet<String>, Count)| {
            let same = |(others, count): &&(BTreeSet<String>, Count)| {
                !labels.is_disjoint(others) && own.unit == count.unit
            };
            earlier.numbers.iter().find(same).map(|(_, count)| count.clone())
        };
        let is_drawn = |count: &Count| !count.number.negative;
        EarlierEdition {
            id,
            link,
            period: earlier.period,
            edition: earlier.edition.clone(),
            attendance: attendance.filter(is_drawn),
            numbers: self.numbers.iter().map(|own| number(own).filter(is_drawn)).collect(),
        }
    }
}

impl EarlierEditions {
    /// Follows the links of an event, and those of the records that they lead to, as long as these
    /// are of the same series. `read` returns the head of a record.
    pub fn find(
        (id, own): (&Slug, &EditionHead),
        read: &mut dyn FnMut(&Slug) -> Option<EditionHead>,
    ) -> Self {
        let mut walk = LinkWalk {
            own,
            seen: BTreeSet::from([id.clone()]),
            open: vec![],
            looked_at: BTreeMap::new(),
        };
        let (mut heads, mut found): (Vec<EditionHead>, Vec<EarlierEdition>) = (vec![], vec![]);
        walk.look(own, None, read);
        while let Some((id, link, head)) = walk.latest() {
            let is_another =
                [own].into_iter().chain(&heads).all(|other| !head.shares_edition(other));
            if is_another && head.status == Status::Held && head.start() < own.start() {
                found.insert(0, own.compared(&head, id, link));
                heads.push(head.clone());
            }
            if found.len() == MAX_EARLIER {
                break;
            }
            walk.look(&head, Some(link), read);
        }
        Self { found, looked_at: walk.looked_at }
    }
}

/// A walk along the links from event to event.
struct LinkWalk<'a> {
    own: &'a EditionHead,
    seen: BTreeSet<Slug>,
    /// The records whose links are still to be followed, with the link of the event itself through
    /// which they were found.
    open: Vec<(Slug, usize, EditionHead)>,
    looked_at: BTreeMap<Slug, Option<Fingerprint>>,
}

impl LinkWalk<'_> {
    /// Returns the latest of the records whose links are to be followed.
    fn latest(&mut self) -> Option<(Slug, usize, EditionHead)> {
        let latest = (0..self.open.len()).max_by_key(|place| self.open[*place].2.start())?;
        Some(self.open.remove(latest))
    }

    /// Looks at the records that a record follows.
    fn look(
        &mut self,
        from: &EditionHead,
        link: Option<usize>,
        read: &mut dyn FnMut(&Slug) -> Option<EditionHead>,
    ) {
        for (index, name) in from.follows.iter().enumerate() {
            let Ok(id) = name.parse::<Slug>() else { continue };
            if self.seen.len() > MAX_LOOKED_AT || !self.seen.insert(id.clone()) {
                continue;
            }
            let head = read(&id);
            if link.is_some() {
                let fingerprint = head.as_ref().map(EditionHead::fingerprint);
                self.looked_at.insert(id.clone(), fingerprint);
            }
            let fits =
                |head: &EditionHead| head.start() <= from.start() && self.own.shares_series(head);
            self.open.extend(head.filter(fits).map(|head| (id, link.unwrap_or(index), head)));
        }
    }
}

/// Reads the value of a key, if it is there and valid.
fn value<T: Shape>(table: &DeTable, key: &str, reader: &mut Reader) -> Option<T> {
    T::read(table.get(key)?, reader)
}

/// Reads the values of a key, which may be one or a list.
fn values<T: Shape>(table: &DeTable, key: &str, reader: &mut Reader) -> Vec<T> {
    let slot = Slot { key, value: table.get(key), table: &(0..0), misspelt: false };
    FieldShape::read(&slot, reader).unwrap_or_default()
}

/// Returns a text in each of its languages, in one form for all spellings.
fn forms(text: &Text, form: impl Fn(&str) -> String) -> BTreeSet<String> {
    let others = text.languages().others.iter().map(|(_, text)| text);
    [text].into_iter().chain(others).map(|text| form(text.as_str())).collect()
}

fn said(text: &str) -> String {
    folded(text).to_lowercase()
}

/// Returns the form of a title without the year that it may name.
fn without_years(title: &str) -> String {
    let title = said(title);
    let is_year = |word: &&str| word.parse().is_ok_and(|year: u32| YEARS.contains(&year));
    title.split_whitespace().filter(|word| !is_year(word)).collect::<Vec<_>>().join(" ")
}
