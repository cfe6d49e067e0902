//! Reads TOML into Rust types, and reports every problem at its place in the file.
//!
//! serde stops at the first value of the wrong type. The reader walks the whole tree instead, so
//! that authors can correct all problems of a file in one pass.

mod amounts;
mod dependencies;
mod elsewhere;
mod entries;
mod field;
mod kind;
mod leaves;
mod originals;
mod range_set;
mod repair;
mod syntax;
mod syntax_words;
mod table;
mod translations;
mod unknown_keys;
mod wrap;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::ops::Range;
use std::sync::Arc;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::diagnostic::{Code, Diagnostic};
use crate::message::{Message, message};
use crate::model::fields::Declaration;
use crate::model::{File, Language, Origin};
use crate::source::{Place, Source};
use crate::spelling::{Suggestions, Written, written_date, written_time};

use amounts::Amounts;
use range_set::RangeSet;
use repair::open_list;
use translations::Translations;
use wrap::{ACTION, wrapped};

pub use dependencies::Dependencies;
pub(crate) use entries::Entries;
pub(crate) use field::{FieldShape, Required, Shape, ShortList, Slot};
pub use kind::{FieldDeclaration, FieldKind, TableDeclaration, Tables};
pub(crate) use leaves::{check_lines, describe_words, read_word, read_words};
pub(crate) use originals::{
    comment_lines, is_mark, line_start, mark_of, note_of_marks, quoted_above,
};
pub(crate) use syntax::is_midnight;
pub(crate) use table::{Descriptions, KeyDoc, TableShape, TableSource, shape};
pub(crate) use translations::{TRANSLATED_FROM, texts};
pub(crate) use wrap::{counted, counted_parts};

/// A value of the file with its position.
pub(crate) type Node<'i> = Spanned<DeValue<'i>>;

/// Parses a TOML file and calls `read` with its root table.
///
/// The value is usable only if no finding is an error.
pub(crate) fn read<T>(
    source: &Arc<Source>,
    origin: File,
    read: impl FnOnce(&DeTable, &mut Reader) -> T,
) -> (T, Reader) {
    let mut reader = Reader {
        source: Arc::clone(source),
        origin,
        main_language: None,
        languages: Arc::default(),
        findings: vec![],
        covered: BTreeMap::new(),
        broken: false,
        root: &[],
        key: String::new(),
        dependencies: Dependencies::default(),
        translations: Translations::default(),
        amounts: Amounts::default(),
        pictures: vec![],
        suggestions: Suggestions::default(),
    };
    let (root, errors) = DeTable::parse_recoverable(source.text());
    reader.report_syntax(&errors);
    let shape = read(root.get_ref(), &mut reader);
    (shape, reader)
}

/// Returns the syntax errors of a TOML file.
pub fn syntax_errors(source: &Arc<Source>) -> Vec<Diagnostic> {
    let ((), reader) = read(source, File::Record, |_, _| ());
    reader.finish()
}

/// The result of reading a file.
#[derive(Debug)]
pub struct Reading<T> {
    /// The value that was read.
    pub value: T,
    /// The findings, in the order of the file.
    pub findings: Vec<Diagnostic>,
    /// The inputs other than the file's own text.
    pub dependencies: Dependencies,
}

/// A reader of one file, which collects the findings about it.
pub(crate) struct Reader {
    source: Arc<Source>,
    /// Which of the event's files is being read.
    origin: File,
    /// The main language of the texts; `None` for a file whose texts are in a single language.
    main_language: Option<Language>,
    /// The languages of the texts, including the main one.
    languages: Arc<BTreeSet<Language>>,
    findings: Vec<Diagnostic>,
    /// The ranges of the findings in each file.
    covered: BTreeMap<File, RangeSet>,
    /// Whether the file has syntax errors, in which case keys that seem missing may exist.
    broken: bool,
    /// The keys of the file itself, above all tables.
    root: &'static [Declaration],
    /// The key whose value is being read.
    key: String,
    /// The inputs other than the file's own text.
    pub(crate) dependencies: Dependencies,
    /// The translations from the files next to this one.
    translations: Translations,
    /// The running totals of the record.
    amounts: Amounts,
    /// The pictures that the file names, as written.
    pub(crate) pictures: Vec<String>,
    /// The suggestions for names and ids that the file does not have.
    pub(crate) suggestions: Suggestions,
}

impl Reader {
    /// Returns the source of the file.
    pub(crate) fn source(&self) -> &Arc<Source> {
        &self.source
    }

