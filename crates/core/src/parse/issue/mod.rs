//! Converts the file of an issue into an [`Issue`].

mod archive;
mod keys;
mod stories;

use std::sync::Arc;

use toml::Spanned;

use super::names::Names;
use super::{Context, Pictures, read, with_translations};
use crate::diagnostic::Code;
use crate::message::message;
use crate::model::{EditorsNote, Issue, Office, Period, Upcoming};
use crate::reader::{Reader, Reading};
use crate::source::Source;
use stories::stories;

pub use archive::{Archive, IssueNumber, RecordHead, StoryRecord, read_head, read_issue_number};
use keys::RawIssn;
pub(crate) use keys::{RawIssnTable, RawIssue, RawNote, RawOffice, RawStoryTable, RawUpcoming};

/// A parsed issue whose pictures and stories have not been added yet.
pub struct IssueDraft {
    raw: Option<RawIssue>,
    reader: Reader,
}

impl IssueDraft {
    /// Reads the source of an issue.
    pub fn read(source: &Arc<Source>, context: &Context<'_>) -> Self {
        let (raw, reader) = read(source, context);
        Self { raw, reader }
    }

    /// Returns the pictures that the issue itself names, as written.
    pub fn pictures(&self) -> &[String] {
        &self.reader.pictures
    }

    /// Completes the issue with its stories and the inspected pictures.
    ///
    /// The issue is present if and only if no finding is an error.
    pub fn complete(
        mut self,
        context: &Context<'_>,
        pictures: &Pictures,
        archive: &dyn Archive,
    ) -> Reading<Option<Issue>> {
        let mut names = Names::new(context.directory, &mut self.reader, pictures);
        let issue = self.raw.and_then(|raw| raw.validate(context, &mut names, archive));
        self.reader.report_untranslatable();
        self.reader.finish_with(issue)
    }
}

impl RawIssue {
    fn validate(
        self,
        context: &Context<'_>,
        names: &mut Names<'_>,
        archive: &dyn Archive,
    ) -> Option<Issue> {
        names.add_organisations(self.organisations);
        names.add_people(self.people);
        let stories = stories(self.stories, names, archive);
        if let (Some(number), Some(name)) = (&self.number, &self.name.0) {
            let numbers = archive.numbers(name.as_str(), self.volume);
            gap(number, &numbers, names);
        }
        let editors_note = self.editors_note.and_then(|raw| {
            let author = raw.author.and_then(|author| names.person(author));
            Some(EditorsNote { title: raw.title, text: raw.text.0?, author })
        });
        let upcoming: Vec<_> =
            self.upcoming.into_iter().filter_map(|raw| upcoming(raw, names)).collect();
        let board = self
            .board
            .into_iter()
            .filter_map(|raw| Some(Office { people: names.people(raw.people), role: raw.role.0? }));
        let board = board.collect();
        names.report_unused(true);
        let (issn_print, issn_online) = match self.issn {
            None => (None, None),
            Some(RawIssn::Name(issn)) => (Some(issn), None),
            Some(RawIssn::Table(raw)) => (raw.print, raw.online),
        };
        let issue = Issue {
            id: context.id.clone(),
            name: self.name.0?,
            tagline: self.tagline,
            volume: self.volume,
            number: self.number.map(Spanned::into_inner),
            date: self.date.0?,
            periodicity: self.periodicity,
            issn_print,
            issn_online,
            languages: with_translations(self.languages, context),
            editors_note,
            stories,
            sections: self.sections,
            upcoming,
            board,
            colophon: self.colophon,
        };
        (!names.reader.has_errors()).then_some(issue)
    }
}

/// Reports issue numbers skipped before this one, and a number that another issue also has.
fn gap(number: &Spanned<u64>, numbers: &[u64], names: &mut Names<'_>) {
    let own = *number.get_ref();
    let before = numbers.iter().copied().filter(|other| *other < own).max();
    if let Some(before) = before
        && own - before > 1
    {
        let message = message!("number {own} follows number {before}");
        names
            .reader
            .report(Code::NUMBER_GAP, number.span(), message)
            .hint(message!("check the number, or add the issues between"));
    }
    if numbers.iter().filter(|other| **other == own).count() > 1 {
        let message = message!("another issue of this volume has number {own}");
        let hint = message!("check both numbers");
        names.reader.report(Code::NUMBER_GAP, number.span(), message).hint(hint);
    }
}

fn upcoming(raw: RawUpcoming, names: &mut Names<'_>) -> Option<Upcoming> {
    let start = raw.start.0?;
    let Some(period) = Period::new(start, raw.end.as_ref().map(|end| *end.get_ref())) else {
        let range = raw.end.map_or(raw.range, |end| end.span());
        let message = message!("the event ends before it starts");
        let hint = message!("check both dates");
        names.reader.report(Code::END_BEFORE_START, range, message).hint(hint);
        return None;
    };
    Some(Upcoming { title: raw.title.0?, period, details: raw.details })
}
