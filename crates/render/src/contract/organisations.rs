//! Formats the names of organisations for readers: with abbreviation, former names, parent and
//! country.

use std::sync::Arc;

use typst::foundations::Content;
use typst::syntax::Span;
use typst::text::SpaceElem;

use super::joins::is_latin;
use super::shown::filled;
use super::spot::Spot;
use super::values::Composer;
use byline_core::model::Organisation;

impl Composer<'_> {
    /// Returns the organisation under a person's name: in full, unless the event lists it.
    pub(super) fn affiliation(&self, organisation: &Arc<Organisation>, at: &Spot) -> Content {
        let listed = self.introductions.is_some_and(|told| told.lists(organisation));
        if listed {
            self.referred_to(at).text(&organisation.name)
        } else {
            self.organisation_in_full(organisation, at)
        }
    }

    /// Returns an organisation in a list of the event: in full where it first stands.
    pub(super) fn organisation_in_list(&self, one: &Arc<Organisation>, at: &Spot) -> Content {
        if self.introductions.is_none_or(|told| told.is_first(one)) {
            self.organisation_in_full(one, at)
        } else {
            self.referred_to(at).text(&one.name)
        }
    }

    /// Returns an organisation's abbreviation, or its name.
    pub(super) fn called_briefly(&self, organisation: &Organisation, at: &Spot) -> Content {
        let name = organisation.abbreviation.as_ref().unwrap_or(&organisation.name);
        self.referred_to(at).text(name)
    }

    /// Returns "Centre of Regional Strategic Studies (CROSS), Malaysia".
    fn organisation_in_full(&self, organisation: &Arc<Organisation>, at: &Spot) -> Content {
        self.organisation_told(organisation, at, true)
    }

    /// Returns the same without former names, unless they are wanted.
    pub(super) fn organisation_told(
        &self,
        organisation: &Arc<Organisation>,
        at: &Spot,
        with_former: bool,
    ) -> Content {
        let called = self.referred_to(at);
        let mut line = called.text(&organisation.name);
        let former = (with_former && !organisation.former_names.is_empty()).then(|| {
            let names = organisation.former_names.iter().map(|name| self.text(name));
            let pattern = self.locale.word("words", "formerly");
            filled(pattern, Span::detached(), &[("names", self.separated(names))])
        });
        let notes: Vec<_> =
            called.optional(organisation.abbreviation.as_ref()).into_iter().chain(former).collect();
        if !notes.is_empty() {
            line = self.bracketed(line, self.separated(notes.into_iter()));
        }
        let parent = organisation.parent.as_ref();
        let parent =
            parent.map(|one| self.affiliation(one, &self.of_organisation(organisation, "part-of")));
        let wholes = parent.into_iter().chain(self.optional(organisation.country.as_ref()));
        wholes.fold(line, |line, whole| self.within(line, whole, organisation))
    }

    /// Returns a line that begins with an organisation's name, with what that is a part of: the
    /// larger first in languages that say it so. Names in Latin letters keep their own order on
    /// every page.
    pub(super) fn within(
        &self,
        line: Content,
        whole: Content,
        organisation: &Organisation,
    ) -> Content {
        let name = self.text(&organisation.name);
        if self.is_large_first() && !is_latin([&name, &whole]) {
            self.spaced(SpaceElem::shared(), [Some(whole), Some(line)]).unwrap_or_default()
        } else {
            self.separated([line, whole].into_iter())
        }
    }
}
