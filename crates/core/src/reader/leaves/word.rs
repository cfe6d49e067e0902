//! Words from closed vocabularies.

use toml::de::DeValue;

use crate::diagnostic::Code;
use crate::model::{
    Basis, EventType, Mode, NameOrder, PartOfDay, PersonRole, PictureKind, Presence, Qualifier,
    SessionKind, Status, Width, Word,
};
use crate::reader::{Node, Reader, Shape};
use crate::spelling::{list, nearest};

/// Implements reading for vocabularies.
macro_rules! read_words {
    ($($word:ty: $expected:literal,)*) => {$(
        impl $crate::reader::Shape for $word {
            const EXPECTED: &'static str = $expected;

            fn read(
                node: &$crate::reader::Node,
                reader: &mut $crate::reader::Reader,
            ) -> Option<Self> {
                $crate::reader::read_word(node, reader)
            }

            fn schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
                let words = <$word as strum::VariantArray>::VARIANTS.iter();
                let names: Vec<&str> = words.map(Into::into).collect();
                schemars::json_schema!({ "enum": names })
            }
        }
    )*};
}
pub(crate) use read_words;

read_words! {
    Basis: "\"invited\", \"registered\", \"attended\" or \"online\"",
    EventType: "a word in quotes, such as \"forum\"",
    Mode: "\"offline\", \"online\" or \"mixed\"",
    NameOrder: "a word in quotes, such as \"family-first\"",
    PartOfDay: "\"morning\", \"afternoon\" or \"evening\"",
    PersonRole: "a word in quotes, such as \"guest-of-honour\"",
    PictureKind: "a word in quotes, such as \"photo\"",
    Presence: "\"onsite\", \"remote\" or \"recorded\"",
    Qualifier: "\"exact\", \"over\", \"about\" or \"nearly\"",
    SessionKind: "a word in quotes, such as \"talk\"",
    Status: "\"held\", \"postponed\" or \"cancelled\"",
    Width: "\"column\", \"full\" or \"half\"",
}

/// Reads a word from a closed vocabulary.
pub(crate) fn read_word<W: Word + Shape>(node: &Node, reader: &mut Reader) -> Option<W> {
    let DeValue::String(text) = node.get_ref() else {
        reader.wrong_type(node, W::EXPECTED);
        return None;
    };
    let report = |_| {
        let names: Vec<_> = W::VARIANTS.iter().map(|word| word.name()).collect();
        let message = format!("`{text}` is not a word for `{}`", reader.key());
        let finding = reader.report(Code::INVALID_VALUE, node.span(), message);
        match nearest(text, names.iter().copied()) {
            Some(near) => finding.hint(format!("did you mean `{near}`?")),
            None => finding.hint(format!("write {}", list(&names))),
        };
    };
    text.parse().map_err(report).ok()
}
