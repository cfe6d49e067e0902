//! Findings about records and issues that contradict themselves or each other.

use super::declare::rules;

rules! {
    END_BEFORE_START: "end-before-start", Error, Content {
        meaning: "The event, a session or a series ends before it starts.",
        remedy: "`end` is the last day, inclusive.",
        example: r"
start = 2025-05-14
end = 2025-05-13
",
    }
    INVALID_ID: "invalid-id", Error, Content {
        meaning: "The name of the record's file cannot serve as its id, which becomes part of \
                  file names and addresses.",
        remedy: "Rename the file with lower-case letters, digits and hyphens.",
    }
    DUPLICATE_ID: "duplicate-id", Error, Content {
        meaning: "Two records have the same id, and would write the same documents. None of them \
                  is built.",
        remedy: "Rename one of the files.",
    }
    SHARED_ALIAS: "shared-alias", Error, Content {
        meaning: "Two people of the directory go by one alias, so it means neither.",
        remedy: "Take it away from one of them.",
        example: r#"
[lee-one]
name = "Samuel Lee"
aliases = ["Lee"]

[lee-two]
name = "David Lee"
aliases = ["Lee"]
"#,
    }
    CYCLIC_REFERENCE: "cyclic-reference", Error, Content {
        meaning: "An organisation is, by way of others, part of itself.",
        remedy: "Take one `part-of` away.",
        example: r#"
[organisations.a]
name = "A"
part-of = "a"
"#,
    }
    OUTSIDE_PARENT: "outside-parent", Error, Content {
        meaning: "A day of the programme is not one of the event's days, or the event lies \
                  outside the series that it is part of.",
        remedy: "Check `start` and `end`; without an `end`, the event has one day.",
        example: r#"
start = 2025-05-14

[[programme]]
day = 2025-05-16
title = "Talks"
"#,
    }
    NUMBER_ORDER: "number-order", Warning, Content {
        meaning: "The talks are not in the order of their numbers.",
        remedy: "Put them in order, or take the numbers away: byline counts.",
        example: r"number = 2 … number = 1",
    }
    DUPLICATE_ENTRY: "duplicate-entry", Error, Content {
        meaning: "Two parts, sessions, talks or templates have the same id, number or name.",
        remedy: "Choose another.",
        example: r"number = 1 … number = 1",
    }
    UNKNOWN_REFERENCE: "unknown-reference", Error, Content {
        meaning: "Text in the form of an id leads to no entry, or a name could mean more than one \
                  person.",
        remedy: "Correct the id, add the entry, or write the name with its capitals.",
        example: r#"speaker = "ben-adeyem""#,
    }
    SIMILAR_NAME: "similar-name", Warning, Content {
        meaning: "A name is nearly that of an entry, but not quite.",
        remedy: "Correct it, or give the other person an entry too.",
        example: r#"speaker = "Ben Adeyeme""#,
    }
    UNUSED_ENTRY: "unused-entry", Warning, Content {
        meaning: "The record describes a person or an organisation that it never mentions.",
        remedy: "Name it where it belongs, or take the entry away.",
    }
    EMPTY_ENTRY: "empty-entry", Warning, Content {
        meaning: "Nothing happens in a part of the programme. It is not printed.",
        remedy: "Give it a `summary` or `sessions`.",
        example: r#"
[[programme]]
title = "Closing"
"#,
    }
    UNSUPPORTED_MARKUP: "unsupported-markup", Warning, Content {
        meaning: "Prose is light Markdown. Headings, tables, footnotes, pictures, HTML and \
                  program code print as written. A line of text, such as a title or a caption, \
                  has no markup at all.",
        remedy: "Take the marks away; a heading is a part of the programme, a picture an entry of \
                 `photos`.",
        example: r##"lead = "# Welcome""##,
    }
    NO_RECORDS: "no-records", Warning, Content {
        meaning: "The records folder has no record in it.",
        remedy: "Write one, or start with `byline new`.",
    }
    UNUSABLE_STORY: "unusable-story", Error, Content {
        meaning: "A story of an issue names a record that has mistakes, or cannot be read. The \
                  issue waits until the record is mended, so that no reader gets half of it.",
        remedy: "`byline check` with the record's id says what is wrong.",
        example: r#"stories = ["harbour-day-2025-05-14"]"#,
    }
    SERIES_DIFFERS: "series-differs", Warning, Content {
        meaning: "Two records name one series in two ways. `byline check` without records looks \
                  for it.",
        remedy: "Write one name in both.",
        example: r#"
series = "Harbours of Tomorrow"     # and "Harbors of Tomorrow" in another record
"#,
    }
    NUMBER_GAP: "number-gap", Warning, Content {
        meaning: "Issues of one newsletter and volume whose numbers do not follow each other, or \
                  two with one number. Libraries ask for the missing one.",
        example: r"number = 13     # and no other issue of the volume has 12",
    }
}
