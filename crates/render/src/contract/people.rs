//! Converts people for templates, with names in the order and script of the readers.

use std::collections::HashSet;
use std::sync::Arc;

use typst::foundations::{Array, Content, Dict, IntoValue, dict};

use super::convert::array;
use super::introductions::{Capacity, Extent, Guest, Introductions, RANKS};
use super::shown::capitalised;
use super::spot::Spot;
use super::values::Composer;
use byline_core::model::{
    Event, Organisation, OrganisationRole, Person, PersonRole, SessionKind, Word,
};

impl Composer<'_> {
    /// Converts the people in a list of the record.
    pub(super) fn people(&self, people: &[Arc<Person>], at: &Spot, capacity: Capacity) -> Array {
        let items = people.iter().enumerate();
        items
            .map(|(place, one)| self.person(one, &at.index(place), capacity).into_value())
            .collect()
    }

    /// Converts the people of rank of whom no session tells: their role, and whoever has it.
    pub(super) fn honoured(&self, introductions: &Introductions) -> Array {
        let groups = introductions.ranked.chunk_by(|(one, _), (other, _)| one == other);
        let groups = groups.map(|group| {
            let role = group[0].0;
            let people = group.iter();
            let people = people.map(|(_, guest)| self.guest(guest, Capacity::Ranked(role)));
            dict! {
                "role" => role.name(),
                "shown" => self.named("person-roles", role.name(), &Spot::nowhere()),
                "people" => people.map(IntoValue::into_value).collect::<Array>(),
            }
        });
        groups.map(IntoValue::into_value).collect()
    }

    /// Converts a guest of whom no session tells.
    pub(super) fn guest(&self, (guest, place): &Guest, capacity: Capacity) -> Dict {
        let list = Spot::root().key("attendance").key("people");
        let at = place.map_or_else(Spot::nowhere, |place| list.index(place));
        self.person(guest, &at, capacity)
    }

    /// Converts a person whom a value of the record names.
    pub(super) fn person(&self, person: &Arc<Person>, at: &Spot, capacity: Capacity) -> Dict {
        let referred = self.referred_to(at);
        let affiliation = self.of_person(person, "affiliation");
        let extent = self.introductions.map_or(Extent::Full, |told| told.extent(person, capacity));
        let under = self.lines_under(person, capacity, extent);
        let name = referred.full_name(person, extent);
        let also = self.behind_name(&name, person, extent);
        let named = also.iter().fold(name.clone(), |name, also| name + also.clone());
        let title = self.optional(person.title.as_ref());
        let place = person.affiliation.as_ref();
        let place = place.map(|one| self.called_briefly(one, &affiliation));
        dict! {
            "full-name" => referred.full_name(person, Extent::Full),
            "name" => referred.text(referred.names(person).0),
            "called" => referred.full_name(person, Extent::Short),
            "short-name" => referred.optional(person.short_name.as_ref()),
            "title" => title.clone(),
            "post" => self.post(title, place),
            "affiliation" => person.affiliation.as_ref().map(|one| self.organisation(one, &affiliation)),
            "roles" => array(&person.roles, |role| role.name()),
            "introduction" => dict! {
                "line" => under.in_line(named, self),
                "lines" => under.lines().map(IntoValue::into_value).collect::<Array>(),
                "name" => name,
                "also" => also,
            },
        }
    }

    /// Returns a person's role at the event as a whole, by its place in the person's list.
    pub(super) fn role(&self, person: &Person, index: usize) -> Option<Content> {
        let at = self.of_person(person, "role").index(index);
        self.named("person-roles", person.roles.get(index)?.name(), &at)
    }

    /// Converts the people whom a summary names: those with a role at the event, by rank, then
    /// whoever presented, launched, signed or witnessed something, whoever spoke, and whoever led
    /// a session. Nobody comes twice.
    pub(super) fn key_people(&self, event: &Event) -> Array {
        let hosts =
            [OrganisationRole::Organiser, OrganisationRole::CoOrganiser, OrganisationRole::Host];
        let hosts = event.organisations.iter().filter(|(role, _)| hosts.contains(role));
        let mut named: HashSet<&str> =
            hosts.flat_map(|(_, members)| members).map(|one| one.name.as_str()).collect();
        let mut seen = HashSet::new();
        let introductions = self.introductions;
        let is_new = |person: &Arc<Person>| {
            introductions.is_none_or(|known| seen.insert(known.identity(person)))
        };
        let mut is_new = is_new;
        let people = self.ranked(event).into_iter().filter(|(person, _)| is_new(person));
        let people = people.map(|(person, at)| {
            let place = person.affiliation.as_ref().map(|one| {
                let is_first = named.insert(one.name.as_str());
                self.office(one, &self.of_person(person, "affiliation"), is_first)
            });
            let office = self.post(self.optional(person.title.as_ref()), place);
            let roles = person.roles.iter().enumerate();
            let roles = roles.filter(|(_, role)| RANKS.contains(role));
            let roles = roles.filter_map(|(index, _)| self.role(person, index));
            let notes = roles.chain(self.presence(person).as_ref().map(capitalised));
            dict! {
                "full-name" => self.referred_to(&at).full_name(person, Extent::Full),
                "notes" => notes.map(IntoValue::into_value).collect::<Array>(),
                "office" => office,
            }
        });
        people.map(IntoValue::into_value).collect()
    }

    /// Returns people in the order of their rank, each with the place that names them.
    fn ranked<'e>(&self, event: &'e Event) -> Vec<(&'e Arc<Person>, Spot)> {
        let all = || event.cast.iter().chain(event.everybody());
        // The head of a delegation who speaks comes in the order of the programme: at home, no
        // guest goes before those of rank.
        let speakers: Vec<_> = event
            .sessions()
            .flat_map(|session| session.speakers.iter().chain(&session.panellists))
            .collect();
        let speaks = |person: &Arc<Person>| match self.introductions {
            None => false,
            Some(known) => {
                let identity = known.identity(person);
                speakers.iter().any(|speaker| known.identity(speaker) == identity)
            }
        };
        let of_rank = |rank| {
            let of = all().filter(move |person| person.roles.contains(rank));
            of.filter(move |person| *rank != PersonRole::DelegationLead || !speaks(person))
        };
        let mut people = Vec::new();
        for rank in &RANKS {
            people.extend(of_rank(rank).map(|person| (person, Spot::nowhere())));
            // Whoever spoke to officiate did so, whether the record gives them the role or not.
            if *rank == PersonRole::Officiator {
                people.extend(self.officiating(event));
            }
        }
        for signing in &event.signings {
            let at = self.around(&signing.document);
            for (list, key) in
                [(&signing.signatories, "signatory"), (&signing.witnesses, "witness")]
            {
                let at = at.key(key);
                people.extend(list.iter().enumerate().map(|(i, person)| (person, at.index(i))));
            }
        }
        for launch in &event.launches {
            let at = self.around(&launch.title).key("by");
            people.extend(launch.by.iter().enumerate().map(|(i, person)| (person, at.index(i))));
        }
        let awards = event.awards.iter().map(|award| (&award.category, &award.presenters));
        let certificates = event.certificates.iter().map(|one| (&one.title, &one.presenters));
        for (title, presenters) in awards.chain(certificates) {
            let at = self.around(title).key("presenter");
            people.extend(presenters.iter().enumerate().map(|(i, person)| (person, at.index(i))));
        }
        let mut led = Vec::new();
        for (part, in_part) in event.programme.iter().map(|part| (part, self.around(&part.title))) {
            for (place, session) in part.sessions.iter().enumerate() {
                let at = in_part.key("sessions").index(place);
                let add = |list: &'e [Arc<Person>], key: &str, to: &mut Vec<_>| {
                    let at = at.key(key);
                    to.extend(list.iter().enumerate().map(|(i, person)| (person, at.index(i))));
                };
                add(&session.speakers, "speaker", &mut people);
                add(&session.panellists, "panellist", &mut people);
                add(&session.moderators, "moderator", &mut led);
                add(&session.chairs, "chair", &mut led);
            }
        }
        people.extend(led);
        people
    }

    /// Returns the speakers of the sessions that officiate, each with the place that names them.
    fn officiating<'e>(&self, event: &'e Event) -> Vec<(&'e Arc<Person>, Spot)> {
        let mut people = Vec::new();
        for part in &event.programme {
            let sessions = part.sessions.iter().enumerate();
            for (place, session) in
                sessions.filter(|(_, session)| session.kind == SessionKind::Officiating)
            {
                let at = self.around(&part.title).key("sessions").index(place).key("speaker");
                let speakers = session.speakers.iter().enumerate();
                people.extend(speakers.map(|(i, person)| (person, at.index(i))));
            }
        }
        people
    }

    /// Returns what a summary calls an organisation: its name where the page first has it, with
    /// the abbreviation in brackets, and the abbreviation afterwards.
    /// A foreign body is told by its country, too, where the page first has it.
    fn office(&self, organisation: &Organisation, at: &Spot, is_first: bool) -> Content {
        let called = self.referred_to(at);
        let name = called.text(&organisation.name);
        let abbreviation = called.optional(organisation.abbreviation.as_ref());
        if !is_first {
            return abbreviation.unwrap_or(name);
        }
        let line = match abbreviation {
            None => name,
            Some(abbreviation) => self.bracketed(name, abbreviation),
        };
        match self.optional(organisation.country.as_ref()) {
            None => line,
            Some(country) => self.within(line, country, organisation),
        }
    }
}
