//! Resolves the stories of an issue: the events that it covers and the texts that it overrides.

use toml::Spanned;

use super::archive::{Archive, RecordHead, StoryRecord};
use super::keys::{RawStory, RawStoryTable};
use crate::diagnostic::Code;
use crate::model::{Prose, Slug, Story, Text};
use crate::parse::names::Names;
use crate::spelling::{list, nearest};

/// Returns the stories: the lead story first, then the others in the order of the file. A record
/// named by id is not selected again by a date or a keyword.
pub(super) fn stories(
    raw: Vec<RawStory>,
    names: &mut Names<'_>,
    archive: &dyn Archive,
) -> Vec<Story> {
    let mut entries = Vec::new();
    for raw in raw {
        entries.push(match raw {
            RawStory::Name(id) => (
                id.span(),
                named(&id, names, archive).into_iter().collect(),
                Retold::default(),
                true,
            ),
            RawStory::Table(table) => {
                let range = table.range.clone();
                let by_id = table.record.is_some();
                let ids: Vec<Slug> = chosen(&table, names, archive);
                (range, ids, table.retold(by_id, names), by_id)
            }
        });
    }
    let by_id = entries.iter().filter(|(.., by_id)| *by_id).flat_map(|(_, ids, ..)| ids);
    let by_id: Vec<Slug> = by_id.cloned().collect();
    let mut stories: Vec<Story> = Vec::new();
    let mut leads = false;
    for (range, ids, retold, named) in entries {
        for id in ids {
            let told = stories.iter().any(|story| story.event.id == id);
            if told && named {
                let message = format!("the issue tells of `{id}` twice");
                let finding = names.reader.report(Code::DUPLICATE_ENTRY, range.clone(), message);
                finding.hint("take one of the entries away");
            }
            if told || !named && by_id.contains(&id) {
                continue;
            }
            let StoryRecord { event, sources, consulted } = match archive.event(&id) {
                Ok(found) => found,
                Err(reason) => {
                    let message = format!("the record `{id}` {reason}");
                    names
                        .reader
                        .report(Code::UNUSABLE_STORY, range.clone(), message)
                        .hint(format!("`byline check {id}` tells what is wrong"));
                    continue;
                }
            };
            names.reader.consulted.add_story(&id, sources.fingerprint(), consulted);
            if retold.lead && leads {
                names
                    .reader
                    .report(Code::DUPLICATE_ENTRY, range.clone(), "two stories lead the issue")
                    .hint("say `lead = true` of one only");
            }
            leads |= retold.lead;
            let Retold { lead, headline, deck, text } = retold.clone();
            stories.push(Story { event, sources, lead, headline, deck, text });
        }
    }
    stories.sort_by_key(|story| !story.lead);
    if let Some(first) = stories.first_mut() {
        first.lead = true;
    }
    stories
}

/// The texts and settings of a story that override those of its record.
#[derive(Clone, Default)]
struct Retold {
    lead: bool,
    headline: Option<Text>,
    deck: Option<Text>,
    text: Option<Prose>,
}

impl RawStoryTable {
    /// Returns the overrides for the story that the table names. A table that selects by dates
    /// or a keyword cannot have any, because its selection may change as records are added.
    fn retold(self: Box<Self>, by_id: bool, names: &mut Names<'_>) -> Retold {
        let said = [
            ("lead", self.lead.is_some()),
            ("headline", self.headline.is_some()),
            ("deck", self.deck.is_some()),
            ("text", self.text.is_some()),
        ];
        let said: Vec<&str> = said.iter().filter(|(_, said)| *said).map(|(key, _)| *key).collect();
        if !by_id && !said.is_empty() {
            let message = format!("{} is for one story, and this may choose several", list(&said));
            names
                .reader
                .report(Code::INVALID_VALUE, self.range.clone(), message)
                .hint("name the story with `record = \"…\"` in an entry of its own");
            return Retold::default();
        }
        let lead = self.lead == Some(true);
        Retold { lead, headline: self.headline, deck: self.deck, text: self.text }
    }
}

/// Returns the record that an entry names.
fn named(id: &Spanned<String>, names: &mut Names<'_>, archive: &dyn Archive) -> Option<Slug> {
    let known = archive.records();
    let slug = id.get_ref().parse().ok();
    let found = slug.filter(|slug: &Slug| known.iter().any(|entry| entry.id == *slug));
    if found.is_none() {
        let message = if archive.is_issue(id.get_ref()) {
            format!("`{}` is an issue; stories are events", id.get_ref())
        } else {
            format!("there is no record `{}`", id.get_ref())
        };
        let near = nearest(id.get_ref(), known.iter().map(|entry| entry.id.as_str()));
        let hint = match near {
            Some(near) => format!("did you mean `{near}`?"),
            None => "write the id of a record, which is its file's name without .toml".into(),
        };
        names.reader.report(Code::UNKNOWN_REFERENCE, id.span(), message).hint(hint);
    }
    found
}

/// Returns the records that a table selects.
fn chosen(table: &RawStoryTable, names: &mut Names<'_>, archive: &dyn Archive) -> Vec<Slug> {
    let filtered = table.keyword.is_some() || table.from.is_some() || table.to.is_some();
    if let Some(id) = &table.record {
        if filtered {
            names
                .reader
                .report(Code::INVALID_VALUE, table.range.clone(), "this story is named and chosen")
                .hint("keep `record`, or else the days and the keyword");
        }
        return named(id, names, archive).into_iter().collect();
    }
    let keyword = table.keyword.as_ref().map(|keyword| keyword.get_ref().trim().to_lowercase());
    if !filtered {
        names
            .reader
            .report(Code::MISSING_KEY, table.range.clone(), "this story does not say which it is")
            .hint("add `record = \"…\"`, or `from` and `to`, or `keyword`");
        return vec![];
    }
    names.reader.consulted.chose = true;
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
            .report(Code::EMPTY_ENTRY, table.range.clone(), "no record is chosen by this")
            .hint("check the days and the keyword");
    }
    ids
}
