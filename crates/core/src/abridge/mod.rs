//! What a newsletter tells of an event: a brief, a story, or about a page.
//!
//! A text is cut at paragraphs and sentences, and whatever is left out is counted, so that the
//! story can say what more the full report has. Everything stays in the order of the record.

mod choose;
mod cut;
mod left;
#[cfg(test)]
mod tests;

use crate::model::{Block, Event, Language, Prose, Session, Story, StoryLength, Text};
use choose::{SessionPlace, has_news, pictures, quotation, rank, sessions};
use cut::{length, length_of, opening, within};

pub use left::Left;

/// What a story tells.
#[derive(Debug, Default)]
pub struct Told<'a> {
    /// The line that opens a story whose record has no lead.
    pub opening: Option<&'a Text>,
    /// The lead and the background.
    pub text: Vec<Passage<'a>>,
    /// The outcomes.
    pub outcomes: Vec<Passage<'a>>,
    /// Signings, launches, awards and certificates, each with its place in its list.
    pub ceremonies: Vec<(Ceremony, usize, Option<Passage<'a>>)>,
    /// The parts of the programme of which something is told.
    pub parts: Vec<ToldPart<'a>>,
    /// The number to print large: its place among those of the event.
    pub number: Option<usize>,
    /// The pictures, by their places among all photos of the event.
    pub photos: Vec<usize>,
    /// What the full report has besides, and how many of it.
    pub left: Vec<(Left, usize)>,
}

/// A text as far as it is told, in the language of the readers.
#[derive(Debug)]
pub struct Passage<'a> {
    /// The whole text.
    pub of: &'a Prose,
    /// What is told of it. Never empty.
    pub blocks: Vec<Block>,
}

/// A part of the programme as far as it is told.
#[derive(Debug)]
pub struct ToldPart<'a> {
    /// Its place in the programme.
    pub place: usize,
    /// Its summary.
    pub summary: Option<Passage<'a>>,
    /// Its sessions.
    pub sessions: Vec<ToldSession<'a>>,
}

/// A session as far as it is told.
#[derive(Debug)]
pub struct ToldSession<'a> {
    /// Its place in its part.
    pub place: usize,
    /// Its summary.
    pub summary: Option<Passage<'a>>,
    /// The place of the quotation that is told.
    pub quote: Option<usize>,
}

/// A ceremony of an event.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ceremony {
    /// A signing.
    Signing,
    /// A launch.
    Launch,
    /// An award.
    Award,
    /// A certificate.
    Certificate,
}

/// How much a story has room for.
struct Room {
    /// Words in all.
    words: usize,
    /// A story of fewer words tells the background as well.
    least: usize,
    /// Outcomes, and the words of each.
    outcomes: (usize, usize),
    /// Ceremonies.
    ceremonies: usize,
    /// Sessions, and the words of each.
    sessions: (usize, usize),
    /// A shorter summary is a line of minutes.
    minutes: usize,
    photos: usize,
}

const STORY: Room = Room {
    words: 350,
    least: 250,
    outcomes: (3, 45),
    ceremonies: 3,
    sessions: (4, 90),
    minutes: 12,
    photos: 2,
};

/// Where a page has no room for that.
const SHORTER: Room =
    Room { words: 240, least: 0, outcomes: (3, 30), ceremonies: 1, sessions: (2, 60), ..STORY };

const FULL: Room = Room {
    words: 700,
    least: 700,
    outcomes: (usize::MAX, usize::MAX),
    ceremonies: usize::MAX,
    sessions: (usize::MAX, usize::MAX),
    minutes: 0,
    photos: 2,
};

/// The head of a session or a ceremony takes the room of so many words.
const HEAD: usize = 10;

/// Of a brief, at most so many sentences and words.
const BRIEF: (usize, usize) = (2, 60);

/// A shorter rest of the room is left.
const LEAST_REST: usize = 20;

/// Returns what a story tells to readers of a language. A story whose text the issue gives has
/// only pictures and a quotation from the record.
pub fn told<'a>(story: &'a Story, reader: &Language) -> Told<'a> {
    within_limits(story, reader, if story.length == StoryLength::Full { FULL } else { STORY })
}

