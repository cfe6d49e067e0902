//! Findings about languages and translations.

use super::declare::rules;

rules! {
    UNSPOKEN_LANGUAGE: "unspoken-language", Warning, Content {
        meaning: "A document is in a language in which byline has no words of its own (\"When\", \
                  \"Written by\"): English ones stand in their place.",
        remedy: "Write them in a file of the project's folder `locales/`: \
                 [languages](languages.md) tells how.",
    }
    MISSING_WORD: "missing-word", Warning, Usage {
        meaning: "A file in `locales/` lacks some words, which are printed in English.",
        remedy: "Add them; `templates/design/locales/en.toml` in byline has every word.",
    }
    OUTDATED_TRANSLATION: "outdated-translation", Warning, Content {
        meaning: "The record says something else than when this text was translated.",
        remedy: "Translate it again, then say so: `byline translations harbour-day --accept`.",
    }
    UNUSABLE_TRANSLATION: "unusable-translation", Warning, Content {
        meaning: "A file with translations has an error, and no document of this run is in its \
                  language. The documents are built without it.",
        remedy: "Correct it before you build documents in that language: there, it is an error.",
    }
    TRANSLATION_ADDS: "translation-adds", Warning, Content {
        meaning: "A file with translations says something that its record does not say there, or \
                  something that is no text. It is not printed: translations give only the \
                  texts.",
        remedy: "Say it in the record first; or check the order, for lists are matched by \
                 position.",
        example: r"
# records/harbour-day.ms.toml
start = 2025-05-14      # the same in every language: take it out
",
    }
    ORPHAN_TRANSLATION: "orphan-translation", Warning, Content {
        meaning: "A file with translations has no record beside it.",
        remedy: "`records/harbour-day.ms.toml` translates `records/harbour-day.toml`. Rename it, \
                 or take it away.",
    }
}
