//! Resolves the stories of an issue: the events that it covers and the texts that it overrides.

use std::collections::BTreeSet;
use std::ops::Range;

use toml::Spanned;

use super::archive::{Archive, RecordHead, StoryRecord};
use super::keys::{RawStory, RawStoryTable};
use crate::diagnostic::Code;
use crate::message::message;
use crate::model::limits::{MAX_CHOICES, MAX_STORIES, grouped};
use crate::model::{Prose, Slug, Story, StoryLength, Text};
use crate::parse::names::Names;
use crate::spelling::list;

/// Returns the stories: the lead story first, then the others in the order of the file. A record
/// named by id is not selected again by a date or a keyword.
pub(super) fn stories(
    raw: Vec<RawStory>,
    names: &mut Names<'_>,
    archive: &dyn Archive,
) -> Vec<Story> {
    let entries = entries(raw, names, archive);
    let by_id = entries.iter().filter(|entry| entry.named).flat_map(|entry| &entry.ids);
    let by_id: BTreeSet<Slug> = by_id.cloned().collect();
    let mut selected = BTreeSet::new();
    let mut stories: Vec<Story> = Vec::new();
    let mut leads = false;
    for Choice { range, ids, overrides, named } in entries {
        for id in ids.into_iter().filter(|id| named || !by_id.contains(id)) {
            if !selected.insert(id.clone()) {
                if named {
                    let message = message!("the issue tells of `{id}` twice");
                    let finding =
                        names.reader.report(Code::DUPLICATE_ENTRY, range.clone(), message);
                    finding.hint(message!("take one of the entries away"));
                }
                continue;
            }
            if selected.len() > MAX_STORIES {
                let most = grouped(MAX_STORIES);
                let message = message!("an issue tells of at most {most} records");
                let finding = names.reader.report(Code::OVER_LIMIT, range, message);
                finding.hint(message!("divide it among several issues"));
                return stories;
            }
            let Some(record) = record(&id, &range, names, archive) else { continue };
            if overrides.lead && leads {
                let message = message!("two stories lead the issue");
                names
                    .reader
                    .report(Code::DUPLICATE_ENTRY, range.clone(), message)
                    .hint(message!("say `lead = true` of one only"));
            }
            leads |= overrides.lead;
            let StoryRecord { event, sources, .. } = record;
            let StoryOverrides { lead, length, headline, deck, text } = overrides.clone();
            let length = length.unwrap_or(StoryLength::Story);
            stories.push(Story { event, sources, lead, length, headline, deck, text });
        }
    }
    stories.sort_by_key(|story| !story.lead);
    if let Some(first) = stories.first_mut() {
        first.lead = true;
    }
    stories
}

/// The records that an entry of an issue names or chooses.
struct Choice {
    range: Range<usize>,
    ids: Vec<Slug>,
    overrides: StoryOverrides,
    named: bool,
}

fn entries(raw: Vec<RawStory>, names: &mut Names<'_>, archive: &dyn Archive) -> Vec<Choice> {
    let mut entries = Vec::new();
    let mut choices = 0;
    for raw in raw {
        entries.push(match raw {
            RawStory::Name(id) => Choice {
                range: id.span(),
                ids: named(&id, names, archive).into_iter().collect(),
                overrides: StoryOverrides::default(),
                named: true,
            },
            RawStory::Table(table) => {
                let (range, named) = (table.range.clone(), table.record.is_some());
                choices += usize::from(!named);
                if choices > MAX_CHOICES {
                    let message = message!(
                        "at most {most} entries of an issue choose stories",
                        most = MAX_CHOICES
                    );
                    let finding = names.reader.report(Code::OVER_LIMIT, range, message);
                    finding.hint(message!("name the records, or choose more at once"));
                    break;
                }
                let ids = chosen(&table, names, archive);
                Choice { range, ids, overrides: table.overrides(named, names), named }
            }
        });
    }
    entries
}

/// Reads the record of a story. Returns `None` if an error was reported.
fn record(
    id: &Slug,
    range: &Range<usize>,
    names: &mut Names<'_>,
    archive: &dyn Archive,
) -> Option<StoryRecord> {
    match archive.event(id) {
        Ok(mut record) => {
            let dependencies = std::mem::take(&mut record.dependencies);
            names.reader.dependencies.add_story(id, record.sources.fingerprint(), dependencies);
            Some(record)
        }
        Err(message) => {
            names
                .reader
                .report(Code::UNUSABLE_STORY, range.clone(), message)
                .hint(message!("`byline check {id}` tells what is wrong"));
            None
        }
    }
}

