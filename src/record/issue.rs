//! From the file of an issue to an [`Issue`]: its keys, and what they come to.

use std::sync::Arc;

use chrono::NaiveDate;
use schemars::{Schema, SchemaGenerator, json_schema};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::names::Names;
use super::raw::{PersonName, RawOrganisation, RawPerson};
use super::{Context, languages};
use crate::diagnostic::{Code, Diagnostic};
use crate::event::{
    Contact, EditorsNote, Event, File, Imprint, Issn, Issue, Language, Office, Period, Prose, Slug,
    Story, Text, Titled, Upcoming,
};
use crate::reader::{self, Entries, Node, Reader, Required, Shape, TableShape, shape};
use crate::source::Source;
use crate::spelling::{list, nearest};

shape! {
    /// An issue of a newsletter.
    struct RawIssue {
        /// The newsletter's name.
        name: Required<Text> ["S Periodical", "\"Tides\""],
        /// The line under the name.
        tagline: Option<Text> ["", "\"News of the coast\""],
        /// The volume.
        volume: Option<u64> ["S volumeNumber", "3"],
        /// The number of the issue.
        number: Option<Spanned<u64>> ["S issueNumber", "11"],
        /// When it appeared.
        date: Required<NaiveDate> ["S datePublished", "2025-06-01"],
        /// What it is the issue of; otherwise its date is printed.
        period: Option<Text> ["", "\"June 2025\""],
        /// How often it appears.
        frequency: Option<Text> ["", "\"monthly\""],
        /// The ISSN of the printed newsletter, or a table with `print` and `online`.
        issn: Option<RawIssn> ["S issn", "\"2049-3630\""],
        /// The languages of the issue, the main one first.
        languages: Vec<Language> ["S inLanguage, BCP 47", "[\"en\"]"],
        /// A word of the editor.
        editors_note: Option<RawNote> ["", "{ text = \"This month, gauges.\" }"],
        /// The events that it tells of: ids of records, or tables that choose and retell them.
        stories: Vec<RawStory> ["S hasPart", "[\"harbour-day-2025-05-14\"]"],
        /// Short news.
        briefs: Vec<Titled> ["", "[{ title = \"New gauge\", text = \"It stands.\" }]"],
        /// Announcements.
        announcements: Vec<Titled> ["", "[{ title = \"Call\", text = \"Send papers.\" }]"],
        /// News of people.
        people_news: Vec<Titled> ["", "[{ title = \"Farewell\", text = \"Ben leaves.\" }]"],
        /// What was published.
        publications: Vec<Titled> ["", "[{ title = \"Tide Atlas\", text = \"It is out.\" }]"],
        /// What is to come.
        upcoming: Vec<RawUpcoming> ["S Event", "[{ title = \"Gauge clinic\", start = 2025-07-02 }]"],
        /// The editorial board.
        board: Vec<RawOffice> ["S editor", "[{ role = \"Editor\", people = \"Elin Berg\" }]"],
        /// Who publishes and prints it.
        imprint: Option<Imprint> ["", "{ publisher = \"ICS\" }"],
        /// Whom to ask.
        contact: Option<Contact> ["S contactPoint", "{ name = \"Press office\" }"],
        /// The people, each under an id.
        people: Entries<RawPerson> ["S Person", "{ ben = { name = \"Ben Adeyemi\" } }"],
        /// The organisations, each under an id.
        organisations: Entries<RawOrganisation> ["S Organization", "{ ics = { name = \"ICS\" } }"],
    }

    /// The serial numbers of a newsletter.
    struct RawIssnTable {
        /// That of the printed newsletter.
        print: Option<Issn> ["S issn", "\"2049-3630\""],
        /// That of the newsletter on the web.
        online: Option<Issn> ["S issn", "\"2434-561X\""],
    }

    /// A word of the editor.
    struct RawNote {
        /// Its title.
        title: Option<Text> ["", "\"Dear readers\""],
        /// The text.
        text: Required<Prose> ["", "\"This month, gauges.\""],
        /// Who wrote it.
        author: Option<PersonName> ["S author", "\"Elin Berg\""],
    }

    /// The events that an issue tells of: one, or all of some days or with a keyword.
    struct RawStoryTable {
        /// The id of a record.
        record: Option<Spanned<String>> ["", "\"harbour-day-2025-05-14\""],
        /// All that began on this day or later.
        from: Option<NaiveDate> ["", "2025-05-01"],
        /// All that began on this day or earlier.
        to: Option<NaiveDate> ["", "2025-05-31"],
        /// All with this keyword.
        keyword: Option<Spanned<String>> ["", "\"tides\""],
        /// Whether it leads the issue; otherwise the first does.
        lead: Option<bool> ["", "true"],
        /// A headline for this issue.
        headline: Option<Text> ["S headline", "\"Gauges on the move\""],
        /// A deck for this issue.
        deck: Option<Text> ["N abstract", "\"Seven records, one sea.\""],
        /// A text for this issue.
        text: Option<Prose> ["S articleBody", "\"They met.\""],
    }

    /// An event to come.
    struct RawUpcoming {
        /// What it is called.
        title: Required<Text> ["S name", "\"Gauge clinic\""],
        /// The first day.
        start: Required<crate::event::Moment> ["S startDate", "2025-07-02"],
        /// The last day.
        end: Option<Spanned<crate::event::Moment>> ["S endDate, inclusive", "2025-07-03"],
        /// Where.
        venue: Option<Text> ["S location", "\"Old Customs House\""],
        /// Where to read more.
        url: Option<Text> ["S url", "\"https://ics.example/clinic\""],
        /// What else to know.
        note: Option<Text> ["", "\"Registration is open.\""],
    }

    /// A role on the editorial board.
    struct RawOffice {
        /// The role.
        role: Required<Text> ["", "\"Editor\""],
        /// Who has it.
        people: Vec<PersonName> ["", "\"Elin Berg\""],
    }
}

