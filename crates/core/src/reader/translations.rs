//! Files next to a record that translate its texts: the reader overlays each file on the record
//! value by value and attaches the translations to the texts.
//!
//! A translation has the same structure as its record and contains only texts. Lists are matched
//! by position, tables by key.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::originals::{is_mark, mark_of, quoted_above};
use super::{Node, Reader};
use crate::diagnostic::Code;
use crate::key_path::{KeyPath, walk};
use crate::message::{Message, message};
use crate::model::{File, Language, Slug, Text};
use crate::source::Source;

/// The table of a translation that records the originals of its texts: it maps the path of each
/// text to a fingerprint of the original at the time of translation.
pub(crate) const TRANSLATED_FROM: &str = "translated-from";

/// The maximum length of a quotation from a changed original in a finding, in characters.
const EXCERPT: usize = 60;

/// The translations, by the offset in the record of the value that they translate.
#[derive(Default)]
pub(super) struct Translations {
    files: Vec<(Language, Arc<Source>)>,
    said: HashMap<usize, Vec<TranslatedValue>>,
}

/// A translation of one value from one file.
struct TranslatedValue {
    file: usize,
    key: String,
    text: String,
    range: Range<usize>,
    /// Whether the translated value turned out to be a text.
    used: bool,
}

impl Reader {
    /// Overlays translation files on the record whose root table is read next.
    ///
    /// `shared` maps keys of the record to the directory files that may hold their entries
    /// instead. Entries in those files are translated there.
    pub(crate) fn lay_over(
        &mut self,
        root: &DeTable,
        files: &[(Language, Arc<Source>)],
        shared: &[(&str, &str)],
    ) {
        self.translations.files = files.to_vec();
        for (number, (_, source)) in files.iter().enumerate() {
            let (translation, errors) = DeTable::parse_recoverable(source.text());
            self.in_file(number, |reader| {
                if reader.main_language().is_some_and(|main| main.is_read_as(&files[number].0)) {
                    let language = &files[number].0;
                    let message = message!("the record itself is in `{language}`");
                    let hint =
                        message!("say it in the record, or give the record another main language");
                    reader.report(Code::TRANSLATION_ADDS, 0..0, message).hint(hint);
                    return;
                }
                reader.limit_length();
                // If the record has syntax errors, it may lack keys that the translation has.
                let broken = reader.broken;
                reader.report_syntax(&errors);
                reader.broken = broken;
                let translation = translation.get_ref();
                let marks = translation.get(TRANSLATED_FROM).map(Spanned::get_ref);
                let marks = marks.and_then(DeValue::as_table);
                for (key, value) in marks.into_iter().flatten() {
                    if !value.get_ref().as_str().is_some_and(is_mark) {
                        let (key_name, marks) = (key.get_ref(), TRANSLATED_FROM);
                        let message =
                            message!("`{key}` does not belong under `[{marks}]`", key = key_name);
                        let hint = message!("move it above `[{marks}]`, into its own table");
                        reader.report(Code::TRANSLATION_ADDS, key.span(), message).hint(hint);
                    }
                }
                Overlay { reader, file: number, marks, shared, path: vec![] }
                    .table(root, translation);
            });
        }
    }

    /// Returns the translations of a value of the record.
    pub(super) fn translated<T>(
        &mut self,
        node: &Node,
        one: &impl Fn(&Node, &mut Self) -> Option<T>,
    ) -> Vec<(Language, T)> {
        let Some(said) = self.translations.said.get_mut(&node.span().start) else { return vec![] };
        let said: Vec<_> = said
            .iter_mut()
            .map(|said| {
                said.used = true;
                (said.file, Spanned::new(said.range.clone(), said.text.clone()))
            })
            .collect();
        let translated = said.into_iter().filter_map(|(file, text)| {
            let node = Spanned::new(text.span(), DeValue::String(text.into_inner().into()));
            let value = self.in_file(file, |reader| one(&node, reader))?;
            Some((self.translations.files[file].0.clone(), value))
        });
        translated.collect()
    }

