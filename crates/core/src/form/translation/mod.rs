//! Translations beside their originals: the texts of a file, what is said of each in another
//! language, and the edits of those.
//!
//! A record's texts are translated in a file beside it, which has the structure of the record. A
//! text that is in several languages in its own file, as those of the directory are, is translated
//! there.

mod follow;
#[cfg(test)]
mod tests;
mod texts;
mod write;

use serde::Serialize;
use toml::de::{DeTable, DeValue};

use self::texts::{OriginalText, texts_of, words_in};
use super::values::{NoForm, main_language};
use super::{Filled, Structure};
use crate::key_path::{KeyPath, Step};
use crate::message::UiLanguage;
use crate::model::Language;
use crate::reader::{Node, TRANSLATED_FROM, is_mark, mark_of, quoted_above, syntax_errors};
use crate::schema::SchemaFile;
use crate::source::Source;

/// A file, and its translation into a language.
#[derive(Debug, Clone, Copy)]
pub struct Translating<'t> {
    /// The name of the original's file.
    pub name: &'t str,
    /// The text of the original's file.
    pub original: &'t str,
    /// What it is.
    pub file: SchemaFile,
    /// The language of its texts, if it names none.
    pub main: &'t Language,
    /// The text of the translation's file; empty if there is none.
    pub translation: &'t str,
    /// The language of the translation.
    pub language: &'t Language,
    /// The language of notes in the translation's file.
    pub notes: UiLanguage,
}

/// A text with its translation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct TranslatedText {
    /// Its path in the form.
    pub path: String,
    /// What kind of text it is: `text`, `lines` or `prose`.
    pub kind: &'static str,
    /// The text.
    pub original: String,
    /// What is said in the language.
    #[serde(skip)]
    pub words: Option<String>,
    /// Whether documents in the language lack something without a translation. Names do not.
    pub is_needed: bool,
    /// Whether it is translated in the file of the original, beside it.
    pub is_inline: bool,
    /// What is known of the original that was translated.
    #[serde(flatten)]
    pub state: OriginalState,
}

/// What is known of the original that was translated.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "state", rename_all = "lowercase")]
pub enum OriginalState {
    /// There is no translation.
    None,
    /// It is still the same.
    Current,
    /// It has changed since.
    Outdated {
        /// What it was, if the translation quotes it.
        was: Option<String>,
    },
    /// Nothing.
    Unknown,
}

impl Translating<'_> {
    /// Returns the texts, in the order of the form.
    ///
    /// # Errors
    /// When one of the files cannot be read.
    pub fn texts(&self) -> Result<Vec<TranslatedText>, NoForm> {
        readable(self.original)?;
        readable(self.translation)?;
        let (root, _) = DeTable::parse_recoverable(self.original);
        let (translation, _) = DeTable::parse_recoverable(self.translation);
        let main = self.main_of(root.get_ref());
        let texts = texts_of(root.get_ref(), self.file, &main);
        let texts = texts.iter().map(|text| self.translated(text, translation.get_ref()));
        Ok(texts.collect())
    }

    /// Returns what the translation's file says, by the paths of the texts.
    ///
    /// # Errors
    /// When one of the files cannot be read.
    pub fn values(&self) -> Result<Filled, NoForm> {
        self.values_where(|text| !text.is_inline)
    }

    /// Returns what the original's file says in the language, by the paths of the texts.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn inline_values(&self) -> Result<Filled, NoForm> {
        self.values_where(|text| text.is_inline)
    }

    fn values_where(&self, is_meant: fn(&TranslatedText) -> bool) -> Result<Filled, NoForm> {
        let texts = self.texts()?.into_iter().filter(is_meant);
        let values = texts.filter_map(|text| Some((text.path, Filled::Text(text.words?))));
        Ok(Filled::Table(values.collect()))
    }

    fn main_of(&self, root: &DeTable) -> Language {
        main_language(root).unwrap_or_else(|| self.main.clone())
    }

    fn translated(&self, text: &OriginalText, translation: &DeTable) -> TranslatedText {
        let is_inline = matches!(text.node.get_ref(), DeValue::Table(_)) || self.is_directory();
        let (words, state) = if is_inline {
            let words = words_in(text.node, self.language).map(|(_, words)| words.to_owned());
            let state = if words.is_some() { OriginalState::Unknown } else { OriginalState::None };
            (words, state)
        } else {
            self.beside(text, translation)
        };
        TranslatedText {
            path: text.path.to_string(),
            kind: text.kind,
            original: text.words.to_owned(),
            words,
            is_needed: !text.is_name && text.words.contains(char::is_alphabetic),
            is_inline,
            state,
        }
    }

    /// Returns whether the file is one of the directory, whose texts have no file beside them.
    fn is_directory(&self) -> bool {
        Structure::of(self.file).is_entries
    }

    /// Returns the translation of a text in the file for it, and what is known of its original.
    fn beside(
        &self,
        text: &OriginalText,
        translation: &DeTable,
    ) -> (Option<String>, OriginalState) {
        let place = Counterpart::of(&text.written, translation);
        let node = place.node.filter(|node| is_filled(node));
        let Some(words) = node.and_then(|node| node.get_ref().as_str()) else {
            let words = place.node.and_then(|node| node.get_ref().as_str());
            return (words.map(str::to_owned), OriginalState::None);
        };
        let state = match mark_at(translation, &place.mark) {
            None => OriginalState::Unknown,
            Some(mark) if mark == mark_of(text.words) => OriginalState::Current,
            Some(mark) => {
                let start = node.map_or(0, |node| node.span().start);
                let was = quoted_above(self.translation, start, mark).map(|quoted| quoted.text);
                OriginalState::Outdated { was }
            }
        };
        (Some(words.replace("\r\n", "\n")), state)
    }
}

