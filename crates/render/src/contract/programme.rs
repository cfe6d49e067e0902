//! Converts the programme of an event and its photos for templates.

use std::sync::Arc;

use typst::foundations::{Array, Dict, IntoValue, dict};

use super::convert::array;
use super::introductions::Capacity;
use super::lengths::is_full;
use super::spot::Spot;
use super::values::{Composer, add};
use byline_core::model::{Part, Person, Photo, Question, Quote, Session, SessionKind, Word};

impl Composer<'_> {
    pub(super) fn part(&self, part: &Part) -> Dict {
        let at = self.around(&part.title);
        let sessions = part.sessions.iter().enumerate();
        let sessions = sessions.map(|(place, session)| {
            self.session(session, &at.key("sessions").index(place)).into_value()
        });
        let mut values = dict! {
            "day" => part.day.map(|day| self.date(day, &at.key("day"))),
            "title" => self.text(&part.title),
            "sessions" => sessions.collect::<Array>(),
            "photos" => self.photos(&part.photos),
        };
        add(&mut values, self.fields(&part.details, &at));
        values
    }

    fn session(&self, session: &Session, at: &Spot) -> Dict {
        let questions = session.questions.iter().enumerate().map(|(index, question)| {
            self.question(question, &at.key("questions").index(index)).into_value()
        });
        let times = self.locale.clock_times(session.start, session.end);
        let speaking = if session.kind == SessionKind::Keynote {
            Capacity::KeynoteSpeaker
        } else {
            Capacity::Speaker
        };
        let mut values = dict! {
            "kind" => session.kind.name(),
            "number" => session.number,
            "title" => self.optional(session.title.as_ref()),
            "times" => times.map(|times| times.to_string()),
            "shown" => self.session_shown(session, at),
            "speakers" => self.people(&session.speakers, &at.key("speaker"), speaking),
            "panel-size" => session.panel_size,
            "panellists" => self.people(&session.panellists, &at.key("panellist"), Capacity::Panellist),
            "moderators" => self.people(&session.moderators, &at.key("moderator"), Capacity::Moderator),
            "chairs" => self.people(&session.chairs, &at.key("chair"), Capacity::Chair),
            "rapporteurs" => self.people(&session.rapporteurs, &at.key("rapporteur"), Capacity::Rapporteur),
            "quotes" => array(&session.quotes, |quote| self.quote(quote)),
            "questions" => questions.collect::<Array>(),
        };
        add(&mut values, self.fields(&session.details, at));
        add(&mut values, dict! { "photos" => self.photos(&session.photos) });
        values
    }

    fn quote(&self, quote: &Quote) -> Dict {
        dict! {
            "text" => self.text(&quote.text),
            "large" => says_enough(self.said(&quote.text)),
            "speaker" => quote.speaker.as_ref().map(|speaker| {
                self.person(speaker, &self.beside(&quote.text, "speaker"), Capacity::Other)
            }),
            "language" => quote.language.as_ref().map(|language| self.locale.name_of(language)),
            "translated" => quote.translated,
            "shown" => self.quote_shown(quote),
        }
    }

    fn question(&self, question: &Question, at: &Spot) -> Dict {
        let person = |person: &Option<Arc<Person>>, key: &str| {
            person.as_ref().map(|person| self.person(person, &at.key(key), Capacity::Questioner))
        };
        dict! {
            "question" => self.prose(Some(&question.question)),
            "asked-by" => person(&question.asked_by, "asked-by"),
            "answer" => self.prose(question.answer.as_ref()),
            "answered-by" => person(&question.answered_by, "answered-by"),
        }
    }

    pub(super) fn photos(&self, photos: &[Photo]) -> Array {
        array(photos, |photo| {
            let at = self.of_photo(photo);
            let mut values = dict! {
                "picture" => photo.picture.as_ref().map(|picture| self.picture(picture)),
                "kind" => photo.kind.name(),
                "caption" => self.optional(photo.caption.as_ref()),
                "people" => self.people(&photo.people, &at.key("people"), Capacity::Pictured),
                "creators" => self.people(&photo.creators, &at.key("creator"), Capacity::Other),
                "credit" => self.optional(photo.credit.as_ref()),
                "copyright" => self.optional(photo.copyright.as_ref()),
            };
            add(&mut values, self.fields(&photo.details, &at));
            let more = dict! {
                "width" => photo.width.name(),
                "focus" => photo.focus.map(|(x, y)| dict! { "x" => x, "y" => y }),
                "shown" => self.photo_shown(photo),
            };
            add(&mut values, more);
            values
        })
    }
}

/// Returns whether a quotation says enough to be set large: a sentence, not a phrase.
fn says_enough(quote: &str) -> bool {
    /// The least number of words, and of characters in scripts without spaces.
    const WORDS: usize = 8;
    const FULL_CHARACTERS: usize = 12;
    quote.split_whitespace().count() >= WORDS
        || quote.chars().filter(|char| is_full(*char)).count() >= FULL_CHARACTERS
}