/// Returns the same for a page that has less room. A text of the issue and a full story stay as
/// they are.
pub fn told_shorter<'a>(story: &'a Story, reader: &Language) -> Option<Told<'a>> {
    let may = story.text.is_none() && story.length == StoryLength::Story;
    may.then(|| within_limits(story, reader, SHORTER))
}

fn within_limits<'a>(story: &'a Story, reader: &Language, limits: Room) -> Told<'a> {
    let event = &*story.event;
    let mut teller = Teller { event, reader, left: limits.words, limits, told: Told::default() };
    if story.length == StoryLength::Brief {
        if story.text.is_none() {
            teller.brief();
        }
    } else {
        teller.told.number = (!event.figures.numbers.is_empty()).then_some(0);
        teller.told.photos = pictures(event, teller.limits.photos);
        if story.text.is_none() { teller.story() } else { teller.quotation_alone() }
    }
    if story.text.is_none() {
        teller.told.left = left::left(event, &teller.told, reader);
    }
    teller.told
}

struct Teller<'a, 'r> {
    event: &'a Event,
    reader: &'r Language,
    limits: Room,
    /// The words for which there is room.
    left: usize,
    told: Told<'a>,
}

impl<'a> Teller<'a, '_> {
    fn brief(&mut self) {
        let (event, narrative) = (self.event, &self.event.narrative);
        let Some(prose) = narrative.lead.as_ref().or(narrative.background.as_ref()) else {
            self.told.opening = event.titles.bottom_line.as_ref();
            return;
        };
        let (blocks, _) = opening(blocks(event, prose, self.reader), BRIEF.0, BRIEF.1);
        self.told.text.push(Passage { of: prose, blocks });
    }

    fn story(&mut self) {
        let narrative = &self.event.narrative;
        match &narrative.lead {
            Some(lead) => self.text(lead),
            None => {
                let line = self.event.titles.bottom_line.as_ref();
                self.told.opening = line;
                self.left = self.left.saturating_sub(line.map_or(0, |text| length(text.as_str())));
            }
        }
        for outcome in narrative.outcomes.iter().take(self.limits.outcomes.0) {
            let (blocks, _) = self.first_sentences(outcome, self.limits.outcomes.1);
            self.left = self.left.saturating_sub(length_of(&blocks));
            self.told.outcomes.push(Passage { of: outcome, blocks });
        }
        let opens = self.told.text.is_empty() && self.told.opening.is_none();
        let background = narrative.background.as_ref();
        // In a story of a full page, the background comes before the speeches.
        let first = opens || self.limits.least == self.limits.words;
        background.iter().filter(|_| first).for_each(|text| self.text(text));
        self.ceremonies();
        self.sessions();
        let short = self.limits.words - self.left < self.limits.least;
        background.iter().filter(|_| !first && short).for_each(|text| self.text(text));
    }

    /// Tells a text of the event as a whole, as far as there is room.
    fn text(&mut self, prose: &'a Prose) {
        let (mut told, _) = within(blocks(self.event, prose, self.reader), self.left);
        if told.is_empty() && self.told.text.is_empty() {
            told = opening(blocks(self.event, prose, self.reader), 1, 0).0;
        }
        if !told.is_empty() {
            self.left = self.left.saturating_sub(length_of(&told));
            self.told.text.push(Passage { of: prose, blocks: told });
        }
    }

    /// Returns as much of a text as has so many words, or its first sentence.
    fn first_sentences(&self, prose: &Prose, most: usize) -> (Vec<Block>, bool) {
        let all = blocks(self.event, prose, self.reader);
        let (told, whole) = within(all, most);
        if told.is_empty() { opening(all, 1, 0) } else { (told, whole) }
    }

    /// Returns as much of a text as has so many words and fits, and takes its room.
    fn fitting(&mut self, prose: &'a Prose, most: usize) -> Option<Passage<'a>> {
        let most = most.min(self.left);
        let (told, _) = within(blocks(self.event, prose, self.reader), most);
        self.left -= length_of(&told);
        (!told.is_empty()).then_some(Passage { of: prose, blocks: told })
    }

    fn ceremonies(&mut self) {
        let event = self.event;
        let summaries = |kind| -> Vec<Option<&'a Prose>> {
            match kind {
                Ceremony::Signing => {
                    event.signings.iter().map(|one| one.details.summary.as_ref()).collect()
                }
                Ceremony::Launch => {
                    event.launches.iter().map(|one| one.details.summary.as_ref()).collect()
                }
                Ceremony::Award => vec![None; event.awards.len()],
                Ceremony::Certificate => vec![None; event.certificates.len()],
            }
        };
        for kind in [Ceremony::Signing, Ceremony::Launch, Ceremony::Award, Ceremony::Certificate] {
            for (place, summary) in summaries(kind).into_iter().enumerate() {
                let full = self.told.ceremonies.len() >= self.limits.ceremonies;
                if full || self.left < LEAST_REST {
                    return;
                }
                let most = self.limits.outcomes.1;
                let summary = summary.and_then(|prose| self.fitting(prose, most));
                self.left = self.left.saturating_sub(HEAD);
                self.told.ceremonies.push((kind, place, summary));
            }
        }
    }

    /// Tells what was said: by rank as long as there is room, in the order of the record.
    fn sessions(&mut self) {
        let best = quotation(self.event, self.reader);
        let all = self.limits.minutes == 0;
        // A record that says no more than who spoke about what.
        let bare = self.left == self.limits.words;
        let mut order: Vec<(SessionPlace, &'a Session)> =
            sessions(self.event).filter(|(_, session)| has_news(session)).collect();
        let is_best = |place: SessionPlace| best.is_some_and(|(of, _)| of == place);
        order.sort_by_key(|(place, session)| (!all && !is_best(*place), rank(session), *place));
        let mut told: Vec<(SessionPlace, ToldSession<'a>)> = Vec::new();
        for (place, session) in order {
            if told.len() >= self.limits.sessions.0 || self.left < LEAST_REST {
                break;
            }
            let summary = session.details.summary.as_ref().filter(|prose| {
                length_of(blocks(self.event, prose, self.reader)) >= self.limits.minutes
            });
            let summary = summary.and_then(|prose| self.fitting(prose, self.limits.sessions.1));
            let quote = match best {
                _ if all => (!session.quotes.is_empty()).then_some(0),
                Some((of, quote)) if of == place => Some(quote),
                _ => None,
            };
            let unsaid = session.details.summary.is_none() && (all || bare);
            if summary.is_some() || quote.is_some() || unsaid {
                self.left = self.left.saturating_sub(HEAD);
                told.push((place, ToldSession { place: place.1, summary, quote }));
            }
        }
        told.sort_by_key(|(place, _)| *place);
        for ((part, _), session) in told {
            self.part(part).sessions.push(session);
        }
    }

    /// Returns the story's copy of a programme part, which is begun if it is not there yet.
    fn part(&mut self, place: usize) -> &mut ToldPart<'a> {
        if self.told.parts.last().is_none_or(|last| last.place != place) {
            let summary = self.event.programme[place].details.summary.as_ref();
            let summary = summary.and_then(|prose| self.fitting(prose, self.limits.sessions.1));
            self.told.parts.push(ToldPart { place, summary, sessions: vec![] });
        }
        let last = self.told.parts.len() - 1;
        &mut self.told.parts[last]
    }

    /// Tells the best quotation and no more of what was said.
    fn quotation_alone(&mut self) {
        if let Some(((part, place), quote)) = quotation(self.event, self.reader) {
            let session = ToldSession { place, summary: None, quote: Some(quote) };
            let part = ToldPart { place: part, summary: None, sessions: vec![session] };
            self.told.parts.push(part);
        }
    }
}

/// Returns a text of an event in the language of the readers.
fn blocks<'a>(event: &'a Event, prose: &'a Prose, reader: &Language) -> &'a [Block] {
    prose.to_reader(event.language(), reader).text.blocks()
}
