//! The rules that are not lints, by area. Each lint declares its own.

mod declare;
mod files;
mod languages;
mod photos;
mod project;
mod records;
mod templates;

use super::rule::Code;

/// Iterates over the codes of these rules, area by area.
pub(crate) fn declared() -> impl Iterator<Item = Code> {
    let areas = [
        files::CODES,
        records::CODES,
        photos::CODES,
        languages::CODES,
        templates::CODES,
        project::CODES,
    ];
    areas.into_iter().flatten().copied()
}
