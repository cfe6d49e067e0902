//! `poor-alt`: an alternative text that does not describe the picture.

use super::linter::{Check, Lint, Linter};
use crate::diagnostic::{Code, Level, Rule};
use crate::message::message;
use crate::model::Event;

pub(super) static LINT: Lint = Lint {
    code: Code::new(&Rule {
        name: "poor-alt",
        level: Level::Warning,
        meaning: "An alternative text is the name of a file, or says the same as the caption. \
                  Whoever cannot see the picture hears both.",
        remedy: "Say what is to be seen, as if on the telephone.",
        ..Rule::BLANK
    }),
    bad: r#"
[[photos]]
file = "photos/IMG_4711.jpg"
alt = "IMG_4711"
"#,
    good: r#"
[[photos]]
file = "photos/IMG_4711.jpg"
alt = "Rows of chairs before a stage"
caption = "The hall before the talks"
"#,
    check: Check::Event(check),
};

fn check(linter: &mut Linter<'_>, event: &Event) {
    for photo in event.all_photos() {
        let Some(picture) = &photo.picture else { continue };
        let alt = &picture.alt;
        let caption = photo.caption.as_ref();
        let message = if is_file_name(alt.as_str(), &picture.file) {
            message!("`{alt}` is the name of a file")
        } else if caption.is_some_and(|caption| same_words(caption.as_str(), alt.as_str())) {
            message!("the alternative text says the same as the caption")
        } else {
            continue;
        };
        let hint = message!(
            "say what is to be seen, as if on the telephone; whoever hears it hears the \
             caption, too"
        );
        linter.report(&LINT, alt.origin(), message, hint);
    }
}

/// Returns whether a text looks like a file name given by a camera or an office: `IMG_1234`,
/// `hall.jpg`.
fn is_file_name(text: &str, file: &str) -> bool {
    let name = file.rsplit('/').next().unwrap_or(file);
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    if text.eq_ignore_ascii_case(name) || text.eq_ignore_ascii_case(stem) {
        return true;
    }
    let endings = ["jpg", "jpeg", "png", "webp", "gif", "tif", "tiff", "heic", "svg", "pdf"];
    let ending = text.rsplit_once('.').map(|(_, ending)| ending.to_lowercase());
    let digits = text.chars().filter(char::is_ascii_digit).count();
    let numbered = text.trim_end_matches(|c: char| c.is_ascii_digit()).trim_end_matches(['_', '-']);
    !text.contains(' ')
        && (ending.is_some_and(|ending| endings.contains(&ending.as_str()))
            || text.contains('_') && digits >= 3
            || digits >= 3 && numbered.len() <= 5 && numbered.chars().all(char::is_alphabetic))
}

fn same_words(one: &str, other: &str) -> bool {
    let words = |text: &str| {
        let letters = |c: char| if c.is_alphanumeric() { c } else { ' ' };
        let text: String = text.to_lowercase().chars().map(letters).collect();
        text.split_whitespace().map(str::to_owned).collect::<Vec<_>>()
    };
    words(one) == words(other)
}
