//! Converts the raw shape of a record into an event, or reports its problems.

use std::sync::Arc;

use toml::Spanned;

use super::Context;
use super::links::{self, LinkedRecords};
use super::names::Names;
use super::photo::photo;
use super::programme::{self, PhotoTargets};
use super::raw::{
    OrganisationName, RawAttendance, RawCeremonies, RawCredits, RawOrganisers, RawRecord,
    RawSponsor,
};
use crate::diagnostic::Code;
use crate::message::message;
use crate::model::limits::{MAX_METADATA, beyond_metadata, grouped};
use crate::model::{
    Attendance, Breakdown, Catalogue, Count, CreditRole, EarlierEdition, Event, EventPhotos, File,
    Moment, Number, Occasion, Organisation, OrganisationRole, Origin, Period, Person, Sponsor,
    Status, Titles,
};
use crate::reader::Reader;

/// The maximum length of an address in bytes: the capacity of a QR code with 77 modules per side
/// (version 15, level M, ISO/IEC 18004), which phones can still scan at 20 mm.
const MAX_IN_A_CODE: usize = 400;

/// How many times larger one attendance is than another if it is probably a slip.
const LEAP: u64 = 10;

impl RawRecord {
    /// Converts the record into an event. Returns `None` if an error was reported.
    pub(super) fn validate(
        self,
        context: &Context<'_>,
        records: Option<&LinkedRecords>,
        names: &mut Names<'_>,
    ) -> Option<Event> {
        let is_told = self.is_told();
        names.add_organisations(self.organisations);
        names.add_people(self.people);
        let period = self.start.0.and_then(|start| period(start, self.end, names.reader));
        let links = (self.follows, self.related_events);
        let links = links::resolve(links, context.id, records, names.reader);
        let (sponsors, organisations) = self.organisers.resolve(names);
        let attendance = self.attendance.map(|raw| attendance(raw, &links.editions, names));
        let attendance = attendance.unwrap_or_default();
        let credits = self.credits.map_or_else(Vec::new, |raw| credits(raw, names));
        let mut targets = PhotoTargets::default();
        let mut programme = programme::parts(self.programme, period.as_ref(), names, &mut targets);
        let RawCeremonies { signings, awards, launches, certificates, .. } = self.ceremonies;
        let signings = signings.into_iter().filter_map(|raw| raw.resolve(names)).collect();
        let awards = awards.into_iter().filter_map(|raw| raw.resolve(names)).collect();
        let launches = launches.into_iter().filter_map(|raw| raw.resolve(names)).collect();
        let certificates = certificates.into_iter().filter_map(|raw| raw.resolve(names)).collect();
        let mut photos = EventPhotos::default();
        for raw in self.photos {
            let target = raw.after.as_ref().and_then(|after| targets.find(after, names));
            if let Some(photo) = photo(raw, names) {
                programme::place_photo(photo, target, &mut photos, &mut programme);
            }
        }
        let cast = names.own_people().filter(|one| !one.roles.is_empty()).cloned().collect();
        names.report_unused(is_told);
        check_address(&self.titles, names.reader);
        check_series(&self.occasion, names.reader);
        check_metadata(&self.catalogue, &credits, names.reader);
        let event = Event {
            id: context.id.clone(),
            title: self.title.0?,
            titles: self.titles,
            occasion: self.occasion,
            status: self.status.unwrap_or(Status::Held),
            languages: super::with_translations(self.languages, context),
            catalogue: self.catalogue,
            period: period?,
            part_of_day: self.part_of_day,
            zone: self.timezone,
            duration: self.duration,
            mode: self.mode.0?,
            venues: self.venue,
            organisations,
            sponsors,
            cast,
            links,
            attendance,
            figures: self.figures,
            narrative: self.narrative,
            photos,
            programme,
            signings,
            awards,
            launches,
            certificates,
            credits,
            provenance: self.provenance,
        };
        (!names.reader.has_errors()).then_some(event)
    }

