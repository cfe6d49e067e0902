//! Edits of translations. A translation that is begun quotes its original above it and marks it,
//! so that byline can tell later whether that has changed, and how.

use serde_json::Value as Json;
use toml::de::{DeTable, DeValue};

use super::texts::{OriginalText, texts_of, words_in};
use super::{Counterpart, NoForm, Translating, is_filled, mark_at, readable};
use crate::edit::{self, TomlEdit, TomlValue, Unwritable};
use crate::form::change::{Rejection, no_field, problem};
use crate::form::describe::Choices;
use crate::form::filled::is_same;
use crate::form::{Filled, FormEdit, Structure, target};
use crate::key_path::{KeyPath, Outline, Step};
use crate::message::{Message, message};
use crate::reader::{
    TRANSLATED_FROM, comment_lines, line_start, mark_of, note_of_marks, quoted_above,
};

impl Translating<'_> {
    /// Makes edits in the translation's file, and returns its text. Each path has one key, which
    /// is the path of a text of the original; without any, all texts are meant.
    ///
    /// # Errors
    /// When there is no such text, when its translation is no longer what it was, or when the file
    /// holds it in a way that only the source can change. None of the edits is made then.
    pub fn apply(&self, edits: &[FormEdit]) -> Result<String, Rejection> {
        let mut text = self.translation.to_owned();
        let (root, _) = DeTable::parse_recoverable(self.original);
        let originals = texts_of(root.get_ref(), self.file, &self.main_of(root.get_ref()));
        for edit in edits {
            let own = Translating { translation: &text, ..*self };
            let meant = meant(edit, &originals, || own.values())?;
            let mut next = text.clone();
            for original in meant {
                match edit {
                    FormEdit::Set { value, .. } => {
                        self.set(&mut next, original, words_of(value))?;
                    }
                    FormEdit::Remove { .. } => self.remove(&mut next, original)?,
                    FormEdit::Accept { .. } => self.accept(&mut next, original)?,
                    _ => return Err(no_field(&original.path).into()),
                }
            }
            text = next;
        }
        Ok(text)
    }

    /// Makes edits in the original's file, for texts that are in several languages there.
    ///
    /// # Errors
    /// The same.
    pub fn apply_inline(&self, edits: &[FormEdit]) -> Result<String, Rejection> {
        let mut text = self.original.to_owned();
        for edit in edits {
            let before = text.clone();
            let (root, _) = DeTable::parse_recoverable(&before);
            let originals = texts_of(root.get_ref(), self.file, &self.main_of(root.get_ref()));
            let own = Translating { original: &before, ..*self };
            for original in meant(edit, &originals, || own.inline_values())? {
                match edit {
                    FormEdit::Set { value, .. } => {
                        own.set_inline(&mut text, original, words_of(value))?;
                    }
                    FormEdit::Remove { .. } => own.set_inline(&mut text, original, "")?,
                    _ => return Err(no_field(&original.path).into()),
                }
            }
        }
        Ok(text)
    }

    /// Returns the text of the translation's file with all translations marked as made from the
    /// originals as they are now.
    ///
    /// # Errors
    /// When one of the files cannot be read, or the marks cannot be written.
    pub fn accepted(&self) -> Result<String, Message> {
        readable(self.original).and(readable(self.translation)).map_err(|NoForm(why)| why)?;
        self.apply(&[FormEdit::Accept { path: String::new() }]).map_err(|rejection| {
            let Rejection::Problems(problems) = rejection else { return NoForm::unreadable().0 };
            problems.into_iter().next().map_or(NoForm::unreadable().0, |problem| problem.message)
        })
    }

    fn set(
        &self,
        text: &mut String,
        original: &OriginalText,
        words: &str,
    ) -> Result<(), Rejection> {
        let before = text.clone();
        let (root, _) = DeTable::parse_recoverable(&before);
        let place = Counterpart::of(&original.written, root.get_ref());
        if place.node.is_none() && words.is_empty() {
            return Ok(());
        }
        let is_new = !place.node.is_some_and(is_filled);
        let mut edits = Vec::new();
        for short in &place.short {
            for index in short.has..short.needs {
                let list = short.list.clone();
                edits.push(TomlEdit::Insert { list, index, value: short.placeholder() });
            }
        }
        let value = TomlValue::String(words.to_owned());
        edits.push(TomlEdit::Set { path: place.path.clone(), value });
        self.write(text, original, &edits)?;
        if before.is_empty() {
            let head = message!(
                "The texts of `{name}` in `{language}`.",
                name = self.name,
                language = self.language
            );
            text.insert_str(0, &self.comment(&head, "\n\n"));
        }
        if is_new && !words.trim().is_empty() { self.settle(text, original) } else { Ok(()) }
    }

    fn remove(&self, text: &mut String, original: &OriginalText) -> Result<(), Rejection> {
        let before = text.clone();
        let (root, _) = DeTable::parse_recoverable(&before);
        let place = Counterpart::of(&original.written, root.get_ref());
        if place.node.is_none() {
            return Ok(());
        }
        let mark = mark_at(root.get_ref(), &place.mark);
        if let Some(mark) = mark {
            cut_quotation(text, &place.path, mark);
        }
        // An item of a list keeps its place for those behind it.
        let mut edits = vec![match place.path.steps().last() {
            Some(Step::Index(_)) => {
                TomlEdit::Set { path: place.path, value: TomlValue::String(String::new()) }
            }
            _ => TomlEdit::Remove { path: place.path },
        }];
        if mark.is_some() {
            edits.push(TomlEdit::Remove { path: mark_path(&place.mark) });
        }
        self.write(text, original, &edits)?;
        *text = without_empty_marks(std::mem::take(text));
        Ok(())
    }

    /// Notes that a translation, if there is one, is made from its original as it is now.
    fn accept(&self, text: &mut String, original: &OriginalText) -> Result<(), Rejection> {
        let before = text.clone();
        let (root, _) = DeTable::parse_recoverable(&before);
        let place = Counterpart::of(&original.written, root.get_ref());
        let is_there = place.node.is_some_and(is_filled)
            && !matches!(original.node.get_ref(), DeValue::Table(_));
        if is_there { self.settle(text, original) } else { Ok(()) }
    }

    /// Marks the original of a translation, and quotes it above where there is room for that.
    fn settle(&self, text: &mut String, original: &OriginalText) -> Result<(), Rejection> {
        let before = text.clone();
        let (root, _) = DeTable::parse_recoverable(&before);
        let place = Counterpart::of(&original.written, root.get_ref());
        let (old, new) = (mark_at(root.get_ref(), &place.mark), mark_of(original.words));
        let has_marks = root.get_ref().contains_key(TRANSLATED_FROM);
        if old != Some(&*new) {
            if let Some(old) = old {
                cut_quotation(text, &place.path, old);
            }
            let value = TomlValue::String(new.clone());
            let edits = [TomlEdit::Set { path: mark_path(&place.mark), value }];
            self.write(text, original, &edits)?;
        }
        quote(text, &place.path, original.words, &new);
        if !has_marks && let Some(header) = text.find(&format!("[{TRANSLATED_FROM}]")) {
            let note = self.comment(&note_of_marks(), "\n");
            text.insert_str(line_start(text, header), &in_line_ends(&note, &before));
        }
        Ok(())
    }

    fn set_inline(
        &self,
        text: &mut String,
        original: &OriginalText,
        words: &str,
    ) -> Result<(), Rejection> {
        let written = original.written.clone();
        let tag = words_in(original.node, self.language).map(|(tag, _)| tag.to_owned());
        let string = |text: &str| TomlValue::String(text.to_owned());
        let main = original.words;
        let edit = match (original.node.get_ref(), &tag) {
            (DeValue::Table(texts), Some(tag)) if words.trim().is_empty() => {
                if texts.len() == 2 {
                    TomlEdit::Set { path: written, value: string(main) }
                } else {
                    TomlEdit::Remove { path: written.key(tag) }
                }
            }
            _ if words.trim().is_empty() => return Ok(()),
            (DeValue::Table(_), tag) => {
                let tag = tag.clone().unwrap_or_else(|| self.language.to_string());
                TomlEdit::Set { path: written.key(&tag), value: string(words) }
            }
            _ => {
                let (root, _) = DeTable::parse_recoverable(text);
                let of_main = self.main_of(root.get_ref()).to_string();
                let texts =
                    vec![(of_main, string(main)), (self.language.to_string(), string(words))];
                TomlEdit::Set { path: written, value: TomlValue::Table(texts) }
            }
        };
        self.write(text, original, &[edit])
    }

    fn write(
        &self,
        text: &mut String,
        original: &OriginalText,
        edits: &[TomlEdit],
    ) -> Result<(), Rejection> {
        let key = KeyPath::default().key(&original.path.to_string());
        *text = self.applied(text, edits).map_err(|unfit| problem(&key, unfit.message()))?;
        Ok(())
    }

    /// Makes edits in the text of a file, with the marks at its end.
    pub(super) fn applied(&self, text: &str, edits: &[TomlEdit]) -> Result<String, Unwritable> {
        let order = |path: &KeyPath| {
            let mut keys = target::order(path, Structure::of(self.file), &Choices::default());
            keys.push(TRANSLATED_FROM.to_owned());
            keys
        };
        edit::apply_in_order(text, edits, &order)
    }

    fn comment(&self, words: &Message, end: &str) -> String {
        comment_lines(&self.notes.translate(words)).join("\n") + end
    }
}