    /// Returns a value as written.
    pub(crate) fn text_at(&self, node: &Node) -> &str {
        self.source.text().get(node.span()).unwrap_or_default()
    }

    /// Returns the key whose whole value is at a range.
    pub(crate) fn key_before(&self, value: &Range<usize>) -> Option<&str> {
        let line = self.source.text().get(..value.start)?.rsplit('\n').next()?;
        let key = line.trim_end().strip_suffix('=')?.trim();
        repair::is_key(key).then_some(key)
    }

    /// Returns the origin of a range of the file.
    pub(crate) fn origin(&self, range: Range<usize>) -> Origin {
        Origin { file: self.origin, range }
    }

    /// Returns the main language of the texts.
    pub(crate) fn main_language(&self) -> Option<&Language> {
        self.main_language.as_ref()
    }

    /// Returns the languages of the texts.
    pub(crate) fn languages(&self) -> &Arc<BTreeSet<Language>> {
        &self.languages
    }

    /// Sets the languages of the texts, main language first.
    pub(crate) fn set_languages(&mut self, languages: Vec<Language>) {
        self.main_language = languages.first().cloned();
        self.languages = Arc::new(languages.into_iter().collect());
    }

    /// Adds a finding at a range of the file and returns it, so that hints can be added.
    pub(crate) fn report(
        &mut self,
        code: Code,
        range: Range<usize>,
        message: Message,
    ) -> Finding<'_> {
        let place = Place::new(&self.source, range);
        self.covered.entry(self.origin).or_default().add(&place.range);
        self.findings.push(Diagnostic::new(code, message).at(place));
        Finding(self.findings.last_mut().expect("one was pushed"))
    }

    /// Returns all findings, in the order of the file.
    pub(crate) fn finish(self) -> Vec<Diagnostic> {
        self.finish_with(()).findings
    }

    /// Returns the result of reading the file.
    pub(crate) fn finish_with<T>(mut self, value: T) -> Reading<T> {
        // Findings about translations come last.
        let source = Arc::clone(&self.source);
        self.findings.sort_by_key(|finding| {
            finding.place.as_ref().map(|place| {
                let record = Arc::ptr_eq(&place.source, &source);
                ((!record).then(|| place.source.name().to_owned()), place.range.start)
            })
        });
        Reading { value, findings: self.findings, dependencies: self.dependencies }
    }

    /// Returns `true` if an error has been reported.
    pub(crate) fn has_errors(&self) -> bool {
        crate::diagnostic::has_errors(&self.findings)
    }

    /// Returns the key whose value is being read, for messages.
    pub(crate) fn key(&self) -> &str {
        &self.key
    }

    /// Returns `true` if the file has syntax errors, in which case keys that seem missing may
    /// exist.
    pub(crate) fn broken(&self) -> bool {
        self.broken
    }

    /// Returns `true` if a finding has already been reported at this range.
    pub(crate) fn has_finding_at(&self, range: &Range<usize>) -> bool {
        self.covered.get(&self.origin).is_some_and(|covered| covered.touches(range))
    }

    /// Reports a value of the wrong type.
    pub(crate) fn wrong_type(&mut self, node: &Node, expected: &Message) {
        // Invalid TOML values have already been reported.
        if self.has_finding_at(&node.span()) || self.follows_from_syntax(node.get_ref()) {
            return;
        }
        let hint = self.right_type(node.get_ref(), &expected.to_string());
        let key = &self.key;
        let message = match node.get_ref() {
            DeValue::String(_) => message!("`{key}` takes {expected}, not text"),
            DeValue::Integer(_) | DeValue::Float(_) => {
                message!("`{key}` takes {expected}, not a number")
            }
            DeValue::Boolean(_) => message!("`{key}` takes {expected}, not yes or no"),
            DeValue::Datetime(_) => message!("`{key}` takes {expected}, not a date"),
            DeValue::Array(_) => message!("`{key}` takes {expected}, not a list"),
            DeValue::Table(_) => message!("`{key}` takes {expected}, not a table"),
        };
        let finding = self.report(Code::WRONG_TYPE, node.span(), message);
        if let Some(hint) = hint {
            finding.hint(hint);
        }
    }

    /// Returns whether a value comes from a syntax error: an empty text where nothing stands, or
    /// anything behind a list that has run on into the next lines.
    fn follows_from_syntax(&self, value: &DeValue<'_>) -> bool {
        self.broken && (value.as_str() == Some("") || self.has_open_list())
    }

    /// Returns whether a list has been reported that nothing closes.
    fn has_open_list(&self) -> bool {
        let open = open_list();
        self.findings.iter().any(|finding| finding.message == open)
    }

    /// Reports a plain value in place of a table whose first key is `first`.
    fn not_a_table(&mut self, node: &Node, expected: &Message, first: &str) {
        let text = self.source.text();
        let before = text.get(..node.span().start).unwrap_or_default().trim_end();
        // In a list, other values stand on the line.
        let key = if before.ends_with('=') { format!("{} = ", self.key) } else { String::new() };
        let hint = wrapped(first, node, text).map(|table| {
            let entry = key + &table;
            message!("write `{entry}`")
        });
        let reported = self.findings.len();
        self.wrong_type(node, expected);
        if self.findings.len() > reported
            && let Some(finding) = self.findings.last_mut()
        {
            let step = hint.is_some() && first == ACTION;
            finding.hints.extend(hint);
            if step {
                finding.hints.push(message!(
                    "`action` is what is to be done, `owner` who does it, `due` the day by which"
                ));
            }
        }
    }

    /// Returns the hint for a value of the wrong type: how to write it as `expected`, which is
    /// the English description of valid values.
    fn right_type(&self, value: &DeValue<'_>, expected: &str) -> Option<Message> {
        let key = &self.key;
        let in_quotes = |value: &dyn fmt::Display| {
            let value = value.to_string();
            expected.contains("text").then(|| message!("put it in quotes: \"{value}\""))
        };
        match value {
            DeValue::String(text) if expected.contains("date") => Some(self.dated(text)),
            DeValue::String(text) if expected.contains("time") => {
                written_time(text).map(|time| message!("write `{key} = {time}`"))
            }
            DeValue::String(text) if expected.contains("number") => {
                text.parse::<u64>().is_ok().then(|| message!("take the quotes away: {text}"))
            }
            DeValue::Integer(number) if expected.contains("date") => {
                Some(self.dated(number.as_str()))
            }
            DeValue::Integer(number) if key == "people" => Some(message!(
                "a number of people belongs to `count`: write `count = {number}`",
                number = number.to_string()
            )),
            DeValue::Integer(number) => in_quotes(number),
            DeValue::Float(number) => in_quotes(number),
            DeValue::Datetime(date) => in_quotes(date),
            _ => None,
        }
    }

    /// Returns the hint for a date that is written as text: the line to write.
    fn dated(&self, text: &str) -> Message {
        let key = &self.key;
        match written_date(text) {
            Some(Written::One(date)) => message!("write `{key} = {date}`"),
            Some(Written::Either(one, other)) => message!(
                "this can be read in two ways: write `{key} = {one}`, or `{key} = {other}`"
            ),
            Some(Written::Span(first, last)) => match key.as_str() {
                "start" => message!("write `start = {first}` and `end = {last}`"),
                key => message!("it holds one day: write `{key} = {first}`"),
            },
            None => message!("write the year, the month and the day as figures: 2024-10-31"),
        }
    }
}

