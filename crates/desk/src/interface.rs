//! The words of the desk's own pages, in the language of its user.

mod beginnings;
mod builds;
mod fields;
mod pasting;
mod photos;
mod translations;

use std::collections::BTreeMap;

use byline_core::message::{Message, UiLanguage, message};
use serde::Serialize;

/// The words, by the keys that the scripts know.
#[derive(Serialize)]
pub(crate) struct Words {
    /// The tag of the language.
    language: &'static str,
    words: BTreeMap<&'static str, String>,
}

/// Returns the words in a language.
pub(crate) fn words(language: UiLanguage) -> Words {
    let words = all().into_iter().map(|(key, message)| (key, language.translate(&message)));
    Words { language: language.into(), words: words.collect() }
}

/// Fills the words of a language into a page, in place of their keys in double square brackets.
pub(crate) fn in_words(page: &str, language: UiLanguage) -> String {
    let Words { language, words } = words(language);
    let escaped = |text: &str| text.replace('&', "&amp;").replace('<', "&lt;");
    let page = page.replace("[[language]]", language);
    let shown = words.iter().filter(|(key, _)| page.contains(&format!("[[{key}]]")));
    shown
        .fold(page.clone(), |page, (key, text)| page.replace(&format!("[[{key}]]"), &escaped(text)))
}

/// Returns all words. The scripts fill in names in double square brackets. Keys that end in
/// `-one` and `-other` are the forms for one thing and for several.
fn all() -> Vec<(&'static str, Message)> {
    let parts = [
        everywhere(),
        builds::all(),
        overview(),
        record(),
        source(),
        form(),
        fields::all(),
        pasting::all(),
        photos::all(),
        translations::all(),
        findings(),
        beginnings::all(),
    ];
    parts.concat()
}

fn everywhere() -> Vec<(&'static str, Message)> {
    vec![
        ("actions", message!("Actions")),
        ("close", message!("Close")),
        ("cancel", message!("Cancel")),
        ("no-script", message!("byline needs JavaScript, which is switched off in this browser.")),
        ("could-not-load", message!("This page could not be loaded: [[why]]")),
        ("nothing-here", message!("This event is not here any more, or never was.")),
        (
            "server-stopped",
            message!("byline has been stopped. Your unsaved text is kept in this window."),
        ),
        (
            "server-refused",
            message!(
                "byline no longer accepts requests from this window. Open the address that it \
                 printed when it started; your unsaved text is kept here."
            ),
        ),
        // Numbers of findings.
        ("findings-one", message!("1 finding")),
        ("findings-other", message!("[[count]] findings")),
        ("no-findings", message!("No findings")),
        ("no-date", message!("No date yet")),
    ]
}

fn overview() -> Vec<(&'static str, Message)> {
    vec![
        ("overview-title", message!("[[organisation]] · byline")),
        ("pdfs-of", message!("PDF: [[title]]")),
        (
            "project-broken",
            message!("The project has errors. Its events appear once they are mended."),
        ),
        ("kept-title", message!("Texts without a file")),
        (
            "kept-about",
            message!(
                "Their files were removed or renamed while they were open here. byline has kept \
                 the texts."
            ),
        ),
        (
            "kept-has-errors",
            message!("The text has errors, so it was not saved. Open it to mend them."),
        ),
        ("events-one", message!("1 event")),
        ("events-other", message!("[[count]] events")),
        ("issues-one", message!("1 newsletter issue")),
        ("issues-other", message!("[[count]] newsletter issues")),
        ("no-records", message!("There are no events yet.")),
        ("no-matches", message!("Nothing matches.")),
        ("clear-filters", message!("Clear the filters")),
        ("search-records", message!("Search titles, dates and series")),
        ("filter-year", message!("Year")),
        ("filter-series", message!("Series")),
        ("filter-state", message!("Findings")),
        ("all-years", message!("All years")),
        ("all-series", message!("All series")),
        ("all-states", message!("With or without findings")),
        ("state-error", message!("With errors")),
        ("state-warning", message!("With warnings")),
        ("state-information", message!("With notes only")),
        ("state-clean", message!("Without findings")),
        ("reading", message!("Reading…")),
    ]
}

