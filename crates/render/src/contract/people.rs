//! Converts people for templates, with names in the order and script of the readers.

use std::sync::Arc;

use typst::foundations::{Array, Dict, IntoValue, Value, dict};
use typst::text::SpaceElem;
use unicode_script::{Script, UnicodeScript};

use super::convert::{array, word};
use super::spot::Spot;
use super::values::Composer;
use byline_core::model::{Person, Text, Word};

impl Composer<'_> {
    /// Converts the people in a list of the record.
    pub(super) fn people(&self, people: &[Arc<Person>], at: &Spot) -> Array {
        let items = people.iter().enumerate();
        items.map(|(place, one)| self.person(one, &at.index(place)).into_value()).collect()
    }

    /// Converts a person whom a value of the record names.
    pub(super) fn person(&self, person: &Arc<Person>, at: &Spot) -> Dict {
        let referred = self.referred_to(at);
        let affiliation = self.of_person(person, "affiliation");
        let called = referred.only(self.locale);
        // In a bilingual document, the full name is repeated in the second language if it differs.
        let second = self.second.and_then(|locale| {
            let other = referred.only(locale);
            let differs = called.names(person).0 != other.names(person).0
                || called.said(&person.name) != other.said(&person.name);
            differs.then(|| (other.called(person), other.names(person).0))
        });
        let mut values = called.called(person);
        let second = second.map(|(mut second, name)| {
            // If the two languages use names in different scripts, both names are already printed.
            if called.names(person).0 != name {
                for names in [&mut values, &mut second] {
                    names.insert("native-name".into(), Value::None);
                }
            }
            second
        });
        let more = dict! {
            "second" => second,
            "aliases" => self.texts(&person.aliases),
            "short-name" => referred.optional(person.short_name.as_ref()),
            "sort-key" => person.sort_key.as_ref().unwrap_or(&person.name).as_str(),
            "name-order" => word(person.name_order),
            "title" => self.optional(person.title.as_ref()),
            "affiliation" => person.affiliation.as_ref().map(|a| self.organisation(a, &affiliation)),
            "nationality" => self.optional(person.nationality.as_ref()),
            "roles" => array(&person.roles, |role| role.name()),
            "presence" => word(person.presence),
            "shown" => self.person_shown(person),
        };
        for (key, value) in more {
            values.insert(key, value);
        }
        values
    }

    /// Returns a person's name and honorifics in the language of the readers.
    fn called(&self, person: &Person) -> Dict {
        let (before, after): (Vec<_>, Vec<_>) =
            person.honorifics.iter().partition(|honorific| !self.follows(honorific));
        let close = self.locale.word("names", "between").is_empty();
        let joined =
            |honorifics: Vec<&Text>| {
                let texts = honorifics.into_iter().map(|honorific| self.text(honorific));
                texts.reduce(|all, next| {
                    if close { all + next } else { all + SpaceElem::shared().clone() + next }
                })
            };
        let (name, native_name) = self.names(person);
        dict! {
            "name" => self.text(name),
            "native-name" => self.optional(native_name),
            "honorifics" => joined(before),
            "honorifics-after" => joined(after),
        }
    }

    /// Returns the words of a text as readers see it.
    fn said<'t>(&'t self, text: &'t Text) -> &'t str {
        text.to_reader(self.main, &self.locale.language).text.as_str()
    }

    /// Returns whether an honorific follows the name: in languages that put honorifics after
    /// names, this applies to honorifics that the record gives in that language, with some
    /// exceptions.
    fn follows(&self, honorific: &Text) -> bool {
        let said = honorific.to_reader(self.main, &self.locale.language);
        self.locale.word("names", "honorifics") == "after"
            && said.foreign.is_none()
            && !self.locale.words_of("names", "leading").any(|word| word == said.text.as_str())
    }

    /// Returns the name for the readers, and the name in another script. If the readers use the
    /// person's native script, the native name comes first.
    fn names<'p>(&self, person: &'p Person) -> (&'p Text, Option<&'p Text>) {
        let reads_han = matches!(self.locale.language.written_in(), "Hans" | "Hant");
        match &person.native_name {
            Some(native) if reads_han && is_han(native.as_str()) => (native, Some(&person.name)),
            native => (&person.name, native.as_ref()),
        }
    }
}

/// Returns whether a name is written in Chinese characters.
fn is_han(name: &str) -> bool {
    name.chars().any(|char| char.script() == Script::Han)
}
