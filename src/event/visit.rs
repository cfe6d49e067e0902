//! All texts of an event, for whoever looks at words and not at facts.

use std::sync::Arc;

use super::{Event, Organisation, Origin, Person, Photo, Prose, Text, Word};

/// A text of an event.
#[derive(Debug, Clone, Copy)]
pub enum Words<'a> {
    /// One line: a title, a name, a caption.
    Line(&'a Text),
    /// Prose.
    Prose(&'a Prose),
}

impl Words<'_> {
    /// Where it is said.
    pub fn origin(&self) -> &Origin {
        match self {
            Words::Line(text) => text.origin(),
            Words::Prose(prose) => prose.origin(),
        }
    }

    /// The words alone.
    pub fn plain(&self) -> String {
        match self {
            Words::Line(text) => text.as_str().to_owned(),
            Words::Prose(prose) => prose.plain(),
        }
    }
}

impl Event {
    /// Hands over every text that is printed, in about the order of the report.
    pub fn visit<'a>(&'a self, see: &mut dyn FnMut(Words<'a>)) {
        let mut line = |text: &'a Text| see(Words::Line(text));
        line(&self.title);
        let heads = [&self.short_title, &self.headline, &self.kicker, &self.standfirst];
        let facts = [&self.edition, &self.theme, &self.report_number, &self.classification];
        let heads = heads.into_iter().chain([&self.bottom_line, &self.url]);
        heads.chain(facts).chain([&self.duration]).flatten().for_each(&mut line);
        self.alternate_titles.iter().chain(&self.parts).for_each(&mut line);
        self.series.iter().for_each(|series| line(&series.title));
        for venue in &self.venues {
            line(&venue.name);
            let places = [&venue.room, &venue.building, &venue.district];
            places.into_iter().chain([&venue.city, &venue.country]).flatten().for_each(&mut line);
        }
        self.organisations.iter().flat_map(|(_, o)| o).for_each(|o| organisation(o, see));
        for sponsor in &self.sponsors {
            organisation(&sponsor.organisation, see);
            sponsor.tier.iter().for_each(|tier| see(Words::Line(tier)));
        }
        self.cast.iter().chain(&self.attendance.people).for_each(|p| person(p, see));
        self.attendance.institutions.iter().for_each(|o| organisation(o, see));
        let mut line = |text: &'a Text| see(Words::Line(text));
        self.attendance.label.iter().for_each(&mut line);
        for breakdown in &self.attendance.breakdowns {
            line(&breakdown.by);
            breakdown.parts.iter().for_each(|part| line(&part.label));
        }
        self.numbers.iter().for_each(|number| line(&number.label));
        for survey in &self.survey {
            line(&survey.question);
            survey.scale.iter().for_each(&mut line);
            survey.results.iter().for_each(|result| line(&result.label));
        }
        self.budget.iter().flat_map(|entry| [&entry.item, &entry.amount]).for_each(&mut line);
        for report in &self.coverage {
            line(&report.outlet);
            [&report.title, &report.url].into_iter().flatten().for_each(&mut line);
        }
        for step in &self.next_steps {
            line(&step.action);
            step.owner.iter().for_each(&mut line);
        }
        let references = self.related.iter().chain(&self.source).chain(&self.reprinted_from);
        for reference in references {
            line(&reference.title);
            [&reference.publisher, &reference.url].into_iter().flatten().for_each(&mut line);
        }
        if let Some(contact) = &self.contact {
            line(&contact.name);
            let ways = [&contact.email, &contact.phone, &contact.address, &contact.url];
            ways.into_iter().flatten().for_each(&mut line);
        }
        for titled in self.about.iter().chain(&self.annexes) {
            see(Words::Line(&titled.title));
            see(Words::Prose(&titled.text));
        }
        let texts = self.lead.iter().chain(&self.background).chain(&self.objectives);
        let texts = texts.chain(&self.takeaways).chain(&self.outcomes);
        let texts = texts.chain(&self.recommendations).chain(&self.acknowledgements);
        texts.for_each(|prose| see(Words::Prose(prose)));
        self.visit_programme(see);
        self.all_photos().for_each(|photo| visit_photo(photo, see));
        self.credits.iter().flat_map(|(_, people)| people).for_each(|p| person(p, see));
    }

