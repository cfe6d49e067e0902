//! The words of what is begun at the desk (projects, events and issues) and of what all events
//! share: people, organisations and the project.

use byline_core::message::{Message, message};

/// Returns the words, by their keys.
pub(super) fn all() -> Vec<(&'static str, Message)> {
    [beginnings(), new_records(), places()].concat()
}

/// The first page of all, and what leads to new records.
fn beginnings() -> Vec<(&'static str, Message)> {
    vec![
        ("page-title", message!("[[page]] · byline")),
        ("optional", message!("(optional)")),
        ("begin", message!("New")),
        ("new-event", message!("New event")),
        ("from-last-year", message!("From an earlier event")),
        ("new-issue", message!("New newsletter issue")),
        // A new project.
        ("welcome", message!("Welcome to byline")),
        (
            "about-welcome",
            message!(
                "You write down once who came, who spoke and what was agreed; byline makes the \
                 report, the summary and the newsletter. Everything here can be changed later."
            ),
        ),
        ("organisation-name", message!("Name of your organisation")),
        ("about-organisation-name", message!("As your documents print it.")),
        ("report-language", message!("Language of your reports")),
        ("other-languages", message!("Also published in")),
        (
            "about-other-languages",
            message!(
                "You write each translation next to the original, and byline makes the documents \
                 in every language."
            ),
        ),
        ("logo", message!("Logo")),
        ("choose-logo", message!("Choose a picture")),
        ("or-drop", message!("or drop it here")),
        ("remove-logo", message!("Remove")),
        ("logo-too-large", message!("This file is larger than 10 MB: choose a smaller one.")),
        ("with-example", message!("Begin with an example event, to look around")),
        ("folder-empty", message!("Your events will be kept in the folder [[folder]].")),
        (
            "folder-in-use",
            message!(
                "Your events will be kept in the folder [[folder]], beside what is there already; \
                 nothing of it is changed."
            ),
        ),
        ("start-project", message!("Start")),
    ]
}

/// New events and issues.
fn new_records() -> Vec<(&'static str, Message)> {
    vec![
        ("not-made", message!("This could not be done: [[why]]")),
        ("begin-with", message!("Begin with")),
        ("begin-event", message!("An empty form")),
        ("begin-edition", message!("An earlier edition")),
        ("begin-copy", message!("A copy of an event")),
        (
            "about-begin-edition",
            message!(
                "Takes over people, organisations and the outline of the programme. What was said \
                 and what came of it is left for you to write."
            ),
        ),
        ("about-begin-copy", message!("Takes over everything, with photos and translations.")),
        ("which-event", message!("Which event?")),
        ("no-events-yet", message!("There are no events yet.")),
        ("event-title", message!("Title")),
        ("event-date", message!("Date")),
        (
            "about-event-date",
            message!("Write it as you like: 14 May 2025, 14/5/25, 14–16 May 2025."),
        ),
        ("attendance", message!("How people took part")),
        ("mode-as-before", message!("as before")),
        ("mode-offline", message!("on site")),
        ("mode-online", message!("online")),
        ("mode-mixed", message!("both")),
        ("more", message!("More")),
        ("short-name", message!("File name")),
        ("about-short-name", message!("Lower-case letters, digits and hyphens only.")),
        ("saved-under", message!("Saved under the name [[name]]")),
        ("open-that-one", message!("Open that one")),
        ("use-name", message!("Save this one as [[name]]")),
        ("create-event", message!("Create the event")),
        // Issues.
        ("newsletter", message!("Newsletter")),
        ("as-last-issue", message!("Board and imprint are taken over from [[title]].")),
        ("issue-number", message!("Number")),
        ("issue-volume", message!("Volume")),
        ("issue-date", message!("Date")),
        ("about-issue-date", message!("Of publication, written as you like.")),
        ("issue-period", message!("Period")),
        ("issue-period-example", message!("June 2025")),
        ("choose-stories", message!("Choose the stories")),
        ("since-last-issue", message!("Since the last issue")),
        ("before-last-issue", message!("Before the last issue")),
        ("stories-title", message!("Stories")),
        ("stories-one", message!("1 story")),
        ("stories-other", message!("[[count]] stories")),
        ("no-stories-yet", message!("Tick them in the list. The first one is the lead story.")),
        ("lead-story", message!("Lead story")),
        ("move-up", message!("Move up: [[title]]")),
        ("move-down", message!("Move down: [[title]]")),
        ("take-out", message!("Take out: [[title]]")),
        ("moved-to", message!("[[title]] is now [[place]] of [[places]].")),
        ("create-issue", message!("Create the issue")),
    ]
}

/// People, organisations and the project.
fn places() -> Vec<(&'static str, Message)> {
    vec![
        ("places", message!("Parts of the desk")),
        ("place-events", message!("Events")),
        ("place-people", message!("People")),
        ("place-organisations", message!("Organisations")),
        ("place-project", message!("Settings")),
        (
            "about-people",
            message!(
                "People who appear in more than one event, each described once: what is always so. \
                 What was different at an event is said there."
            ),
        ),
        (
            "about-organisations",
            message!("Organisations that appear in more than one event, each described once."),
        ),
        ("search-people", message!("Search people")),
        ("search-organisations", message!("Search organisations")),
        ("add-people", message!("Add a person")),
        ("add-organisations", message!("Add an organisation")),
        ("count-people-one", message!("1 person")),
        ("count-people-other", message!("[[count]] people")),
        ("count-organisations-one", message!("1 organisation")),
        ("count-organisations-other", message!("[[count]] organisations")),
        ("shown-of", message!("[[shown]] of [[all]]")),
        ("named-in", message!("Named in")),
        ("named-nowhere", message!("Not named anywhere yet.")),
        ("remove-named", message!("Remove [[name]]")),
        (
            "named-somewhere-one",
            message!("[[name]] is named here. Once removed, somebody else has to be named there."),
        ),
        (
            "named-somewhere-other",
            message!(
                "[[name]] is named in these [[count]] places. Once removed, somebody else has to \
                 be named there."
            ),
        ),
        ("remove-anyway", message!("Remove anyway")),
        ("keep", message!("Keep")),
        // The page beside the settings.
        ("sample", message!("Sample page")),
        ("sample-of", message!("Shown with: [[title]]")),
        ("no-sample", message!("A page appears here with the first event.")),
        (
            "settings-wrong",
            message!(
                "The page shows the settings as they were before; something is wrong with them."
            ),
        ),
    ]
}