    /// Returns whether the record says anything of what happened at the event.
    fn is_told(&self) -> bool {
        let RawCeremonies { signings, awards, launches, certificates, .. } = &self.ceremonies;
        let ceremonies = [signings.len(), awards.len(), launches.len(), certificates.len()];
        !self.programme.is_empty() || ceremonies != [0; 4]
    }
}

/// Returns the period of the event. Returns `None` if an error was reported.
fn period(start: Moment, end: Option<Spanned<Moment>>, reader: &mut Reader) -> Option<Period> {
    let period = Period::new(start, end.as_ref().map(|end| *end.get_ref()));
    if let (None, Some(end)) = (period, end) {
        reader
            .report(Code::END_BEFORE_START, end.span(), message!("the event ends before it starts"))
            .hint(message!("check both dates; `end` is the last day of the event"));
    }
    period
}

/// Organisations by what they did.
type ByRole = Vec<(OrganisationRole, Vec<Arc<Organisation>>)>;

impl RawOrganisers {
    /// Returns the sponsors, and the other organisations by role.
    fn resolve(self, names: &mut Names<'_>) -> (Vec<Sponsor>, ByRole) {
        let sponsors = self.sponsor.into_iter().filter_map(|raw| sponsor(raw, names)).collect();
        let organisations = [
            (OrganisationRole::Host, self.host),
            (OrganisationRole::Organiser, self.organiser),
            (OrganisationRole::CoOrganiser, self.co_organiser),
            (OrganisationRole::Supporter, self.supporter),
            (OrganisationRole::Funder, self.funder),
            (OrganisationRole::MediaPartner, self.media_partner),
            (OrganisationRole::Exhibitor, self.exhibitor),
            (OrganisationRole::Delegation, self.delegation),
        ];
        let organisations =
            organisations.into_iter().map(|(role, list)| (role, names.organisations(list)));
        let organisations = organisations.filter(|(_, members)| !members.is_empty()).collect();
        (sponsors, organisations)
    }
}

/// Reports an address that is not a web address or that does not fit into a QR code.
fn check_address(titles: &Titles, reader: &mut Reader) {
    let Some(url) = &titles.url else { return };
    let text = url.as_str();
    let whole = text.starts_with("https://") || text.starts_with("http://");
    if whole && !text.contains(' ') && text.len() <= MAX_IN_A_CODE {
        return;
    }
    let message = message!("`{text}` is no address of the web that a QR code can hold");
    reader
        .report(Code::INVALID_VALUE, url.origin().range.clone(), message)
        .hint(message!("write a short one in full, such as https://example.org/report"));
}

/// Reports keywords and writers that are too long together for the metadata of a document.
fn check_metadata(catalogue: &Catalogue, credits: &Credits, reader: &mut Reader) {
    let writers = credits.iter().filter(|(role, _)| *role == CreditRole::Writer);
    let writers = writers.flat_map(|(_, people)| people).map(|writer| &writer.name);
    let most = grouped(MAX_METADATA);
    let beyond = [
        (
            beyond_metadata(&catalogue.keywords),
            message!("the keywords are longer than {most} characters together"),
        ),
        (
            beyond_metadata(writers),
            message!("the names of the writers are longer than {most} characters together"),
        ),
    ];
    for (text, message) in beyond {
        let Some(text) = text else { continue };
        let Origin { file, range } = text.origin().clone();
        // Others are in the directory.
        let range = if file == File::Record { range } else { 0..0 };
        reader.report(Code::OVER_LIMIT, range, message).hint(message!("leave some of them out"));
    }
}

/// The people who made the report, by what they did.
type Credits = Vec<(CreditRole, Vec<Arc<Person>>)>;

/// Reports a series that ends before it starts.
fn check_series(occasion: &Occasion, reader: &mut Reader) {
    let Some(series) = &occasion.series else { return };
    if let (Some(start), Some(end)) = (series.start, series.end)
        && end < start
    {
        let range = series.title.origin().range.clone();
        let message = message!("the series ends before it starts");
        reader.report(Code::END_BEFORE_START, range, message).hint(message!("check both dates"));
    }
}

