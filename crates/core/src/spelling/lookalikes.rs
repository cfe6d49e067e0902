//! Names that differ from a text by a typo or two.

use std::collections::{BTreeSet, HashMap};
use std::hash::{DefaultHasher, Hash, Hasher};

use super::edit_distance;

/// A set of names that finds those within an edit distance of `MAX_DISTANCE` from a text, without
/// comparing it with each of them.
///
/// Each name is divided into one more part than so many edits can touch, so a name within that
/// distance has a part in common with the text, at about the same place.
#[derive(Debug, Clone, Default)]
pub struct Lookalikes<const MAX_DISTANCE: usize> {
    names: Vec<String>,
    /// The lengths of the names in letters.
    lengths: BTreeSet<usize>,
    /// The names by the hash of their length in letters, the number of a part and its letters.
    parts: HashMap<u64, Vec<usize>>,
}

/// The maximum number of names of one length that are found by one of their parts. So many share
/// one only if it is common, as `Muhammad` is; their other parts distinguish them.
const MAX_SHARING: usize = 256;

impl<const MAX_DISTANCE: usize> Lookalikes<MAX_DISTANCE> {
    /// Adds a name.
    pub fn add(&mut self, name: &str) {
        let letters: Vec<char> = name.chars().collect();
        let index = self.names.len();
        self.names.push(name.to_owned());
        self.lengths.insert(letters.len());
        for (number, (start, end)) in divide::<MAX_DISTANCE>(letters.len()).enumerate() {
            let sharing = self.parts.entry(key(letters.len(), number, &letters[start..end]));
            let sharing = sharing.or_default();
            if sharing.len() < MAX_SHARING {
                sharing.push(index);
            }
        }
    }

    /// Returns the name with the smallest edit distance from the text, and the first in alphabetical order
    /// if there are several.
    pub fn nearest(&self, text: &str) -> Option<&str> {
        let letters: Vec<char> = text.chars().collect();
        let mut candidates: BTreeSet<usize> = BTreeSet::new();
        let near = letters.len().saturating_sub(MAX_DISTANCE)..=letters.len() + MAX_DISTANCE;
        for &length in self.lengths.range(near) {
            for (number, (start, end)) in divide::<MAX_DISTANCE>(length).enumerate() {
                for shifted in start.saturating_sub(MAX_DISTANCE)..=start + MAX_DISTANCE {
                    let part = letters.get(shifted..shifted + (end - start));
                    let sharing = part.and_then(|part| self.parts.get(&key(length, number, part)));
                    candidates.extend(sharing.into_iter().flatten());
                }
            }
        }
        let names = candidates.into_iter().map(|index| self.names[index].as_str());
        let near = names.filter_map(|name| Some((edit_distance(name, text, MAX_DISTANCE)?, name)));
        near.min().map(|(_, name)| name)
    }
}

/// Divides a name of this many letters into parts. An edit touches one part, except that swapping
/// two letters may touch two.
fn divide<const MAX_DISTANCE: usize>(letters: usize) -> impl Iterator<Item = (usize, usize)> {
    let parts = 2 * MAX_DISTANCE + 1;
    (0..parts).map(move |part| (part * letters / parts, (part + 1) * letters / parts))
}

fn key(length: usize, number: usize, part: &[char]) -> u64 {
    let mut hasher = DefaultHasher::new();
    (length, number, part).hash(&mut hasher);
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    const NAMES: [&str; 6] =
        ["Ben Adeyemi", "Ben Adeyeme", "Elin Berg", "Noor Haddad", "Lee Chean Chung", "李泰康先生"];

    #[test]
    fn every_name_within_reach_is_found() {
        within::<1>();
        within::<2>();
    }

    fn within<const MAX_DISTANCE: usize>() {
        let mut set = Lookalikes::<MAX_DISTANCE>::default();
        for name in &NAMES {
            set.add(name);
        }
        for text in NAMES.iter().flat_map(|name| altered(name)).flat_map(|text| altered(&text)) {
            let near = NAMES
                .iter()
                .filter_map(|name| Some((edit_distance(name, &text, MAX_DISTANCE)?, *name)));
            assert_eq!(set.nearest(&text), near.min().map(|(_, name)| name), "{text}");
        }
    }

    /// Returns a text with a letter left out, doubled, changed or swapped, at every place.
    fn altered(text: &str) -> Vec<String> {
        let letters: Vec<char> = text.chars().collect();
        let mut texts = vec![text.to_owned()];
        for at in 0..letters.len() {
            let (before, after) = letters.split_at(at);
            let changes: [&[char]; 3] = [&[], &[after[0], after[0]], &['x']];
            for change in changes {
                texts.push(before.iter().chain(change).chain(&after[1..]).collect());
            }
            if let [first, second, rest @ ..] = after {
                texts.push(before.iter().chain([second, first]).chain(rest).collect());
            }
        }
        texts
    }
}
