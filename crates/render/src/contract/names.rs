//! Formats names for readers: people with their honorifics, and organisations with what else
//! belongs to their names.

use std::sync::Arc;

use typst::foundations::{Content, NativeElement};
use typst::layout::BoxElem;
use typst::syntax::Span;
use typst::text::SpaceElem;
use unicode_script::{Script, UnicodeScript};

use super::content::{labelled, spoken, verbatim};
use super::introductions::{Capacity, Extent};
use super::lengths::is_full;
use super::shown::filled;
use super::spot::Spot;
use super::texts::SECOND_LABEL;
use super::values::Composer;
use byline_core::identity::personal_words;
use byline_core::model::{Organisation, Person, PersonRole, Presence, Text, Word};
use byline_core::scripts;

/// The parts of a person's name in one language.
struct Called {
    name: Content,
    native: Option<Content>,
    before: Option<Content>,
    after: Option<Content>,
}

/// The label of a person's name without honorifics.
const NAME_LABEL: &str = "name";

/// The number of letters above which a name in a caption gives way to the short name.
const LONG_NAME: usize = 30;

/// The number of letters up to which an honorific and a name stay in one line.
const LONGEST_PAIR: usize = 16;

/// The number of characters up to which a name in Chinese characters is not divided.
const LONGEST_HAN_NAME: usize = 5;

