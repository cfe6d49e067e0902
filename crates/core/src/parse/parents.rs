//! The order in which the organisations of a file are described: each after the one that it is
//! part of.

use std::collections::HashMap;

use toml::Spanned;

use super::raw::{NameOrId, OrganisationName, RawOrganisation};
use crate::model::Text;

/// An organisation that has not been described yet, with its id.
pub(super) type NamedOrganisation = (Spanned<String>, RawOrganisation);

/// Returns the entries with parents first, and separately those that are part of themselves, by
/// way of others or not.
pub(super) fn parents_first(
    entries: Vec<NamedOrganisation>,
) -> (Vec<NamedOrganisation>, Vec<NamedOrganisation>) {
    let order = order(&entries);
    let mut entries: Vec<_> = entries.into_iter().map(Some).collect();
    let sorted = order.into_iter().filter_map(|index| entries[index].take()).collect();
    (sorted, entries.into_iter().flatten().collect())
}

/// Returns the indices of the entries in rounds: those that wait for no other entry, then those
/// that wait only for these, and so on.
fn order(entries: &[NamedOrganisation]) -> Vec<usize> {
    let mut bearers: HashMap<&str, usize> = HashMap::new();
    for name in entries.iter().flat_map(names) {
        *bearers.entry(name).or_default() += 1;
    }
    let mut waiting: HashMap<&str, Vec<usize>> = HashMap::new();
    let mut round = Vec::new();
    for (index, entry) in entries.iter().enumerate() {
        match parent(entry).filter(|parent| bearers.contains_key(parent)) {
            Some(parent) => waiting.entry(parent).or_default().push(index),
            None => round.push(index),
        }
    }
    let mut order = Vec::new();
    while !round.is_empty() {
        let mut next = Vec::new();
        for name in round.iter().flat_map(|index| names(&entries[*index])) {
            let left = bearers.entry(name).or_default();
            *left -= 1;
            if *left == 0 {
                next.extend(waiting.remove(name).into_iter().flatten());
            }
        }
        order.append(&mut round);
        next.sort_unstable();
        round = next;
    }
    order
}

/// Returns the id and all names of an entry.
fn names((id, raw): &NamedOrganisation) -> impl Iterator<Item = &str> {
    let names = raw.name.iter().chain(&raw.abbreviation).chain(&raw.aliases.0);
    [id.get_ref().as_str()].into_iter().chain(names.map(Text::as_str))
}

/// Returns the name or the id of the organisation that an entry is part of, unless it is
/// described in place.
fn parent((_, raw): &NamedOrganisation) -> Option<&str> {
    match &raw.part_of {
        Some(OrganisationName::Name(NameOrId(parent))) => Some(parent.as_str()),
        _ => None,
    }
}
