//! Builds the inputs of a template. Each event becomes one dictionary.
//!
//! Texts for readers are passed as content that knows its place in the record, so that a finding
//! about a glyph or a link can point there. They are never passed as source code, so nothing in a
//! record can be executed. Keys that a record leaves out are present, with `none` or an empty
//! array. `templates/README.md` documents the inputs for designers, and a test checks the sample
//! data against it.

use std::cell::RefCell;
use std::collections::{BTreeSet, HashMap};

use toml::Spanned;
use typst::foundations::{Bytes, Dict, IntoValue, Value, dict};
use typst::syntax::Span;
use typst::visualize::Color;

use super::convert::word;
use super::functions::{FUNCTIONS, functions};
use super::introductions::Introductions;
use super::numbered::{Places, Site};
use super::spot::Files;
use super::words::{LOCALE, SECOND, words_of};
use byline_core::locale::Locale;
use byline_core::model::{Event, Issue, Language, Picture};
use byline_core::project::{Brand, CONTRACT, Colour, Format, Project};

/// Everything that a document is made from besides its subject.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Setting<'a> {
    /// The project.
    pub(crate) project: &'a Project,
    /// The template's options and their values.
    pub(crate) options: &'a Dict,
    /// The output settings of the document.
    pub(crate) output: Output,
    /// The locale of the readers.
    pub(crate) locale: &'a Locale,
    /// The second locale of a bilingual document.
    pub(crate) second: Option<&'a Locale>,
    /// Whether file names of documents include the language.
    pub(crate) named: bool,
    /// The format of full reports.
    pub(crate) report: Format,
}

/// The output settings of a document.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct Output {
    /// Whether to add bleed and crop marks for a print shop.
    pub print: bool,
    /// Whether to print without colours.
    pub greyscale: bool,
    /// The step to which the template tightens its layout to fit the page budget; 0 is the normal
    /// layout.
    pub fit: u32,
}

/// The subject of a document.
#[derive(Debug, Clone, Copy)]
pub enum Subject<'a> {
    /// An event.
    Event(&'a Event),
    /// An issue of a newsletter.
    Issue(&'a Issue),
}

impl<'a> Subject<'a> {
    /// Returns the language of the subject's record.
    pub fn language(self) -> &'a Language {
        match self {
            Self::Event(event) => event.language(),
            Self::Issue(issue) => issue.language(),
        }
    }
}

/// Pictures and the spans of their file names, by the placeholders on the pages.
pub(crate) type Pictures = HashMap<Bytes, (Picture, Span)>;

/// The key of the dictionary with printable versions of the plain values next to it.
pub(super) const SHOWN: &str = "shown";

/// The arguments of a template's function: the event or the issue, and the project.
pub(crate) type Arguments = [Dict; 2];

/// The inputs of a template, with data for processing its output.
pub struct Inputs {
    /// The contents of `sys.inputs`, which many documents share: `byline`, the contract's version;
    /// `project`; `options`; `output`; `locale`; and `second`, for bilingual documents.
    pub(crate) shared: Dict,
    /// The arguments of the template's function.
    pub(crate) arguments: Arguments,
    /// The name of the first argument.
    name: &'static str,
    /// The pictures that replace the placeholders.
    pub(crate) pictures: Pictures,
    /// The places of the values that the arguments hold.
    pub(crate) places: Places,
    /// The non-ASCII characters that are printed.
    pub(crate) characters: BTreeSet<char>,
}

impl Inputs {
    /// Returns all inputs by name, for sample data.
    pub fn sample(self) -> Dict {
        let [subject, _] = self.arguments;
        // A function cannot be written as data, and templates work without it.
        let is_function = |key: &str| FUNCTIONS.iter().any(|function| function.name == key);
        let shared = self.shared.into_iter().filter(|(key, _)| !is_function(key));
        dict! { self.name => subject }.into_iter().chain(shared).collect()
    }
}

/// Returns the inputs of a template for an event or an issue.
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
        introductions: None,
    };
    for locale in [Some(locale), second].into_iter().flatten() {
        composer.note_words(locale.words());
    }
    // Before the record, so that no edit of it changes the numbers of what documents share.
    let project = dict! {
        "organisation" => composer.text(&project.organisation),
        "brand" => composer.brand(&project.brand),
    };
    let (name, given) = match subject {
        Subject::Event(event) => ("event", composer.event(event)),
        Subject::Issue(issue) => ("issue", composer.issue(issue)),
    };
    let mut shared = dict! {
        "byline" => CONTRACT,
        "project" => project.clone(),
        "options" => options.clone(),
        OUTPUT => dict! {
            "print" => output.print,
            "greyscale" => output.greyscale,
            FIT => i64::from(output.fit),
        },
        LOCALE => words_of(locale),
    };
    shared.extend(functions());
    shared.insert(SECOND.into(), second.map(words_of).into_value());
    Inputs {
        shared,
        arguments: [given, project],
        name,
        pictures: gathered.pictures.into_inner(),
        places: gathered.places.into_inner(),
        characters: gathered.characters.into_inner(),
    }
}

/// The key of the output settings, and in it that of the step of the page budget.
const OUTPUT: &str = "output";
const FIT: &str = "fit";

/// Sets the step of the page budget in shared inputs.
pub(crate) fn set_fit(shared: &mut Dict, fit: u32) {
    if let Ok(Value::Dict(output)) = shared.at_mut(OUTPUT) {
        output.insert(FIT.into(), i64::from(fit).into_value());
    }
}

/// Data collected while the inputs are built.
#[derive(Default)]
pub(super) struct Gathered {
    pub(super) pictures: RefCell<Pictures>,
    pub(super) places: RefCell<Places>,
    characters: RefCell<BTreeSet<char>>,
}

/// Converts the contents of the files to Typst values.
#[derive(Clone, Copy)]
pub(super) struct Composer<'a> {
    pub(super) files: &'a dyn Files,
    /// The story of an issue that the texts come from.
    pub(super) story: Option<usize>,
    /// The place that refers to the entry whose names are converted.
    pub(super) reference: Option<Site>,
    pub(super) project: &'a Project,
    /// The language of texts that do not specify their own.
    pub(super) main: &'a Language,
    /// The locale of the readers.
    pub(super) locale: &'a Locale,
    pub(super) second: Option<&'a Locale>,
    pub(super) named: bool,
    pub(super) report: Format,
    pub(super) gathered: &'a Gathered,
    /// Who has been introduced in the event that is converted; none outside an event.
    pub(super) introductions: Option<&'a Introductions>,
}

impl<'a> Composer<'a> {
    /// Returns a composer for the texts of a story of an issue.
    pub(super) fn of_story(self, number: usize, main: &'a Language) -> Self {
        Self { story: Some(number), reference: None, main, ..self }
    }

    /// Returns a composer for readers of one language.
    pub(super) fn only(self, locale: &'a Locale) -> Self {
        Self { locale, second: None, ..self }
    }

    /// Returns a composer for the names of an entry, with the place that refers to it.
    pub(super) fn with_reference(self, reference: Option<Site>) -> Self {
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
            "look" => word(brand.look),
        }
    }
}

/// Adds keys to a dictionary, merging the `shown` dictionaries of both.
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
