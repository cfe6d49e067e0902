//! Who is who: one person under two names, two under one, speakers and guests.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::Editor;
use crate::diagnostic::Code;
use crate::model::{CreditRole, Organisation, OrganisationRole, Person, Session, Text};
use crate::spelling::slips;

/// All checks of names.
pub(super) fn check(editor: &mut Editor<'_>) {
    let people = everybody(editor);
    same_post(editor, &people);
    title_differs(editor);
    attendance(editor);
    short_names(editor, &people);
    name_case(editor, &people);
    organisation_twice(editor);
    speaks_for(editor);
    reviewer(editor);
}

/// Everybody in the record, once.
pub(super) fn everybody<'a>(editor: &Editor<'a>) -> Vec<&'a Arc<Person>> {
    let mut entries = BTreeSet::new();
    let mut names = BTreeSet::new();
    let new = |person: &&'a Arc<Person>| match &person.id {
        Some(id) => entries.insert(id) & names.insert(person.name.as_str()),
        None => names.insert(person.name.as_str()),
    };
    mentions(editor).filter(new).collect()
}

/// Everybody in the record, as often as they are mentioned.
fn mentions<'a>(editor: &Editor<'a>) -> impl Iterator<Item = &'a Arc<Person>> {
    let event = editor.event;
    let sessions = event.sessions().flat_map(Session::people);
    let credits = event.credits.iter().flat_map(|(_, people)| people);
    event.attendance.people.iter().chain(&event.cast).chain(sessions).chain(credits)
}

/// Whether two mentions mean one person: one entry, or one name.
pub(super) fn same(one: &Arc<Person>, other: &Arc<Person>) -> bool {
    let entries = one.id.is_some() && other.id.is_some();
    one.id == other.id && entries || one.name.as_str() == other.name.as_str() && !entries
}

fn same_post(editor: &mut Editor<'_>, people: &[&Arc<Person>]) {
    // Several may be "Professor" or "Member of Parliament"; a post at the head is one.
    const HEADS: [&str; 10] = [
        "ceo",
        "chairman",
        "chairperson",
        "chairwoman",
        "director",
        "president",
        "head",
        "minister",
        "secretary-general",
        "dean",
    ];
    for (index, one) in people.iter().enumerate() {
        for other in &people[index + 1..] {
            let (Some(title), Some(at)) = (&one.title, &one.affiliation) else { continue };
            let head = title.as_str().to_lowercase();
            let post = other.title.as_ref().map(Text::as_str) == Some(title.as_str())
                && other.affiliation.as_ref().is_some_and(|a| a.name.as_str() == at.name.as_str());
            if post && HEADS.contains(&head.as_str()) && one.name.as_str() != other.name.as_str() {
                let message =
                    format!("`{}` and `{}` are both {title} of {}", one.name, other.name, at.name);
                let hint = "if they are one person, make them one entry with `aliases`";
                editor.say(Code::SamePost, other.name.origin(), message, hint);
            }
        }
    }
}

fn title_differs(editor: &mut Editor<'_>) {
    let described: Vec<_> = mentions(editor).filter(|person| person.title.is_some()).collect();
    for (index, one) in described.iter().enumerate() {
        for other in &described[index + 1..] {
            let (Some(title), Some(second)) = (&one.title, &other.title) else { continue };
            if same(one, other) && title.as_str() != second.as_str() {
                let message = format!("`{}` is `{title}` elsewhere, and `{second}` here", one.name);
                let hint = "give them one entry under `people`, and name its id";
                editor.say(Code::TitleDiffers, second.origin(), message, hint);
            }
        }
    }
}

