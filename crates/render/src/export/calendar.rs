//! Calendar export: writes an event as an iCalendar entry (RFC 5545) that people can add to their
//! own calendars. The output is reproducible. Section numbers refer to the RFC.

use std::fmt::Write;

use chrono::{Datelike, NaiveDateTime};

use super::{Export, Exporter};
use crate::compose::RenderRequest;
use byline_core::diagnostic::Diagnostic;
use byline_core::fingerprint::Fingerprint;
use byline_core::locale::{Locale, fill};
use byline_core::model::{Event, Language, Slug, Status, Text, Venue};

pub(super) const EXPORTER: Exporter =
    Exporter { opening: OPENING.as_bytes(), export: Export::Event(to_calendar) };

/// The start of a calendar file. The version is appended to the product identifier.
const OPENING: &str = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//byline//";

/// The maximum length of a line, in octets without the line break (3.1).
const MAX_LINE: usize = 75;

/// The last year that a date can represent (3.3.4).
const LAST_YEAR: i32 = 9999;

/// Writes an event as a calendar with one entry.
#[expect(clippy::unnecessary_wraps, reason = "other formats may fail")]
fn to_calendar(
    event: &Event,
    render_request: RenderRequest<'_>,
) -> Result<Vec<u8>, Vec<Diagnostic>> {
    let locale = &render_request.document_languages.locale;
    let mut calendar = Calendar {
        text: format!("{OPENING}NONSGML byline {}//EN\r\n", env!("CARGO_PKG_VERSION")),
        main: event.language(),
        locale,
        office: Fingerprint::of(render_request.project.organisation.as_str().as_bytes()).short(),
        draft: render_request.is_draft(),
    };
    calendar.line("BEGIN:VEVENT");
    calendar.identify(event);
    calendar.place_in_time(event);
    calendar.describe(event);
    calendar.line("END:VEVENT");
    calendar.line("END:VCALENDAR");
    Ok(calendar.text.into_bytes())
}

/// Builds a calendar.
struct Calendar<'a> {
    text: String,
    /// The language of the record.
    main: &'a Language,
    /// The locale of the readers.
    locale: &'a Locale,
    /// A fingerprint of the organisation, which makes the identifiers unique.
    office: u64,
    /// Whether something is still to be filled in.
    draft: bool,
}

impl<'a> Calendar<'a> {
    /// Writes the entry's identifier and time stamps. These come from the record, not from the
    /// clock, so that the output is reproducible.
    fn identify(&mut self, event: &Event) {
        self.line(&format!("UID:{}", self.uid(&event.id)));
        let written =
            event.catalogue.modified.or(event.catalogue.published).or(event.catalogue.created);
        let written = written.unwrap_or(event.period.start().date);
        self.line(&format!("DTSTAMP:{}T000000Z", written.format("%Y%m%d")));
        let status = match event.status {
            Status::Held => "CONFIRMED",
            Status::Postponed => "TENTATIVE",
            Status::Cancelled => "CANCELLED",
        };
        self.line(&format!("STATUS:{status}"));
    }

    /// Returns the identifier of the entry of a record (3.8.4.7).
    fn uid(&self, id: &Slug) -> String {
        format!("{id}@{:016x}", self.office)
    }

    /// Writes the dates: with times if the record has them for both ends, otherwise as whole days,
    /// where the end is exclusive (3.6.1).
    fn place_in_time(&mut self, event: &Event) {
        let (start, end) = (event.period.start(), event.period.end());
        // An end on the same day without a time adds nothing to the start.
        let end = end.filter(|end| end.time.is_some() || end.date != start.date);
        let timed = start.time.filter(|_| end.is_none_or(|end| end.time.is_some()));
        let Some(time) = timed else {
            self.line(&format!("DTSTART;VALUE=DATE:{}", start.date.format("%Y%m%d")));
            let after = end.and_then(|end| end.date.succ_opt());
            if let Some(after) = after.filter(|day| day.year() <= LAST_YEAR) {
                self.line(&format!("DTEND;VALUE=DATE:{}", after.format("%Y%m%d")));
            }
            return;
        };
        let start = start.date.and_time(time);
        let end = end.and_then(|end| Some(end.date.and_time(end.time?)));
        self.line(&format!("DTSTART:{}", moment(start, event)));
        // An end must be later than its start (3.8.2.2).
        if let Some(end) = end.filter(|end| *end > start) {
            self.line(&format!("DTEND:{}", moment(end, event)));
        }
    }

