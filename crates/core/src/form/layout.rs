//! How forms are laid out: the tabs with their fields, which fields are usual, and which texts are
//! long. A test compares this with the declarations.

use crate::schema::SchemaFile;

/// The tabs of a file's form, each with its keys, in the order in which people fill them in.
pub(super) fn tabs(file: SchemaFile) -> &'static [(&'static str, &'static [&'static str])] {
    match file {
        SchemaFile::Record => RECORD,
        SchemaFile::Issue => ISSUE,
        SchemaFile::Project => PROJECT,
        SchemaFile::People | SchemaFile::Organisations => &[],
    }
}

const RECORD: &[(&str, &[&str])] = &[
    (
        "event",
        &[
            "title",
            "type",
            "start",
            "end",
            "part-of-day",
            "timezone",
            "mode",
            "venue",
            "standfirst",
            "lead",
            "background",
            "headline",
            "bottom-line",
            "status",
            "duration",
            "edition",
            "theme",
            "series",
            "parts",
            "short-title",
            "alternate-titles",
            "kicker",
            "dateline",
        ],
    ),
    (
        "who",
        &[
            "organiser",
            "co-organiser",
            "host",
            "supporter",
            "funder",
            "sponsor",
            "media-partner",
            "exhibitor",
            "delegation",
            "attendance",
            "people",
            "organisations",
        ],
    ),
    ("programme", &["programme", "signings", "awards", "launches", "certificates"]),
    ("photos", &["photos"]),
    (
        "results",
        &[
            "objectives",
            "takeaways",
            "outcomes",
            "recommendations",
            "next-steps",
            "numbers",
            "survey",
            "budget",
            "coverage",
        ],
    ),
    ("credits", &["credits", "acknowledgements", "contact", "source", "reprinted-from"]),
    (
        "more",
        &[
            "languages",
            "follows",
            "related-events",
            "related",
            "about",
            "annexes",
            "url",
            "keywords",
            "report-number",
            "classification",
            "created",
            "published",
            "modified",
        ],
    ),
];

const ISSUE: &[(&str, &[&str])] = &[
    ("issue", &["name", "tagline", "number", "volume", "date", "period", "frequency", "issn"]),
    ("stories", &["editors-note", "stories", "upcoming"]),
    ("results", &["briefs", "announcements", "people-news", "publications"]),
    ("credits", &["board", "imprint", "contact"]),
    ("more", &["languages", "people", "organisations"]),
];

const PROJECT: &[(&str, &[&str])] = &[
    ("who", &["organisation", "language", "languages", "ui-language"]),
    ("look", &["brand", "fonts"]),
    ("documents", &["templates", "options", "photos"]),
    ("more", &["output-name", "extra-folders", "allow"]),
];

/// The keys of each table that most forms need; the others are folded away. Of a table that is not
/// listed, all keys are usual.
pub(super) const USUAL: &[(&str, &[&str])] = &[
    (
        "record",
        &[
            "title",
            "type",
            "start",
            "end",
            "mode",
            "venue",
            "standfirst",
            "lead",
            "organiser",
            "co-organiser",
            "attendance",
            "people",
            "programme",
            "signings",
            "photos",
            "takeaways",
            "outcomes",
            "next-steps",
            "numbers",
            "credits",
            "contact",
            "languages",
            "follows",
        ],
    ),
    ("series", &["title"]),
    ("venue", &["name", "room", "city"]),
    ("sponsor", &["organisation", "tier"]),
    ("attendance", &["count", "label", "people"]),
    ("headcount", &["count", "label", "at"]),
    ("survey", &["question", "results"]),
    ("coverage", &["outlet", "title", "date"]),
    ("part", &["title", "day", "sessions"]),
    ("session", &["kind", "title", "start", "end", "speaker", "summary", "quote"]),
    ("quote", &["text", "speaker"]),
    ("signing", &["document", "start", "parties", "signatory", "witness", "summary"]),
    ("photo", &["file", "alt", "caption", "people", "after", "width", "focus"]),
    ("credits", &["writer", "photographer", "editor", "reviewer", "approver"]),
    ("person", &["name", "honorifics", "title", "affiliation", "role"]),
    ("organisation", &["name", "abbreviation", "country"]),
    ("contact", &["name", "email", "phone"]),
    (
        "issue",
        &[
            "name",
            "number",
            "date",
            "period",
            "editors-note",
            "stories",
            "upcoming",
            "board",
            "imprint",
        ],
    ),
    ("story", &["record", "lead", "length", "headline"]),
    ("note", &["title", "text", "author"]),
    ("imprint", &["publisher", "address"]),
    ("project", &["organisation", "language", "languages", "brand", "templates", "options"]),
    ("brand", &["look", "accent", "logo", "paper"]),
    ("photos", &["resolution"]),
];

/// Texts of one paragraph that are longer than a line.
pub(super) const LONG: &[(&str, &[&str])] = &[
    ("record", &["standfirst", "bottom-line"]),
    ("next-step", &["action"]),
    ("quote", &["text"]),
    ("photo", &["alt", "caption"]),
    ("logo", &["alt"]),
    ("survey", &["question"]),
    ("story", &["deck"]),
    ("upcoming", &["note"]),
    ("allow", &["reason"]),
];

/// Plain texts that name people or organisations: those that byline knows are offered.
pub(super) const NAMING: &[(&str, &[&str])] = &[
    ("next-step", &["owner"]),
    ("session", &["on-behalf-of"]),
    ("contact", &["name"]),
    ("imprint", &["publisher"]),
    ("reference", &["publisher"]),
];

/// Returns whether a list of tables and keys has a key.
pub(super) fn lists(all: &[(&str, &[&str])], table: &str, key: &str) -> Option<bool> {
    let own = all.iter().find(|(name, _)| *name == table);
    own.map(|(_, keys)| keys.contains(&key))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::form::Structure;

    #[test]
    fn each_field_of_a_file_is_in_one_tab() {
        for file in SchemaFile::ALL {
            let structure = Structure::of(*file);
            let tabs = tabs(*file);
            let mut laid_out: Vec<_> = tabs.iter().flat_map(|(_, keys)| *keys).copied().collect();
            if structure.is_entries {
                assert!(laid_out.is_empty());
                continue;
            }
            let root = &structure.tables.0[&structure.root];
            let mut keys: Vec<_> =
                root.fields.iter().map(|field| field.declaration.key.as_str()).collect();
            laid_out.sort_unstable();
            keys.sort_unstable();
            assert_eq!(laid_out, keys, "{file:?}");
        }
    }

    #[test]
    fn only_keys_that_exist_are_listed() {
        for (table, keys) in USUAL.iter().chain(LONG).chain(NAMING) {
            let of = |file: &SchemaFile| Structure::of(*file).tables.0.get(*table);
            let table = SchemaFile::ALL.iter().find_map(of).unwrap_or_else(|| panic!("{table}"));
            for key in *keys {
                assert!(table.field(key).is_some(), "{key}");
            }
        }
    }
}
