//! Reports keys that a table does not have, with the key that is probably meant.

use std::borrow::Cow;
use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::elsewhere::{Elsewhere, people};
use super::field::missing_key;
use super::repair::{at_time, is_toml};
use super::wrap::{first_key, wrapped};
use super::{Node, Reader};
use crate::diagnostic::Code;
use crate::message::{Message, message};
use crate::model::fields::Declaration;
use crate::spelling::{
    RightKey, Written, list, nearest, right_keys, synonyms, written_date, written_time,
};

/// A key that is probably meant by an unknown one.
enum Meant<'k> {
    /// A key of the same table, which the word is a typo for.
    Near(&'k str),
    /// A key of the same table.
    Here(&'k str),
    /// A key of the file itself, above all tables.
    Above(&'k str),
    /// A key of another table, and the word for it.
    Elsewhere(&'k str, &'static RightKey),
}

impl Reader {
    /// Reports unknown keys of a table, and returns the known keys that are probably meant.
    pub(crate) fn unknown_keys(
        &mut self,
        table: &DeTable,
        range: &Range<usize>,
        known: &'static [Declaration],
    ) -> Vec<String> {
        if *range == (0..0) && self.root.is_empty() {
            self.root = known;
        }
        let mut all = Vec::new();
        for (key, value) in table {
            let name = key.get_ref().as_ref();
            if known.iter().any(|known| known.key == name) {
                continue;
            }
            let meant = meant(name, known, self.root).or_else(|| {
                let near = self.suggestions.nearest(name, synonyms())?;
                meant(near, known, self.root)
            });
            if let Some(Meant::Near(key) | Meant::Here(key)) = meant {
                all.push(key.to_owned());
            }
            // What is wrong with the line may have been reported. After a table header with a
            // syntax error, keys end up in the wrong table.
            if self.has_finding_at(&key.span()) || (meant.is_none() && self.broken) {
                continue;
            }
            self.report_unknown(table, (key, value), meant.as_ref(), known);
        }
        all
    }

    fn report_unknown(
        &mut self,
        table: &DeTable,
        (key, value): (&Spanned<Cow<'_, str>>, &Node),
        meant: Option<&Meant<'_>>,
        known: &[Declaration],
    ) {
        let name = key.get_ref();
        let is_root = std::ptr::eq(known, self.root);
        // The day on which a time of the record is.
        let day = table.get("start").filter(|_| is_root);
        let line = |key: &str| self.line(key, value, known, day);
        let message = message!("there is no key `{name}` here");
        let hint = match meant {
            Some(Meant::Near(meant)) => {
                self.report(Code::UNKNOWN_KEY, key.span(), message).did_you_mean_key(meant);
                return;
            }
            Some(Meant::Here("people"))
                if known.iter().any(|known| known.key == "count")
                    && let Some([count, label]) =
                        self.written(value).and_then(|v| people(name, v)).as_deref() =>
            {
                message!("write `{count}` and `{label}`")
            }
            Some(Meant::Here(meant)) => {
                let line = line(meant);
                let finding = self.report(Code::UNKNOWN_KEY, key.span(), message);
                match line {
                    Some(line) => finding
                        .hint(message!("did you mean `{key}`? Write `{line}`", key = *meant))
                        .edit(key.span().start..value.span().end, line),
                    None => finding.did_you_mean_key(meant),
                };
                return;
            }
            Some(Meant::Above(key)) => {
                // It is not missing, then.
                let missing = missing_key(key);
                self.findings.retain(|finding| finding.message != missing);
                let line =
                    self.line(key, value, self.root, None).unwrap_or_else(|| (*key).to_owned());
                message!(
                    "move this above the first [ ], because every key after one is part of it: `{line}`"
                )
            }
            Some(Meant::Elsewhere(word, place)) => {
                Elsewhere::of(word, place, self.written(value)).hint()
            }
            None => keys_of(known),
        };
        self.report(Code::UNKNOWN_KEY, key.span(), message).hint(hint);
    }

    /// Returns a value as the file has it, if it is on one line.
    fn written(&self, value: &Node) -> Option<&str> {
        let written = self.source.text().get(value.span())?;
        (written.len() <= MAX_LENGTH
            && !written.contains('\n')
            && is_toml(&format!("x = {written}")))
        .then_some(written)
    }

    /// Returns the line with a key of `known` and a value of the file, if the value is on one line.
    /// Times are on the `day`, if there is one.
    fn line(
        &self,
        key: &str,
        value: &Node,
        known: &[Declaration],
        day: Option<&Node>,
    ) -> Option<String> {
        let text = self.source.text();
        let written = text.get(value.span())?;
        let known = known.iter().find(|known| known.key == key);
        let first = known.and_then(|known| first_key(known.example));
        let table = first.and_then(|first| wrapped(first, value, text));
        let line = match value.get_ref() {
            DeValue::String(said) if is_date(key) => match written_date(said) {
                Some(Written::One(date)) => format!("{key} = {date}"),
                Some(Written::Either(..) | Written::Span(..)) => return None,
                None => {
                    let day = day.and_then(|day| text.get(day.span()));
                    at_time(key, day, &written_time(said)?)
                }
            },
            _ => format!("{key} = {}", table.as_deref().unwrap_or(written)),
        };
        (line.len() <= MAX_LENGTH && !line.contains('\n') && is_toml(&line)).then_some(line)
    }
}

/// Longer lines are easier to correct than to copy.
const MAX_LENGTH: usize = 120;

/// The most keys that a finding lists: a longer list is not read.
const MAX_KEYS: usize = 12;

/// The keys of a record that most records have.
const COMMON: [&str; 11] = [
    "title",
    "start",
    "end",
    "mode",
    "venue",
    "organiser",
    "lead",
    "programme",
    "attendance",
    "photos",
    "credits",
];

/// Names the keys of a table, or those that are used most.
fn keys_of(known: &[Declaration]) -> Message {
    let known: Vec<&str> = known.iter().map(|known| known.key.as_str()).collect();
    if known.len() <= MAX_KEYS {
        return message!("the keys are {keys}", keys = list(&known));
    }
    let mut common: Vec<&str> = COMMON.into_iter().filter(|key| known.contains(key)).collect();
    if common.len() < COMMON.len() / 2 {
        common = known[..MAX_KEYS].to_vec();
    }
    message!("keys that are often used: {keys}; docs/record.md has all", keys = list(&common))
}

/// Returns whether a key takes a date.
fn is_date(key: &str) -> bool {
    matches!(key, "start" | "end" | "date" | "due" | "day" | "created" | "published" | "modified")
}

/// Returns the key that is probably meant by a word.
fn meant<'k>(
    word: &'k str,
    known: &'k [Declaration],
    root: &'k [Declaration],
) -> Option<Meant<'k>> {
    let find = |keys: &'k [Declaration], key: &str| {
        keys.iter().map(|known| known.key.as_str()).find(|known| *known == key)
    };
    let places = right_keys(word);
    let is_root = std::ptr::eq(known, root);
    // A path to another table names this one if the key is here.
    let here = places.iter().filter(|place| place.table.is_none() || !is_root);
    let elsewhere = places.iter().find(|place| place.table.is_some());
    here.clone()
        .find_map(|place| find(known, &place.key))
        .map(Meant::Here)
        .or_else(|| {
            // A word for a key of another table is rarely a typo.
            let near = nearest(word, known.iter().map(|known| known.key.as_str()))?;
            elsewhere.is_none().then_some(Meant::Near(near))
        })
        .or_else(|| {
            let above = find(root, word).or_else(|| {
                let above = places.iter().filter(|place| place.table.is_none());
                above.into_iter().find_map(|place| find(root, &place.key))
            });
            above.filter(|_| !is_root).map(Meant::Above)
        })
        .or_else(|| elsewhere.map(|place| Meant::Elsewhere(word, place)))
}
