//! Captions: do they say something, and of whom?

use std::collections::BTreeMap;

use super::Editor;
use crate::diagnostic::Code;
use crate::event::Text;

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

/// All checks of captions.
pub(super) fn check(editor: &mut Editor<'_>) {
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