fn attendance(editor: &mut Editor<'_>) {
    let event = editor.event;
    let listed = &event.attendance.people;
    if listed.is_empty() {
        return;
    }
    for speaker in event.sessions().flat_map(|session| &session.speakers) {
        if !listed.iter().any(|guest| same(guest, speaker)) && listed.len() > 1 {
            let message = format!("`{}` speaks, and is not in the attendance list", speaker.name);
            let hint =
                "add them to `people` under `attendance`, or give the listed name as an alias";
            editor.say(Code::SpeakerNotListed, speaker.name.origin(), message, hint);
        }
    }
    let deeds = event.deeds();
    for guest in listed {
        if !deeds.iter().any(|(_, other)| same(guest, other)) {
            let message = format!("`{}` is listed, and nothing is told of them", guest.name);
            let hint = "they are printed under \"Also present\"; nothing need be done";
            editor.say(Code::SilentGuest, guest.name.origin(), message, hint);
        }
    }
}

/// Names cut short in prose: whose are they?
fn short_names(editor: &mut Editor<'_>, people: &[&Arc<Person>]) {
    let parts = NameParts::of(people);
    for (plain, origin) in editor.proses().iter() {
        for token in parts.alone_in(plain) {
            let who = &parts.bearers[token];
            if who.len() < 2 {
                continue;
            }
            // Of a hundred, three are enough to see it.
            let names: Vec<_> = who.iter().take(3).map(|p| format!("`{}`", p.name)).collect();
            let message = format!("`{token}` could be {}", names.join(" or "));
            let hint = "write the whole name";
            editor.say_of(Code::AmbiguousName, origin, token, message, hint);
        }
    }
    for session in editor.event.sessions() {
        let [speaker] = session.speakers.as_slice() else { continue };
        let Some(summary) = &session.summary else { continue };
        for token in parts.alone_in(&summary.plain()) {
            let own = speaker.names().any(|name| name.as_str().split(' ').any(|t| t == token));
            if let ([other], false) = (parts.bearers[token].as_slice(), own) {
                let message = format!(
                    "`{token}` is `{}`, and this is what `{}` said",
                    other.name, speaker.name
                );
                let hint =
                    "if the speaker is meant, write the speaker's name; if not, the whole name";
                editor.say_of(Code::NameDrift, summary.origin(), token, message, hint);
            }
        }
    }
}

/// Names that are also words, and stand at the start of sentences.
const WORDS: [&str; 16] = [
    "An", "Be", "Chi", "Do", "He", "In", "Long", "Mark", "May", "On", "She", "So", "The", "To",
    "Will", "You",
];

/// The words that names are made of, and whose they are.
struct NameParts<'a> {
    bearers: BTreeMap<&'a str, Vec<&'a Arc<Person>>>,
}

impl<'a> NameParts<'a> {
    fn of(people: &[&'a Arc<Person>]) -> Self {
        let mut bearers: BTreeMap<&str, Vec<&Arc<Person>>> = BTreeMap::new();
        for person in people {
            let mut parts: Vec<_> = person.name.as_str().split(' ').collect();
            parts.sort_unstable();
            parts.dedup();
            let named = |part: &&str| {
                part.chars().count() > 1
                    && part.starts_with(char::is_uppercase)
                    && !WORDS.contains(part)
            };
            for part in parts.into_iter().filter(named) {
                bearers.entry(part).or_default().push(person);
            }
        }
        Self { bearers }
    }

    /// The parts that stand in a text where nobody's whole name does, each once.
    fn alone_in(&self, text: &str) -> Vec<&'a str> {
        let mut found = BTreeSet::new();
        let mut start = 0;
        for word in text.split_inclusive(|c: char| !c.is_alphanumeric() && c != '-') {
            let bare = word.trim_end_matches(|c: char| !c.is_alphanumeric() && c != '-');
            if bare.starts_with(char::is_uppercase)
                && let Some((part, who)) = self.bearers.get_key_value(bare)
                && !who.iter().any(|person| whole_at(person, part, text, start))
            {
                found.insert(*part);
            }
            start += word.len();
        }
        found.into_iter().collect()
    }
}

/// Whether a name of somebody stands whole where a part of it was found.
fn whole_at(person: &Arc<Person>, part: &str, text: &str, at: usize) -> bool {
    person.names().filter(|name| name.as_str().contains(' ')).any(|name| {
        let name = name.as_str();
        name.match_indices(part).any(|(offset, _)| {
            let start = at.checked_sub(offset);
            start.and_then(|start| text.get(start..)).is_some_and(|rest| rest.starts_with(name))
        })
    })
}

