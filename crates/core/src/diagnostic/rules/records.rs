//! Findings about records and issues that contradict themselves or each other.

use super::declare::rules;

rules! {
    END_BEFORE_START: "end-before-start", Error, Content {
        meaning: "The event, a session or a series ends before it starts.",
        remedy: "Correct `start` or `end`; `end` is the last day, inclusive.",
        example: r"
start = 2025-05-14
end = 2025-05-13
",
    }
    INVALID_ID: "invalid-id", Error, Content {
        meaning: "The name of the record's file cannot serve as its id, which is used in file \
                  names and addresses.",
        remedy: "Rename the file, using lower-case letters, digits and hyphens.",
    }
    DUPLICATE_ID: "duplicate-id", Error, Content {
        meaning: "Two records have the same id and would write the same documents. byline builds \
                  neither of them.",
        remedy: "Rename one of the files.",
    }
    SHARED_ALIAS: "shared-alias", Error, Content {
        meaning: "Two people in the directory have the same alias, so it identifies neither.",
        remedy: "Remove it from one of them.",
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
        meaning: "An organisation is part of itself, directly or through others.",
        remedy: "Remove one `part-of`.",
        example: r#"
[organisations.a]
name = "A"
part-of = "a"
"#,
    }
    OUTSIDE_PARENT: "outside-parent", Error, Content {
        meaning: "A day of the programme is not one of the event's days, or the event is outside \
                  the dates of its series.",
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
        remedy: "Put them in order, or remove the numbers: byline numbers talks itself.",
        example: r"number = 2 … number = 1",
    }
    DUPLICATE_ENTRY: "duplicate-entry", Error, Content {
        meaning: "Two parts, sessions, talks or templates have the same id, number or name.",
        remedy: "Choose another one.",
        example: r"number = 1 … number = 1",
    }
    UNKNOWN_REFERENCE: "unknown-reference", Error, Content {
        meaning: "A text that looks like an id matches no entry, or a name could refer to more \
                  than one person.",
        remedy: "Correct the id, add the entry, or write the full name with capitals.",
        example: r#"speaker = "ben-adeyem""#,
    }
    SIMILAR_NAME: "similar-name", Warning, Content {
        meaning: "A name differs slightly from the name of an entry.",
        remedy: "Correct it, or add an entry for the other person.",
        example: r#"speaker = "Ben Adeyeme""#,
    }
    UNUSED_ENTRY: "unused-entry", Warning, Content {
        meaning: "The record describes a person or an organisation that it never mentions.",
        remedy: "Mention it where it belongs, or remove the entry.",
    }
    EMPTY_ENTRY: "empty-entry", Warning, Content {
        meaning: "A part of the programme has no content. byline does not print it.",
        remedy: "Add a `summary` or `sessions`.",
        example: r#"
[[programme]]
title = "Closing"
"#,
    }
    UNSUPPORTED_MARKUP: "unsupported-markup", Warning, Content {
        meaning: "Prose supports only light Markdown: byline prints headings, tables, footnotes, \
                  pictures, HTML and program code as written. A line of text, such as a title or \
                  a caption, supports no markup.",
        remedy: "Remove the marks. For a heading, use a part of the programme; for a picture, an \
                 entry of `photos`.",
        example: r##"lead = "# Welcome""##,
    }
    NO_RECORDS: "no-records", Warning, Content {
        meaning: "The folder of records contains no record.",
        remedy: "Create one with `byline new`.",
    }
    UNUSABLE_STORY: "unusable-story", Error, Content {
        meaning: "A story of an issue refers to a record that has errors or cannot be read. \
                  byline does not build the issue, so that no reader gets an incomplete one.",
        remedy: "Run `byline check` with the record's id, and correct what it reports.",
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
    FOLLOW_CIRCLE: "follow-circle", Warning, Content {
        meaning: "Events follow each other in a circle, and one of them follows a later one. \
                  `byline check` without records looks for it.",
        remedy: "Keep the links to earlier events in `follows`.",
        example: r#"
follows = "harbour-day-2026-05-13"     # and this record in its `follows`
"#,
    }
    ATTENDANCE_LEAP: "attendance-leap", Warning, Content {
        meaning: "The attendance is more than ten times that of the edition before, or less than a \
                  tenth of it. The report draws both.",
        remedy: "Check both numbers: one may have a digit too many, or lack one.",
        example: r#"
follows = "harbour-day-2025-05-14"     # attended by 80 people
attendance = { count = 840 }
"#,
    }
    NUMBER_GAP: "number-gap", Warning, Content {
        meaning: "The numbers of the issues in one volume of a newsletter are not consecutive, or \
                  two issues have the same number. Libraries will ask for the missing issue.",
        example: r"number = 13     # and no other issue of the volume has 12",
    }
}
