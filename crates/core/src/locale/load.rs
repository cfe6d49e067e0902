//! Loads locales from the binary and from a project's folder `locales`.

use std::collections::BTreeMap;
use std::mem;
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use toml::{Table, Value};

use super::Locale;
use super::check::{calendar_of, check};
use super::checks::{ABBREVIATIONS, CHECKS, Checks};
use super::plural::is_counted;
use super::standard;
use crate::diagnostic::{Code, Diagnostic, has_errors};
use crate::file::read_source;
use crate::fingerprint::Fingerprint;
use crate::message::message;
use crate::model::Language;
use crate::source::Place;
use crate::walk::{self, FoundFile};
use crate::walls::Walls;

/// The locales of a project. Each is created when a document first needs it.
#[derive(Debug, Default)]
pub struct Locales {
    own: BTreeMap<Language, Table>,
    fingerprint: Option<Fingerprint>,
    made: Mutex<BTreeMap<Language, Arc<Locale>>>,
}

impl Locales {
    /// Loads the standard locales and those in a project's folder.
    ///
    /// Also returns the findings about the project's files.
    pub fn of_project(folder: &Path, walls: &Walls) -> (Self, Vec<Diagnostic>) {
        let mut locales = Self::default();
        let wanted = |path: &Path| {
            path.parent() == Some(folder) && path.extension().is_some_and(|e| e == "toml")
        };
        let mut listing = walk::list(folder, "locales", walls, wanted);
        let files = mem::take(&mut listing.files);
        let mut findings: Vec<_> = listing.into_findings().collect();
        let mut held = Vec::new();
        for FoundFile { path, .. } in files {
            let stem = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
            let name = format!("locales/{stem}.toml");
            let language = match stem.parse::<Language>() {
                Ok(language) => language,
                Err(error) => {
                    let hint = message!(
                        "name the file after a language tag, such as `en`, `ms` or `zh-Hans`"
                    );
                    let place = Place::of_file(name);
                    let finding = Diagnostic::new(Code::PROJECT, error.message());
                    findings.push(finding.at(place).hint(hint));
                    continue;
                }
            };
            let source = match read_source(&path, name, walls) {
                Ok(source) => source,
                Err(finding) => {
                    findings.push(finding);
                    continue;
                }
            };
            held.push((language.clone(), source.fingerprint()));
            let standard = standard::of(&language);
            let found = check(&source, &standard::model(), standard.is_some());
            if !has_errors(&found)
                && let Ok(words) = source.text().parse::<Table>()
            {
                locales.own.insert(language, words);
            }
            findings.extend(found);
        }
        locales.fingerprint = (!held.is_empty()).then(|| Fingerprint::of_value(&held));
        (locales, findings)
    }

    /// Returns the languages of the standard locales.
    pub(crate) fn standard() -> impl Iterator<Item = Language> {
        standard::files().into_iter().map(|(language, _)| language)
    }

    /// Returns the fingerprint of the project's own locale files, if it has any.
    pub fn fingerprint(&self) -> Option<Fingerprint> {
        self.fingerprint
    }

    /// Returns whether there is a locale for a language.
    pub fn has(&self, language: &Language) -> bool {
        self.own(language).is_some() || standard::of(language).is_some()
    }

    /// Returns the locale of a language, with English words if the language has none.
    pub fn get(&self, language: &Language) -> Arc<Locale> {
        let mut made = self.made.lock().unwrap_or_else(PoisonError::into_inner);
        let locale = made.entry(language.clone()).or_insert_with(|| {
            let mut words = self.table(language);
            let checks = self.checks(words.remove(CHECKS));
            let calendar = words.get("dates").and_then(|dates| dates.get("names-of")?.as_str());
            let calendar =
                calendar.and_then(calendar_of).unwrap_or(pure_rust_locales::Locale::POSIX);
            Arc::new(Locale::new(language.clone(), words, checks, calendar))
        });
        Arc::clone(locale)
    }

    /// Returns the words of a language: the standard words, overridden by the project's own.
    fn table(&self, language: &Language) -> Table {
        let mut words = standard::of(language).unwrap_or_else(standard::model);
        if let Some(own) = self.own(language) {
            lay_over(&mut words, own.clone());
        }
        words
    }

    /// Returns the words that lints look for: the English words, overridden by those of the
    /// language.
    fn checks(&self, own: Option<Value>) -> Checks {
        let mut english = self.table(&Language::english());
        let mut lists = Table::new();
        for table in [english.remove(CHECKS), own] {
            if let Some(Value::Table(mut table)) = table {
                // Abbreviations of English are used in every language.
                if let (Some(Value::Array(known)), Some(Value::Array(own))) =
                    (lists.get(ABBREVIATIONS), table.get_mut(ABBREVIATIONS))
                {
                    own.extend(known.iter().cloned());
                }
                lay_over(&mut lists, table);
            }
        }
        Checks::new(lists)
    }

    fn own(&self, language: &Language) -> Option<&Table> {
        let read = || self.own.iter().find(|(own, _)| own.is_read_as(language)).map(|(_, own)| own);
        self.own.get(language).or_else(read)
    }
}

/// Merges the words of one file into another's, key by key.
fn lay_over(below: &mut Table, above: Table) {
    for (key, value) in above {
        match (below.get_mut(&key), value) {
            (Some(Value::Table(below)), Value::Table(above)) if !is_counted(below) => {
                lay_over(below, above);
            }
            (_, value) => {
                below.insert(key, value);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Source;

    #[test]
    fn every_standard_locale_is_whole() {
        for (tag, text) in standard::files() {
            let findings = check(&Source::new(tag.to_string(), text), &standard::model(), false);
            assert!(findings.is_empty(), "{tag}: {findings:?}");
        }
    }

    #[test]
    fn checks_read_the_language_then_english() {
        let malay: Language = "ms".parse().unwrap();
        let found = |locales: &Locales, text| {
            let locale = locales.get(&malay);
            let found = locale.checks().relative_times.find_in(text);
            found.map(str::to_owned).collect::<Vec<_>>()
        };
        let locales = Locales::default();
        assert_eq!(found(&locales, "minggu lalu, last week"), ["minggu lalu"]);
        assert!(!locales.get(&malay).words().contains_key(CHECKS));
        assert!(!locales.get(&Language::english()).words().contains_key(CHECKS));

        let own = "[checks]\nrelative-times = ['pekan lalu']".parse().unwrap();
        let locales =
            Locales { own: [(malay.clone(), own)].into_iter().collect(), ..Locales::default() };
        assert_eq!(found(&locales, "pekan lalu, minggu lalu"), ["pekan lalu"]);
        // English fills in for lists that a language lacks, and adds its abbreviations.
        assert!(locales.get(&malay).checks().other_marks.is_empty());
        assert!(locales.get(&malay).checks().known_abbreviations.iter().any(|word| word == "USD"));
    }
}
