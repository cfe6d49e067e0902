//! Words about lists that are pasted into a form.

use byline_core::message::{Message, message};

/// Returns the words, by key.
pub(super) fn all() -> Vec<(&'static str, Message)> {
    vec![
        ("paste-becomes", message!("What you pasted becomes: [[what]]")),
        ("paste-people-one", message!("1 person")),
        ("paste-people-other", message!("[[count]] people")),
        ("paste-texts-one", message!("1 entry")),
        ("paste-texts-other", message!("[[count]] entries")),
        ("paste-sessions-one", message!("1 session of the programme")),
        ("paste-sessions-other", message!("[[count]] sessions of the programme")),
        ("paste-signings-one", message!("1 signing")),
        ("paste-signings-other", message!("[[count]] signings")),
        ("paste-more", message!("… and [[count]] more")),
        ("paste-left", message!("Not taken over: [[what]]")),
        ("paste-programme", message!("Paste the programme from Excel or Word…")),
        (
            "paste-programme-here",
            message!("Copy the programme in Excel or Word, then press Ctrl+V here."),
        ),
        ("paste-names", message!("Paste a list of names…")),
        ("paste-names-here", message!("Copy the names, one in each line, then press Ctrl+V here.")),
        ("paste-no-names", message!("There are no names in it.")),
        ("paste-no-times", message!("No line of it begins with a time.")),
        ("paste-accept", message!("Insert (Enter)")),
        ("paste-as-text", message!("Paste as text")),
    ]
}
