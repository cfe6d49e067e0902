//! Declared fields as templates have them: each value under its key, in the order in which the
//! model declares them.

use qrcode::render::svg;
use qrcode::{EcLevel, QrCode};
use typst::foundations::{Array, Bytes, Dict, IntoValue, Value, dict};

use super::values::Composer;
use byline_core::model::{FieldValue, Fields, Text, TextUse};

impl Composer<'_> {
    /// The fields of a table.
    pub(super) fn fields(&self, table: &dyn Fields) -> Dict {
        let mut values = Dict::new();
        table.fields(&mut |field| values.insert(field.given.into(), self.field(field.value)));
        values
    }

    fn field(&self, value: FieldValue<'_>) -> Value {
        match value {
            FieldValue::Absent => Value::None,
            FieldValue::Text(TextUse::Address, url) => self.address(url).into_value(),
            FieldValue::Text(_, text) => self.text(text).into_value(),
            FieldValue::Prose(prose) => self.prose(Some(prose)).into_value(),
            FieldValue::Date(day) => self.date(day).into_value(),
            FieldValue::Count(count) => self.count(count).into_value(),
            FieldValue::Number(number) => self.locale.number(number).into_value(),
            FieldValue::Word(word) => word.into_value(),
            FieldValue::Table(table) => self.fields(table).into_value(),
            FieldValue::List(items) => {
                items.into_iter().map(|item| self.field(item)).collect::<Array>().into_value()
            }
        }
    }

    /// An address of the web, and a QR code of it.
    fn address(&self, url: &Text) -> Dict {
        let code = QrCode::with_error_correction_level(url.as_str(), EcLevel::M).ok();
        let drawn = code.map(|code| {
            let svg = code.render::<svg::Color<'_>>().quiet_zone(false).build();
            Bytes::new(svg.into_bytes())
        });
        dict! { "text" => self.text(url), "href" => url.as_str(), "qr" => drawn }
    }
}
