//! Parts of names, used to find people whom the prose mentions without their full name.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::locale::Checks;
use crate::model::Person;

/// The words that people's names consist of, with the people who bear them.
pub(super) struct NameParts<'a> {
    bearers: BTreeMap<&'a str, Vec<&'a Arc<Person>>>,
}

impl<'a> NameParts<'a> {
    /// Collects the parts of people's names, without those that are also ordinary words.
    pub(super) fn of(people: &[&'a Arc<Person>], words: &Checks) -> Self {
        let mut bearers: BTreeMap<&str, Vec<&Arc<Person>>> = BTreeMap::new();
        for person in people {
            let mut parts: Vec<_> = person.name.as_str().split(' ').collect();
            parts.sort_unstable();
            parts.dedup();
            let named = |part: &&str| {
                part.chars().count() > 1
                    && part.starts_with(char::is_uppercase)
                    && !words.names_that_are_words.iter().any(|word| word == part)
            };
            for part in parts.into_iter().filter(named) {
                bearers.entry(part).or_default().push(person);
            }
        }
        Self { bearers }
    }

    /// Returns the people whose name has this part.
    pub(super) fn bearers(&self, part: &str) -> &[&'a Arc<Person>] {
        self.bearers.get(part).map_or(&[], Vec::as_slice)
    }

    /// Returns the parts that occur in a text outside anybody's full name, each once.
    pub(super) fn alone_in(&self, text: &str) -> Vec<&'a str> {
        let mut found = BTreeSet::new();
        let mut start = 0;
        for word in text.split_inclusive(|c: char| !c.is_alphanumeric() && c != '-') {
            let bare = word.trim_end_matches(|c: char| !c.is_alphanumeric() && c != '-');
            if bare.starts_with(char::is_uppercase)
                && let Some((part, who)) = self.bearers.get_key_value(bare)
                && !who.iter().any(|person| whole_at(person, part, text, start))
            {
                found.insert(*part);
            }
            start += word.len();
        }
        found.into_iter().collect()
    }
}

/// Returns whether a person's full name occurs where a part of it was found.
fn whole_at(person: &Arc<Person>, part: &str, text: &str, at: usize) -> bool {
    person.names().filter(|name| name.as_str().contains(' ')).any(|name| {
        let name = name.as_str();
        name.match_indices(part).any(|(offset, _)| {
            let start = at.checked_sub(offset);
            start.and_then(|start| text.get(start..)).is_some_and(|rest| rest.starts_with(name))
        })
    })
}
