//! The words of photos: how they are added, and what the form says of each.

use byline_core::message::{Message, message};

/// Returns the words.
#[expect(clippy::too_many_lines, reason = "it is a list")]
pub(super) fn all() -> Vec<(&'static str, Message)> {
    vec![
        ("photos-add", message!("Add photos…")),
        ("photos-drop", message!("or drop them here, or on the page where they belong")),
        ("photo-pasted", message!("pasted picture")),
        ("photo-drop-after", message!("The photo goes after: [[place]]")),
        ("photo-drop-end", message!("The photo goes to the end of the report.")),
        ("photo-drop-replace", message!("The photo takes the place of this one.")),
        // Photos on their way.
        ("photos-being-added", message!("Photos being added")),
        ("photos-adding-one", message!("Adding 1 photo")),
        ("photos-adding-other", message!("Adding [[count]] photos")),
        ("photo-waiting", message!("Waiting…")),
        ("photo-sending", message!("[[percent]] %")),
        ("photo-looking", message!("Looking at it…")),
        ("photo-added", message!("Added")),
        ("photo-is-there", message!("It is among the photos already.")),
        ("photo-replaced", message!("Replaced")),
        ("cancel-of", message!("Cancel: [[name]]")),
        ("photo-too-large", message!("“[[name]]” is larger than [[megabytes]] MB.")),
        ("photo-too-large-remedy", message!("Export a smaller version of it.")),
        ("photo-not-sent", message!("The photo could not be sent: byline does not answer.")),
        // A photo in the form.
        (
            "photo-point",
            message!("Most important point: [[x]] % from the left, [[y]] % from the top"),
        ),
        ("photo-point-about", message!("Put the circle on what must not be cut off.")),
        ("photo-point-keys", message!("Drag it, or use the arrow keys")),
        ("photo-replace", message!("Replace…")),
        ("photo-removed", message!("Removed: [[name]]. The file stays in the project.")),
        ("photo-said", message!("From the photo’s own data")),
        ("photo-telephone", message!("What would you tell somebody on the telephone?")),
        ("photo-at-start", message!("At the start of the report, as the first photo")),
        ("photo-share", message!("Use for all photos")),
        ("photo-shared", message!("All photos have the same “[[name]]” now.")),
        ("photo-who-took", message!("Who took the photos?")),
        ("photo-at-end", message!("At the end of the report")),
        (
            "photo-no-form",
            message!(
                "Photos can be added once the form can show this event: correct its text file first."
            ),
        ),
        ("photo-loading", message!("Loading…")),
        ("photo-to-come", message!("This photo is still to come. Replace it when you have it.")),
        // Whether it is large enough, and where it is printed.
        ("photo-across-page", message!("a page of its own")),
        ("photo-across-full", message!("the full width")),
        ("photo-across-column", message!("the column")),
        ("photo-across-half", message!("half the column")),
        ("photo-fits-all", message!("[[size]]: large enough for the full width.")),
        (
            "photo-fits-here",
            message!("[[size]]: large enough here, and too coarse for the full width."),
        ),
        ("photo-is-drawing", message!("A drawing: sharp at any size.")),
        (
            "photo-too-coarse",
            message!("[[size]] prints at [[dots]] dots an inch: too coarse for [[where]]."),
        ),
        ("photo-would-do-full", message!("The full width would do.")),
        ("photo-would-do-column", message!("The width of the column would do.")),
        ("photo-would-do-half", message!("Half the width of the column would do.")),
        ("photo-ask-for-original", message!("Ask for the original, which is larger.")),
        ("photo-use-full", message!("Print it over the full width")),
        ("photo-use-column", message!("Print it as wide as the column")),
        ("photo-use-half", message!("Print it half as wide as the column")),
        ("photo-printed", message!("Page [[pages]]: [[width]] × [[height]] mm.")),
        ("photo-not-here", message!("The document on the right does not print it.")),
        ("photo-is-cut", message!("What is dimmed is cut off.")),
        ("photo-is-whole", message!("Nothing of it is cut off.")),
    ]
}