/// Returns the texts that an edit is about.
fn meant<'o, 't>(
    edit: &FormEdit,
    originals: &'o [OriginalText<'t>],
    values: impl FnOnce() -> Result<Filled, NoForm>,
) -> Result<Vec<&'o OriginalText<'t>>, Rejection> {
    let path: KeyPath = edit.path().parse().map_err(|_| no_field(&KeyPath::default()))?;
    let [Step::Key(of_text)] = path.steps() else {
        let is_all = path.steps().is_empty() && matches!(edit, FormEdit::Accept { .. });
        return if is_all { Ok(originals.iter().collect()) } else { Err(no_field(&path).into()) };
    };
    let found = originals.iter().find(|own| own.path.to_string() == *of_text);
    let found = found.ok_or_else(|| no_field(&path))?;
    if let FormEdit::Set { was: Some(was), .. } | FormEdit::Remove { was: Some(was), .. } = edit {
        let values = values().map_err(|unfit| problem(&path, unfit.0))?;
        if !is_same(values.get(of_text), was) {
            return Err(Rejection::Changed);
        }
    }
    Ok(vec![found])
}

impl super::PaddedList {
    /// Returns what holds the place of an item that is not translated.
    fn placeholder(&self) -> TomlValue {
        if self.of_tables { TomlValue::Table(vec![]) } else { TomlValue::String(String::new()) }
    }
}