#[expect(clippy::too_many_lines, reason = "it is a list")]
fn record() -> Vec<(&'static str, Message)> {
    vec![
        ("record-title", message!("[[title]] · byline")),
        ("undo", message!("Undo")),
        ("undo-keys", message!("Undo (Ctrl+Z)")),
        ("undo-what", message!("Undo: [[what]]")),
        ("undone-what", message!("Taken back: [[what]]")),
        ("redo", message!("Redo")),
        ("redo-keys", message!("Redo (Ctrl+Shift+Z)")),
        ("redo-what", message!("Redo: [[what]]")),
        ("redone-what", message!("Done again: [[what]]")),
        // Documents and their pages.
        ("documents", message!("Documents")),
        ("no-documents", message!("No template makes pages of this.")),
        ("template-report", message!("Report")),
        ("template-summary", message!("Summary")),
        ("template-newsletter", message!("Newsletter")),
        ("template-calendar", message!("Calendar")),
        ("language", message!("Language")),
        ("pages", message!("Pages")),
        ("page-of", message!("Page [[page]] of [[pages]]: [[name]]")),
        ("zoom", message!("Zoom")),
        ("zoom-in", message!("Zoom in")),
        ("zoom-out", message!("Zoom out")),
        ("fit-width", message!("Fit width")),
        (
            "last-good-pages",
            message!(
                "There are errors. These pages are as they were before; they are redrawn once \
                 the errors are fixed."
            ),
        ),
        (
            "on-trial",
            message!("The pages follow in a moment: byline first tries a template of your own."),
        ),
        ("no-pages-yet", message!("There are errors. The pages appear once they are fixed.")),
        ("pdf-of-document", message!("PDF of this document")),
        ("open-pdf", message!("Open the PDF")),
        ("open-pdf-print", message!("Open for print")),
        ("open-pdf-greyscale", message!("Open in greyscale")),
        ("download-pdf", message!("Download the PDF")),
        ("download-pdf-print", message!("Download for print")),
        ("download-pdf-greyscale", message!("Download in greyscale")),
        // Panes.
        ("panes", message!("Panes")),
        ("pane-edit", message!("Edit")),
        ("pane-pages", message!("Pages")),
        ("pane-findings", message!("Findings")),
        ("edit-width", message!("Width of the form")),
        // The state of saving, and what it means.
        ("state-of-saved", message!("Saved")),
        ("about-saved", message!("All changes are in their files.")),
        ("state-of-saving", message!("Saving…")),
        ("about-saving", message!("The latest changes are being saved.")),
        ("state-of-noted", message!("Unsaved: kept safe until the errors are fixed")),
        (
            "about-noted",
            message!(
                "The text is not well-formed yet. byline keeps it safe, and writes it to the file \
                 once it is."
            ),
        ),
        ("state-of-conflict", message!("Unsaved: choose a version")),
        (
            "about-conflict",
            message!("Nothing is written until you have chosen one of the two versions."),
        ),
        ("state-of-removed", message!("Unsaved: the file was removed")),
        ("about-removed", message!("Nothing is written until you have decided.")),
        ("state-of-unreadable", message!("Unsaved: the file cannot be read")),
        (
            "about-unreadable",
            message!("Nothing is written until the file can be read, or until you replace it."),
        ),
        ("state-of-too-large", message!("Unsaved: the text is too large")),
        ("about-too-large", message!("The latest changes are only in this window.")),
        ("state-of-kept-here", message!("Unsaved: kept in this window")),
        (
            "about-kept-here",
            message!("The latest changes are sent as soon as byline answers again."),
        ),
        ("state-of-read-only", message!("Read-only")),
        ("about-read-only", message!("byline was started with --read-only.")),
    ]
}

#[expect(clippy::too_many_lines, reason = "it is a list")]
fn source() -> Vec<(&'static str, Message)> {
    vec![
        ("source", message!("Text file")),
        ("source-of", message!("Text file [[file]]")),
        ("files", message!("Files")),
        ("file-record", message!("Main text")),
        ("file-people", message!("People")),
        ("file-organisations", message!("Organisations")),
        ("file-project", message!("Settings")),
        ("referred-to", message!("Referred to in")),
        (
            "text-too-large",
            message!("it is larger than byline reads; photos belong in separate files"),
        ),
        ("text-unknown", message!("the project no longer has this file")),
        ("file-unreadable", message!("[[file]] cannot be shown: [[why]]")),
        ("text-is-sound", message!("No errors in this text.")),
        ("text-unknown-here", message!("The project has no such file.")),
        ("file-is-back", message!("The text is in its file again.")),
        ("open-record", message!("Open it")),
        ("not-saved", message!("The text could not be saved: [[why]]")),
        // Finding words.
        ("find", message!("Find")),
        ("match-of", message!("[[match]] of [[matches]]")),
        ("no-match", message!("No matches")),
        ("next-match", message!("Next match")),
        ("previous-match", message!("Previous match")),
        // Completion.
        ("suggestions", message!("Suggestions")),
        ("suggestions-open-one", message!("1 suggestion. Press Enter to accept it.")),
        (
            "suggestions-open-other",
            message!("[[count]] suggestions. Use the arrow keys to choose, Enter to accept."),
        ),
        // Two versions of a text.
        ("two-versions", message!("Two versions")),
        (
            "versions-window",
            message!(
                "[[file]] was changed in another window as well. Lines that differ are marked."
            ),
        ),
        (
            "versions-disk",
            message!(
                "Another program changed [[file]] while it was being edited here. Lines that \
                 differ are marked."
            ),
        ),
        (
            "versions-draft",
            message!(
                "This browser kept text of [[file]] from [[time]] that was never saved. Lines \
                 that differ are marked."
            ),
        ),
        (
            "versions-removed",
            message!("Another program removed or renamed [[file]]. Your text is still here."),
        ),
        ("version-mine", message!("Yours")),
        ("version-other-window", message!("The other window’s")),
        ("version-on-disk", message!("In the file")),
        ("version-draft", message!("Kept by the browser")),
        ("version-saved", message!("As it is now")),
        ("keep-version-mine", message!("Keep mine")),
        ("keep-version-other-window", message!("Take theirs")),
        ("keep-version-on-disk", message!("Take theirs")),
        ("keep-version-draft", message!("Use this text")),
        ("keep-version-saved", message!("Discard the kept text")),
        ("save-again", message!("Save it again")),
        (
            "versions-unreadable",
            message!(
                "Another program changed [[file]], and byline can no longer read it. Your text is \
                 still here."
            ),
        ),
        ("replace-unreadable", message!("Replace the file with this text")),
        ("let-go-open", message!("Let it go…")),
        ("let-go", message!("Let it go")),
        ("let-go-question", message!("This text cannot be had back. Let it go?")),
    ]
}