impl Composer<'_> {
    /// Returns a person's name with honorifics, in the languages of the readers.
    pub(super) fn full_name(&self, person: &Person, extent: Extent) -> Content {
        let called = self.only(self.locale).called(person);
        let second = self.second.and_then(|locale| {
            let other = self.only(locale);
            let first = self.only(self.locale);
            let same_name = first.names(person).0 == other.names(person).0;
            let differs = !same_name || first.said(&person.name) != other.said(&person.name);
            // Where the two languages use names in different scripts, both are printed already.
            let called = |composer: &Self| Called { native: None, ..composer.called(person) };
            differs.then(|| (locale, called(&other), (!same_name).then(|| called(&first))))
        });
        let Some((locale, other, alone)) = second else {
            return self.joined(called, person, extent);
        };
        let first = self.joined(alone.unwrap_or(called), person, extent);
        let other = self.only(locale).joined(other, person, Extent::Full);
        let other = BoxElem::new().with_body(Some(other)).pack();
        let other = spoken(other, &locale.language).labelled(*SECOND_LABEL);
        first + SpaceElem::shared().clone() + other
    }

    /// Joins the parts of a name, as far as a mention of this extent has them.
    fn joined(&self, called: Called, person: &Person, extent: Extent) -> Content {
        let Called { name, native, before, after } = called;
        let is_long = person.name.as_str().chars().count() > LONG_NAME;
        let short = person.short_name.as_ref().filter(|_| match extent {
            Extent::Short => true,
            Extent::Name => is_long,
            Extent::Full | Extent::Brief => false,
        });
        let name = short.map_or(name, |short| self.text(short));
        let native = native.filter(|_| extent == Extent::Full);
        let space = verbatim("\u{a0}", Span::detached());
        // A line holds two words together only if it can.
        let between = |one: Option<&Content>, other: Option<&Content>| {
            let long =
                one.zip(other).is_some_and(|(one, other)| longest_of(one, other) > LONGEST_PAIR);
            if long { SpaceElem::shared().clone() } else { space.clone() }
        };
        let space = between(Some(&name), native.as_ref());
        let bare = self.spaced(&space, [Some(name), native]).unwrap_or_default();
        let space = between(before.as_ref(), Some(&bare));
        let full =
            self.spaced(&space, [before, Some(labelled(bare, NAME_LABEL))]).unwrap_or_default();
        let gap = self.locale.word("names", "between");
        after.map_or_else(
            || full.clone(),
            |after| full.clone() + verbatim(gap, Span::detached()) + after,
        )
    }

    /// Returns the parts of a person's name in the language of the readers.
    fn called(&self, person: &Person) -> Called {
        let (before, after): (Vec<_>, Vec<_>) =
            person.honorifics.iter().partition(|honorific| !self.follows(honorific));
        let joined = |honorifics: Vec<&Text>| {
            let texts = honorifics.into_iter().map(|honorific| Some(self.text(honorific)));
            self.spaced(SpaceElem::shared(), texts)
        };
        let (name, native) = self.names(person);
        Called {
            name: self.unbroken(name),
            native: native.map(|native| self.unbroken(native)),
            before: joined(before),
            after: joined(after),
        }
    }

    /// Returns a name. A short one in Chinese characters stays in one line.
    fn unbroken(&self, name: &Text) -> Content {
        let text = self.said(name);
        let is_short = text.chars().count() <= LONGEST_HAN_NAME && text.chars().all(is_full);
        let name = self.text(name);
        if is_short { BoxElem::new().with_body(Some(name)).pack() } else { name }
    }

    /// Joins parts of a line. Between Chinese characters and Latin letters, a line of Chinese has
    /// some space by itself; a line of Latin letters needs a space unless both ends are full.
    pub(super) fn spaced(
        &self,
        space: &Content,
        parts: impl IntoIterator<Item = Option<Content>>,
    ) -> Option<Content> {
        let is_han = matches!(self.locale.language.written_in(), "Hans" | "Hant" | "Jpan");
        let parts = parts.into_iter().flatten().map(|part| {
            let text = part.plain_text();
            let ends = [text.chars().next(), text.chars().next_back()];
            (part, ends.map(|end| end.is_some_and(is_full)))
        });
        let joined = parts.reduce(|(line, [start, before]), (part, [after, end])| {
            let close = if is_han { before || after } else { before && after };
            let line = if close { line + part } else { line + space.clone() + part };
            (line, [start, end])
        });
        joined.map(|(line, _)| line)
    }

    /// Returns the words of a text as readers see it.
    fn said<'t>(&'t self, text: &'t Text) -> &'t str {
        text.to_reader(self.main, &self.locale.language).text.as_str()
    }

    /// Returns whether an honorific follows the name: in languages that put honorifics after
    /// names, this applies to honorifics that the record gives in that language and its letters,
    /// with some exceptions.
    fn follows(&self, honorific: &Text) -> bool {
        let said = honorific.to_reader(self.main, &self.locale.language);
        self.locale.word("names", "honorifics") == "after"
            && said.foreign.is_none()
            && !said.text.as_str().chars().any(|char| char.script() == Script::Latin)
            && !self.locale.words_of("names", "leading").any(|word| word == said.text.as_str())
    }

    /// Returns the name for the readers, and the name in another script. If the readers use the
    /// person's native script, the native name comes first.
    pub(super) fn names<'p>(&self, person: &'p Person) -> (&'p Text, Option<&'p Text>) {
        let reads_han = matches!(self.locale.language.written_in(), "Hans" | "Hant");
        match &person.native_name {
            Some(native) if reads_han && is_han(native.as_str()) => (native, Some(&person.name)),
            native => (&person.name, native.as_ref()),
        }
    }

    /// Returns what a report says under a name.
    pub(super) fn lines_under(
        &self,
        person: &Person,
        capacity: Capacity,
        extent: Extent,
    ) -> LinesUnderName {
        let affiliation = self.of_person(person, "affiliation");
        let organisation = person.affiliation.as_ref();
        if matches!(extent, Extent::Brief | Extent::Name | Extent::Short) {
            let told = capacity == Capacity::Questioner || extent != Extent::Brief;
            let short = organisation.filter(|_| !told);
            let post = short.map(|one| self.called_briefly(one, &affiliation));
            return LinesUnderName {
                post: post.into_iter().collect(),
                ..LinesUnderName::default()
            };
        }
        let mut before = Vec::new();
        let aliases = person.aliases.iter().filter(|alias| tells_more(alias, &person.name));
        let aliases: Vec<_> = aliases.map(|alias| self.text(alias)).collect();
        if !aliases.is_empty() {
            let names = self.separated(aliases.into_iter());
            let pattern = self.locale.word("words", "also-known-as");
            before.push(filled(pattern, Span::detached(), &[("names", names)]));
        }
        before.extend(self.roles_under(person, capacity));
        let title = self.optional(person.title.as_ref());
        let post = [title, organisation.map(|one| self.affiliation(one, &affiliation))];
        let mut post: Vec<_> = post.into_iter().flatten().collect();
        if self.is_large_first() {
            post.reverse();
        }
        let nationality = self.optional(person.nationality.as_ref());
        let after = nationality.into_iter().chain(self.presence(person)).collect();
        LinesUnderName { before, post, after }
    }

    /// Returns a post in one line: "Director, ICS", and where the larger comes first,
    /// "淡江大學講座教授".
    pub(super) fn post(&self, title: Option<Content>, place: Option<Content>) -> Option<Content> {
        match (title, place) {
            (title, place) if self.is_large_first() => {
                self.spaced(SpaceElem::shared(), [place, title])
            }
            (title, place) => {
                let parts: Vec<_> = title.into_iter().chain(place).collect();
                (!parts.is_empty()).then(|| self.separated(parts.into_iter()))
            }
        }
    }

    /// Returns whether a language goes from the larger to the smaller: country, organisation, post.
    fn is_large_first(&self) -> bool {
        self.locale.word("places", "order") != "small-first"
    }

    /// Returns a person's roles, except for those that the label over the name or the person's
    /// own title repeats.
    fn roles_under(&self, person: &Person, capacity: Capacity) -> Vec<Content> {
        let title = person.title.as_ref().map(|title| self.said(title).to_lowercase());
        let role = |(index, role): (usize, &PersonRole)| {
            let word = self.locale.word("person-roles", role.name()).to_lowercase();
            let repeated = title.as_ref().is_some_and(|title| title.starts_with(&word));
            if repeated || capacity.role() == Some(*role) {
                return None;
            }
            self.role(person, index)
        };
        person.roles.iter().enumerate().filter_map(role).collect()
    }

    /// Returns how a person took part, unless it was on site.
    pub(super) fn presence(&self, person: &Person) -> Option<Content> {
        let presence = person.presence.filter(|presence| *presence != Presence::Onsite)?;
        self.named("presences", presence.name(), &self.of_person(person, "presence"))
    }

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
        let called = self.referred_to(at);
        let mark = |key: &str| verbatim(self.locale.word("punctuation", key), Span::detached());
        let mut line = called.text(&organisation.name);
        let former = (!organisation.former_names.is_empty()).then(|| {
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
        if self.is_large_first() {
            wholes.fold(line, |line, whole| whole + line)
        } else {
            wholes.fold(line, |line, whole| line + mark("comma") + whole)
        }
    }

    /// Adds a note in brackets.
    pub(super) fn bracketed(&self, line: Content, note: Content) -> Content {
        let mark = |key: &str| verbatim(self.locale.word("punctuation", key), Span::detached());
        line + mark("open") + note + mark("close")
    }

    /// Joins items by commas.
    pub(super) fn separated(&self, items: impl Iterator<Item = Content>) -> Content {
        let comma = verbatim(self.locale.word("punctuation", "comma"), Span::detached());
        items.reduce(|all, next| all + comma.clone() + next).unwrap_or_default()
    }
}

