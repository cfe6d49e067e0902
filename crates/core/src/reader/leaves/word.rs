//! Words from closed vocabularies.

use toml::de::DeValue;

use crate::diagnostic::Code;
use crate::message::{Message, message};
use crate::model::{
    Basis, EventType, Mode, NameOrder, PartOfDay, PersonRole, PictureKind, Presence, Qualifier,
    SessionKind, Status, StoryLength, Width, Word, names_of,
};
use crate::reader::{Node, Reader, Shape};
use crate::spelling::{list, nearest, quoted_list, right_words};

/// Implements reading for vocabularies.
macro_rules! read_words {
    ($($word:ty),*) => {$(
        impl $crate::reader::Shape for $word {
            fn expected() -> $crate::message::Message {
                $crate::reader::describe_words::<$word>()
            }

            fn read(
                node: &$crate::reader::Node,
                reader: &mut $crate::reader::Reader,
            ) -> Option<Self> {
                $crate::reader::read_word(node, reader)
            }

            fn schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
                schemars::json_schema!({ "enum": $crate::model::names_of::<$word>() })
            }

            fn field_kind(_: &mut $crate::reader::Tables) -> $crate::reader::FieldKind {
                $crate::reader::FieldKind::of_words::<$word>(stringify!($word))
            }
        }
    )*};
}
pub(crate) use read_words;

read_words!(
    Basis,
    EventType,
    Mode,
    NameOrder,
    PartOfDay,
    PersonRole,
    PictureKind,
    Presence,
    Qualifier,
    SessionKind,
    Status,
    StoryLength,
    Width
);

/// The largest number of words that a description of values lists.
const MAX_LISTED: usize = 4;

/// Describes the words of a vocabulary, by listing all or the first.
pub(crate) fn describe_words<W: Word>() -> Message {
    match names_of::<W>().as_slice() {
        [first, rest @ ..] if rest.len() >= MAX_LISTED => {
            message!("a word in quotes, such as \"{first}\"")
        }
        few => quoted_list(few),
    }
}

/// Reads a word from a closed vocabulary.
pub(crate) fn read_word<W: Word + Shape>(node: &Node, reader: &mut Reader) -> Option<W> {
    let DeValue::String(text) = node.get_ref() else {
        reader.wrong_type(node, &W::expected());
        return None;
    };
    let report = |_| {
        // What is wrong with its line has been reported.
        if reader.broken() && reader.has_finding_at(&node.span()) {
            return;
        }
        let names = names_of::<W>();
        let key = reader.key().to_owned();
        let message = message!("`{text}` is not a word for `{key}`");
        let before = reader.source().text()[..node.span().start].trim_end();
        let is_value = before.ends_with('=');
        let finding = reader.report(Code::INVALID_VALUE, node.span(), message);
        let meant = right_words(text).iter().map(String::as_str);
        match meant.into_iter().find(|meant| names.contains(meant)) {
            // The whole line, because people copy what a hint shows. A list has more than this.
            Some(meant) if is_value => {
                finding.hint(message!("write `{key} = \"{meant}\"`")).replacing(meant)
            }
            Some(meant) => finding.hint(message!("write \"{meant}\"")).replacing(meant),
            None => match nearest(text, names.iter().copied()) {
                Some(near) => finding.did_you_mean_key(near),
                None => finding.hint(message!("write {words}", words = list(&names))),
            },
        };
    };
    text.parse().map_err(report).ok()
}