shape! {
    /// Who publishes and prints an issue.
    for Imprint {
        /// The publisher.
        publisher: Option<Text> ["S publisher", "\"Institute for Coastal Studies\""],
        /// The printer.
        printer: Option<Text> ["", "\"Harbour Press\""],
        /// The publisher's address.
        address: Option<Text> ["S address", "\"1 Quay Road, Westhaven\""],
        /// Whose it is.
        copyright: Option<Text> ["S copyrightNotice", "\"© 2025 ICS\""],
        /// What others may do with it.
        licence: Option<Text> ["S license", "\"CC BY 4.0\""],
    }
}

super::raw::name_or_table! {
    /// A story: the id of a record, or a table.
    RawStory: Spanned<String> | RawStoryTable, "a record's id in quotes, or a table";
    /// An ISSN, or two.
    RawIssn: Issn | RawIssnTable, "an ISSN in quotes, or a table";
}

impl Shape for Issn {
    const EXPECTED: &'static str = "an ISSN in quotes, such as \"2049-3630\"";

    fn read(node: &Node, reader: &mut Reader) -> Option<Self> {
        let text = String::read(node, reader)?;
        match Self::parse(&text) {
            Ok(issn) => Some(issn),
            Err((message, hint)) => {
                reader.report(Code::InvalidValue, node.span(), message).hint(hint);
                None
            }
        }
    }

    fn schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string", "pattern": "^[0-9]{4}-?[0-9]{3}[0-9xX]$" })
    }
}

/// The events and the issues of a project, as an issue asks for them.
pub trait Archive {
    /// The ids of all records of events, in the order of their days.
    fn entries(&self) -> &[Entry];

    /// The event of a record, and the text of the record; the reason if there is none.
    ///
    /// # Errors
    /// In words that go on from "the record `x`".
    fn event(&self, id: &Slug) -> Result<(Arc<Event>, Arc<Source>), String>;

    /// Whether an id is that of an issue.
    fn is_issue(&self, id: &str) -> bool;

    /// The numbers of the issues with this name and volume.
    fn numbers(&self, name: &str, volume: Option<u64>) -> Vec<u64>;
}

/// What is known of a record of an event without reading it whole.
#[derive(Debug, Clone)]
pub struct Entry {
    /// Its id.
    pub id: Slug,
    /// Its first day.
    pub start: Option<NaiveDate>,
    /// Its keywords.
    pub keywords: Vec<String>,
}

/// What is known of an issue without reading it whole: name, volume, number.
pub type Numbered = (String, Option<u64>, u64);