/// What a report says under a name: other names and roles, the post, and what else there is.
#[derive(Default)]
pub(super) struct LinesUnderName {
    before: Vec<Content>,
    /// The title and the organisation, in the order of the language.
    post: Vec<Content>,
    after: Vec<Content>,
}

impl LinesUnderName {
    /// Returns one content for each line.
    pub(super) fn lines(&self) -> impl Iterator<Item = Content> {
        self.before.iter().chain(&self.post).chain(&self.after).cloned()
    }

    /// Returns the same in one line behind the name.
    pub(super) fn in_line(&self, name: Content, composer: &Composer<'_>) -> Content {
        let post = if composer.is_large_first() {
            let parts = self.post.iter().cloned().map(Some);
            composer.spaced(SpaceElem::shared(), parts).into_iter().collect()
        } else {
            self.post.clone()
        };
        let parts = self.before.iter().cloned().chain(post).chain(self.after.iter().cloned());
        composer.separated([name].into_iter().chain(parts))
    }
}

/// Returns the number of letters in the last word of one text and the first of another.
fn longest_of(one: &Content, other: &Content) -> usize {
    let (one, other) = (one.plain_text(), other.plain_text());
    let words = [one.split_whitespace().next_back(), other.split_whitespace().next()];
    words.into_iter().flatten().map(|word| word.chars().count()).sum()
}

/// Returns whether an alias says more than a part of the name, with honorifics or without.
fn tells_more(alias: &Text, name: &Text) -> bool {
    let known = personal_words(name.as_str());
    personal_words(alias.as_str()).iter().any(|word| !known.contains(word))
}

/// Returns whether a name is written in Chinese characters.
fn is_han(name: &str) -> bool {
    name.chars().any(scripts::is_han)
}