fn sponsor(raw: RawSponsor, names: &mut Names<'_>) -> Option<Sponsor> {
    let (organisation, tier) = match raw {
        RawSponsor::Name(name) => (OrganisationName::Name(name), None),
        RawSponsor::Table(raw) => (raw.organisation.0?, raw.tier),
    };
    Some(Sponsor { organisation: names.organisation(organisation)?, tier })
}

fn attendance(
    raw: RawAttendance,
    editions: &[EarlierEdition],
    names: &mut Names<'_>,
) -> Attendance {
    raw.count.iter().for_each(|count| check_leap(count, editions, names.reader));
    raw.breakdown.iter().for_each(|breakdown| check_breakdown(breakdown, names.reader));
    Attendance {
        counts: raw.counts,
        count: raw.count.map(|count| people(count, names.reader)),
        basis: raw.basis,
        label: raw.label,
        people: names.people(raw.people),
        institutions: names.organisations(raw.institutions),
        breakdowns: raw.breakdown,
    }
}

/// Returns a count of people, and reports one that cannot be.
fn people(count: Spanned<Count>, reader: &mut Reader) -> Count {
    let Count { number, unit, .. } = count.get_ref();
    let is_share = !unit.before.is_empty() || count.get_ref().is_per_cent();
    if number.negative || is_share || (unit.after.is_empty() && !number.is_whole()) {
        reader
            .report(
                Code::INVALID_VALUE,
                count.span(),
                message!("this cannot be a number of people"),
            )
            .hint(message!("write 59, \"over 100\" or \"50+\"; other figures go into [[numbers]]"));
    }
    count.into_inner()
}

/// Reports an attendance that is far from that of the edition before.
fn check_leap(count: &Spanned<Count>, editions: &[EarlierEdition], reader: &mut Reader) {
    let before =
        editions.iter().rev().find_map(|edition| Some((edition, edition.attendance.as_ref()?)));
    let Some((edition, before)) = before else { return };
    let (Some(own), Some(before)) = (count.get_ref().whole(), before.whole()) else { return };
    if own.min(before).saturating_mul(LEAP) < own.max(before) {
        let (own, before, id) = (grouped(own), grouped(before), &edition.id);
        let message = message!("the attendance is {own}, and that of `{id}` was {before}");
        reader
            .report(Code::ATTENDANCE_LEAP, count.span(), message)
            .hint(message!("check both numbers: one may have a digit too many, or lack one"));
    }
}

/// Reports parts of a breakdown that cannot be added up: they need whole numbers of one unit.
fn check_breakdown(breakdown: &Breakdown, reader: &mut Reader) {
    let unit = breakdown.parts.first().map(|part| &part.count.unit);
    let fits = |part: &&Number| part.count.number.is_whole() && Some(&part.count.unit) == unit;
    if let Some(part) = breakdown.parts.iter().find(|part| !fits(part)) {
        let message = message!("the parts by {by} cannot be added up", by = breakdown.by);
        reader
            .report(Code::INVALID_VALUE, part.label.origin().range.clone(), message)
            .hint(message!("write whole numbers of one unit; other figures go into [[numbers]]"));
    }
}

fn credits(raw: RawCredits, names: &mut Names<'_>) -> Credits {
    [
        (CreditRole::Writer, raw.writer),
        (CreditRole::Photographer, raw.photographer),
        (CreditRole::Translator, raw.translator),
        (CreditRole::Editor, raw.editor),
        (CreditRole::ChiefEditor, raw.chief_editor),
        (CreditRole::Proofreader, raw.proofreader),
        (CreditRole::Reviewer, raw.reviewer),
        (CreditRole::Approver, raw.approver),
        (CreditRole::Adviser, raw.adviser),
    ]
    .into_iter()
    .map(|(role, list)| (role, names.people(list)))
    .filter(|(_, people)| !people.is_empty())
    .collect()
}
