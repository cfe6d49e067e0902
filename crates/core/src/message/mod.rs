//! Messages: what byline tells its users, ready to be translated.

mod catalogue;
mod value;
mod voice;

use std::borrow::Cow;
use std::fmt;

use serde::{Deserialize, Serialize};

use crate::pattern::{PatternPart, parse_pattern};

pub use byline_macros::message;
pub use catalogue::{Catalogue, Explanation, UiLanguage};
pub(crate) use value::same_in_every_language;
pub use value::{MessageValue, ToValue};
use voice::{Speech, Voice};

/// The placeholder for the name of a key of a file. A form says the name of the field instead.
const KEY: &str = "key";

/// The placeholder for what only those need to know who write the file. A form leaves it out.
const NOTATION: &str = "notation";

/// A sentence, or a part of one, with values in it. Created by [`message!`](message!).
///
/// The English sentence is its own key: a catalogue has its translation. `Display` gives the
/// English.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Message(Box<Sentence>);

/// Behind a pointer, because a message is part of many errors, which should be small.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
struct Sentence {
    english: Cow<'static, str>,
    values: Vec<(Cow<'static, str>, MessageValue)>,
}

impl Message {
    /// Creates a message. Use [`message!`](message!), which checks the names.
    pub fn new(sentence: &'static str, values: Vec<(&'static str, MessageValue)>) -> Self {
        let values = values.into_iter().map(|(name, value)| (name.into(), value));
        Self(Box::new(Sentence { english: sentence.into(), values: values.collect() }))
    }

    /// Creates a message that is the same in every language, such as what another program said or
    /// what is written in a file.
    pub fn verbatim(text: impl Into<String>) -> Self {
        Self::new("{text}", vec![("text", MessageValue::Text(text.into()))])
    }

    /// Creates a message of nothing but code, such as a line to write.
    pub fn code(text: impl Into<String>) -> Self {
        Self::new("`{code}`", vec![("code", MessageValue::Text(text.into()))])
    }

    /// Creates a message of nothing but the name of a key.
    pub fn key(name: impl Into<String>) -> Self {
        Self::new("`{key}`", vec![(KEY, MessageValue::Text(name.into()))])
    }

    /// Creates a message of what only those need to know who write the file, such as that texts
    /// stand in quotation marks.
    pub fn notation(message: &Self) -> Self {
        Self::new("{notation}", vec![(NOTATION, message.to_value())])
    }

    /// Joins alternatives: "a, b or c".
    pub fn any_of(items: impl IntoIterator<Item = impl ToValue>) -> Self {
        Self::joined(items, |before, last| message!("{before} or {last}"))
    }

    /// Joins what belongs together: "a, b and c".
    pub fn all_of(items: impl IntoIterator<Item = impl ToValue>) -> Self {
        Self::joined(items, |before, last| message!("{before} and {last}"))
    }

    /// Joins items by commas: "a, b, c".
    pub fn row(items: impl IntoIterator<Item = impl ToValue>) -> Self {
        let items = items.into_iter().map(|item| item.to_value()).collect();
        Self::new("{row}", vec![("row", MessageValue::Row(items))])
    }

    fn joined(
        items: impl IntoIterator<Item = impl ToValue>,
        last: impl Fn(Self, Self) -> Self,
    ) -> Self {
        let mut items: Vec<_> = items.into_iter().map(|item| item.to_value()).collect();
        match items.pop() {
            Some(end) if !items.is_empty() => last(Self::row(items), Self::row([end])),
            end => Self::row(end),
        }
    }

    /// Returns whether there is nothing to say.
    pub fn is_empty(&self) -> bool {
        self.to_string().is_empty()
    }

    /// Returns the message as text.
    fn say(&self, voice: &Voice<'_>) -> String {
        let Sentence { english, values } = &*self.0;
        let mut speech = Speech::new(voice.name, voice.office.unwrap_or_default());
        for part in parse_pattern((voice.translation)(english).unwrap_or(english)) {
            match part {
                PatternPart::Words(words) => speech.words(words),
                PatternPart::Placeholder(NOTATION) if voice.office.is_some() => {}
                PatternPart::Placeholder(name) => {
                    let value = values.iter().find(|(own, _)| own == name);
                    let value = value.map(|(_, value)| value.say(voice)).unwrap_or_default();
                    if name == KEY { speech.key(&value) } else { speech.value(&value) }
                }
            }
        }
        speech.end()
    }
}

impl fmt::Display for Message {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.say(&Voice::ENGLISH))
    }
}

/// Compares the English.
impl PartialEq<&str> for Message {
    fn eq(&self, other: &&str) -> bool {
        self.say(&Voice::ENGLISH) == *other
    }
}

/// Chooses the sentence for one or for several things: `plural!(count, "1 page", "{count} pages")`.
///
/// `$count` is compared with 1; names in braces are variables of the caller.
#[macro_export]
macro_rules! plural {
    ($count:expr, $one:literal, $many:literal $(,)?) => {
        if $count == 1 { $crate::message::message!($one) } else { $crate::message::message!($many) }
    };
}
pub use plural;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_are_filled_in() {
        let (key, count) = ("start", 2);
        let said = message!("`{key}` is twice in {file}: {{}}", file = "a.toml");
        assert_eq!(said.to_string(), "`start` is twice in a.toml: {}");
        let pages = |count: usize| plural!(count, "1 page", "{count} pages");
        let said = message!("{pages} of {count}", pages = pages(count));
        assert_eq!(said.to_string(), "2 pages of 2");
        assert_eq!(pages(1).to_string(), "1 page");
        assert_eq!(Message::any_of(["`a`", "`b`", "`c`"]).to_string(), "`a`, `b` or `c`");
        assert_eq!(Message::verbatim("{a}").to_string(), "{a}");
    }

    #[test]
    fn keys_have_other_names_in_a_form() {
        let said = |message: Message| {
            let name = |code: &str| Some(format!("<{}>", code.strip_prefix("start")?));
            message.say(&Voice { name: &name, office: Some(&[]), ..Voice::ENGLISH })
        };
        let (key, day) = ("start", "2025-05-14");
        assert_eq!(said(message!("`start` is late")), "<> is late");
        assert_eq!(
            said(message!("write `{key} = {day}`, or `end`")),
            "write < = 2025-05-14>, or `end`"
        );
        assert_eq!(
            said(Message::any_of([Message::key("start"), Message::key("end")])),
            "<> or `end`"
        );
        assert_eq!(said(Message::code("start = 1")), "< = 1>");
        // Somebody may be called like a key.
        assert_eq!(said(message!("`{name}` is late", name = "start")), "`start` is late");
        assert_eq!(said(Message::code("start")), "`start`");
        let note = Message::notation(&message!(", in quotation marks"));
        assert_eq!(message!("write it{note}"), "write it, in quotation marks");
        assert_eq!(said(message!("write it{note}")), "write it");
    }

    #[test]
    fn messages_travel() {
        let inner = message!("{name} is missing", name = 1_u8);
        let message = message!("at {place}: {inner}", place = "a.toml");
        let line = serde_json::to_string(&message).unwrap();
        assert_eq!(serde_json::from_str::<Message>(&line).unwrap(), message);
    }
}
