//! Words that depend on a number: a table with a word for each plural category.

use toml::Table;

/// The plural categories (CLDR).
pub(super) const CATEGORIES: [&str; 6] = ["zero", "one", "two", "few", "many", "other"];

/// Returns whether a table is a word that depends on a number. Such a word is overridden as a
/// whole.
pub(super) fn is_counted(table: &Table) -> bool {
    table.contains_key("other")
}