/// Looks at a record of an event without reading it whole. What is not TOML has a name
/// all the same.
pub fn glance(id: &Slug, source: &Source) -> Entry {
    let (root, _) = DeTable::parse_recoverable(source.text());
    let keywords = match root.get_ref().get("keywords").map(Spanned::get_ref) {
        Some(DeValue::Array(nodes)) => {
            nodes.iter().filter_map(|node| main_text(node.get_ref())).collect()
        }
        Some(value) => main_text(value).into_iter().collect(),
        None => vec![],
    };
    let start = match root.get_ref().get("start").map(Spanned::get_ref) {
        Some(DeValue::Datetime(moment)) => moment.date.and_then(|date| {
            NaiveDate::from_ymd_opt(date.year.into(), date.month.into(), date.day.into())
        }),
        _ => None,
    };
    Entry { id: id.clone(), start, keywords }
}

/// Looks at an issue without reading it whole. None if it has no name or number.
pub fn glance_at_issue(source: &Source) -> Option<Numbered> {
    let (root, _) = DeTable::parse_recoverable(source.text());
    let number = |key: &str| match root.get_ref().get(key).map(Spanned::get_ref) {
        Some(DeValue::Integer(number)) => number.as_str().parse::<u64>().ok(),
        _ => None,
    };
    let name = main_text(root.get_ref().get("name")?.get_ref())?;
    Some((name, number("volume"), number("number")?))
}

/// A text as it stands, or in the first of its languages, which is the main one.
fn main_text(value: &DeValue<'_>) -> Option<String> {
    let text = match value {
        DeValue::Table(languages) => {
            let first = languages.iter().min_by_key(|(tag, _)| tag.span().start);
            first?.1.get_ref().as_str()?
        }
        value => value.as_str()?,
    };
    Some(text.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// Reads an issue.
///
/// The issue is there exactly when no finding is an error.
pub fn read_issue(
    source: &Arc<Source>,
    context: &Context<'_>,
    archive: &dyn Archive,
) -> (Option<Issue>, Vec<Diagnostic>) {
    let (issue, reader) = reader::read(source, File::Record, |root, reader| {
        reader.set_languages(languages(root, context.language));
        let raw = RawIssue::read_table(root, 0..0, reader);
        let mut names = Names::in_folder(context.directory, reader, context.photos);
        raw.and_then(|raw| raw.validate(context, &mut names, archive))
    });
    (issue, reader.finish())
}

impl RawIssue {
    fn validate(
        mut self,
        context: &Context<'_>,
        names: &mut Names<'_>,
        archive: &dyn Archive,
    ) -> Option<Issue> {
        let organisations = std::mem::replace(&mut self.organisations, Entries(vec![]));
        names.add_organisations(organisations);
        names.add_people(std::mem::replace(&mut self.people, Entries(vec![])));
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
        names.report_unused();
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
            period: self.period,
            frequency: self.frequency,
            issn_print,
            issn_online,
            languages: if self.languages.is_empty() {
                vec![context.language.clone()]
            } else {
                self.languages
            },
            editors_note,
            stories,
            briefs: self.briefs,
            announcements: self.announcements,
            people: self.people_news,
            publications: self.publications,
            upcoming,
            board,
            imprint: self.imprint,
            contact: self.contact,
        };
        (!names.reader.has_errors()).then_some(issue)
    }
}

/// The stories, the one that leads first, in the order of the file otherwise. What is
/// named by its id is not chosen again by a day or a keyword.
fn stories(raw: Vec<RawStory>, names: &mut Names<'_>, archive: &dyn Archive) -> Vec<Story> {
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
                let finding = names.reader.report(Code::DuplicateEntry, range.clone(), message);
                finding.hint("take one of the entries away");
            }
            if told || !named && by_id.contains(&id) {
                continue;
            }
            let (event, source) = match archive.event(&id) {
                Ok(found) => found,
                Err(reason) => {
                    let message = format!("the record `{id}` {reason}");
                    names
                        .reader
                        .report(Code::UnusableStory, range.clone(), message)
                        .hint(format!("`byline check {id}` tells what is wrong"));
                    continue;
                }
            };
            if retold.lead && leads {
                names
                    .reader
                    .report(Code::DuplicateEntry, range.clone(), "two stories lead the issue")
                    .hint("say `lead = true` of one only");
            }
            leads |= retold.lead;
            let Retold { lead, headline, deck, text } = retold.clone();
            stories.push(Story { event, source, lead, headline, deck, text });
        }
    }
    stories.sort_by_key(|story| !story.lead);
    if let Some(first) = stories.first_mut() {
        first.lead = true;
    }
    stories
}

