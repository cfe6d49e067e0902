//! From the raw shape of a record to an event, or to what is wrong with it.

use std::sync::Arc;

use super::Context;
use super::names::Names;
use super::picture;
use super::programme::{self, Shelves};
use super::raw::{OrganisationName, RawAttendance, RawCredits, RawRecord, RawSponsor};
use crate::diagnostic::Code;
use crate::model::{
    Attendance, Award, Certificate, CreditRole, Event, Launch, Organisation, OrganisationRole,
    Period, Person, Series, Signing, Sponsor, Status, Text,
};
use crate::reader::Reader;

/// The most bytes of an address: those of a code with 77 modules a side (version 15, level
/// M, ISO/IEC 18004), which a telephone still reads at 20 mm.
const MOST_IN_A_CODE: usize = 400;

impl RawRecord {
    /// The event, or none beside an error.
    #[expect(clippy::too_many_lines, reason = "it says of each key what becomes of it")]
    pub(super) fn validate(
        mut self,
        context: &Context<'_>,
        names: &mut Names<'_>,
    ) -> Option<Event> {
        names.add_organisations(std::mem::replace(
            &mut self.organisations,
            crate::reader::Entries(vec![]),
        ));
        names.add_people(std::mem::replace(&mut self.people, crate::reader::Entries(vec![])));

        let end = self.end.as_ref().map(|end| *end.get_ref());
        let period = self.start.0.map(|start| Period::new(start, end));
        if let (Some(None), Some(end)) = (period, &self.end) {
            names
                .reader
                .report(Code::EndBeforeStart, end.span(), "the event ends before it starts")
                .hint("check both dates; `end` is the last day of the event");
        }

        let period = period.flatten();

        let sponsors: Vec<_> =
            self.sponsor.into_iter().filter_map(|raw| sponsor(raw, names)).collect();
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
        let organisations: Vec<(OrganisationRole, Vec<Arc<Organisation>>)> = organisations
            .into_iter()
            .map(|(role, list)| (role, names.organisations(list)))
            .filter(|(_, members)| !members.is_empty())
            .collect();
        let attendance = self.attendance.map(|raw| attendance(raw, names)).unwrap_or_default();
        let credits = self.credits.map_or_else(Vec::new, |raw| credits(raw, names));

        if let Some(series) = &self.occasion.series {
            check_series(series, names.reader);
        }
        let mut shelves = Shelves::default();
        let mut programme = Vec::new();
        for raw in self.programme {
            let index = programme.len();
            let part = programme::part(raw, index, period.as_ref(), names, &mut shelves);
            programme.extend(part);
        }
        let signings = self.signings.into_iter().filter_map(|raw| {
            Some(Signing {
                parties: names.organisations(raw.parties),
                signatories: names.people(raw.signatory),
                witnesses: names.people(raw.witness),
                summary: raw.summary,
                document: raw.document.0?,
            })
        });
        let signings = signings.collect();
        let awards = self.awards.into_iter().filter_map(|raw| {
            Some(Award {
                winners: names.people(raw.winner),
                presenters: names.people(raw.presenter),
                category: raw.category.0?,
            })
        });
        let awards = awards.collect();
        let launches = self.launches.into_iter().filter_map(|raw| {
            Some(Launch { by: names.people(raw.by), summary: raw.summary, title: raw.title.0? })
        });
        let launches = launches.collect();
        let certificates = self.certificates.into_iter().filter_map(|raw| {
            Some(Certificate {
                count: raw.count,
                recipients: names.people(raw.recipient),
                presenters: names.people(raw.presenter),
                title: raw.title.0?,
            })
        });
        let certificates = certificates.collect();

        let mut photos = crate::model::EventPhotos::default();
        for raw in self.photos {
            let shelf = raw.after.as_ref().and_then(|after| shelves.find(after, names));
            if let Some(photo) = picture::photo(raw, names) {
                programme::shelve(photo, shelf, &mut photos, &mut programme);
            }
        }
        let cast: Vec<_> =
            names.own_people().filter(|person| !person.roles.is_empty()).cloned().collect();
        names.report_unused();

        if let Some(url) = &self.titles.url {
            check_address(url, names.reader);
        }
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
}

/// Reports an address that is none of the web, or longer than a QR code can hold.
fn check_address(url: &Text, reader: &mut Reader) {
    let text = url.as_str();
    let whole = text.starts_with("https://") || text.starts_with("http://");
    if whole && !text.contains(' ') && text.len() <= MOST_IN_A_CODE {
        return;
    }
    let message = format!("`{text}` is no address of the web that a QR code can hold");
    reader
        .report(Code::InvalidValue, url.origin().range.clone(), message)
        .hint("write a short one in full, such as https://example.org/report");
}

/// Reports a series that ends before it starts.
fn check_series(series: &Series, reader: &mut Reader) {
    if let (Some(start), Some(end)) = (series.start, series.end)
        && end < start
    {
        let range = series.title.origin().range.clone();
        let message = "the series ends before it starts";
        reader.report(Code::EndBeforeStart, range, message).hint("check both dates");
    }
}

fn sponsor(raw: RawSponsor, names: &mut Names<'_>) -> Option<Sponsor> {
    let (organisation, tier) = match raw {
        RawSponsor::Name(name) => (OrganisationName::Name(name), None),
        RawSponsor::Table(raw) => (raw.organisation.0?, raw.tier),
    };
    Some(Sponsor { organisation: names.organisation(organisation)?, tier })
}

fn attendance(raw: RawAttendance, names: &mut Names<'_>) -> Attendance {
    Attendance {
        count: raw.count,
        basis: raw.basis,
        label: raw.label,
        people: names.people(raw.people),
        institutions: names.organisations(raw.institutions),
        breakdowns: raw.breakdown,
    }
}

fn credits(raw: RawCredits, names: &mut Names<'_>) -> Vec<(CreditRole, Vec<Arc<Person>>)> {
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
