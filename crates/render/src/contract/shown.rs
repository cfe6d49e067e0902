//! Formats dates, times, numbers and vocabulary words as content for readers. The content carries
//! the place of the value in the record.

use chrono::{Datelike, NaiveDate};
use typst::foundations::{Content, Datetime, Dict, IntoValue, SequenceElem, dict};
use typst::syntax::Span;
use typst::text::{SpaceElem, TextElem};

use super::content::{spoken, verbatim};
use super::direction::in_order;
use super::lengths::is_full;
use super::spot::Spot;
use super::texts::SECOND_LABEL;
use super::values::Composer;
use byline_core::locale::{End, Pieces};
use byline_core::model::{
    Attendance, Count, Event, FieldValue, Issn, Issue, Mode, Photo, Quote, Session, Word,
};

impl Composer<'_> {
    pub(super) fn date(&self, date: NaiveDate, at: &Spot) -> Dict {
        let text = self.locale.date(date);
        let shown = in_order(verbatim(&text, self.at(at)), &text, self.locale);
        dict! { "date" => datetime(date), "text" => text, "shown" => shown }
    }

    pub(super) fn count(&self, count: &Count, at: &Spot) -> Dict {
        let (number, pattern, qualifier) = self.parts_of(count, at);
        let (before, after) = pattern.split_once("{count}").unwrap_or((pattern, ""));
        let around = |words: &str| {
            let words = words.trim();
            (!words.is_empty()).then(|| verbatim(words, qualifier))
        };
        dict! {
            "value" => count.whole().map_or_else(|| count.value().into_value(), IntoValue::into_value),
            "text" => self.locale.figure(count),
            "whole" => count.whole().is_some(),
            "per-cent" => count.is_per_cent(),
            "qualifier" => count.qualifier.name(),
            "shown" => filled(pattern, qualifier, &[("count", number.clone())]),
            "number" => number,
            "before" => around(before),
            "after" => around(after),
        }
    }

    /// Returns a count with its qualifier: "over 1,200".
    pub(super) fn counted(&self, count: &Count, at: &Spot) -> Content {
        let (number, pattern, around) = self.parts_of(count, at);
        filled(pattern, around, &[("count", number)])
    }

    /// Returns the number of a count, the pattern of its qualifier, and the qualifier's place.
    fn parts_of(&self, count: &Count, at: &Spot) -> (Content, &str, Span) {
        let (value, qualifier) = if self.holds_others(at) {
            (at.key("value"), at.key("qualifier"))
        } else {
            (at.clone(), at.clone())
        };
        let figure = self.locale.figure(count);
        self.note(&figure);
        let number = verbatim(&figure, self.at(&value));
        let pattern = self.locale.word("qualifiers", count.qualifier.name());
        (number, pattern, self.at(&qualifier))
    }

    /// Formats a number, with its digits in groups if `grouped` is set.
    pub(super) fn figure(&self, number: u64, grouped: bool, at: &Spot) -> Content {
        let text = if grouped { self.locale.number(number) } else { number.to_string() };
        verbatim(&text, self.at(at))
    }

    /// Returns a vocabulary word in the languages of the readers; `None` for a default that is not
    /// printed, whose word is empty.
    pub(super) fn named(&self, group: &str, word: &str, at: &Spot) -> Option<Content> {
        let span = self.at(at);
        let first = self.locale.word(group, word);
        let second = self.second.map(|locale| (locale, locale.word(group, word)));
        let content = verbatim(first, span);
        let content = match second.filter(|(_, second)| *second != first) {
            None => content,
            Some((locale, second)) => {
                let second = spoken(verbatim(second, span), &locale.language);
                content + SpaceElem::shared().clone() + second.labelled(*SECOND_LABEL)
            }
        };
        (!first.is_empty()).then_some(content)
    }

    /// Converts a text about a period, in which each end has its own place.
    pub(super) fn in_pieces(&self, pieces: &Pieces, start: &Spot, end: &Spot) -> Content {
        let pieces = self.pieces(pieces, start, end);
        let written: String = pieces.iter().map(|(text, _)| text.as_str()).collect();
        let content = Content::sequence(pieces.iter().map(|(text, span)| verbatim(text, *span)));
        in_order(content, &written, self.locale)
    }

    /// Returns the pieces of a text about a period, each with its place.
    pub(super) fn pieces(&self, pieces: &Pieces, start: &Spot, end: &Spot) -> Vec<(String, Span)> {
        let (start, end) = (self.at(start), self.at(end));
        let pieces = pieces.0.iter().map(|(text, of)| {
            let span = match of {
                Some(End::Start) => start,
                Some(End::End) => end,
                None => Span::detached(),
            };
            (text.clone(), span)
        });
        pieces.collect()
    }

    /// Formats a declared field whose value is otherwise a plain string.
    pub(super) fn field_shown(&self, value: &FieldValue<'_>, at: &Spot) -> Option<Content> {
        match value {
            FieldValue::Number(number) => Some(self.figure(*number, true, at)),
            FieldValue::Word { table, word } => self.named(table, word, at),
            _ => None,
        }
    }

    pub(super) fn event_shown(&self, event: &Event) -> Dict {
        let status = self.named("statuses", event.status.name(), &Spot::root().key("status"));
        dict! { "status" => status, "mode" => self.mode(event) }
    }

    /// Returns how people took part: "Online".
    pub(super) fn mode(&self, event: &Event) -> Option<Content> {
        let mode = match event.mode {
            Mode::Online => "online",
            Mode::Mixed => "mixed",
            Mode::Offline => "in-person",
        };
        self.named("words", mode, &Spot::root().key("mode"))
    }

    pub(super) fn attendance_shown(&self, attendance: &Attendance) -> Dict {
        let at = Spot::root().key("attendance").key("basis");
        dict! { "basis" => attendance.basis.and_then(|basis| self.named("bases", basis.name(), &at)) }
    }

    pub(super) fn session_shown(&self, session: &Session, at: &Spot) -> Dict {
        let times = self.locale.clock_times(session.start, session.end);
        dict! {
            "kind" => self.named("session-kinds", session.kind.name(), &at.key("kind")),
            "number" => session.number.map(|n| self.figure(n, false, &at.key("number"))),
            "panel-size" => session.panel_size.map(|n| self.figure(n, true, &at.key("panel-size"))),
            "times" => times.map(|times| {
                self.in_pieces(&times, &at.key("start"), &at.key("end"))
            }),
        }
    }

    pub(super) fn quote_shown(&self, quote: &Quote) -> Dict {
        let translated = self.beside(&quote.text, "translated");
        let spoken = self.at(&self.beside(&quote.text, "language"));
        let note = match &quote.language {
            None if quote.translated => self.named("words", "translated", &translated),
            None => None,
            Some(language) => {
                let (pattern, around) = if quote.translated {
                    ("translated-from", self.at(&translated))
                } else {
                    ("said-in", spoken)
                };
                let pattern = self.locale.word("words", pattern);
                let name = verbatim(self.locale.name_of(language), spoken);
                Some(filled(pattern, around, &[("language", name)]))
            }
        };
        dict! { "note" => note }
    }

    pub(super) fn photo_shown(&self, photo: &Photo) -> Dict {
        let at = self.of_photo(photo).key("kind");
        dict! { "kind" => self.named("picture-kinds", photo.kind.name(), &at) }
    }

    pub(super) fn issue_shown(&self, issue: &Issue) -> Dict {
        let root = Spot::root();
        dict! {
            "volume" => issue.volume.map(|n| self.figure(n, false, &root.key("volume"))),
            "number" => issue.number.map(|n| self.figure(n, false, &root.key("number"))),
        }
    }

    /// Returns the ISSNs of a newsletter. A single ISSN is assumed to be for the print edition.
    pub(super) fn issn(&self, issue: &Issue) -> Dict {
        let at = Spot::root().key("issn");
        let place = |key: &str| if self.holds_others(&at) { at.key(key) } else { at.clone() };
        let shown = |issn: &Option<Issn>, key: &str| {
            issn.as_ref().map(|issn| verbatim(issn.as_str(), self.at(&place(key))))
        };
        let text = |issn: &Option<Issn>| issn.as_ref().map(|issn| issn.as_str().to_owned());
        dict! {
            "print" => text(&issue.issn_print),
            "online" => text(&issue.issn_online),
            "shown" => dict! {
                "print" => shown(&issue.issn_print, "print"),
                "online" => shown(&issue.issn_online, "online"),
            },
        }
    }
}