    /// Reports translations of the value that starts at `start`, which is a reference: byline
    /// prints the entry that it refers to. `message` explains this.
    pub(crate) fn report_translated_reference(&mut self, start: usize, message: &Message) {
        for said in self.translations.said.remove(&start).into_iter().flatten() {
            self.in_file(said.file, |reader| {
                reader
                    .report(Code::TRANSLATION_ADDS, said.range, message.clone())
                    .hint(message!("translate what the entry says, under its own id"));
            });
        }
    }

    /// Reports translations of a name that are in the form of an id: nothing in a translation
    /// refers to an entry, so the id would be printed.
    pub(crate) fn report_translated_ids(&mut self, name: &Text) {
        for (_, text) in &name.languages().others {
            if text.as_str().parse::<Slug>().is_err() {
                continue;
            }
            let range = text.origin().range.clone();
            let report = |reader: &mut Self| {
                let message = message!("`{text}` looks like an id, and would be printed as it is");
                let hint = message!("write the name `{name}` as readers of this language write it");
                reader.report(Code::UNKNOWN_REFERENCE, range, message).hint(hint);
            };
            match text.origin().file {
                File::Translation(number) => self.in_file(number.into(), report),
                _ => report(self),
            }
        }
    }

    /// Reports translations of values that are not texts.
    pub(crate) fn report_untranslatable(&mut self) {
        let said = std::mem::take(&mut self.translations.said);
        // A value that could not be read may turn out to be a text once the error is corrected.
        if self.has_errors() {
            return;
        }
        let mut unused: Vec<_> = said.into_values().flatten().filter(|said| !said.used).collect();
        unused.sort_by_key(|said| (said.file, said.range.start));
        for TranslatedValue { file, key, range, .. } in unused {
            self.in_file(file, |reader| {
                let message =
                    message!("`{key}` cannot be translated: it is the same in every language");
                reader
                    .report(Code::TRANSLATION_ADDS, range, message)
                    .hint(message!("remove it from the translation"));
            });
        }
    }

    /// Runs `work` with one of the translation files as the current file.
    fn in_file<T>(&mut self, number: usize, work: impl FnOnce(&mut Self) -> T) -> T {
        let source = Arc::clone(&self.translations.files[number].1);
        let file = File::Translation(u8::try_from(number).unwrap_or(u8::MAX));
        let record = (std::mem::replace(&mut self.source, source), self.origin);
        self.origin = file;
        let value = work(self);
        (self.source, self.origin) = record;
        value
    }
}

/// Compares a translation with its record.
struct Overlay<'a, 't> {
    reader: &'a mut Reader,
    file: usize,
    marks: Option<&'t DeTable<'t>>,
    /// The keys of the record whose entries a directory file may hold, each with that file.
    shared: &'a [(&'a str, &'a str)],
    path: Vec<String>,
}

impl Overlay<'_, '_> {
    fn table(&mut self, record: &DeTable, translation: &DeTable) {
        for (key, value) in translation {
            let name = key.get_ref().as_ref();
            if let Some(said) = record.get(name) {
                self.path.push(name.into());
                self.value(name, said, value);
                self.path.pop();
                continue;
            }
            if self.reader.broken || (self.path.is_empty() && name == TRANSLATED_FROM) {
                continue;
            }
            let message = message!("the record has no `{name}` here to translate");
            let keys = record.keys().map(|key| key.get_ref().as_ref());
            let near = self.reader.suggestions.nearest(name, keys);
            let path = self.path.first().map_or(name, String::as_str);
            let shared = self.shared.iter().find(|(key, _)| *key == path);
            let near = near.map(str::to_owned);
            let shared = shared.map(|(_, file)| *file);
            let finding = self.reader.report(Code::TRANSLATION_ADDS, key.span(), message);
            match (near, shared) {
                (Some(near), _) => finding.did_you_mean_key(&near),
                (None, Some(file)) => finding.hint(message!(
                    "an entry of the directory is translated there: in {file}, \
                     title = {{ en = \"…\", ms = \"…\" }}"
                )),
                (None, None) => finding
                    .hint(message!("add it to the record first: a translation cannot add keys")),
            };
        }
    }

