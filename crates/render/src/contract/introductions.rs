//! Who is introduced where. A report says everything about a person or an organisation once, and
//! elsewhere gives only the name.

use std::cell::RefCell;
use std::collections::HashSet;
use std::sync::Arc;

use byline_core::identity::{Identities, organisation_forms};
use byline_core::model::{Event, Organisation, Person, PersonRole, Session, Text};

/// What somebody is mentioned as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Capacity {
    /// A speaker of a session.
    Speaker,
    /// A speaker of a keynote.
    KeynoteSpeaker,
    /// A panellist.
    Panellist,
    /// A moderator.
    Moderator,
    /// A chair.
    Chair,
    /// A rapporteur.
    Rapporteur,
    /// Somebody who asked or answered a question.
    Questioner,
    /// A signatory.
    Signatory,
    /// A witness to a signing.
    Witness,
    /// A winner of an award, somebody who launched something or received a certificate.
    Honoured,
    /// Somebody who presented an award or certificates.
    Presenter,
    /// A guest of honour, or somebody else of rank, of whom no session tells.
    Ranked(PersonRole),
    /// A guest of whom no session tells.
    Guest,
    /// Somebody in a photo.
    Pictured,
    /// Anything else, such as a credit: nothing is known, and nothing becomes known.
    Other,
}

impl Capacity {
    /// Returns the role that the label over the name says already.
    pub(super) fn role(self) -> Option<PersonRole> {
        Some(match self {
            Self::Speaker => PersonRole::Speaker,
            Self::KeynoteSpeaker => PersonRole::KeynoteSpeaker,
            Self::Panellist => PersonRole::Panellist,
            Self::Moderator => PersonRole::Moderator,
            Self::Chair => PersonRole::Chair,
            Self::Rapporteur => PersonRole::Rapporteur,
            Self::Signatory => PersonRole::Signatory,
            Self::Witness => PersonRole::Witness,
            Self::Presenter => PersonRole::CertificatePresenter,
            Self::Ranked(role) => role,
            Self::Guest => PersonRole::Attendee,
            Self::Questioner | Self::Honoured | Self::Pictured | Self::Other => return None,
        })
    }
}

/// How much a mention says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Extent {
    /// Everything.
    Full,
    /// The organisation by its abbreviation: they were introduced elsewhere, or spoke before.
    Brief,
    /// The name with honorifics: they are in a photo, and introduced elsewhere.
    Name,
    /// The short name with honorifics, if there is one: they are quoted.
    Short,
}

/// The roles of people of rank, in their order.
pub(super) const RANKS: [PersonRole; 6] = [
    PersonRole::GuestOfHonour,
    PersonRole::Officiator,
    PersonRole::OpeningSpeaker,
    PersonRole::DelegationLead,
    PersonRole::KeynoteSpeaker,
    PersonRole::CertificatePresenter,
];

/// What tells one organisation from another.
type Identity = [String; 3];

/// Returns what tells one organisation from another: two ministries of one name differ by their
/// countries. An abbreviation that only one place gives makes no difference.
pub(super) fn identity_of(organisation: &Organisation) -> Identity {
    let parent = organisation.parent.as_ref().map(|parent| &parent.name);
    let said = |text: Option<&Text>| text.map_or_else(String::new, ToString::to_string);
    [name_of(organisation), said(organisation.country.as_ref()), said(parent)]
}

/// Returns the form of an organisation's name by which it is known: without its abbreviation.
fn name_of(organisation: &Organisation) -> String {
    organisation_forms(organisation.name.as_str()).pop().unwrap_or_default()
}

/// A guest, with the place in the attendance list; those who only have a role have none.
pub(super) type Guest = (Arc<Person>, Option<usize>);

/// Who has been introduced so far in an event. The mentions are to be asked about in the order of
/// the report.
#[derive(Debug)]
pub(super) struct Introductions {
    /// Who is who.
    identities: Identities,
    /// Whoever has been introduced, or will be as a speaker or as a guest.
    told: RefCell<HashSet<usize>>,
    /// Everybody who is introduced in a session or as a guest.
    known: HashSet<usize>,
    /// Whoever has spoken so far.
    spoken: RefCell<HashSet<usize>>,
    /// The people of rank of whom no session tells, by rank.
    pub(super) ranked: Vec<(PersonRole, Guest)>,
    /// The other guests of whom no session tells.
    pub(super) guests: Vec<Guest>,
    /// The organisations that the event itself lists.
    organisations: HashSet<Identity>,
    /// The organisations that have been named in full.
    named: RefCell<HashSet<Identity>>,
}

