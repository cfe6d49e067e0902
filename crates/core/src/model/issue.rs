//! An issue of a newsletter (schema.org: Publication Issue).

use std::str::FromStr;
use std::sync::Arc;

use chrono::NaiveDate;

use super::{Contact, Event, Language, Period, Person, Prose, Slug, Sources, Text, Titled, Words};

/// An issue of a newsletter, and the events that it tells of.
#[derive(Debug, Clone)]
pub struct Issue {
    /// The record's id.
    pub id: Slug,
    /// The newsletter's name (schema.org: Periodical).
    pub name: Text,
    /// The line under the name.
    pub tagline: Option<Text>,
    /// The volume (schema.org: volumeNumber).
    pub volume: Option<u64>,
    /// The number of the issue (schema.org: issueNumber).
    pub number: Option<u64>,
    /// When it appeared (schema.org: datePublished).
    pub date: NaiveDate,
    /// What it is the issue of ("November 2024").
    pub period: Option<Text>,
    /// How often it appears.
    pub frequency: Option<Text>,
    /// The serial number of the printed newsletter (ISO 3297).
    pub issn_print: Option<Issn>,
    /// The serial number of the newsletter on the web (ISO 3297).
    pub issn_online: Option<Issn>,
    /// Its languages, the main one first. Never empty.
    pub languages: Vec<Language>,
    /// A word of the editor.
    pub editors_note: Option<EditorsNote>,
    /// The stories, the one that leads first.
    pub stories: Vec<Story>,
    /// Short news.
    pub briefs: Vec<Titled>,
    /// Announcements.
    pub announcements: Vec<Titled>,
    /// News of people.
    pub people: Vec<Titled>,
    /// What was published.
    pub publications: Vec<Titled>,
    /// What is to come.
    pub upcoming: Vec<Upcoming>,
    /// The editorial board.
    pub board: Vec<Office>,
    /// Who publishes and prints it.
    pub imprint: Option<Imprint>,
    /// Whom to ask.
    pub contact: Option<Contact>,
}

/// A word of the editor.
#[derive(Debug, Clone)]
pub struct EditorsNote {
    /// Its title.
    pub title: Option<Text>,
    /// The text.
    pub text: Prose,
    /// Who wrote it.
    pub author: Option<Arc<Person>>,
}

/// A story: an event, as the issue tells of it.
#[derive(Debug, Clone)]
pub struct Story {
    /// The event.
    pub event: Arc<Event>,
    /// The files of the event's record.
    pub sources: Sources,
    /// Whether it leads the issue.
    pub lead: bool,
    /// A headline for this issue.
    pub headline: Option<Text>,
    /// A deck for this issue.
    pub deck: Option<Text>,
    /// A text for this issue.
    pub text: Option<Prose>,
}

/// An event to come.
#[derive(Debug, Clone)]
pub struct Upcoming {
    /// What it is called.
    pub title: Text,
    /// When it will take place.
    pub period: Period,
    /// Where.
    pub venue: Option<Text>,
    /// Where to read more.
    pub url: Option<Text>,
    /// What else to know.
    pub note: Option<Text>,
}

/// A role on the editorial board, and who has it.
#[derive(Debug, Clone)]
pub struct Office {
    /// The role.
    pub role: Text,
    /// Who has it.
    pub people: Vec<Arc<Person>>,
}

/// Who publishes and prints an issue.
#[derive(Debug, Clone)]
pub struct Imprint {
    /// The publisher.
    pub publisher: Option<Text>,
    /// The printer.
    pub printer: Option<Text>,
    /// The publisher's address.
    pub address: Option<Text>,
    /// Whose it is.
    pub copyright: Option<Text>,
    /// What others may do with it.
    pub licence: Option<Text>,
}

/// An International Standard Serial Number (ISO 3297), its check digit verified.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Issn(String);

impl FromStr for Issn {
    /// What is wrong with the text, and what to do.
    type Err = (String, String);

