//! Converts an event for templates.

use std::sync::Arc;

use typst::foundations::{Array, Content, Dict, IntoValue, dict};

use super::convert::{array, word};
use super::facts::Detail;
use super::introductions::{Capacity, Introductions};
use super::shown::datetime;
use super::spot::Spot;
use super::values::{Composer, add};
use super::words::language;
use byline_core::model::{Attendance, Event, LinkedEvent, Moment, Organisation, Period, Word};

impl Composer<'_> {
    pub(super) fn event(&self, event: &Event) -> Dict {
        let introductions = Introductions::of(event);
        Composer { introductions: Some(&introductions), ..*self }.introduced(event, &introductions)
    }

    fn introduced(&self, event: &Event, introductions: &Introductions) -> Dict {
        let root = Spot::root();
        let mut values = self.identity(event);
        add(&mut values, self.circumstances(event));
        add(&mut values, self.fields(&event.figures, &root));
        add(&mut values, dict! { "survey" => self.survey(&event.figures.survey) });
        add(&mut values, self.fields(&event.narrative, &root));
        add(&mut values, self.proceedings(event));
        let guests = introductions.guests.iter();
        let guests = guests.map(|guest| self.guest(guest, Capacity::Guest).into_value());
        let more = dict! {
            "honoured" => self.honoured(introductions),
            "guests" => guests.collect::<Array>(),
            "key-people" => self.key_people(event),
        };
        add(&mut values, more);
        add(&mut values, self.fields(&event.provenance, &root));
        // Room for more keys is given back: an issue keeps the values of all its events.
        values.into_iter().collect()
    }

    fn identity(&self, event: &Event) -> Dict {
        let root = Spot::root();
        let mut values = dict! {
            "id" => event.id.as_str(),
            "title" => self.text(&event.title),
        };
        add(&mut values, self.fields(&event.titles, &root));
        let language_of_name = self.named.then_some(&self.locale.language);
        let report = self.project.report_of(&event.id, language_of_name, self.report);
        add(&mut values, dict! { "report" => report });
        add(&mut values, self.fields(&event.occasion, &root));
        let more = dict! {
            "status" => event.status.name(),
            "language" => language(&self.locale.language),
            "languages" => array(&event.languages, ToString::to_string),
            "shown" => self.event_shown(event),
        };
        add(&mut values, more);
        add(&mut values, self.fields(&event.catalogue, &root));
        values
    }

    /// Returns when and where the event took place, and who attended.
    fn circumstances(&self, event: &Event) -> Dict {
        let root = Spot::root();
        let venues = event.venues.iter().enumerate();
        let venues = venues
            .map(|(index, venue)| self.fields(venue, &root.key("venue").index(index)).into_value());
        let organisations = event.organisations.iter().map(|(role, members)| {
            let at = root.key(role.name());
            dict! { "role" => role.name(), "members" => self.organisations(members, &at) }
        });
        let sponsors = event.sponsors.iter().enumerate().map(|(index, sponsor)| {
            let at = root.key("sponsor").index(index);
            let at = if self.holds_others(&at) { at.key("organisation") } else { at };
            dict! {
                "organisation" => self.listed(&sponsor.organisation, &at),
                "tier" => self.optional(sponsor.tier.as_ref()),
            }
        });
        dict! {
            "when" => self.when_of(event),
            "mode" => event.mode.name(),
            "where" => self.where_lines(event),
            "venues" => venues.collect::<Array>(),
            "organisations" => organisations.map(IntoValue::into_value).collect::<Array>(),
            "sponsors" => sponsors.map(IntoValue::into_value).collect::<Array>(),
            "follows" => self.linked(&event.links.follows, "follows"),
            "related-events" => self.linked(&event.links.related, "related-events"),
            "cast" => self.people(&event.cast, &Spot::nowhere(), Capacity::Other),
            "attendance" => self.attendance(&event.attendance),
            "editions" => self.editions(event),
        }
    }

    fn when_of(&self, event: &Event) -> Dict {
        let root = Spot::root();
        dict! {
            "start" => datetime(event.period.start().date),
            "end" => event.period.end().and_then(|end| datetime(end.date)),
            "text" => self.when(&event.period, &root),
            "lines" => self.when_lines(event, Detail::Full),
            "brief" => self.when_lines(event, Detail::Brief),
            "series" => self.when_series(event),
        }
    }

    /// Returns the days of the series that an event is part of, as far as they are known.
    fn when_series(&self, event: &Event) -> Option<Content> {
        let series = event.occasion.series.as_ref()?;
        let moment = |date| Moment { date, time: None };
        let period = match (series.start, series.end) {
            (Some(start), end) => Period::new(moment(start), end.map(moment)),
            (None, end) => end.and_then(|end| Period::new(moment(end), None)),
        };
        Some(self.when(&period?, &Spot::root().key("series")))
    }

    /// Converts links to events of other records.
    fn linked(&self, events: &[LinkedEvent], key: &str) -> Array {
        let events = events.iter().enumerate().map(|(index, event)| {
            let at = self.at(&Spot::root().key(key).index(index));
            let when =
                self.formatted(|locale| vec![(locale.period(&event.period).to_string(), at)]);
            dict! { "id" => event.id.as_str(), "title" => self.text(&event.title), "when" => when }
        });
        events.map(IntoValue::into_value).collect()
    }

    fn attendance(&self, attendance: &Attendance) -> Dict {
        let at = Spot::root().key("attendance");
        let counts = attendance.counts.iter().enumerate();
        let counts = counts
            .map(|(index, count)| self.fields(count, &at.key("counts").index(index)).into_value());
        let breakdowns = attendance.breakdowns.iter().enumerate();
        let breakdowns = breakdowns.map(|(index, breakdown)| {
            let at = at.key("breakdown").index(index);
            self.breakdown(breakdown, &at, attendance).into_value()
        });
        dict! {
            "count" => attendance.count.as_ref().map(|count| self.count(count, &at.key("count"))),
            "counts" => counts.collect::<Array>(),
            "basis" => word(attendance.basis),
            "shown" => self.attendance_shown(attendance),
            "label" => self.optional(attendance.label.as_ref()),
            "lines" => self.attended_lines(attendance),
            "people" => self.people(&attendance.people, &at.key("people"), Capacity::Other),
            "institutions" => {
                self.organisations(&attendance.institutions, &at.key("institutions"))
            },
            "breakdowns" => breakdowns.collect::<Array>(),
        }
    }

    /// Returns what happened at the event, and who reported it.
    fn proceedings(&self, event: &Event) -> Dict {
        let credits = event.credits.iter().map(|(role, people)| {
            let at = Spot::root().key("credits").key(role.name());
            let people: Vec<_> = people.iter().map(|person| self.credited(person)).collect();
            dict! { "role" => role.name(), "people" => self.people(&people, &at, Capacity::Other) }
        });
        dict! {
            "photos" => dict! {
                "lead" => self.photos(&event.photos.lead),
                "background" => self.photos(&event.photos.background),
                "rest" => self.photos(&event.photos.rest),
            },
            "programme" => array(&event.programme, |part| self.part(part)),
            "signings" => array(&event.signings, |signing| self.signing(signing)),
            "awards" => array(&event.awards, |award| self.award(award)),
            "launches" => array(&event.launches, |launch| self.launch(launch)),
            "certificates" => array(&event.certificates, |entry| self.certificate(entry)),
            "credits" => credits.map(IntoValue::into_value).collect::<Array>(),
        }
    }

    /// Converts the organisations in a list of the record.
    fn organisations(&self, organisations: &[Arc<Organisation>], at: &Spot) -> Array {
        let items = organisations.iter().enumerate();
        items.map(|(place, one)| self.listed(one, &at.index(place)).into_value()).collect()
    }

    /// Converts an organisation in a list of the event, with what the list says of it.
    fn listed(&self, organisation: &Arc<Organisation>, at: &Spot) -> Dict {
        let mut values = self.organisation(organisation, at);
        let introduction = self.organisation_in_list(organisation, at);
        let full_name = self.organisation_told(organisation, at, false);
        values.insert("introduction".into(), introduction.into_value());
        values.insert("full-name".into(), full_name.into_value());
        values
    }

    /// Converts an organisation that a value of the record names.
    pub(super) fn organisation(&self, organisation: &Arc<Organisation>, at: &Spot) -> Dict {
        let called = self.referred_to(at);
        dict! {
            "name" => called.text(&organisation.name),
            "abbreviation" => called.optional(organisation.abbreviation.as_ref()),
            "logo" => organisation.logo.as_ref().map(|logo| self.picture(logo)),
        }
    }
}