fn name_case(editor: &mut Editor<'_>, people: &[&Arc<Person>]) {
    let shouts = |person: &Arc<Person>| {
        let mut tokens = person.name.as_str().split(' ').filter(|token| token.len() > 1);
        tokens.any(|token| token.chars().all(char::is_uppercase))
    };
    let loud: Vec<_> = people.iter().filter(|person| shouts(person)).collect();
    if loud.len() * 2 < people.len() {
        for person in loud {
            let message =
                format!("`{}` is written in capitals, and other names are not", person.name);
            let hint = "write it as the others are; `name-order` says which part is the family's";
            editor.say(Code::NameCase, person.name.origin(), message, hint);
        }
    }
}

fn organisation_twice(editor: &mut Editor<'_>) {
    let event = editor.event;
    let mut all: Vec<&Arc<Organisation>> = Vec::new();
    let members = event.organisations.iter().flat_map(|(_, members)| members);
    let people = everybody(editor);
    let work = people.iter().filter_map(|person| person.affiliation.as_ref());
    let sponsors = event.sponsors.iter().map(|sponsor| &sponsor.organisation);
    for organisation in members.chain(sponsors).chain(&event.attendance.institutions).chain(work) {
        if !all.iter().any(|other| other.name.as_str() == organisation.name.as_str()) {
            all.push(organisation);
        }
    }
    let bare = |text: &str| -> String {
        text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
    };
    let all: Vec<_> = all.into_iter().map(|one| (one, bare(one.name.as_str()))).collect();
    for (index, (one, a)) in all.iter().enumerate() {
        for (other, b) in &all[index + 1..] {
            let slip = a.len() > 12 && slips(a, b, 2).is_some();
            let abbreviated =
                one.abbreviation.as_ref().is_some_and(|short| bare(short.as_str()) == *b);
            if a == b || slip || abbreviated {
                let message = format!("`{}` is probably `{}`", other.name, one.name);
                let hint = "write one name, or give them one entry with `aliases`";
                editor.say(Code::OrganisationTwice, other.name.origin(), message, hint);
            }
        }
    }
}

fn speaks_for(editor: &mut Editor<'_>) {
    let event = editor.event;
    let organisers: Vec<&Arc<Organisation>> = event
        .organisations
        .iter()
        .filter(|(role, _)| {
            use OrganisationRole::{CoOrganiser, Host, Organiser};
            matches!(role, Host | Organiser | CoOrganiser)
        })
        .flat_map(|(_, members)| members)
        .collect();
    if organisers.is_empty() {
        return;
    }
    for session in event.sessions() {
        let Some(whom) = &session.on_behalf_of else { continue };
        let words = whom.as_str().to_lowercase();
        let for_organiser =
            ["organiser", "organizer", "host"].iter().any(|word| words.contains(word));
        if !for_organiser {
            continue;
        }
        let at_home = session.speakers.iter().any(|speaker| {
            let mut home = speaker.affiliation.as_ref();
            while let Some(at) = home {
                if organisers.iter().any(|organiser| organiser.name.as_str() == at.name.as_str()) {
                    return true;
                }
                home = at.parent.as_ref();
            }
            false
        });
        if !at_home {
            let message = format!("who speaks for {whom} here is at none of the organisers");
            let hint = "check the organisers, or for whom the speaker spoke";
            editor.say(Code::SpeaksForUnknown, whom.origin(), message, hint);
        }
    }
}

fn reviewer(editor: &mut Editor<'_>) {
    let event = editor.event;
    let took_part: Vec<_> =
        event.attendance.people.iter().chain(event.sessions().flat_map(Session::people)).collect();
    for reviewer in event.credited(CreditRole::Reviewer) {
        if took_part.iter().any(|person| same(person, reviewer)) {
            let message =
                format!("`{}` reviewed the report, and took part in the event", reviewer.name);
            let hint = "a reviewer from outside sees more; nothing need be done";
            editor.say(Code::ReviewerParticipates, reviewer.name.origin(), message, hint);
        }
    }
}
