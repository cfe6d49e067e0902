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
use super::joins::is_latin;
use super::lengths::is_full;
use super::shown::{capitalised, filled};
use super::texts::SECOND_LABEL;
use super::values::Composer;
use byline_core::identity::personal_words;
use byline_core::locale::leads_in_chinese;
use byline_core::model::{Person, PersonRole, Presence, Text, Word};
use byline_core::scripts;

/// The parts of a person's name in one language. Honorifics are around the name in their script.
struct Called {
    name: Styled,
    native: Option<Styled>,
}

/// A name with the honorifics around it.
struct Styled {
    name: Content,
    before: Option<Content>,
    after: Option<Content>,
}

/// The label of a person's name without honorifics.
const NAME_LABEL: &str = "name";

/// The label of the honorifics before a name.
const HONORIFIC_LABEL: &str = "honorific";

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
        let Called { mut name, native } = called;
        let is_long = person.name.as_str().chars().count() > LONG_NAME;
        let short = person.short_name.as_ref().filter(|_| match extent {
            Extent::Short => true,
            Extent::Name => is_long,
            Extent::Full | Extent::Brief => false,
        });
        if let Some(short) = short.filter(|_| self.quotes_briefly() || extent != Extent::Short) {
            name.name = self.text(short);
        }
        let (native, unsaid) = match native {
            Some(native) if extent != Extent::Full => (None, Some(native)),
            native => (native, None),
        };
        // Honorifics of a name that is not said go to the one that is.
        if let Some(Styled { before, after, .. }) = unsaid {
            name.before = name.before.or(before);
            name.after = name.after.or(after);
        }
        let space = verbatim("\u{a0}", Span::detached());
        // A line holds two words together only if it can.
        let between = |one: Option<&Content>, other: Option<&Content>| {
            let long =
                one.zip(other).is_some_and(|(one, other)| longest_of(one, other) > LONGEST_PAIR);
            if long { SpaceElem::shared().clone() } else { space.clone() }
        };
        let full = |Styled { name, before, after }: Styled| {
            let space = between(before.as_ref(), Some(&name));
            let ends_full = ends_full(&name);
            let line = match before {
                None => labelled(name, NAME_LABEL),
                Some(before) => self.titled(before, &space, name),
            };
            let gap = if ends_full { "" } else { self.locale.word("names", "between") };
            match after {
                None => line,
                Some(after) => line + verbatim(gap, Span::detached()) + after,
            }
        };
        match native {
            None => full(name),
            // Among Chinese characters, a name in Latin letters is put in brackets.
            Some(native) if self.is_han() && is_han(&name.name.plain_text()) => {
                let name = full(name);
                self.bracketed(name, full(native))
            }
            // Two names with nothing between them are one.
            Some(native) if name.after.is_none() && native.before.is_none() => {
                let after = native.after.clone();
                let space = between(Some(&name.name), Some(&native.name));
                let names = [Some(name.name), Some(native.name)];
                let names = self.spaced(&space, names).unwrap_or_default();
                full(Styled { name: names, before: name.before, after })
            }
            Some(native) => {
                let space = between(Some(&name.name), Some(&native.name));
                self.spaced(&space, [Some(full(name)), Some(full(native))]).unwrap_or_default()
            }
        }
    }

    /// Returns a name behind its honorifics. The space between belongs to these, so that a template
    /// can put them into a line of their own.
    fn titled(&self, before: Content, space: &Content, name: Content) -> Content {
        let parts = [&before, &name].map(|part| Some(part.clone()));
        let joined = self.spaced(space, parts).unwrap_or_default().plain_text();
        let apart = joined.len() > before.plain_text().len() + name.plain_text().len();
        let before = if apart { before + space.clone() } else { before };
        labelled(before, HONORIFIC_LABEL) + labelled(name, NAME_LABEL)
    }

    /// Returns whether whoever is quoted is called by the short name in this language.
    fn quotes_briefly(&self) -> bool {
        self.locale.word("names", "quoted") == "short"
    }

    /// Returns the parts of a person's name in the language of the readers.
    fn called(&self, person: &Person) -> Called {
        let (name, native) = self.names(person);
        let in_script = |honorific: &&Text, name: &Text| {
            is_han(self.said(honorific)) == is_han(self.said(name))
        };
        // Honorifics belong to the name in their script, or to the only name.
        let (of_native, of_name): (Vec<_>, Vec<_>) = person.honorifics.iter().partition(|one| {
            native.is_some_and(|native| in_script(one, native) && !in_script(one, name))
        });
        let styled = |name: &Text, honorifics: Vec<&Text>| {
            let joined = |honorifics: Vec<&Text>| {
                let texts = honorifics.into_iter().map(|honorific| Some(self.text(honorific)));
                self.spaced(SpaceElem::shared(), texts)
            };
            let (after, before) = honorifics.into_iter().partition(|one| self.follows(one));
            Styled { name: self.unbroken(name), before: joined(before), after: joined(after) }
        };
        Called {
            name: styled(name, of_name),
            native: native.map(|native| styled(native, of_native)),
        }
    }

    /// Returns a name. A short one in Chinese characters stays in one line.
    fn unbroken(&self, name: &Text) -> Content {
        let text = self.said(name);
        let is_short = text.chars().count() <= LONGEST_HAN_NAME && text.chars().all(is_full);
        let name = self.text(name);
        if is_short { BoxElem::new().with_body(Some(name)).pack() } else { name }
    }

    /// Returns the words of a text as readers see it.
    pub(super) fn said<'t>(&'t self, text: &'t Text) -> &'t str {
        text.to_reader(self.main, &self.locale.language).text.as_str()
    }

    /// Returns whether an honorific follows the name. Those in Chinese characters do on pages in
    /// any language, with some exceptions; those in Latin letters never do.
    fn follows(&self, honorific: &Text) -> bool {
        let said = self.said(honorific);
        let after = self.locale.word("names", "honorifics") == "after";
        let latin = said.chars().any(|char| char.script() == Script::Latin);
        let leads = self.locale.words_of("names", "leading").any(|word| word == said);
        (after || is_han(said)) && !latin && !leads && !leads_in_chinese(said)
    }

    /// Returns somebody as credits name them: without words that are mere courtesy, such as 先生.
    /// Among bare names, one of them would slight the others.
    pub(super) fn credited(&self, person: &Arc<Person>) -> Arc<Person> {
        let is_courtesy = |honorific: &Text| {
            self.locale.words_of("names", "courtesies").any(|word| word == self.said(honorific))
        };
        if !person.honorifics.iter().any(is_courtesy) {
            return person.clone();
        }
        let mut credited = Person::clone(person);
        credited.honorifics.retain(|honorific| !is_courtesy(honorific));
        Arc::new(credited)
    }

    /// Returns whether the readers read Chinese characters.
    fn is_han(&self) -> bool {
        matches!(self.locale.language.written_in(), "Hans" | "Hant")
    }

    /// Returns the name for the readers, and the name in another script. If the readers use the
    /// person's native script, the native name comes first.
    pub(super) fn names<'p>(&self, person: &'p Person) -> (&'p Text, Option<&'p Text>) {
        match &person.native_name {
            Some(native) if self.is_han() && is_han(native.as_str()) => {
                (native, Some(&person.name))
            }
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
        if let Some(names) = self.other_names(person).filter(|_| !self.brackets_aliases()) {
            let pattern = self.locale.word("words", "also-known-as");
            before.push(filled(pattern, Span::detached(), &[("names", names)]));
        }
        before.extend(self.roles_under(person, capacity));
        let title = self.optional(person.title.as_ref());
        let post = [title, organisation.map(|one| self.affiliation(one, &affiliation))];
        let mut post: Vec<_> = post.into_iter().flatten().collect();
        if self.is_large_first() && !is_latin(&post) {
            post.reverse();
        }
        let nationality = self.optional(person.nationality.as_ref());
        let after = nationality.into_iter().collect();
        LinesUnderName { before, post, after, presence: self.presence(person) }
    }

    /// Returns a person's other names.
    fn other_names(&self, person: &Person) -> Option<Content> {
        let aliases = person.aliases.iter().filter(|alias| tells_more(alias, &person.name));
        let aliases: Vec<_> = aliases.map(|alias| self.text(alias)).collect();
        (!aliases.is_empty()).then(|| self.separated(aliases.into_iter()))
    }

    /// Returns whether other names stand in brackets behind the name, rather than under it.
    fn brackets_aliases(&self) -> bool {
        self.locale.word("names", "aliases") == "behind"
    }

    /// Returns what is behind the name of somebody who is introduced: other names in brackets, in
    /// languages that put them there.
    pub(super) fn behind_name(
        &self,
        name: &Content,
        person: &Person,
        extent: Extent,
    ) -> Option<Content> {
        let others = self.other_names(person);
        let others = others.filter(|_| extent == Extent::Full && self.brackets_aliases());
        others.map(|others| self.brackets_behind(name, others))
    }

    /// Returns a post in one line: "Director, ICS", and where the larger comes first,
    /// "淡江大學講座教授".
    pub(super) fn post(&self, title: Option<Content>, place: Option<Content>) -> Option<Content> {
        match (title, place) {
            (Some(title), Some(place)) if is_latin([&title, &place]) => {
                Some(self.separated([title, place].into_iter()))
            }
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
    pub(super) fn is_large_first(&self) -> bool {
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
}

/// What a report says under a name: other names and roles, the post, and what else there is.
#[derive(Default)]
pub(super) struct LinesUnderName {
    before: Vec<Content>,
    /// The title and the organisation, in the order of the language.
    post: Vec<Content>,
    after: Vec<Content>,
    /// How they took part, unless it was on site.
    presence: Option<Content>,
}

impl LinesUnderName {
    /// Returns one content for each line.
    pub(super) fn lines(&self) -> impl Iterator<Item = Content> {
        let lines = self.before.iter().chain(&self.post).chain(&self.after).cloned();
        lines.chain(self.presence.as_ref().map(capitalised))
    }

    /// Returns the same in one line behind the name.
    pub(super) fn in_line(&self, name: Content, composer: &Composer<'_>) -> Content {
        let post = if composer.is_large_first() && !is_latin(&self.post) {
            let parts = self.post.iter().cloned().map(Some);
            composer.spaced(SpaceElem::shared(), parts).into_iter().collect()
        } else {
            self.post.clone()
        };
        let parts = self.before.iter().cloned().chain(post).chain(self.after.iter().cloned());
        let line = composer.separated([name].into_iter().chain(parts));
        match self.presence.clone() {
            None => line,
            Some(presence) => composer.bracketed(line, presence),
        }
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

/// Returns whether a text ends with a full character.
fn ends_full(text: &Content) -> bool {
    text.plain_text().chars().next_back().is_some_and(is_full)
}

/// Returns whether a name is written in Chinese characters.
fn is_han(name: &str) -> bool {
    name.chars().any(scripts::is_han)
}
