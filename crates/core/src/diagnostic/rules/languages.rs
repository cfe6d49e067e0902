//! Findings about languages and translations.

use super::declare::rules;

rules! {
    UNSPOKEN_LANGUAGE: "unspoken-language", Warning, Content {
        meaning: "byline has no built-in words (\"When\", \"Written by\") for the language of a \
                  document, and prints English ones instead.",
        remedy: "Add them in a file in the project's folder `locales/`; [languages](languages.md) \
                 explains how.",
    }
    MISSING_WORD: "missing-word", Warning, Usage {
        meaning: "A file in `locales/` lacks some words, which byline prints in English.",
        remedy: "Add them; `templates/design/locales/en.toml` in byline has every word.",
    }
    OUTDATED_TRANSLATION: "outdated-translation", Warning, Content {
        meaning: "The original text has changed since this text was translated.",
        remedy: "Update the translation, then mark it as up to date: `byline translations \
                 harbour-day --accept`.",
    }
    UNUSABLE_TRANSLATION: "unusable-translation", Warning, Content {
        meaning: "A translation file has an error, but no document of this run is in its \
                  language. byline builds the documents without it.",
        remedy: "Correct it before you build documents in that language, for which it is an error.",
    }
    TRANSLATION_ADDS: "translation-adds", Warning, Content {
        meaning: "A translation file has a value that has no counterpart in the record, or that \
                  is not a text. byline does not print it, because a translation can only \
                  translate texts.",
        remedy: "Add it to the record first, or check the order: lists are matched by position.",
        example: r"
# records/harbour-day.ms.toml
start = 2025-05-14      # the same in every language: remove it
",
    }
    ORPHAN_TRANSLATION: "orphan-translation", Warning, Content {
        meaning: "A translation file has no record next to it.",
        remedy: "`records/harbour-day.ms.toml` translates `records/harbour-day.toml`. Rename or \
                 remove it.",
    }
}
