//! Photos: do captions and alternative texts say something, and of whom? Can the pictures
//! be made out, and is each there once?

use std::collections::BTreeMap;

use super::prose::must_fill_in;
use super::{Desk, Editor};
use crate::diagnostic::Code;
use crate::model::{Event, Look, Picture, Text, Tone};

/// Captions that would fit any picture.
const GENERIC: [&str; 16] = [
    "photo",
    "picture",
    "image",
    "the photo",
    "group photo",
    "the online photo",
    "online photo",
    "the offline venue",
    "the venue",
    "venue",
    "the event",
    "event photo",
    "a photo",
    "screenshot",
    "participants",
    "the audience",
];

/// All checks of captions and alternative texts.
pub(super) fn check(editor: &mut Editor<'_>) {
    alternatives(editor);
    let event = editor.event;
    let mut seen: BTreeMap<String, &Text> = BTreeMap::new();
    let captions: Vec<_> = event.all_photos().filter_map(|photo| photo.caption.as_ref()).collect();
    let mut known = String::new();
    for (text, origin) in editor.texts().iter() {
        if !captions.is_empty() && !captions.iter().any(|caption| caption.origin() == *origin) {
            known.push_str(text);
            known.push('\n');
        }
    }
    for caption in captions {
        let words = caption.as_str().trim_end_matches('.').to_lowercase();
        if GENERIC.contains(&words.as_str()) {
            let message = format!("`{caption}` would fit any picture");
            let hint = "say who or what is seen, and where";
            editor.say(Code::GenericCaption, caption.origin(), message, hint);
        }
        if seen.insert(words, caption).is_some() {
            let message = format!("another photo has the caption `{caption}`, too");
            let hint = "say what is seen in this one";
            editor.say(Code::GenericCaption, caption.origin(), message, hint);
        }
        unknown(editor, caption, &known);
    }
}

/// Alternative texts that do not say what a picture shows.
fn alternatives(editor: &mut Editor<'_>) {
    for photo in editor.event.all_photos() {
        let Some(picture) = &photo.picture else { continue };
        let alt = &picture.alt;
        // It is heard and not seen, so it is not among the texts of the page.
        must_fill_in(editor, alt.as_str(), alt.origin());
        let caption = photo.caption.as_ref();
        let message = if is_file_name(alt.as_str(), &picture.file) {
            format!("`{alt}` is the name of a file")
        } else if caption.is_some_and(|caption| same_words(caption.as_str(), alt.as_str())) {
            "the alternative text says the same as the caption".into()
        } else {
            continue;
        };
        let hint = "say what is to be seen, as if on the telephone; whoever hears it hears the \
                    caption, too";
        editor.say(Code::PoorAlt, alt.origin(), message, hint);
    }
}

/// Whether a text is what a camera or an office calls a file: `IMG_1234`, `hall.jpg`.
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

/// All checks of what the pictures themselves look like, as far as it is known.
pub(super) fn looks<'a>(
    desk: &mut Desk<'a>,
    event: &'a Event,
    look: &dyn Fn(&Picture) -> Option<Look>,
) {
    let mut seen: Vec<(&Picture, Look)> = Vec::new();
    for picture in event.all_photos().filter_map(|photo| photo.picture.as_ref()) {
        let file = &picture.file;
        let Some(look) = look(picture) else { continue };
        let dark = match look.tone {
            Tone::Ordinary => None,
            Tone::Dark => {
                Some(format!("hardly anything can be made out in `{file}`, it is so dark"))
            }
            Tone::Blank => Some(format!("nothing is to be seen in `{file}`: it has one colour")),
        };
        if let Some(message) = dark {
            let hint = "choose another picture, or brighten it";
            desk.say(Code::DarkPhoto, &picture.origin, message, hint);
        }
        let twin = seen.iter().find(|(other, theirs)| {
            other.original.digest == picture.original.digest || theirs.is_like(&look)
        });
        if let Some((other, _)) = twin {
            let message = format!("`{file}` is the same picture as `{}`", other.file);
            desk.say(Code::PhotoTwice, &picture.origin, message, "take one of them out");
        }
        seen.push((picture, look));
    }
}

/// Names in a caption that the record does not know: two words or more with capitals.
fn unknown(editor: &mut Editor<'_>, caption: &Text, known: &str) {
    let words: Vec<&str> = caption.as_str().split(' ').collect();
    let named = |word: &str| {
        word.starts_with(char::is_uppercase) && word.chars().nth(1).is_some_and(char::is_lowercase)
    };
    let mut start = 0;
    while start < words.len() {
        let run = words[start..].iter().take_while(|word| named(word)).count();
        let name = words[start..start + run].join(" ");
        let name = name.trim_end_matches(|c: char| !c.is_alphanumeric());
        // The first word of a caption has a capital in any case.
        let without_first = name.split_once(' ').map_or(name, |(_, rest)| rest);
        let known = known.contains(name) || (start == 0 && known.contains(without_first));
        if run >= 2 && !known {
            let message = format!("`{name}` is not in the record");
            let hint = "check the spelling, or add who it is to `people`";
            editor.say_of(Code::CaptionNamesUnknown, caption.origin(), name, message, hint);
        }
        start += run.max(1);
    }
}
