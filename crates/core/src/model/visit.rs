//! Traversal of all texts of an event or an issue, for checks of wording.

use std::borrow::Cow;
use std::sync::Arc;

use super::{
    Event, FieldValue, Fields, Issue, Organisation, Origin, Person, Photo, Prose, Text, TextUse,
    Word,
};

/// A text of an event.
#[derive(Debug, Clone, Copy)]
pub enum Words<'a> {
    /// One line, such as a title or a caption.
    Line(&'a Text),
    /// A name, an address or a number: the same in every language, unless the record gives a
    /// translation.
    Name(&'a Text),
    /// Prose.
    Prose(&'a Prose),
    /// The alternative text of a picture, which is read aloud rather than printed.
    Alt(&'a Text),
}

impl<'a> Words<'a> {
    /// Returns the place that the text comes from.
    pub fn origin(&self) -> &Origin {
        match self {
            Words::Line(text) | Words::Name(text) | Words::Alt(text) => text.origin(),
            Words::Prose(prose) => prose.origin(),
        }
    }

    /// Returns the translations of the words without markup, with the origin of each.
    pub(crate) fn translations(&self) -> Vec<(Cow<'a, str>, &'a Origin)> {
        match *self {
            Words::Line(text) | Words::Name(text) | Words::Alt(text) => {
                let others = text.languages().others.iter();
                others.map(|(_, text)| (text.as_str().into(), text.origin())).collect()
            }
            Words::Prose(prose) => {
                let others = prose.languages().others.iter();
                others.map(|(_, prose)| (prose.plain().into(), prose.origin())).collect()
            }
        }
    }

    /// Returns the words without markup.
    pub fn plain(&self) -> String {
        match self {
            Words::Line(text) | Words::Name(text) | Words::Alt(text) => text.as_str().to_owned(),
            Words::Prose(prose) => prose.plain(),
        }
    }
}

impl Event {
    /// Calls `see` with every text for readers, roughly in the order of the report.
    pub fn visit<'a>(&'a self, see: &mut dyn FnMut(Words<'a>)) {
        see(Words::Line(&self.title));
        fields(&self.titles, see);
        fields(&self.occasion, see);
        fields(&self.catalogue, see);
        self.duration.iter().for_each(|text| see(Words::Line(text)));
        self.venues.iter().for_each(|venue| fields(venue, see));
        self.organisations.iter().flat_map(|(_, o)| o).for_each(|o| organisation(o, see));
        for sponsor in &self.sponsors {
            organisation(&sponsor.organisation, see);
            sponsor.tier.iter().for_each(|tier| see(Words::Line(tier)));
        }
        self.cast.iter().chain(&self.attendance.people).for_each(|p| person(p, see));
        self.attendance.institutions.iter().for_each(|o| organisation(o, see));
        self.attendance.label.iter().for_each(|text| see(Words::Line(text)));
        self.attendance.counts.iter().for_each(|count| fields(count, see));
        self.attendance.breakdowns.iter().for_each(|breakdown| fields(breakdown, see));
        fields(&self.figures, see);
        fields(&self.provenance, see);
        fields(&self.narrative, see);
        self.visit_programme(see);
        self.all_photos().for_each(|photo| visit_photo(photo, see));
        self.credits.iter().flat_map(|(_, people)| people).for_each(|p| person(p, see));
    }

    /// Returns everybody whom the record mentions, with their roles, in the record's order.
    pub fn mentions(&self) -> Vec<(&'static str, &Arc<Person>)> {
        let guests = self.attendance.people.iter().map(|person| ("guest", person));
        let roles = self
            .cast
            .iter()
            .flat_map(|person| person.roles.iter().map(move |role| (role.name(), person)));
        let credits = self.credits.iter();
        let credits =
            credits.flat_map(|(role, people)| people.iter().map(|person| (role.name(), person)));
        guests.chain(roles).chain(self.active_roles()).chain(credits).collect()
    }

    /// Returns every description of a person in the record, those in photos included.
    pub fn everybody(&self) -> impl Iterator<Item = &Arc<Person>> {
        let photos = self.all_photos().flat_map(|photo| photo.people.iter().chain(&photo.creators));
        self.mentions().into_iter().map(|(_, person)| person).chain(photos)
    }

    /// Returns everybody who did something at the event, with their roles, in the record's
    /// order.
    pub fn active_roles(&self) -> Vec<(&'static str, &Arc<Person>)> {
        fn add<'a>(
            roles: &mut Vec<(&'static str, &'a Arc<Person>)>,
            role: &'static str,
            people: impl IntoIterator<Item = &'a Arc<Person>>,
        ) {
            roles.extend(people.into_iter().map(|person| (role, person)));
        }
        let mut roles = Vec::new();
        for session in self.sessions() {
            add(&mut roles, "speaker", &session.speakers);
            add(&mut roles, "panellist", &session.panellists);
            add(&mut roles, "moderator", &session.moderators);
            add(&mut roles, "chair", &session.chairs);
            add(&mut roles, "rapporteur", &session.rapporteurs);
            add(&mut roles, "quoted", session.quotes.iter().flat_map(|quote| &quote.speaker));
            for question in &session.questions {
                add(&mut roles, "questioner", &question.asked_by);
                add(&mut roles, "answerer", &question.answered_by);
            }
        }
        for signing in &self.signings {
            add(&mut roles, "signatory", &signing.signatories);
            add(&mut roles, "witness", &signing.witnesses);
        }
        for award in &self.awards {
            add(&mut roles, "winner", &award.winners);
            add(&mut roles, "presenter", &award.presenters);
        }
        for launch in &self.launches {
            add(&mut roles, "launched", &launch.by);
        }
        for certificate in &self.certificates {
            add(&mut roles, "recipient", &certificate.recipients);
            add(&mut roles, "presenter", &certificate.presenters);
        }
        roles
    }

    fn visit_programme<'a>(&'a self, see: &mut dyn FnMut(Words<'a>)) {
        for part in &self.programme {
            see(Words::Line(&part.title));
            fields(&part.details, see);
            for session in &part.sessions {
                session.title.iter().for_each(|text| see(Words::Line(text)));
                session.people().for_each(|p| person(p, see));
                fields(&session.details, see);
                for quote in &session.quotes {
                    see(Words::Line(&quote.text));
                    quote.speaker.iter().for_each(|p| person(p, see));
                }
                for question in &session.questions {
                    see(Words::Prose(&question.question));
                    question.answer.iter().for_each(|prose| see(Words::Prose(prose)));
                    let people = question.asked_by.iter().chain(&question.answered_by);
                    people.for_each(|p| person(p, see));
                }
            }
        }
        for signing in &self.signings {
            see(Words::Line(&signing.document));
            signing.parties.iter().for_each(|o| organisation(o, see));
            signing.signatories.iter().chain(&signing.witnesses).for_each(|p| person(p, see));
            fields(&signing.details, see);
        }
        for award in &self.awards {
            see(Words::Line(&award.category));
            award.winners.iter().chain(&award.presenters).for_each(|p| person(p, see));
        }
        for launch in &self.launches {
            see(Words::Line(&launch.title));
            launch.by.iter().for_each(|p| person(p, see));
            fields(&launch.details, see);
        }
        for certificate in &self.certificates {
            see(Words::Line(&certificate.title));
            fields(&certificate.details, see);
            let people = certificate.recipients.iter().chain(&certificate.presenters);
            people.for_each(|p| person(p, see));
        }
    }
}

impl Issue {
    /// Calls `see` with every text for readers in the issue's own record.
    pub fn visit<'a>(&'a self, see: &mut dyn FnMut(Words<'a>)) {
        see(Words::Name(&self.name));
        let people = self.board.iter().flat_map(|office| &office.people);
        people.for_each(|p| person(p, see));
        fields(&self.colophon, see);
        let author = self.editors_note.iter().flat_map(|note| &note.author);
        author.for_each(|p| person(p, see));
        self.tagline.iter().for_each(|text| see(Words::Line(text)));
        fields(&self.periodicity, see);
        for upcoming in &self.upcoming {
            see(Words::Line(&upcoming.title));
            fields(&upcoming.details, see);
        }
        self.board.iter().for_each(|office| see(Words::Line(&office.role)));
        let heads = self.stories.iter().flat_map(|story| [&story.headline, &story.deck]);
        heads.flatten().for_each(|text| see(Words::Line(text)));
        if let Some(note) = &self.editors_note {
            note.title.iter().for_each(|text| see(Words::Line(text)));
            see(Words::Prose(&note.text));
        }
        self.stories.iter().flat_map(|story| &story.text).for_each(|text| see(Words::Prose(text)));
        fields(&self.sections, see);
    }
}

/// Calls `see` with the texts among the declared fields of a table.
fn fields<'a>(table: &'a dyn Fields, see: &mut dyn FnMut(Words<'a>)) {
    table.fields(&mut |field| visit_value(field.value, see));
}

fn visit_value<'a>(value: FieldValue<'a>, see: &mut dyn FnMut(Words<'a>)) {
    match value {
        FieldValue::Text(TextUse::Line, text) => see(Words::Line(text)),
        FieldValue::Text(TextUse::Name | TextUse::Address, text) => see(Words::Name(text)),
        FieldValue::Prose(prose) => see(Words::Prose(prose)),
        FieldValue::Table(table) => fields(table, see),
        FieldValue::List(items) => items.into_iter().for_each(|item| visit_value(item, see)),
        FieldValue::Text(TextUse::Unprinted, _)
        | FieldValue::Absent
        | FieldValue::Date(_)
        | FieldValue::Count(_)
        | FieldValue::Number(_)
        | FieldValue::Word { .. } => {}
    }
}

fn visit_photo<'a>(photo: &'a Photo, see: &mut dyn FnMut(Words<'a>)) {
    photo.caption.iter().for_each(|text| see(Words::Line(text)));
    photo.picture.iter().for_each(|picture| see(Words::Alt(&picture.alt)));
    let names = [&photo.credit, &photo.copyright];
    names.into_iter().flatten().for_each(|text| see(Words::Name(text)));
    fields(&photo.details, see);
    photo.people.iter().chain(&photo.creators).for_each(|p| person(p, see));
}

fn person<'a>(person: &'a Arc<Person>, see: &mut dyn FnMut(Words<'a>)) {
    let names = person.names().chain(&person.honorifics).chain(&person.short_name);
    names.for_each(|text| see(Words::Name(text)));
    let lines = [&person.title, &person.nationality].into_iter().flatten();
    lines.for_each(|text| see(Words::Line(text)));
    person.affiliation.iter().for_each(|o| organisation(o, see));
}

fn organisation<'a>(organisation: &'a Arc<Organisation>, see: &mut dyn FnMut(Words<'a>)) {
    let lines = [Some(&organisation.name), organisation.abbreviation.as_ref()];
    let lines = lines.into_iter().chain([organisation.country.as_ref()]).flatten();
    lines.chain(&organisation.former_names).for_each(|text| see(Words::Name(text)));
    organisation.parent.iter().for_each(|parent| self::organisation(parent, see));
}
