//! Parts of names, used to find people whom the prose mentions without their full name.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::ops::Range;
use std::sync::Arc;

use aho_corasick::AhoCorasick;

use crate::identity::{is_title_word, without_titles};
use crate::locale::Checks;
use crate::model::{Person, Text};

/// The words that people's names consist of, each with the people who have that name.
pub(super) struct NameParts<'a> {
    people_named: BTreeMap<&'a str, Vec<&'a Arc<Person>>>,
    /// Everybody's full names.
    whole: Option<AhoCorasick>,
}

impl<'a> NameParts<'a> {
    /// Collects the parts of people's names, without those that are also ordinary words.
    pub(super) fn of(people: &[&'a Arc<Person>], words: &Checks) -> Self {
        let mut people_named: BTreeMap<&str, Vec<&Arc<Person>>> = BTreeMap::new();
        for person in people {
            let mut parts: Vec<_> = without_titles(person.name.as_str()).split(' ').collect();
            parts.sort_unstable();
            parts.dedup();
            let named = |part: &&str| {
                part.chars().count() > 1
                    && part.starts_with(char::is_uppercase)
                    && !is_title_word(part)
                    && !words.names_that_are_words.iter().any(|word| word == part)
            };
            for part in parts.into_iter().filter(named) {
                people_named.entry(part).or_default().push(person);
            }
        }
        let names = people.iter().flat_map(|person| person.names()).map(Text::as_str);
        let names = names.flat_map(|name| [name, without_titles(name)]);
        let names: BTreeSet<_> = names.filter(|name| name.contains(' ')).collect();
        // All names are shorter than a file, so there is room for them.
        Self { people_named, whole: AhoCorasick::new(names).ok() }
    }

    /// Returns the people whose name has this part.
    pub(super) fn people_named(&self, part: &str) -> &[&'a Arc<Person>] {
        self.people_named.get(part).map_or(&[], Vec::as_slice)
    }

    /// Returns the places in a text where parts of names stand outside anybody's full name, in
    /// order.
    pub(super) fn parts_outside_full_names(&self, text: &str) -> Vec<(Range<usize>, &'a str)> {
        let mut start = 0;
        let mut words = Vec::new();
        for word in text.split_inclusive(|c: char| !c.is_alphanumeric() && c != '-') {
            let bare = word.trim_end_matches(|c: char| !c.is_alphanumeric() && c != '-');
            if bare.starts_with(char::is_uppercase)
                && let Some((part, _)) = self.people_named.get_key_value(bare)
            {
                words.push((start..start + bare.len(), *part));
            }
            start += word.len();
        }
        if words.is_empty() {
            return vec![];
        }
        let names = self.names_in(text);
        words.retain(|(range, _)| {
            let next = names.partition_point(|name| name.end < range.end);
            names.get(next).is_none_or(|name| name.start > range.start)
        });
        words
    }

    /// Returns the parts of the names that a text has in full, each with the place of the first.
    pub(super) fn named_in_full<'t>(&self, text: &'t str) -> HashMap<&'t str, usize> {
        let mut named = HashMap::new();
        for name in self.whole.iter().flat_map(|names| names.find_overlapping_iter(text)) {
            for part in text[name.range()].split(' ') {
                named.entry(part).or_insert(name.start());
            }
        }
        named
    }

    /// Returns the places of full names in a text, in the order of their ends. Each begins where
    /// the first of those that end there or later begins.
    fn names_in(&self, text: &str) -> Vec<Range<usize>> {
        let names = self.whole.iter().flat_map(|names| names.find_overlapping_iter(text));
        let mut names: Vec<_> = names.map(|name| name.range()).collect();
        let mut first = text.len();
        for name in names.iter_mut().rev() {
            first = first.min(name.start);
            name.start = first;
        }
        names
    }
}
