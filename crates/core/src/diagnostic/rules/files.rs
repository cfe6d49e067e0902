//! Findings about files that cannot be read or parsed.

use super::declare::rules;

rules! {
    UNREADABLE: "unreadable", Error, Content {
        meaning: "A file that byline needs, or that is named like a record, is missing, a broken \
                  link, a folder, a pipe or a device, larger than 8 MB, or not UTF-8 text. A \
                  folder with more than a million files, or with folders nested more than 32 \
                  deep, has the same code.",
        remedy: "Save the file with the encoding UTF-8, or put an ordinary file in its place.",
    }
    NO_ACCESS: "no-access", Error, Machine {
        meaning: "A file or folder exists but cannot be read: permission was denied, or the disk \
                  is damaged. byline ends with exit code 3.",
        remedy: "Ask your administrator.",
    }
    OUTSIDE_PROJECT: "outside-project", Error, Content {
        meaning: "A link leads from the project to a file or folder outside it. byline neither \
                  reads nor writes there: records, translations, the directory, words, fonts and \
                  the files of templates come from the project's own folder, or from a folder \
                  listed under `extra-folders` in byline.toml.",
        remedy: "Copy the file into the project, or list its folder: `extra-folders = \
                 [\"/srv/photos\"]`.",
    }
    SYNTAX: "syntax", Error, Content {
        meaning: "The file is not valid TOML at this place. byline reports at most one such \
                  finding per line, and none that merely follows from an earlier unclosed \
                  quotation mark or bracket.",
        remedy: "Follow the hint, which suggests the most likely correction.",
        example: r#"title = "Harbour Day"#,
    }
    UNKNOWN_KEY: "unknown-key", Error, Content {
        meaning: "The record has a key that the format does not define. byline rejects such keys \
                  so that no typo is ignored silently.",
        remedy: "Correct the key; [the record](record.md) lists all keys.",
        example: r#"photographr = "Noor Haddad""#,
    }
    MISSING_KEY: "missing-key", Error, Content {
        meaning: "A required key is missing. Every record needs `title`, `start` and `mode`.",
        remedy: "Add it.",
    }
    WRONG_TYPE: "wrong-type", Error, Content {
        meaning: "The value has the wrong type for its key: text for a date, a number for text.",
        remedy: "Put text in quotation marks; write dates and numbers without them.",
        example: r#"start = "2025-05-14""#,
    }
    INVALID_VALUE: "invalid-value", Error, Content {
        meaning: "The value has the right type but is not valid: an unknown word, an empty text, \
                  a language that does not exist, an invisible character.",
        remedy: "Follow the hint, which lists the valid values.",
        example: r#"mode = "on-line""#,
    }
    OVER_LIMIT: "over-limit", Error, Content {
        meaning: "A text or a list exceeds a limit that is far above any office's needs: 2,000 \
                  characters in a line of text, such as a title, a name or a caption; in the \
                  prose of one key, 300,000 characters, or 2,000 paragraphs and items of lists; \
                  15,000 characters in a paragraph; 30 combining marks on one letter; 1,000,000 \
                  characters in a record, with at most 10,000 paragraphs and items; 5,000 entries \
                  in a list of a record, and 10,000 in all its lists; 20 items in a list that is \
                  printed with each mention of a person or an organisation; 20 organisations, \
                  each a part of the next; 16,000 characters in all keywords of a record, or in \
                  the names of its writers; 5,000 stories in an issue, and 100 entries that \
                  choose them. Without these limits, a single record could take the typesetter \
                  hours and all memory.",
        remedy: "Shorten it, or split it.",
    }
    INVALID_DATE: "invalid-date", Error, Content {
        meaning: "The date does not exist.",
        remedy: "Check the day and the month.",
        example: r"start = 2025-02-30",
    }
}
