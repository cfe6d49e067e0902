//! Findings about files that cannot be read or parsed.

use super::declare::rules;

rules! {
    UNREADABLE: "unreadable", Error, Content {
        meaning: "A file that byline was told to read, or that is named like a record, is missing, \
                  a broken link, a folder, a pipe or a device, larger than 8 MB, or not UTF-8 \
                  text. The same code stands for a folder with more than a million files, or more \
                  than 32 folders inside each other.",
        remedy: "Save the file with the encoding UTF-8; put a file where the name is.",
    }
    NO_ACCESS: "no-access", Error, Machine {
        meaning: "A file or folder is there and cannot be read: permission was denied, or the \
                  disk is not sound. This ends with exit code 3.",
        remedy: "Ask whoever looks after the machine.",
    }
    OUTSIDE_PROJECT: "outside-project", Error, Content {
        meaning: "A link leads from the project to a file or folder outside it. byline reads \
                  nothing there, and writes nothing: records, translations, the directory, words, \
                  fonts and the files of templates come from the project's own folder, or from \
                  one that `extra-folders` in byline.toml names.",
        remedy: "Copy the file into the project, or name its folder: \
                 `extra-folders = [\"/srv/photos\"]`.",
    }
    SYNTAX: "syntax", Error, Content {
        meaning: "The file is not TOML at this place. byline reports one finding for each line, and \
                  none that merely follows from a quote or a bracket left open before.",
        remedy: "The hint says what is most probably meant.",
        example: r#"title = "Harbour Day"#,
    }
    UNKNOWN_KEY: "unknown-key", Error, Content {
        meaning: "A key that the format does not have. Records are strict, so that a slip of the \
                  pen is not passed over in silence.",
        remedy: "[The record](record.md) lists every key.",
        example: r#"photographr = "Noor Haddad""#,
    }
    MISSING_KEY: "missing-key", Error, Content {
        meaning: "A key that must be there is not. A record must have `title`, `start` and \
                  `mode`.",
        remedy: "Add it.",
    }
    WRONG_TYPE: "wrong-type", Error, Content {
        meaning: "The value has the wrong type for its key: text for a date, a number for text.",
        remedy: "Quotes make text; dates and numbers have none.",
        example: r#"start = "2025-05-14""#,
    }
    INVALID_VALUE: "invalid-value", Error, Content {
        meaning: "The value is of the right sort and makes no sense: an unknown word, an empty \
                  text, a language that does not exist, a sign that nobody can see.",
        remedy: "The hint names what may stand here.",
        example: r#"mode = "on-line""#,
    }
    OVER_LIMIT: "over-limit", Error, Content {
        meaning: "A text or a list is beyond a limit that no office comes near: 2,000 characters \
                  in a line of text, such as a title, a name or a caption; in the prose of one \
                  key, 300,000 characters, or 2,000 paragraphs and items of lists; 15,000 \
                  characters in a paragraph; 30 signs combined with one letter; 1,000,000 \
                  characters in a record, with at most 10,000 paragraphs and items; 5,000 entries \
                  in a list of a record, and 10,000 in all its lists; 20 items in a list that is \
                  printed with each mention of a person or an organisation; 20 organisations, \
                  each a part of the next; 16,000 characters in all keywords of a record, or in \
                  the names of its writers; 5,000 stories in an issue, and 100 entries that choose \
                  them. Beyond these, one record could take the typesetter hours and all memory.",
        remedy: "Shorten it, or divide it.",
    }
    INVALID_DATE: "invalid-date", Error, Content {
        meaning: "The date is in no calendar.",
        remedy: "Check the day and the month.",
        example: r"start = 2025-02-30",
    }
}
