//! The contract: what a template is given. Each event becomes one dictionary.
//!
//! Texts for readers arrive as content that knows its place in the record, so
//! that a finding about a glyph or a link can point there. They never arrive as
//! source, so nothing in a record can run. Keys that a record leaves out are
//! there, with `none` or an empty array. `templates/README.md` tells designers
//! the same; a test holds the sample data to it.

use std::cell::RefCell;
use std::collections::{BTreeSet, HashMap};
use std::ops::Range;

use toml::Spanned;
use typst::foundations::{Bytes, Dict, IntoValue, Value, dict};
use typst::syntax::{FileId, RangeMapper, Span, SyntaxKind, SyntaxNode};
use typst::visualize::Color;

use super::convert::word;
use super::located::{LOCATED, located};
use super::spot::{Files, Mention};
use super::words::{LOCALE, SECOND, words_of};
use byline_core::locale::Locale;
use byline_core::model::{Event, Issue, Language, Picture};
use byline_core::project::{Brand, CONTRACT, Colour, Format, Project};

/// What a document is made with, beside what it is about.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Setting<'a> {
    /// The project.
    pub(crate) project: &'a Project,
    /// The options of the template, each with its value.
    pub(crate) options: &'a Dict,
    /// How the document is printed.
    pub(crate) output: Output,
    /// The language of its readers.
    pub(crate) locale: &'a Locale,
    /// A second language that everything is said in, too.
    pub(crate) second: Option<&'a Locale>,
    /// Whether the names of documents carry their language.
    pub(crate) named: bool,
    /// The format of full reports.
    pub(crate) report: Format,
}

/// How a document is printed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct Output {
    /// For a print shop: with bleed and crop marks.
    pub print: bool,
    /// Without colours.
    pub greyscale: bool,
    /// How far the template is to go to fit its page budget: 0 is not at all.
    pub fit: u32,
}

/// What a document is about.
#[derive(Debug, Clone, Copy)]
pub enum Subject<'a> {
    /// An event.
    Event(&'a Event),
    /// An issue of a newsletter.
    Issue(&'a Issue),
}

impl<'a> Subject<'a> {
    /// The language that its record is written in.
    pub fn language(self) -> &'a Language {
        match self {
            Self::Event(event) => event.language(),
            Self::Issue(issue) => issue.language(),
        }
    }
}

/// Pictures, and where they are named, by what stands in for them on the pages.
pub(crate) type Pictures = HashMap<Bytes, (Picture, Span)>;

/// The key of what readers are shown of the plain values beside it.
pub(super) const SHOWN: &str = "shown";

/// What a template's function is given: the event or the issue, and the project.
pub(crate) type Arguments = [Dict; 2];

/// What a template is given, and what is to be known of it.
pub struct Inputs {
    /// What `sys.inputs` holds, alike for many documents: `byline`, the contract's version;
    /// `project`; `options`; `output`; `locale`, and `second` in two languages.
    pub(crate) shared: Dict,
    /// What the template's function is given.
    pub(crate) arguments: Arguments,
    /// What the first of them is called.
    name: &'static str,
    /// The pictures that are to be put in.
    pub(crate) pictures: Pictures,
    /// The names that are printed for a reference.
    pub(crate) mentions: Vec<Mention>,
    /// The characters beyond ASCII that are printed.
    pub(crate) characters: BTreeSet<char>,
}

impl Inputs {
    /// All that is given, by its names.
    pub fn sample(self) -> Dict {
        let [subject, _] = self.arguments;
        // A function is no data; templates do without it.
        let shared = self.shared.into_iter().filter(|(key, _)| key.as_str() != LOCATED);
        dict! { self.name => subject }.into_iter().chain(shared).collect()
    }
}

/// What a template is given for an event or an issue.
pub(crate) fn inputs(subject: Subject<'_>, setting: Setting<'_>, files: &dyn Files) -> Inputs {
    let Setting { project, options, output, locale, second, named, report } = setting;
    let gathered = Gathered::default();
    let main = subject.language();
    let composer = Composer {
        files,
        story: None,
        reference: None,
        project,
        main,
        locale,
        second,
        named,
        report,
        gathered: &gathered,
    };
    for locale in [Some(locale), second].into_iter().flatten() {
        composer.note_words(locale.words());
    }
    let (name, given) = match subject {
        Subject::Event(event) => ("event", composer.event(event)),
        Subject::Issue(issue) => ("issue", composer.issue(issue)),
    };
    let project = dict! {
        "organisation" => composer.text(&project.organisation),
        "brand" => composer.brand(&project.brand),
    };
    let mut shared = dict! {
        "byline" => CONTRACT,
        "project" => project.clone(),
        "options" => options.clone(),
        "output" => dict! {
            "print" => output.print,
            "greyscale" => output.greyscale,
            "fit" => i64::from(output.fit),
        },
        LOCALE => words_of(locale),
        LOCATED => located(),
    };
    shared.insert(SECOND.into(), second.map(words_of).into_value());
    Inputs {
        shared,
        arguments: [given, project],
        name,
        pictures: gathered.pictures.into_inner(),
        mentions: gathered.mentions.into_inner(),
        characters: gathered.characters.into_inner(),
    }
}