    /// Reads "2789-0007".
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let signs: Vec<char> = text.trim().chars().filter(|c| *c != '-').collect();
        let digits: Vec<u32> = signs.iter().take(7).filter_map(|c| c.to_digit(10)).collect();
        let hint = "it has eight digits, such as 2789-0015; the last may be an X";
        if signs.len() != 8 || digits.len() != 7 {
            return Err((format!("`{text}` is no ISSN"), hint.into()));
        }
        // The weights 8 to 2; with the check digit the sum is a multiple of 11.
        let sum: u32 = digits.iter().zip((2..=8).rev()).map(|(digit, weight)| digit * weight).sum();
        let check = match (11 - sum % 11) % 11 {
            10 => 'X',
            digit => char::from_digit(digit, 10).unwrap_or('0'),
        };
        if signs[7].to_ascii_uppercase() != check {
            let message = format!("the last digit of the ISSN `{text}` does not fit the others");
            let hint = format!("compare it with the certificate; it would be {check}");
            return Err((message, hint));
        }
        let digits: String = digits.iter().filter_map(|d| char::from_digit(*d, 10)).collect();
        Ok(Self(format!("{}-{}{check}", &digits[..4], &digits[4..])))
    }
}

impl Issn {
    /// The number with its hyphen.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Issue {
    /// The language that the issue is written in.
    pub fn language(&self) -> &Language {
        &self.languages[0]
    }

    /// Hands over every text of the issue's own record for readers.
    pub fn visit<'a>(&'a self, see: &mut dyn FnMut(Words<'a>)) {
        let mut name = |text: &'a Text| see(Words::Name(text));
        name(&self.name);
        self.upcoming.iter().flat_map(|u| [&u.venue, &u.url]).flatten().for_each(&mut name);
        let people = self.board.iter().flat_map(|office| &office.people);
        people.for_each(|person| name(&person.name));
        if let Some(imprint) = &self.imprint {
            let names = [&imprint.publisher, &imprint.printer, &imprint.address];
            names.into_iter().chain([&imprint.copyright]).flatten().for_each(&mut name);
        }
        if let Some(contact) = &self.contact {
            name(&contact.name);
            let ways = [&contact.email, &contact.phone, &contact.address, &contact.url];
            ways.into_iter().flatten().for_each(&mut name);
        }
        let author = self.editors_note.iter().flat_map(|note| &note.author);
        author.for_each(|author| name(&author.name));
        let mut line = |text: &'a Text| see(Words::Line(text));
        let heads = [&self.tagline, &self.period, &self.frequency];
        heads.into_iter().flatten().for_each(&mut line);
        for upcoming in &self.upcoming {
            line(&upcoming.title);
            upcoming.note.iter().for_each(&mut line);
        }
        self.board.iter().for_each(|office| line(&office.role));
        self.imprint.iter().flat_map(|imprint| &imprint.licence).for_each(&mut line);
        for story in &self.stories {
            [&story.headline, &story.deck].into_iter().flatten().for_each(&mut line);
        }
        if let Some(note) = &self.editors_note {
            note.title.iter().for_each(&mut line);
            see(Words::Prose(&note.text));
        }
        self.stories.iter().flat_map(|story| &story.text).for_each(|text| see(Words::Prose(text)));
        let titled = self.briefs.iter().chain(&self.announcements);
        for titled in titled.chain(&self.people).chain(&self.publications) {
            see(Words::Line(&titled.title));
            see(Words::Prose(&titled.text));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_issn_bears_out_its_check_digit() {
        assert_eq!("2049-3630".parse::<Issn>().unwrap().as_str(), "2049-3630");
        assert_eq!("2434561x".parse::<Issn>().unwrap().as_str(), "2434-561X");
        assert_eq!("03785955".parse::<Issn>().unwrap().as_str(), "0378-5955");
        for bad in ["2049-3631", "2049-363", "", "2049-36300", "20X9-3630", "２０４９-3630"] {
            assert!(bad.parse::<Issn>().is_err(), "{bad}");
        }
    }
}
