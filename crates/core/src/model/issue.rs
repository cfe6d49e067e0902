//! Issues of a newsletter (schema.org: Publication Issue).

use std::str::FromStr;
use std::sync::Arc;

use chrono::NaiveDate;

use super::fields::fields;
use super::{
    Contact, Event, Language, MultilineText, Period, Person, Prose, Slug, Sources, StoryLength,
    Text, Titled,
};
use crate::message::{Message, message};

/// An issue of a newsletter, with the events that it covers.
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
    /// The date of publication (schema.org: datePublished).
    pub date: NaiveDate,
    /// The period that the issue covers, and the frequency, in words.
    pub periodicity: Periodicity,
    /// The ISSN of the printed newsletter (ISO 3297).
    pub issn_print: Option<Issn>,
    /// The ISSN of the online newsletter (ISO 3297).
    pub issn_online: Option<Issn>,
    /// The languages of the issue, main language first. Never empty.
    pub languages: Vec<Language>,
    /// The editor's note.
    pub editors_note: Option<EditorsNote>,
    /// The stories, lead story first.
    pub stories: Vec<Story>,
    /// The sections that accompany the stories.
    pub sections: Sections,
    /// Upcoming events.
    pub upcoming: Vec<Upcoming>,
    /// The editorial board.
    pub board: Vec<Office>,
    /// The imprint and the contact.
    pub colophon: Colophon,
}

fields! {
    /// When and how often an issue appears, in words.
    pub struct Periodicity {
        /// The period that the issue covers. Default: its date.
        period: Option<Text> ["", "\"June 2025\""],
        /// The frequency of publication.
        frequency: Option<Text> ["", "\"monthly\""],
    }

    /// The sections of an issue besides its stories.
    pub struct Sections {
        /// News in brief.
        briefs: Vec<Titled> ["", "[{ title = \"New gauge\", text = \"It stands.\" }]"],
        /// Announcements.
        announcements: Vec<Titled> ["", "[{ title = \"Call\", text = \"Send papers.\" }]"],
        /// News about people.
        people_news: Vec<Titled> ["", "[{ title = \"Farewell\", text = \"Ben leaves.\" }]"] => "people",
        /// New publications.
        publications: Vec<Titled> ["", "[{ title = \"Tide Atlas\", text = \"It is out.\" }]"],
    }

    /// The imprint and the contact of an issue.
    pub struct Colophon {
        /// The publisher and printer.
        imprint: Option<Imprint> ["", "{ publisher = \"ICS\" }"],
        /// The contact for questions.
        contact: Option<Contact> ["S contactPoint", "{ name = \"Press office\" }"],
    }

    /// The publisher and printer of an issue.
    pub struct Imprint {
        /// The publisher.
        publisher: Option<Text> ["S publisher", "\"Institute for Coastal Studies\"", name],
        /// The printer.
        printer: Option<Text> ["", "\"Harbour Press\"", name],
        /// The publisher's address, on one or more lines.
        address: Option<MultilineText> ["S address", "\"1 Quay Road, Westhaven\"", name],
        /// The copyright notice.
        copyright: Option<Text> ["S copyrightNotice", "\"© 2025 ICS\"", name],
        /// The licence.
        licence: Option<Text> ["S license", "\"CC BY 4.0\""],
    }
}

/// A note from the editor.
#[derive(Debug, Clone)]
pub struct EditorsNote {
    /// The title of the note.
    pub title: Option<Text>,
    /// The text of the note.
    pub text: Prose,
    /// The author of the note.
    pub author: Option<Arc<Person>>,
}

/// A story: an event as presented in the issue.
#[derive(Debug, Clone)]
pub struct Story {
    /// The event.
    pub event: Arc<Event>,
    /// The files of the event's record.
    pub sources: Sources,
    /// Whether it is the lead story.
    pub lead: bool,
    /// How much of the event it tells.
    pub length: StoryLength,
    /// The headline to use in this issue.
    pub headline: Option<Text>,
    /// The deck to use in this issue.
    pub deck: Option<Text>,
    /// The text to use in this issue.
    pub text: Option<Prose>,
}

/// An upcoming event.
#[derive(Debug, Clone)]
pub struct Upcoming {
    /// The title of the event.
    pub title: Text,
    /// The dates of the event.
    pub period: Period,
    /// Further details for readers.
    pub details: UpcomingDetails,
}

fields! {
    /// Details of an upcoming event.
    pub struct UpcomingDetails {
        /// The venue.
        venue: Option<Text> ["S location", "\"Old Customs House\"", name],
        /// The web address for more information.
        url: Option<Text> ["S url", "\"https://ics.example/clinic\"", name],
        /// A note for readers.
        note: Option<Text> ["", "\"Registration is open.\""],
    }
}

/// A role on the editorial board, with the people who hold it.
#[derive(Debug, Clone)]
pub struct Office {
    /// The role.
    pub role: Text,
    /// The people who hold the role.
    pub people: Vec<Arc<Person>>,
}

/// An International Standard Serial Number (ISO 3297) with a verified check digit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Issn(String);

impl FromStr for Issn {
    /// The problem with the text, and the suggested fix.
    type Err = (Message, Message);

    /// Parses an ISSN such as "2789-0007".
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let signs: Vec<char> = text.trim().chars().filter(|c| *c != '-').collect();
        let digits: Vec<u32> = signs.iter().take(7).filter_map(|c| c.to_digit(10)).collect();
        if signs.len() != 8 || digits.len() != 7 {
            let hint = message!("write eight digits, such as 2789-0015; the last can be an X");
            return Err((message!("`{text}` is not an ISSN"), hint));
        }
        // ISO 3297: weights 8 to 2; with the check digit, the sum is a multiple of 11.
        let sum: u32 = digits.iter().zip((2..=8).rev()).map(|(digit, weight)| digit * weight).sum();
        let check = match (11 - sum % 11) % 11 {
            10 => 'X',
            digit => char::from_digit(digit, 10).unwrap_or('0'),
        };
        if signs[7].to_ascii_uppercase() != check {
            let message = message!("the check digit of the ISSN `{text}` is wrong");
            let hint = message!(
                "compare it with the certificate; for these digits, the last would be {check}"
            );
            return Err((message, hint));
        }
        let digits: String = digits.iter().filter_map(|d| char::from_digit(*d, 10)).collect();
        Ok(Self(format!("{}-{}{check}", &digits[..4], &digits[4..])))
    }
}

impl Issn {
    /// Returns the number with its hyphen.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Issue {
    /// Returns the language that the issue is written in.
    pub fn language(&self) -> &Language {
        &self.languages[0]
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