/// What an issue says of a story in place of its record.
#[derive(Clone, Default)]
struct Retold {
    lead: bool,
    headline: Option<Text>,
    deck: Option<Text>,
    text: Option<Prose>,
}

impl RawStoryTable {
    /// What the table says of the story that it names; nothing, if it chooses by days or a
    /// keyword: tomorrow it may choose others.
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
                .report(Code::InvalidValue, self.range.clone(), message)
                .hint("name the story with `record = \"…\"` in an entry of its own");
            return Retold::default();
        }
        let lead = self.lead == Some(true);
        Retold { lead, headline: self.headline, deck: self.deck, text: self.text }
    }
}

/// The record that an entry names.
fn named(id: &Spanned<String>, names: &mut Names<'_>, archive: &dyn Archive) -> Option<Slug> {
    let known = archive.entries();
    let slug = Slug::new(id.get_ref());
    let found = slug.filter(|slug| known.iter().any(|entry| entry.id == *slug));
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
        names.reader.report(Code::UnknownReference, id.span(), message).hint(hint);
    }
    found
}

/// The records that a table chooses.
fn chosen(table: &RawStoryTable, names: &mut Names<'_>, archive: &dyn Archive) -> Vec<Slug> {
    let filtered = table.keyword.is_some() || table.from.is_some() || table.to.is_some();
    if let Some(id) = &table.record {
        if filtered {
            names
                .reader
                .report(Code::InvalidValue, table.range.clone(), "this story is named and chosen")
                .hint("keep `record`, or else the days and the keyword");
        }
        return named(id, names, archive).into_iter().collect();
    }
    let keyword = table.keyword.as_ref().map(|keyword| keyword.get_ref().trim().to_lowercase());
    if !filtered {
        names
            .reader
            .report(Code::MissingKey, table.range.clone(), "this story does not say which it is")
            .hint("add `record = \"…\"`, or `from` and `to`, or `keyword`");
        return vec![];
    }
    let fits = |entry: &&Entry| {
        let word = keyword.as_ref().is_none_or(|keyword| {
            entry.keywords.iter().any(|known| known.to_lowercase() == *keyword)
        });
        let after = table.from.is_none_or(|from| entry.start.is_some_and(|start| start >= from));
        let before = table.to.is_none_or(|to| entry.start.is_some_and(|start| start <= to));
        word && after && before
    };
    let ids: Vec<_> = archive.entries().iter().filter(fits).map(|entry| entry.id.clone()).collect();
    if ids.is_empty() {
        names
            .reader
            .report(Code::EmptyEntry, table.range.clone(), "no record is chosen by this")
            .hint("check the days and the keyword");
    }
    ids
}

/// A number that no issue of the volume has, before this one.
fn gap(number: &Spanned<u64>, numbers: &[u64], names: &mut Names<'_>) {
    let own = *number.get_ref();
    let before = numbers.iter().copied().filter(|other| *other < own).max();
    if let Some(before) = before
        && own - before > 1
    {
        let message = format!("number {own} follows number {before}");
        names
            .reader
            .report(Code::NumberGap, number.span(), message)
            .hint("check the number, or add the issues between");
    }
    if numbers.iter().filter(|other| **other == own).count() > 1 {
        let message = format!("another issue of this volume has number {own}");
        names.reader.report(Code::NumberGap, number.span(), message).hint("check both numbers");
    }
}

fn upcoming(raw: RawUpcoming, names: &mut Names<'_>) -> Option<Upcoming> {
    let start = raw.start.0?;
    let Some(period) = Period::new(start, raw.end.as_ref().map(|end| *end.get_ref())) else {
        let range = raw.end.map_or(raw.range, |end| end.span());
        let message = "the event ends before it starts";
        names.reader.report(Code::EndBeforeStart, range, message).hint("check both dates");
        return None;
    };
    Some(Upcoming { title: raw.title.0?, period, venue: raw.venue, url: raw.url, note: raw.note })
}