/// The texts and settings of a story that override those of its record.
#[derive(Clone, Default)]
struct StoryOverrides {
    lead: bool,
    length: Option<StoryLength>,
    headline: Option<Text>,
    deck: Option<Text>,
    text: Option<Prose>,
}

impl RawStoryTable {
    /// Returns the overrides for the story that the table names. A table that selects by dates
    /// or a keyword cannot have any but a length, because its selection may change as records are
    /// added.
    fn overrides(self: Box<Self>, by_id: bool, names: &mut Names<'_>) -> StoryOverrides {
        let said = [
            ("lead", self.lead.is_some()),
            ("headline", self.headline.is_some()),
            ("deck", self.deck.is_some()),
            ("text", self.text.is_some()),
        ];
        let said: Vec<&str> = said.iter().filter(|(_, said)| *said).map(|(key, _)| *key).collect();
        if !by_id && !said.is_empty() {
            let keys = list(&said);
            let message = message!("{keys} is for one story, and this may choose several");
            names
                .reader
                .report(Code::INVALID_VALUE, self.range.clone(), message)
                .hint(message!("name the story with `record = \"…\"` in an entry of its own"));
            return StoryOverrides { length: self.length, ..StoryOverrides::default() };
        }
        let Self { length, headline, deck, text, .. } = *self;
        StoryOverrides { lead: self.lead == Some(true), length, headline, deck, text }
    }
}

/// Returns the record that an entry names.
fn named(id: &Spanned<String>, names: &mut Names<'_>, archive: &dyn Archive) -> Option<Slug> {
    let name = id.get_ref();
    let slug = name.parse().ok();
    let found = slug.filter(|slug: &Slug| archive.has(slug));
    if found.is_none() {
        let message = if archive.is_issue(name) {
            message!("`{name}` is an issue; stories are events")
        } else {
            message!("there is no record `{name}`")
        };
        let known = archive.records().iter().map(|entry| entry.id.as_str());
        let near = names.reader.suggestions.nearest(name, known).map(str::to_owned);
        let finding = names.reader.report(Code::UNKNOWN_REFERENCE, id.span(), message);
        match near {
            Some(near) => finding.did_you_mean(near),
            None => finding
                .hint(message!("write the id of a record, which is its file's name without .toml")),
        };
    }
    found
}

/// Returns the records that a table selects.
fn chosen(table: &RawStoryTable, names: &mut Names<'_>, archive: &dyn Archive) -> Vec<Slug> {
    let filtered = table.keyword.is_some() || table.from.is_some() || table.to.is_some();
    if let Some(id) = &table.record {
        if filtered {
            let message = message!("this story is named and chosen");
            names
                .reader
                .report(Code::INVALID_VALUE, table.range.clone(), message)
                .hint(message!("keep `record`, or else the days and the keyword"));
        }
        return named(id, names, archive).into_iter().collect();
    }
    let keyword = table.keyword.as_ref().map(|keyword| keyword.get_ref().trim().to_lowercase());
    if !filtered {
        let message = message!("this story does not say which it is");
        names
            .reader
            .report(Code::MISSING_KEY, table.range.clone(), message)
            .hint(message!("add `record = \"…\"`, or `from` and `to`, or `keyword`"));
        return vec![];
    }
    names.reader.dependencies.chose = true;
    let fits = |entry: &&RecordHead| {
        let word = keyword.as_ref().is_none_or(|keyword| {
            entry.keywords.iter().any(|known| known.to_lowercase() == *keyword)
        });
        let after = table.from.is_none_or(|from| entry.start.is_some_and(|start| start >= from));
        let before = table.to.is_none_or(|to| entry.start.is_some_and(|start| start <= to));
        word && after && before
    };
    let ids: Vec<_> = archive.records().iter().filter(fits).map(|entry| entry.id.clone()).collect();
    if ids.is_empty() {
        names
            .reader
            .report(Code::EMPTY_ENTRY, table.range.clone(), message!("no record is chosen by this"))
            .hint(message!("check the days and the keyword"));
    }
    ids
}