    /// Everybody whom the record mentions, with what they did, in its order.
    pub fn mentions(&self) -> Vec<(&'static str, &Arc<Person>)> {
        let mut mentions: Vec<(&'static str, &Arc<Person>)> = Vec::new();
        for person in &self.attendance.people {
            mentions.push(("guest", person));
        }
        for person in &self.cast {
            mentions.extend(person.roles.iter().map(|role| (role.name(), person)));
        }
        for session in self.sessions() {
            let roles = [
                ("speaker", &session.speakers),
                ("panellist", &session.panellists),
                ("moderator", &session.moderators),
                ("chair", &session.chairs),
                ("rapporteur", &session.rapporteurs),
            ];
            for (role, people) in roles {
                mentions.extend(people.iter().map(|person| (role, person)));
            }
        }
        for signing in &self.signings {
            mentions.extend(signing.signatories.iter().map(|person| ("signatory", person)));
            mentions.extend(signing.witnesses.iter().map(|person| ("witness", person)));
        }
        for (role, people) in &self.credits {
            mentions.extend(people.iter().map(|person| (role.name(), person)));
        }
        mentions
    }

    fn visit_programme<'a>(&'a self, see: &mut dyn FnMut(Words<'a>)) {
        for part in &self.programme {
            [Some(&part.title), part.track.as_ref()]
                .into_iter()
                .flatten()
                .for_each(|t| see(Words::Line(t)));
            part.summary.iter().for_each(|prose| see(Words::Prose(prose)));
            for session in &part.sessions {
                let lines = [&session.title, &session.room, &session.on_behalf_of];
                let lines = lines.into_iter().chain([&session.slides, &session.recording]);
                lines.flatten().for_each(|text| see(Words::Line(text)));
                session.people().for_each(|p| person(p, see));
                session.summary.iter().for_each(|prose| see(Words::Prose(prose)));
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
            signing.summary.iter().for_each(|prose| see(Words::Prose(prose)));
        }
        for award in &self.awards {
            see(Words::Line(&award.category));
            award.winners.iter().chain(&award.presenters).for_each(|p| person(p, see));
        }
        for launch in &self.launches {
            see(Words::Line(&launch.title));
            launch.by.iter().for_each(|p| person(p, see));
            launch.summary.iter().for_each(|prose| see(Words::Prose(prose)));
        }
        for certificate in &self.certificates {
            see(Words::Line(&certificate.title));
            let people = certificate.recipients.iter().chain(&certificate.presenters);
            people.for_each(|p| person(p, see));
        }
    }
}

fn visit_photo<'a>(photo: &'a Photo, see: &mut dyn FnMut(Words<'a>)) {
    let lines = [&photo.caption, &photo.credit, &photo.copyright, &photo.source];
    lines.into_iter().flatten().for_each(|text| see(Words::Line(text)));
    photo.people.iter().chain(&photo.creators).for_each(|p| person(p, see));
}

fn person<'a>(person: &'a Arc<Person>, see: &mut dyn FnMut(Words<'a>)) {
    person.names().chain(&person.honorifics).for_each(|text| see(Words::Line(text)));
    let lines = [&person.title, &person.nationality, &person.short_name];
    lines.into_iter().flatten().for_each(|text| see(Words::Line(text)));
    person.affiliation.iter().for_each(|o| organisation(o, see));
}

fn organisation<'a>(organisation: &'a Arc<Organisation>, see: &mut dyn FnMut(Words<'a>)) {
    let lines = [Some(&organisation.name), organisation.abbreviation.as_ref()];
    let lines = lines.into_iter().chain([organisation.country.as_ref()]).flatten();
    lines.chain(&organisation.former_names).for_each(|text| see(Words::Line(text)));
    organisation.parent.iter().for_each(|parent| self::organisation(parent, see));
}