    /// Writes the title, description and venue in the language of the readers.
    fn describe(&mut self, event: &'a Event) {
        let (title, language) = self.said(&event.title);
        let slot = [("title", title.into())];
        let title = if self.draft {
            fill(self.locale.word("words", "draft-title"), &slot)
        } else {
            title.into()
        };
        self.text("SUMMARY", &title, language);
        let comma = self.locale.word("punctuation", "comma");
        if let Some(first) = event.venues.first() {
            let venues: Vec<_> = event.venues.iter().map(|venue| self.venue(venue)).collect();
            let venues = venues.join(self.locale.word("punctuation", "semicolon"));
            let (_, language) = self.said(&first.name);
            self.text("LOCATION", &venues, language);
        }
        if let Some(standfirst) = &event.titles.standfirst {
            let (words, language) = self.said(standfirst);
            self.text("DESCRIPTION", words, language);
        } else if let Some(lead) = &event.narrative.lead {
            let given = lead.to_reader(self.main, &self.locale.language);
            let language = given.foreign.unwrap_or(&self.locale.language);
            self.text("DESCRIPTION", given.text.plain().trim_end(), language);
        }
        for linked in event.links.all() {
            self.line(&format!("RELATED-TO;RELTYPE=SIBLING:{}", self.uid(&linked.id)));
        }
        if let Some(url) = &event.titles.url {
            self.line(&format!("URL:{}", address(url.as_str())));
        }
        // An ORGANIZER sends out invitations (3.8.4.3), which byline does not do.
        if let Some(contact) = &event.provenance.contact {
            let parts = [Some(&contact.name), contact.email.as_ref(), contact.phone.as_ref()];
            let parts: Vec<_> = parts.into_iter().flatten().map(|part| self.said(part).0).collect();
            let (_, language) = self.said(&contact.name);
            self.text("CONTACT", &parts.join(comma), language);
        }
        let keywords: Vec<_> =
            event.catalogue.keywords.iter().map(|word| self.said(word)).collect();
        for keywords in keywords.chunk_by(|(_, one), (_, other)| one == other) {
            let words: Vec<_> = keywords.iter().map(|(word, _)| escaped(word)).collect();
            self.line(&format!("CATEGORIES;LANGUAGE={}:{}", keywords[0].1, words.join(",")));
        }
    }

    /// Returns a text as readers see it, and its language.
    fn said(&self, text: &'a Text) -> (&'a str, &'a Language) {
        let given = text.to_reader(self.main, &self.locale.language);
        (given.text.as_str(), given.foreign.unwrap_or(&self.locale.language))
    }

    /// Returns a venue on one line, in the language's order.
    fn venue(&self, venue: &'a Venue) -> String {
        let Venue { name, room, building, district, city, country, .. } = venue;
        let [room, building, district] = [room, building, district].map(Option::as_ref);
        let [city, country] = [city, country].map(Option::as_ref);
        let places = match self.locale.word("places", "order") {
            "small-first" => [Some(name), room, building, district, city, country],
            _ => [country, city, district, building, Some(name), room],
        };
        let between = self.locale.word("places", "between");
        let places = places.into_iter().flatten().map(|place| self.said(place).0);
        places.fold(String::new(), |line, place| {
            if line.is_empty() {
                return place.into();
            }
            // Even scripts without spaces need one next to a Latin word.
            let latin = |char: Option<char>| char.is_some_and(|char| char.is_ascii());
            let apart = latin(line.chars().last()) || latin(place.chars().next());
            let between = if between.is_empty() && apart { " " } else { between };
            line + between + place
        })
    }

    /// Adds a property whose value is text (3.3.11).
    fn text(&mut self, name: &str, value: &str, language: &Language) {
        self.line(&format!("{name};LANGUAGE={language}:{}", escaped(value)));
    }

    /// Adds a line, folded if it is too long, but never within a character (3.1).
    fn line(&mut self, line: &str) {
        let mut room = MAX_LINE;
        for char in line.chars() {
            if char.len_utf8() > room {
                self.text.push_str("\r\n ");
                room = MAX_LINE - 1;
            }
            self.text.push(char);
            room -= char.len_utf8();
        }
        self.text.push_str("\r\n");
    }
}

/// Returns a moment in UTC, or in floating local time if the record has no time zone (3.3.5).
fn moment(local: NaiveDateTime, event: &Event) -> String {
    let utc = event.zone.as_ref();
    let utc = utc.and_then(|zone| local.checked_sub_offset(zone.offset_at(local)));
    match utc.filter(|utc| (0..=LAST_YEAR).contains(&utc.year())) {
        Some(utc) => utc.format("%Y%m%dT%H%M%SZ").to_string(),
        None => local.format("%Y%m%dT%H%M%S").to_string(),
    }
}

/// Escapes the characters that have a special meaning in text values (3.3.11).
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for char in text.chars() {
        match char {
            '\\' | ';' | ',' => escaped.extend(['\\', char]),
            '\n' => escaped.push_str("\\n"),
            char if char.is_control() && char != '\t' => escaped.push(' '),
            char => escaped.push(char),
        }
    }
    escaped
}

/// Returns a web address in ASCII, as required for URIs (RFC 3986).
fn address(url: &str) -> String {
    let mut ascii = String::with_capacity(url.len());
    for byte in url.bytes() {
        if byte.is_ascii_graphic() {
            ascii.push(byte.into());
        } else {
            let _ = write!(ascii, "%{byte:02X}");
        }
    }
    ascii
}
