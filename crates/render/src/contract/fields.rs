//! Converts declared fields for templates: each value under its key, in the order of declaration,
//! with its place in the record.

use qrcode::render::svg;
use qrcode::{EcLevel, QrCode};
use typst::foundations::{Array, Bytes, Dict, IntoValue, Value, dict};

use super::spot::Spot;
use super::values::{Composer, SHOWN};
use byline_core::model::{FieldValue, Fields, Text, TextUse};

impl Composer<'_> {
    /// Converts the fields of the table at a place. Fields that are plain strings are also in
    /// `shown`, as content.
    pub(super) fn fields(&self, table: &dyn Fields, at: &Spot) -> Dict {
        let (mut values, mut shown) = (Dict::new(), Dict::new());
        table.fields(&mut |field| {
            let at = at.key(field.key);
            if field.shown {
                shown.insert(field.given.into(), self.field_shown(&field.value, &at).into_value());
            }
            values.insert(field.given.into(), self.field(field.value, &at));
        });
        if !shown.is_empty() {
            values.insert(SHOWN.into(), shown.into_value());
        }
        values
    }

    fn field(&self, value: FieldValue<'_>, at: &Spot) -> Value {
        match value {
            FieldValue::Absent => Value::None,
            FieldValue::Text(TextUse::Address, url) => self.address(url).into_value(),
            FieldValue::Text(_, text) => self.text(text).into_value(),
            FieldValue::Prose(prose) => self.prose(Some(prose)).into_value(),
            FieldValue::Date(day) => self.date(day, at).into_value(),
            FieldValue::Count(count) => self.count(count, at).into_value(),
            FieldValue::Number(number) => self.locale.number(number).into_value(),
            FieldValue::Word { word, .. } => word.into_value(),
            FieldValue::Table(table) => self.fields(table, at).into_value(),
            FieldValue::List(items) => {
                let items = items.into_iter().enumerate();
                let items = items.map(|(index, item)| self.field(item, &at.index(index)));
                items.collect::<Array>().into_value()
            }
        }
    }

    /// Converts a web address, and adds its QR code.
    fn address(&self, url: &Text) -> Dict {
        let code = QrCode::with_error_correction_level(url.as_str(), EcLevel::M).ok();
        let drawn = code.map(|code| {
            let svg = code.render::<svg::Color<'_>>().quiet_zone(false).build();
            Bytes::new(svg.into_bytes())
        });
        dict! { "text" => self.text(url), "href" => url.as_str(), "qr" => drawn }
    }
}