fn readable(text: &str) -> Result<(), NoForm> {
    if syntax_errors(&Source::new("", text)).is_empty() {
        Ok(())
    } else {
        Err(NoForm::unreadable())
    }
}

fn is_filled(node: &Node) -> bool {
    node.get_ref().as_str().is_some_and(|text| !text.trim().is_empty())
}

/// Returns the mark of a text under its key.
fn mark_at<'t>(translation: &'t DeTable<'t>, key: &str) -> Option<&'t str> {
    let marks = translation.get(TRANSLATED_FROM)?.get_ref().as_table()?;
    marks.get(key)?.get_ref().as_str().filter(|mark| is_mark(mark))
}

/// The place of a text's translation. Tables are matched by key, lists by position; a value alone
/// is a list of one, here or there.
#[derive(Debug)]
struct Counterpart<'t> {
    /// Its path, or the one that it is to have.
    path: KeyPath,
    /// What is there.
    node: Option<&'t Node<'t>>,
    /// The key of its mark.
    mark: String,
    /// The lists that have too few items, each with how many it has and how many it needs before
    /// this one, and whether their items are tables.
    short: Vec<PaddedList>,
}

#[derive(Debug)]
struct PaddedList {
    list: KeyPath,
    has: usize,
    needs: usize,
    of_tables: bool,
}

impl<'t> Counterpart<'t> {
    fn of(written: &KeyPath, translation: &'t DeTable<'t>) -> Self {
        let (mut path, mut mark) = (KeyPath::default(), KeyPath::default());
        let mut node: Option<&'t Node<'t>> = None;
        let mut short = Vec::new();
        for (depth, step) in written.steps().iter().enumerate() {
            match step {
                Step::Key(key) => {
                    // Where the record has one value, the translation may have a list of it.
                    if let Some(DeValue::Array(items)) = node.map(Node::get_ref) {
                        node = items.first();
                        (path, mark) = (path.index(0), mark.index(0));
                    }
                    let table = match node.map(Node::get_ref) {
                        _ if depth == 0 => Some(translation),
                        Some(DeValue::Table(table)) => Some(table),
                        _ => None,
                    };
                    node = table.and_then(|table| table.get(key.as_str()));
                    (path, mark) = (path.key(key), mark.key(key));
                }
                Step::Index(index) => {
                    mark = mark.index(*index);
                    match node.map(Node::get_ref) {
                        Some(DeValue::Array(items)) => {
                            node = items.get(*index);
                            push_short(&mut short, written, depth, &path, items.len(), *index);
                            path = path.index(*index);
                        }
                        Some(_) if *index == 0 => {}
                        other => {
                            let has = usize::from(other.is_some());
                            node = None;
                            push_short(&mut short, written, depth, &path, has, *index);
                            path = path.index(*index);
                        }
                    }
                }
            }
        }
        if let Some(DeValue::Array(items)) = node.map(Node::get_ref) {
            node = items.first();
            (path, mark) = (path.index(0), mark.index(0));
        }
        Self { path, node, mark: mark.dotted(), short }
    }
}

fn push_short(
    short: &mut Vec<PaddedList>,
    written: &KeyPath,
    depth: usize,
    list: &KeyPath,
    has: usize,
    needs: usize,
) {
    if has < needs {
        let of_tables = depth + 1 < written.steps().len();
        short.push(PaddedList { list: list.clone(), has, needs, of_tables });
    }
}