fn form() -> Vec<(&'static str, Message)> {
    vec![
        ("edit-as", message!("Edit as")),
        ("edit-as-form", message!("Form")),
        ("edit-as-source", message!("Text file")),
        ("form-trail", message!(" › ")),
        ("form-parts", message!("Parts of the form")),
        ("form-help", message!("Choose a field to see what it is for.")),
        ("form-example", message!("Example: [[example]]")),
        ("form-needed", message!("Still needed")),
        ("note-done", message!("✓ Done")),
        ("form-not-chosen", message!("Choose…")),
        ("form-yes", message!("Yes")),
        // Fields that are not shown at first.
        ("form-more", message!("More fields")),
        ("form-less", message!("Fewer fields")),
        ("form-add-more", message!("Add more")),
        ("form-details-of", message!("More: [[names]]")),
        ("form-details-close", message!("Less about it")),
        // Items of lists.
        ("form-add", message!("Add: ")),
        ("form-items-one", message!("1 entry")),
        ("form-items-other", message!("[[count]] entries")),
        ("form-count-session-one", message!("1 session")),
        ("form-count-session-other", message!("[[count]] sessions")),
        ("form-count-question-one", message!("1 question")),
        ("form-count-question-other", message!("[[count]] questions")),
        ("form-count-quote-one", message!("1 quotation")),
        ("form-count-quote-other", message!("[[count]] quotations")),
        ("form-drag", message!("Drag to move, or press Alt with an arrow key")),
        ("form-actions-for", message!("Move or remove: [[name]]")),
        ("form-move-up", message!("Move up")),
        ("form-move-down", message!("Move down")),
        ("form-duplicate", message!("Duplicate")),
        ("form-remove", message!("Remove")),
        ("form-remove-of", message!("Remove: [[name]]")),
        ("form-removed", message!("Removed: [[name]]")),
        ("form-moved", message!("[[name]]: now [[position]] of [[count]]")),
        ("form-duplicated", message!("Duplicated: [[name]]")),
        ("form-nothing-to-undo", message!("There is nothing to undo.")),
        ("form-nothing-to-redo", message!("There is nothing to redo.")),
        // What the form cannot show, and what others have changed.
        ("form-in-source", message!("This can only be written in the text file.")),
        ("form-unfit", message!("The form cannot show this file. Nothing in it has been changed.")),
        ("form-show-source", message!("Show the text file")),
        ("form-changed-meanwhile", message!("Changed elsewhere meanwhile, to: [[value]]")),
        ("form-removed-meanwhile", message!("Removed elsewhere meanwhile.")),
        (
            "form-lost",
            message!("What you wrote was about something that was removed elsewhere: [[value]]"),
        ),
        ("form-lost-edit", message!("What you changed was removed elsewhere meanwhile.")),
    ]
}

fn findings() -> Vec<(&'static str, Message)> {
    vec![
        ("findings", message!("Findings")),
        ("nothing-left", message!("No findings. The report is ready.")),
        ("place", message!("[[file]], line [[line]]")),
        ("level-error", message!("Error")),
        ("level-to-do", message!("To do")),
        ("level-warning", message!("Warning")),
        ("level-information", message!("Note")),
        ("explain", message!("Explain")),
        ("apply-fix", message!("Apply the fix")),
        ("fix-replace", message!("Replace with “[[text]]”")),
        ("fix-insert", message!("Insert “[[text]]”")),
        ("fix-remove", message!("Remove")),
        ("silence-open", message!("Keep as it is…")),
        ("silence", message!("Keep")),
        ("kept-findings-one", message!("1 finding kept as it is")),
        ("kept-findings-other", message!("[[count]] findings kept as they are")),
        ("kept-without-reason", message!("Kept without a reason")),
        ("check-again", message!("Check again")),
        ("silence-reason", message!("Why is this all right here?")),
        ("not-silenced", message!("The reason could not be noted; please try again. [[why]]")),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_without_scripts_says_so_in_words() {
        let page = "<html lang=\"[[language]]\"><noscript>[[no-script]]</noscript>[[other]]";
        let page = in_words(page, UiLanguage::English);
        assert!(page.starts_with("<html lang=\"en\"><noscript>byline needs JavaScript"), "{page}");
        assert!(page.ends_with("</noscript>[[other]]"), "{page}");
    }
}
