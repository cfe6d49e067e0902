//! Converts signings, awards, launches and certificates for templates.

use typst::foundations::{Array, Dict, IntoValue, dict};

use super::introductions::{Capacity, identity_of};
use super::values::{Composer, add};
use byline_core::model::{Award, Certificate, Launch, Organisation, Signing};

impl Composer<'_> {
    pub(super) fn signing(&self, signing: &Signing) -> Dict {
        let at = self.around(&signing.document);
        let parties = signing.parties.iter().enumerate().map(|(place, party)| {
            let at = at.key("parties").index(place);
            let mut values = self.organisation(party, &at);
            values.insert("introduction".into(), self.affiliation(party, &at).into_value());
            values.into_value()
        });
        let start = at.key("start");
        let time = self.locale.clock_times(signing.start, None);
        let mut values = dict! {
            "document" => self.text(&signing.document),
            "time" => time.map(|time| self.in_pieces(&time, &start, &start)),
            "parties" => parties.collect::<Array>(),
            // Each party has signed by somebody of its own, whose introduction names it.
            "represented" => signing.parties.iter().all(|party| has_signed(signing, party)),
            "signatories" => self.people(&signing.signatories, &at.key("signatory"), Capacity::Signatory),
            "witnesses" => self.people(&signing.witnesses, &at.key("witness"), Capacity::Witness),
        };
        add(&mut values, self.fields(&signing.details, &at));
        values
    }

    pub(super) fn award(&self, award: &Award) -> Dict {
        let at = self.around(&award.category);
        dict! {
            "category" => self.text(&award.category),
            "winners" => self.people(&award.winners, &at.key("winner"), Capacity::Honoured),
            "presenters" => self.people(&award.presenters, &at.key("presenter"), Capacity::Presenter),
        }
    }

    pub(super) fn launch(&self, launch: &Launch) -> Dict {
        let at = self.around(&launch.title);
        let mut values = dict! {
            "title" => self.text(&launch.title),
            "by" => self.people(&launch.by, &at.key("by"), Capacity::Honoured),
        };
        add(&mut values, self.fields(&launch.details, &at));
        values
    }

    pub(super) fn certificate(&self, certificate: &Certificate) -> Dict {
        let at = self.around(&certificate.title);
        let mut values = dict! {
            "title" => self.text(&certificate.title),
            "recipients" => self.people(&certificate.recipients, &at.key("recipient"), Capacity::Honoured),
            "presenters" => self.people(&certificate.presenters, &at.key("presenter"), Capacity::Presenter),
        };
        add(&mut values, self.fields(&certificate.details, &at));
        values
    }
}

/// Returns whether somebody of a party is among the signatories.
fn has_signed(signing: &Signing, party: &Organisation) -> bool {
    let houses = signing.signatories.iter().filter_map(|person| person.affiliation.as_deref());
    houses.map(identity_of).any(|house| house == identity_of(party))
}
