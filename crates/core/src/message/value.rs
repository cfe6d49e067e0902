//! The values in a message.

use std::borrow::Cow;
use std::num::NonZeroU32;
use std::path::{Path, PathBuf};

use chrono::{Datelike, NaiveDate, Weekday};
use serde::{Deserialize, Serialize};

use super::voice::Voice;
use super::{Message, message};

/// A value in a message.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum MessageValue {
    /// A text that is the same in every language, such as a name or a number.
    Text(String),
    /// A part of the sentence, which has translations of its own.
    Message(Message),
    /// Several values with commas between them.
    Row(Vec<Self>),
}

impl MessageValue {
    /// Returns the value as text.
    pub(super) fn say(&self, voice: &Voice<'_>) -> String {
        match self {
            Self::Text(text) => text.clone(),
            Self::Message(message) => message.say(voice),
            Self::Row(items) => {
                // A sentence of its own, because lists in Chinese use 、.
                let comma = message!(", ").say(voice);
                items.iter().map(|item| item.say(voice)).collect::<Vec<_>>().join(&comma)
            }
        }
    }
}

impl ToValue for MessageValue {
    fn to_value(&self) -> MessageValue {
        self.clone()
    }
}

/// A type that can fill a placeholder of a message.
pub trait ToValue {
    /// Returns the value to put in the place of a placeholder.
    fn to_value(&self) -> MessageValue;
}

impl ToValue for Message {
    fn to_value(&self) -> MessageValue {
        MessageValue::Message(self.clone())
    }
}

impl<T: ToValue + ?Sized> ToValue for &T {
    fn to_value(&self) -> MessageValue {
        (**self).to_value()
    }
}

/// Implements the trait for types whose `Display` is the same in every language.
macro_rules! same_in_every_language {
    ($($type:ty),* $(,)?) => {
        $(impl $crate::message::ToValue for $type {
            fn to_value(&self) -> $crate::message::MessageValue {
                $crate::message::MessageValue::Text(self.to_string())
            }
        })*
    };
}
pub(crate) use same_in_every_language;

same_in_every_language! {
    char, str, String, Cow<'_, str>, f32, f64, i8, i32, i64, isize, u8, u16, u32, u64, usize,
    NonZeroU32,
}

impl ToValue for Path {
    fn to_value(&self) -> MessageValue {
        MessageValue::Text(self.display().to_string())
    }
}

impl ToValue for PathBuf {
    fn to_value(&self) -> MessageValue {
        self.as_path().to_value()
    }
}

impl ToValue for NaiveDate {
    /// The date in words: "31 October 2024".
    fn to_value(&self) -> MessageValue {
        let (day, year) = (self.day(), self.year());
        let message = match self.month() {
            1 => message!("{day} January {year}"),
            2 => message!("{day} February {year}"),
            3 => message!("{day} March {year}"),
            4 => message!("{day} April {year}"),
            5 => message!("{day} May {year}"),
            6 => message!("{day} June {year}"),
            7 => message!("{day} July {year}"),
            8 => message!("{day} August {year}"),
            9 => message!("{day} September {year}"),
            10 => message!("{day} October {year}"),
            11 => message!("{day} November {year}"),
            _ => message!("{day} December {year}"),
        };
        message.to_value()
    }
}

impl ToValue for Weekday {
    /// The day's name: "Thursday".
    fn to_value(&self) -> MessageValue {
        let message = match self {
            Self::Mon => message!("Monday"),
            Self::Tue => message!("Tuesday"),
            Self::Wed => message!("Wednesday"),
            Self::Thu => message!("Thursday"),
            Self::Fri => message!("Friday"),
            Self::Sat => message!("Saturday"),
            Self::Sun => message!("Sunday"),
        };
        message.to_value()
    }
}
