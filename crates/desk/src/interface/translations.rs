//! The words of translations beside their originals.

use byline_core::message::{Message, message};

/// Returns all words of translations.
pub(super) fn all() -> Vec<(&'static str, Message)> {
    vec![
        ("edit-as-translation", message!("Translation")),
        ("translation-language", message!("Language of the translation")),
        ("translation-missing-of", message!("[[missing]] of [[all]] missing")),
        ("translation-outdated-one", message!("[[count]] outdated")),
        ("translation-outdated-other", message!("[[count]] outdated")),
        ("translation-complete", message!("Nothing is missing or outdated")),
        ("translation-nothing", message!("There is nothing to translate yet")),
        ("translation-previous", message!("Previous")),
        ("translation-next", message!("Next")),
        (
            "translation-previous-keys",
            message!("The missing or outdated text before (Ctrl+Shift+Enter)"),
        ),
        ("translation-next-keys", message!("The next missing or outdated text (Ctrl+Enter)")),
        ("translation-names", message!("Show names, too")),
        ("translation-is-missing", message!("Missing")),
        ("translation-is-outdated", message!("Outdated")),
        (
            "translation-changed",
            message!(
                "The original has changed since this was translated. What it said before is not \
                 known."
            ),
        ),
        (
            "translation-changed-so",
            message!("The original has changed since this was translated, as marked."),
        ),
        ("translation-accept", message!("The translation is up to date")),
        (
            "translation-unknown-one",
            message!(
                "byline cannot tell whether [[count]] translation is up to date: nothing says \
                 which text it was made from."
            ),
        ),
        (
            "translation-unknown-other",
            message!(
                "byline cannot tell whether [[count]] translations are up to date: nothing says \
                 which texts they were made from."
            ),
        ),
        ("translation-accept-all", message!("All translations are up to date")),
    ]
}