impl Introductions {
    /// Finds out who is introduced in the sessions of an event, and who as a guest.
    pub(super) fn of(event: &Event) -> Self {
        let identities = Identities::of(event);
        let identity = |person: &Arc<Person>| identities.get(person);
        let speaking = event
            .sessions()
            .flat_map(|session| session.speakers.iter().chain(&session.panellists).map(identity));
        let mut told: HashSet<_> = speaking.collect();
        let mut known: HashSet<_> =
            event.sessions().flat_map(Session::people).map(identity).collect();
        // Ceremonies introduce people as well.
        let signed =
            event.signings.iter().flat_map(|one| one.signatories.iter().chain(&one.witnesses));
        let awarded = event.awards.iter().flat_map(|one| one.winners.iter().chain(&one.presenters));
        let launched = event.launches.iter().flat_map(|one| &one.by);
        let certified =
            event.certificates.iter().flat_map(|one| one.recipients.iter().chain(&one.presenters));
        let in_ceremonies: HashSet<_> =
            signed.chain(awarded).chain(launched).chain(certified).map(identity).collect();
        let mut guests = Vec::new();
        let attended = event.attendance.people.iter().enumerate();
        let attended = attended.map(|(place, person)| (person, Some(place)));
        for (person, place) in attended.chain(event.cast.iter().map(|person| (person, None))) {
            if known.insert(identity(person)) {
                told.insert(identity(person));
                guests.push((person.clone(), place));
            }
        }
        // Of two descriptions of a guest, the list's may lack the role.
        let rank_of = |(guest, _): &Guest| {
            let same = event.cast.iter().filter(|one| identity(one) == identity(guest));
            let roles: HashSet<_> =
                same.chain([guest]).flat_map(|one| &one.roles).copied().collect();
            RANKS.iter().position(|rank| roles.contains(rank))
        };
        let mut ranked: Vec<_> = Vec::new();
        guests.retain(|guest| match rank_of(guest) {
            Some(rank) => {
                ranked.push((rank, guest.clone()));
                false
            }
            None => !in_ceremonies.contains(&identity(&guest.0)),
        });
        ranked.sort_by_key(|(rank, _)| *rank);
        let ranked = ranked.into_iter().map(|(rank, guest)| (RANKS[rank], guest)).collect();
        let hosts = event.organisations.iter().flat_map(|(_, members)| members);
        let sponsors = event.sponsors.iter().map(|sponsor| &sponsor.organisation);
        let listed = hosts.chain(sponsors).chain(&event.attendance.institutions);
        // Whoever works there may be said to do so by the bare name.
        let organisations =
            listed.flat_map(|one| [identity_of(one), [name_of(one), String::new(), String::new()]]);
        Self {
            told: RefCell::new(told),
            known,
            spoken: RefCell::default(),
            ranked,
            guests,
            organisations: organisations.collect(),
            named: RefCell::default(),
            identities,
        }
    }

    /// Returns what tells a person of the event from all others.
    pub(super) fn identity(&self, person: &Person) -> usize {
        self.identities.get(person)
    }

    /// Returns how much the next mention of a person says.
    pub(super) fn extent(&self, person: &Person, capacity: Capacity) -> Extent {
        match capacity {
            Capacity::Pictured if self.known.contains(&self.identity(person)) => Extent::Name,
            Capacity::Ranked(_) | Capacity::Guest | Capacity::Other | Capacity::Pictured => {
                Extent::Full
            }
            // In what post somebody signed, and for whom, is a part of the document.
            Capacity::Signatory => {
                self.told.borrow_mut().insert(self.identity(person));
                Extent::Full
            }
            Capacity::Speaker | Capacity::KeynoteSpeaker | Capacity::Panellist => {
                let is_first = self.spoken.borrow_mut().insert(self.identity(person));
                if is_first { Extent::Full } else { Extent::Brief }
            }
            _ => {
                let is_first = self.told.borrow_mut().insert(self.identity(person));
                if is_first { Extent::Full } else { Extent::Brief }
            }
        }
    }

    /// Returns whether an organisation is listed by the event itself, so that a person's
    /// affiliation needs only its name.
    pub(super) fn lists(&self, organisation: &Organisation) -> bool {
        self.organisations.contains(&identity_of(organisation))
    }

    /// Returns whether an organisation stands in a list of the event for the first time.
    pub(super) fn is_first(&self, organisation: &Organisation) -> bool {
        self.named.borrow_mut().insert(identity_of(organisation))
    }
}