/// Puts values in the places of a pattern, such as `{count}`. The text around them gets the span
/// `around`; a place without a value stays empty. A pattern of Chinese sets values side by side: a
/// space keeps those of other scripts apart.
pub(super) fn filled(pattern: &str, around: Span, values: &[(&str, Content)]) -> Content {
    let mut pieces = Vec::new();
    let mut beside: Option<&Content> = None;
    for part in pattern.split('{') {
        let (slot, text) = match part.split_once('}') {
            Some((slot, text)) => (Some(slot), text),
            None => (None, part),
        };
        let value = values.iter().find(|(name, _)| Some(*name) == slot).map(|(_, value)| value);
        if beside.zip(value).is_some_and(|(before, after)| run_together(before, after)) {
            pieces.push(SpaceElem::shared().clone());
        }
        pieces.extend(value.cloned());
        beside = value.filter(|_| text.is_empty());
        if !text.is_empty() {
            pieces.push(verbatim(text, around));
        }
    }
    Content::sequence(pieces)
}

/// Returns whether two values side by side would be read as one word, as "39guests".
fn run_together(before: &Content, after: &Content) -> bool {
    before.plain_text().ends_with(|char: char| char.is_alphanumeric() && !is_full(char))
        && after.plain_text().starts_with(|char: char| char.is_alphabetic() && !is_full(char))
}

/// Returns content that begins with a capital, as a line of its own does.
pub(super) fn capitalised(content: &Content) -> Content {
    if let Some(text) = content.to_packed::<TextElem>() {
        let mut letters = text.text.chars();
        let first = letters.next().into_iter().flat_map(char::to_uppercase);
        let text: String = first.chain(letters).collect();
        return verbatim(&text, content.span());
    }
    let Some(sequence) = content.to_packed::<SequenceElem>() else { return content.clone() };
    let mut children = sequence.children.iter();
    let first = children.next().map(capitalised);
    Content::sequence(first.into_iter().chain(children.cloned()))
}

/// Converts a date to a Typst date; `None` only for years that Typst cannot represent.
pub(crate) fn datetime(date: NaiveDate) -> Option<Datetime> {
    let (month, day) = (u8::try_from(date.month()).ok()?, u8::try_from(date.day()).ok()?);
    Datetime::from_ymd(date.year(), month, day)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_side_by_side_are_not_read_as_one_word() {
        let shown = |pattern, label| {
            let value = |text| verbatim(text, Span::detached());
            let values = [("count", value("39")), ("label", value(label))];
            filled(pattern, Span::detached(), &values).plain_text()
        };
        for (pattern, label, expected) in [
            ("{count}{label}", "guests", "39 guests"),
            ("{count}{label}", "名学员", "39名学员"),
            ("{count}名{label}", "VIP", "39名VIP"),
            ("{label}: {count}", "guests", "guests: 39"),
        ] {
            assert_eq!(shown(pattern, label), expected);
        }
    }
}