/// What is gathered on the way.
#[derive(Default)]
pub(super) struct Gathered {
    pub(super) pictures: RefCell<Pictures>,
    pub(super) mentions: RefCell<Vec<Mention>>,
    characters: RefCell<BTreeSet<char>>,
}

/// Turns what the files say into values.
#[derive(Clone, Copy)]
pub(super) struct Composer<'a> {
    pub(super) files: &'a dyn Files,
    /// Which story of an issue the texts are from.
    pub(super) story: Option<usize>,
    /// What refers to the entry of which names are given.
    pub(super) reference: Option<Span>,
    pub(super) project: &'a Project,
    /// The language that the texts are in, unless they say so themselves.
    pub(super) main: &'a Language,
    /// That of the readers.
    pub(super) locale: &'a Locale,
    pub(super) second: Option<&'a Locale>,
    pub(super) named: bool,
    pub(super) report: Format,
    pub(super) gathered: &'a Gathered,
}

impl<'a> Composer<'a> {
    /// The same for the texts of a story of an issue.
    pub(super) fn of_story(self, number: usize, main: &'a Language) -> Self {
        Self { story: Some(number), reference: None, main, ..self }
    }

    /// The same for readers of one language.
    pub(super) fn only(self, locale: &'a Locale) -> Self {
        Self { locale, second: None, ..self }
    }

    /// The same for the names of an entry that is referred to somewhere.
    pub(super) fn with_reference(self, reference: Option<Span>) -> Self {
        Self { reference, ..self }
    }

    pub(super) fn note(&self, text: &str) {
        let beyond = text.chars().filter(|char| !char.is_ascii());
        self.gathered.characters.borrow_mut().extend(beyond);
    }

    fn note_words(&self, table: &toml::Table) {
        for (_, value) in table {
            match value {
                toml::Value::Table(table) => self.note_words(table),
                toml::Value::String(text) => self.note(text),
                _ => {}
            }
        }
    }

    fn brand(&self, brand: &Brand) -> Dict {
        fn family(family: Option<&Spanned<String>>) -> Option<&str> {
            family.map(|family| family.get_ref().as_str())
        }
        let colour = |colour: &Option<Spanned<Colour>>| {
            let rgb = colour.as_ref().map(|colour| colour.get_ref().rgb);
            rgb.map(|[red, green, blue]| Color::from_u8(red, green, blue, u8::MAX))
        };
        dict! {
            "accent" => colour(&brand.accent),
            "ink" => colour(&brand.ink),
            "quiet" => colour(&brand.quiet),
            "serif" => family(brand.serif.as_ref()),
            "sans" => family(brand.sans.as_ref()),
            "logo" => brand.logo.as_ref().map(|logo| self.picture(logo)),
            "paper" => word(brand.paper),
            "headings" => word(brand.headings),
        }
    }
}

/// A span for a place in a file.
///
/// Typst makes spans only for syntax, so a leaf as long as the range is laid over it.
pub(super) fn span(range: Range<usize>, id: FileId) -> Span {
    let mut leaf = SyntaxNode::leaf(SyntaxKind::Text, " ".repeat(range.len()));
    let mapper = RangeMapper::new([range]);
    match mapper.and_then(|mapper| leaf.synthesize_mapped(id, &mapper)) {
        Ok(()) => leaf.span(),
        Err(_) => Span::detached(),
    }
}

/// Adds keys to a table; what both have in `shown` is put together.
pub(super) fn add(values: &mut Dict, more: Dict) {
    for (key, value) in more {
        let value = match (values.get(&key), value) {
            (Ok(Value::Dict(there)), Value::Dict(more)) if key.as_str() == SHOWN => {
                there.clone().into_iter().chain(more).collect::<Dict>().into_value()
            }
            (_, value) => value,
        };
        values.insert(key, value);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use typst::syntax::{RootedPath, SpanKind, VirtualPath, VirtualRoot};

    #[test]
    fn a_span_leads_back_to_the_record() {
        let path = VirtualPath::new("people.toml").unwrap();
        let file = RootedPath::new(VirtualRoot::Project, path).intern();
        match span(120..135, file).get() {
            SpanKind::Range { id, range } => assert_eq!((id, range), (file, 120..135)),
            other => panic!("{other:?}"),
        }
    }
}