    fn value(&mut self, key: &str, record: &Node, translation: &Node) {
        match (record.get_ref(), translation.get_ref()) {
            (DeValue::Array(said), DeValue::Array(items)) => self.list(key, said, items),
            // A single value is treated as a list of one.
            (DeValue::Array(said), _) => {
                self.list(key, said, std::slice::from_ref(translation));
            }
            (_, DeValue::Array(items)) => self.list(key, std::slice::from_ref(record), items),
            (DeValue::Table(said), DeValue::Table(table)) => self.table(said, table),
            // An empty table marks an untranslated item of a list.
            (_, DeValue::Table(table)) if table.is_empty() => {}
            (_, DeValue::String(text)) => {
                // An empty text has not been translated yet.
                if !text.trim().is_empty() {
                    self.compare(record, translation);
                    self.reader.translations.said.entry(record.span().start).or_default().push(
                        TranslatedValue {
                            file: self.file,
                            key: key.into(),
                            text: text.to_string(),
                            range: translation.span(),
                            used: false,
                        },
                    );
                }
            }
            (said, _) => {
                let (message, hint) = if matches!(said, DeValue::String(_)) {
                    (
                        message!("the translation of `{key}` must be text"),
                        message!("put the translation in quotation marks"),
                    )
                } else {
                    (
                        message!("`{key}` cannot be translated: only texts can"),
                        message!(
                            "remove it from the translation: it is the same in every language"
                        ),
                    )
                };
                self.reader.report(Code::TRANSLATION_ADDS, translation.span(), message).hint(hint);
            }
        }
    }

    /// Reports an outdated translation if the original has changed since.
    fn compare(&mut self, record: &Node, translation: &Node) {
        let mark = self.marks.and_then(|marks| marks.get(self.path.join(".").as_str()));
        let mark = mark.and_then(|mark| mark.get_ref().as_str());
        let main = self.reader.main_language();
        let original = match record.get_ref() {
            DeValue::String(text) => Some(text.as_ref()),
            DeValue::Table(texts) => main
                .and_then(|main| texts.get(main.to_string().as_str()))
                .and_then(|text| text.get_ref().as_str()),
            _ => None,
        };
        if let (Some(mark), Some(original)) = (mark, original)
            && mark != mark_of(original)
        {
            let excerpt = excerpt_of(original);
            let hint = message!(
                "translate it again; `byline translations --accept` notes that it was done"
            );
            let source = Arc::clone(&self.reader.source);
            let quoted = quoted_above(source.text(), translation.span().start, mark);
            let mut finding = self.reader.report(
                Code::OUTDATED_TRANSLATION,
                translation.span(),
                message!("the record now says \"{excerpt}\""),
            );
            if let Some(quoted) = quoted {
                let before = excerpt_of(&quoted.text);
                finding = finding.hint(message!("this was translated from \"{before}\""));
            }
            finding.hint(hint);
        }
    }

    /// Matches items by position. An empty text or table marks an untranslated item.
    fn list(&mut self, key: &str, record: &[Node], translation: &[Node]) {
        for (place, item) in translation.iter().enumerate() {
            if let Some(said) = record.get(place) {
                self.path.push(place.to_string());
                self.value(key, said, item);
                self.path.pop();
            } else {
                let count = record.len();
                let message = message!("the record has {count} of `{key}`, not more");
                self.reader
                    .report(Code::TRANSLATION_ADDS, item.span(), message)
                    .hint(message!("lists are matched by position: check what belongs to what"));
                break;
            }
        }
    }
}

fn excerpt_of(original: &str) -> String {
    let excerpt: String = original.trim().chars().take(EXCERPT).collect();
    let more = if original.trim().chars().count() > EXCERPT { " …" } else { "" };
    excerpt.replace('\n', " ") + more
}

/// Returns the path, the start offset and the content of each text in a file, in the order of
/// the file.
pub(crate) fn texts(source: &Source) -> Vec<(KeyPath, usize, String)> {
    let (root, _) = DeTable::parse_recoverable(source.text());
    let mut found = Vec::new();
    walk(root.get_ref(), &mut |path, _, node| {
        if let DeValue::String(text) = node.get_ref() {
            found.push((path.clone(), node.span().start, text.to_string()));
        }
    });
    found.sort_by_key(|(_, start, _)| *start);
    found
}