fn words_of(value: &Json) -> &str {
    value.as_str().unwrap_or_default()
}

pub(super) fn mark_path(mark: &str) -> KeyPath {
    KeyPath::default().key(TRANSLATED_FROM).key(mark)
}

/// Takes away the table of the marks, with the note above it, if no mark is left in it.
pub(super) fn without_empty_marks(mut text: String) -> String {
    let (root, _) = DeTable::parse_recoverable(&text);
    let marks = root.get_ref().get(TRANSLATED_FROM).and_then(|marks| marks.get_ref().as_table());
    let is_empty = marks.is_some_and(DeTable::is_empty);
    let Some(header) = text.find(&format!("[{TRANSLATED_FROM}]")).filter(|_| is_empty) else {
        return text;
    };
    drop(root);
    let mut start = line_start(&text, header);
    while let Some(line) = text[..start].lines().next_back()
        && (line.starts_with('#') || line.trim().is_empty())
    {
        let is_blank = line.trim().is_empty();
        start = line_start(&text, start - 1);
        if is_blank {
            break;
        }
    }
    let end = text[header..].find('\n').map_or(text.len(), |end| header + end + 1);
    text.replace_range(start..end, "");
    text
}

/// Takes away the quotation of an original above its translation.
fn cut_quotation(text: &mut String, path: &KeyPath, mark: &str) {
    let start = Outline::of(text).get(path).map(|position| position.value.start);
    if let Some(quoted) = start.and_then(|start| quoted_above(text, start, mark)) {
        text.replace_range(quoted.lines, "");
    }
}

/// Quotes an original above its translation, if that has a line of its own.
fn quote(text: &mut String, path: &KeyPath, original: &str, mark: &str) {
    let Some(start) = Outline::of(text).get(path).map(|position| position.value.start) else {
        return;
    };
    let line = line_start(text, start);
    let before = &text[line..start];
    let is_own = before.trim_end().ends_with('=') && !before.contains(['{', '[', '#']);
    if !is_own || quoted_above(text, start, mark).is_some() {
        return;
    }
    let indent: String = before.chars().take_while(|char| char.is_whitespace()).collect();
    let lines = comment_lines(original).into_iter().map(|line| format!("{indent}{line}\n"));
    let lines = in_line_ends(&lines.collect::<String>(), text);
    text.insert_str(line, &lines);
}

/// Returns lines with the line ends of a file.
fn in_line_ends(lines: &str, text: &str) -> String {
    if text.contains("\r\n") { lines.replace('\n', "\r\n") } else { lines.to_owned() }
}
