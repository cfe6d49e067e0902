//! Converts signings, awards, launches and certificates for templates.

use typst::foundations::{Dict, dict};

use super::values::{Composer, add};
use byline_core::model::{Award, Certificate, Launch, Signing};

impl Composer<'_> {
    pub(super) fn signing(&self, signing: &Signing) -> Dict {
        let at = self.around(&signing.document);
        let mut values = dict! {
            "document" => self.text(&signing.document),
            "parties" => self.organisations(&signing.parties, &at.key("parties")),
            "signatories" => self.people(&signing.signatories, &at.key("signatory")),
            "witnesses" => self.people(&signing.witnesses, &at.key("witness")),
        };
        add(&mut values, self.fields(&signing.details, &at));
        values
    }

    pub(super) fn award(&self, award: &Award) -> Dict {
        let at = self.around(&award.category);
        dict! {
            "category" => self.text(&award.category),
            "winners" => self.people(&award.winners, &at.key("winner")),
            "presenters" => self.people(&award.presenters, &at.key("presenter")),
        }
    }

    pub(super) fn launch(&self, launch: &Launch) -> Dict {
        let at = self.around(&launch.title);
        let mut values = dict! {
            "title" => self.text(&launch.title),
            "by" => self.people(&launch.by, &at.key("by")),
        };
        add(&mut values, self.fields(&launch.details, &at));
        values
    }

    pub(super) fn certificate(&self, certificate: &Certificate) -> Dict {
        let at = self.around(&certificate.title);
        let mut values = dict! {
            "title" => self.text(&certificate.title),
            "recipients" => self.people(&certificate.recipients, &at.key("recipient")),
            "presenters" => self.people(&certificate.presenters, &at.key("presenter")),
        };
        add(&mut values, self.fields(&certificate.details, &at));
        values
    }
}
