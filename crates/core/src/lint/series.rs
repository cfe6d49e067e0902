//! `series-differs`: one series under two names in two records.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::ops::Range;
use std::sync::Arc;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::passages::is_one_word_apart;
use crate::diagnostic::{Code, Diagnostic};
use crate::identity::{folded, organisation_forms};
use crate::message::message;
use crate::source::{Place, Source};
use crate::spelling::Lookalikes;

/// The length in bytes from which titles that differ by a typo or two are taken for one.
const LONG: usize = 13;

/// Compares the series that records name. Returns a finding for each that is spelt like another in
/// a record before it, but not quite. Years and numbers tell series apart.
pub fn check_series<'s>(records: impl IntoIterator<Item = &'s Arc<Source>>) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    let mut known: BTreeMap<String, (String, Place)> = BTreeMap::new();
    let mut lookalikes = Lookalikes::<2>::default();
    for source in records {
        let Some((title, range)) = series_of(source) else { continue };
        let Some(form) = organisation_forms(&title).into_iter().next() else { continue };
        let place = Place::new(source, range);
        let near = || {
            let near = lookalikes.nearest(&form).filter(|near| near.len() >= LONG)?;
            known.get(near).filter(|(other, _)| is_one_word_apart(&title, other))
        };
        let other = known.get(&form).or_else(near);
        if let Some((other, first)) = other.filter(|(other, _)| folded(other) != folded(&title)) {
            let message = message!("the series `{title}` is `{other}` in another record");
            let finding = Diagnostic::new(Code::SERIES_DIFFERS, message).at(place.clone());
            let finding = finding.related(first.clone(), message!("the other name"));
            findings.push(finding.hint(message!("write one name in both records")));
        }
        if let Entry::Vacant(first) = known.entry(form) {
            lookalikes.add(first.key());
            first.insert((title, place));
        }
    }
    findings
}

/// Returns the title of the series that a record names, in its main language.
fn series_of(source: &Source) -> Option<(String, Range<usize>)> {
    if !source.text().contains("series") {
        return None;
    }
    let (root, _) = DeTable::parse_recoverable(source.text());
    main_text(root.get_ref().get("series")?)
}

fn main_text(value: &Spanned<DeValue<'_>>) -> Option<(String, Range<usize>)> {
    match value.get_ref() {
        DeValue::String(text) => Some((text.to_string(), value.span())),
        DeValue::Table(table) => {
            let first = || table.iter().min_by_key(|(key, _)| key.span().start);
            main_text(table.get("title").or_else(|| first().map(|(_, value)| value))?)
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_series_has_one_name() {
        let found = |one: &str, other: &str| {
            let record = |series: &str| Source::new("a.toml", format!("series = {series}\n"));
            check_series(&[record(one), record(other)]).len()
        };
        for (one, other) in [
            ("'Harbours of Tomorrow'", "'Harbors of Tomorrow'"),
            ("'Harbours & Tides'", "{ title = 'Harbours and Tides' }"),
            ("'Siri Bicara Laut'", "'SIRI BICARA LAUT'"),
        ] {
            assert_eq!(found(one, other), 1, "{one} and {other}");
        }
        for (one, other) in [
            ("'Harbours of Tomorrow'", "'Harbours of Tomorrow'"),
            ("'Harbour Days 2024'", "'Harbour Days 2025'"),
            ("'Harbour Forum North'", "'Harbour Forum South'"),
            ("'Forum'", "'Forun'"),
            ("'第八届海洋论坛'", "'第九届海洋论坛'"),
        ] {
            assert_eq!(found(one, other), 0, "{one} and {other}");
        }
    }
}