/// A reported finding, to which hints can be added.
pub(crate) struct Finding<'a>(&'a mut Diagnostic);

impl Finding<'_> {
    pub(crate) fn hint(self, hint: Message) -> Self {
        self.0.hints.push(hint);
        self
    }

    /// As [`Diagnostic::did_you_mean`].
    pub(crate) fn did_you_mean(self, meant: impl Into<String>) -> Self {
        self.change(|finding| finding.did_you_mean(meant))
    }

    /// As [`Diagnostic::did_you_mean_key`].
    pub(crate) fn did_you_mean_key(self, key: &str) -> Self {
        self.change(|finding| finding.did_you_mean_key(key))
    }

    /// As [`Diagnostic::replacing`].
    pub(crate) fn replacing(self, meant: impl Into<String>) -> Self {
        self.change(|finding| finding.replacing(meant))
    }

    /// As [`Diagnostic::edit`].
    pub(crate) fn edit(self, range: Range<usize>, text: impl Into<String>) -> Self {
        self.change(|finding| finding.edit(range, text))
    }

    /// As [`Diagnostic::missing_beside`].
    pub(crate) fn missing_beside(self, key: &str) -> Self {
        self.change(|finding| finding.missing_beside(key))
    }

    fn change(self, change: impl FnOnce(Diagnostic) -> Diagnostic) -> Self {
        *self.0 = change(self.0.clone());
        self
    }

    pub(crate) fn related(self, place: Place, words: Message) -> Self {
        self.0.related.push((place, words));
        self
    }
}
