//! Converts an issue of a newsletter to one dictionary.

use typst::foundations::{Dict, dict};

use super::convert::array;
use super::introductions::Capacity;
use super::spot::Spot;
use super::values::{Composer, add};
use super::words::language;
use byline_core::abridge::{told, told_shorter};
use byline_core::model::{Issue, Story};

impl Composer<'_> {
    pub(super) fn issue(&self, issue: &Issue) -> Dict {
        let root = Spot::root();
        let stories = issue.stories.iter().enumerate();
        let stories: Vec<Dict> = stories.map(|(index, story)| self.story(index, story)).collect();
        let author_at = root.key("editors-note").key("author");
        let editors_note = issue.editors_note.as_ref().map(|note| {
            dict! {
                "title" => self.optional(note.title.as_ref()),
                "text" => self.prose(Some(&note.text)),
                "author" => note.author.as_ref().map(|author| self.person(author, &author_at, Capacity::Other)),
            }
        });
        let mut values = dict! {
            "id" => issue.id.as_str(),
            "name" => self.text(&issue.name),
            "tagline" => self.optional(issue.tagline.as_ref()),
            "volume" => issue.volume,
            "number" => issue.number,
            "date" => self.date(issue.date, &root.key("date")),
        };
        add(&mut values, self.fields(&issue.periodicity, &root));
        let more = dict! {
            "issn" => self.issn(issue),
            "shown" => self.issue_shown(issue),
            "language" => language(&self.locale.language),
            "editors-note" => editors_note,
            "stories" => array(&stories, Clone::clone),
        };
        add(&mut values, more);
        add(&mut values, self.fields(&issue.sections, &root));
        let more = dict! {
            "upcoming" => array(&issue.upcoming, |upcoming| {
                let at = self.around(&upcoming.title);
                let mut values = dict! {
                    "title" => self.text(&upcoming.title),
                    "when" => self.when(&upcoming.period, &at),
                };
                add(&mut values, self.fields(&upcoming.details, &at));
                values
            }),
            "board" => array(&issue.board, |office| dict! {
                "role" => self.text(&office.role),
                "people" => self.people(&office.people, &self.beside(&office.role, "people"), Capacity::Other),
            }),
        };
        add(&mut values, more);
        add(&mut values, self.fields(&issue.colophon, &root));
        values
    }

    fn story(&self, index: usize, story: &Story) -> Dict {
        // The texts of the story's event are in a separate record.
        let there = self.of_story(index, story.event.language());
        let event = there.event(&story.event);
        let reader = &self.locale.language;
        dict! {
            "told" => there.told(story, &told(story, reader), &event),
            "shorter" => told_shorter(story, reader).map(|told| there.told(story, &told, &event)),
            "event" => event,
            "lead" => story.lead,
            "headline" => self.optional(story.headline.as_ref()),
            "deck" => self.optional(story.deck.as_ref()),
            "text" => self.prose(story.text.as_ref()),
        }
    }
}
