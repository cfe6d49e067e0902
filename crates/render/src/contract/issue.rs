//! The contract for issues of a newsletter: each becomes one dictionary.

use typst::foundations::{Dict, dict};

use super::values::{Composer, array};
use super::words::language;
use byline_core::model::{Issn, Issue, Story};

impl Composer<'_> {
    pub(super) fn issue(&self, issue: &Issue) -> Dict {
        let stories = issue.stories.iter().enumerate();
        let stories: Vec<Dict> = stories.map(|(index, story)| self.story(index, story)).collect();
        let editors_note = issue.editors_note.as_ref().map(|note| {
            dict! {
                "title" => self.optional(note.title.as_ref()),
                "text" => self.prose(Some(&note.text)),
                "author" => note.author.as_ref().map(|author| self.person(author)),
            }
        });
        let issn = |issn: &Option<Issn>| issn.as_ref().map(|issn| issn.as_str().to_owned());
        let mut values = dict! {
            "id" => issue.id.as_str(),
            "name" => self.text(&issue.name),
            "tagline" => self.optional(issue.tagline.as_ref()),
            "volume" => issue.volume,
            "number" => issue.number,
            "date" => self.date(issue.date),
        };
        values.extend(self.fields(&issue.periodicity));
        values.extend(dict! {
            "issn" => dict! {
                "print" => issn(&issue.issn_print),
                "online" => issn(&issue.issn_online),
            },
            "language" => language(&self.locale.language),
            "editors-note" => editors_note,
            "stories" => array(&stories, Clone::clone),
        });
        values.extend(self.fields(&issue.sections));
        values.extend(dict! {
            "upcoming" => array(&issue.upcoming, |upcoming| {
                let mut values = dict! {
                    "title" => self.text(&upcoming.title),
                    "when" => self.when(&upcoming.period),
                };
                values.extend(self.fields(&upcoming.details));
                values
            }),
            "board" => array(&issue.board, |office| dict! {
                "role" => self.text(&office.role),
                "people" => self.people(&office.people),
            }),
        });
        values.extend(self.fields(&issue.colophon));
        values
    }

    fn story(&self, index: usize, story: &Story) -> Dict {
        // The event's texts are in a record of their own.
        let there = self.of_story(index, story.event.language());
        dict! {
            "event" => there.event(&story.event),
            "lead" => story.lead,
            "headline" => self.optional(story.headline.as_ref()),
            "deck" => self.optional(story.deck.as_ref()),
            "text" => self.prose(story.text.as_ref()),
        }
    }
}
