//! The words of the fields of forms.

use byline_core::message::{Message, message};

/// Returns all words of the fields.
pub(super) fn all() -> Vec<(&'static str, Message)> {
    [fields(), people(), prose()].concat()
}

fn fields() -> Vec<(&'static str, Message)> {
    vec![
        // What was typed.
        ("which-meant", message!("Which one is meant?")),
        ("not-read-yet", message!("byline has not read this yet.")),
        (
            "taken-as",
            message!("“[[text]]” is taken as [[date]]. Change it if another day is meant."),
        ),
        ("not-a-whole-number", message!("Write a whole number, such as 120.")),
        ("not-a-colour", message!("Write a colour as six digits, such as #0f6670, or pick one.")),
        ("pick-colour", message!("Pick a colour")),
        ("type-a-day", message!("Day, month, year")),
        ("no-such-place", message!("Choose one of the places in the list.")),
        // What a new record asks for, and somebody has not got.
        ("form-leave-out", message!("Leave out")),
        ("form-leave-out-keys", message!("Delete in the empty field does it, too")),
        // Dates and times.
        ("calendar", message!("Calendar")),
        ("open-calendar", message!("Choose from the calendar")),
        ("previous-year", message!("Previous year")),
        ("previous-month", message!("Previous month")),
        ("next-month", message!("Next month")),
        ("next-year", message!("Next year")),
        ("today", message!("Today")),
        ("time-of-day", message!("Time")),
        ("until-time", message!("to")),
        ("same-day", message!("the same day")),
        ("time-needs-day", message!("Write the day as well: a time alone is not kept.")),
        // Lists of texts.
        ("form-add-keys", message!("Enter adds one, too")),
        ("form-add-keys-prose", message!("Enter adds one, too; Shift+Enter begins a paragraph")),
        // Numbers.
        ("how-exact", message!("How exact")),
        ("qualifier-exact", message!("exactly")),
        ("qualifier-about", message!("about")),
        ("qualifier-over", message!("over")),
        ("qualifier-nearly", message!("nearly")),
        // Records and languages.
        ("find-record", message!("Type some of its title")),
        ("add-record", message!("Add an event")),
        ("unknown-record", message!("not among your events")),
        ("no-such-record", message!("No event has this title. Choose one from the list.")),
        ("find-language", message!("Type the name of a language")),
        ("add-language", message!("Add a language")),
        ("unknown-language", message!("not a known language")),
        ("no-such-language", message!("Choose a language from the list.")),
    ]
}

fn people() -> Vec<(&'static str, Message)> {
    vec![
        // Finding and adding.
        ("find-person", message!("Type some letters of the name")),
        ("add-person", message!("Add a person")),
        ("find-organisation", message!("Type some letters of the name")),
        ("add-organisation", message!("Add an organisation")),
        ("as-written", message!("Just “[[name]]”")),
        ("keep-as-name", message!("Add “[[name]]”")),
        ("keep-as-name-person", message!("The name alone, without post or organisation")),
        ("keep-as-name-organisation", message!("The name alone")),
        ("take-person", message!("Add [[name]]")),
        ("add-new-person", message!("Add “[[name]]” with post and organisation…")),
        ("add-new-organisation", message!("Add “[[name]]” with abbreviation and country…")),
        ("add-new-why", message!("It can be kept for other events, too")),
        ("new-person", message!("New person: [[name]]")),
        ("new-organisation", message!("New organisation: [[name]]")),
        ("is-it", message!("Is it one of these?")),
        ("keep-question-person", message!("Will this person appear at other events, too?")),
        (
            "keep-question-organisation",
            message!("Will this organisation appear at other events, too?"),
        ),
        ("keep-always", message!("Yes, keep for other events")),
        ("keep-event", message!("No, only this event")),
        ("split-titles", message!("Move “[[titles]]” to the titles before the name")),
        // Those who were chosen.
        ("known-person", message!("in your directory")),
        ("known-organisation", message!("in your directory")),
        ("unknown-person", message!("not in your directory")),
        ("unknown-organisation", message!("not in your directory")),
        ("only-at-event", message!("only at this event")),
        ("only-here", message!("described only here")),
        ("only-a-name", message!("add post and organisation")),
        ("own-organisation", message!("your organisation")),
        ("without-name", message!("No name yet")),
        ("move-up-named", message!("Move [[name]] up")),
        ("move-down-named", message!("Move [[name]] down")),
        ("remove-named", message!("Remove [[name]]")),
        ("added-named", message!("[[name]] was added.")),
        ("removed-named", message!("[[name]] was removed.")),
        ("moved-named", message!("[[name]] is now number [[at]] of [[of]].")),
        (
            "chips-keys",
            message!(
                "The arrow keys go from one to the next. Delete removes one; Alt with the arrow \
                 keys up and down moves it."
            ),
        ),
        // What is known of them.
        ("details-of", message!("About [[name]]")),
        ("scope-question-person", message!("Changes to this person apply to:")),
        ("scope-question-organisation", message!("Changes apply to:")),
        ("scope-event", message!("only at this event")),
        ("scope-always", message!("all events")),
        ("empty-is-always", message!("Fields left empty stay as in your directory.")),
        ("at-this-event", message!("At this event")),
        ("keep-for-all", message!("Keep for all events")),
        ("done", message!("Done")),
    ]
}

fn prose() -> Vec<(&'static str, Message)> {
    vec![
        ("prose-tools", message!("Format")),
        ("prose-strong", message!("Bold")),
        ("prose-strong-keys", message!("Bold (Ctrl+B)")),
        ("prose-em", message!("Italic")),
        ("prose-em-keys", message!("Italic (Ctrl+I)")),
        ("prose-link", message!("Link")),
        ("prose-link-keys", message!("Link (Ctrl+K)")),
        ("prose-list", message!("List")),
        ("prose-list-keys", message!("List")),
        ("prose-quote", message!("Quotation")),
        ("prose-quote-keys", message!("Quotation")),
        ("prose-hint", message!("You can paste from Word")),
        ("link-address", message!("Address")),
        ("set-link", message!("Set the link")),
        ("remove-link", message!("Remove the link")),
    ]
}
