//! Converts what a story of an issue tells: the values of its event, less what it leaves out.

use typst::foundations::{
    Array, Content, Dict, IntoValue, NativeElement, SequenceElem, Value, dict,
};
use typst::model::ParElem;

use super::convert::array;
use super::values::Composer;
use byline_core::abridge::{Ceremony, Passage, Told, ToldPart, ToldSession};
use byline_core::model::{Story, Word};

impl Composer<'_> {
    /// Returns what a story tells, from the values of its event.
    pub(super) fn told(&self, story: &Story, told: &Told<'_>, event: &Dict) -> Dict {
        let parts: Vec<Dict> =
            told.parts.iter().filter_map(|part| self.told_part(part, event)).collect();
        let ceremonies = told.ceremonies.iter().filter_map(|(kind, place, summary)| {
            let key = match kind {
                Ceremony::Signing => "signings",
                Ceremony::Launch => "launches",
                Ceremony::Award => "awards",
                Ceremony::Certificate => "certificates",
            };
            let mut values = item(event, key, *place)?;
            values.insert("kind".into(), key.into_value());
            values.insert("summary".into(), self.passage(summary.as_ref()));
            Some(values.into_value())
        });
        dict! {
            "length" => story.length.name(),
            "text" => self.told_text(told),
            "outcomes" => array(&told.outcomes, |one| self.passage(Some(one))),
            "ceremonies" => ceremonies.collect::<Array>(),
            "quote" => parts.iter().find_map(quoted),
            "parts" => parts.into_iter().map(IntoValue::into_value).collect::<Array>(),
            "number" => told.number.and_then(|place| item(event, "numbers", place)),
            "photos" => photos(event, &told.photos),
            "left" => array(&told.left, |(kind, count)| dict! {
                "kind" => kind.name(),
                "count" => i64::try_from(*count).unwrap_or(i64::MAX),
            }),
        }
    }

    /// Returns the lead and the background, or the line that stands for them.
    fn told_text(&self, told: &Told<'_>) -> Option<Content> {
        if let Some(opening) = told.opening.filter(|_| told.text.is_empty()) {
            return Some(ParElem::new(self.text(opening)).pack());
        }
        // One sequence of paragraphs, like other prose.
        let text = told.text.iter().flat_map(|passage| {
            let content = self.blocks(passage);
            let blocks = content.to_packed::<SequenceElem>().map(|blocks| blocks.children.clone());
            blocks.unwrap_or_else(|| vec![content])
        });
        (!told.text.is_empty()).then(|| Content::sequence(text))
    }

    fn told_part(&self, part: &ToldPart<'_>, event: &Dict) -> Option<Dict> {
        let mut values = item(event, "programme", part.place)?;
        let sessions = part.sessions.iter();
        let sessions = sessions.filter_map(|session| self.told_session(session, &values));
        let sessions = sessions.collect::<Array>();
        values.insert("summary".into(), self.passage(part.summary.as_ref()));
        values.insert("sessions".into(), sessions.into_value());
        Some(values)
    }

    fn told_session(&self, session: &ToldSession<'_>, part: &Dict) -> Option<Value> {
        let mut values = item(part, "sessions", session.place)?;
        let quote = session.quote.and_then(|place| item(&values, "quotes", place));
        let quotes: Array = quote.into_iter().map(IntoValue::into_value).collect();
        values.insert("summary".into(), self.passage(session.summary.as_ref()));
        values.insert("quotes".into(), quotes.into_value());
        Some(values.into_value())
    }

    fn passage(&self, passage: Option<&Passage<'_>>) -> Value {
        passage.map(|passage| self.blocks(passage)).into_value()
    }
}

/// Returns the first quotation of a part, with the person who said it.
fn quoted(part: &Dict) -> Option<Dict> {
    (0..).map_while(|place| item(part, "sessions", place)).find_map(|session| {
        let mut quote = item(&session, "quotes", 0)?;
        if matches!(quote.get("speaker"), Ok(Value::None)) {
            let speaker = item(&session, "speakers", 0);
            quote.insert("speaker".into(), speaker.into_value());
        }
        Some(quote)
    })
}

/// Returns the photos at these places among all of an event, in the order of the report.
fn photos(event: &Dict, places: &[usize]) -> Array {
    let list = |values: &Dict, key: &str| match values.get(key) {
        Ok(Value::Array(items)) => items.clone(),
        _ => Array::new(),
    };
    let of = |values: &Value| match values {
        Value::Dict(values) => list(values, "photos"),
        _ => Array::new(),
    };
    let placed = |key: &str| match event.get("photos") {
        Ok(Value::Dict(placed)) => list(placed, key),
        _ => Array::new(),
    };
    let mut all: Vec<Value> = placed("lead").into_iter().chain(placed("background")).collect();
    for part in list(event, "programme") {
        all.extend(of(&part));
        if let Value::Dict(part) = &part {
            all.extend(list(part, "sessions").iter().flat_map(of));
        }
    }
    all.extend(placed("rest"));
    places.iter().filter_map(|place| all.get(*place).cloned()).collect()
}

/// Returns a table in a list of a table.
fn item(values: &Dict, key: &str, place: usize) -> Option<Dict> {
    let Ok(Value::Array(items)) = values.get(key) else { return None };
    match items.as_slice().get(place)? {
        Value::Dict(item) => Some(item.clone()),
        _ => None,
    }
}
