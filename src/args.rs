//! The command-line arguments.

use std::num::NonZeroUsize;
use std::path::PathBuf;

use chrono::NaiveDate;
use clap::{Parser, Subcommand, ValueEnum};
use strum::VariantArray;

use crate::examples::{
    BUILD_EXAMPLES, CHECK_EXAMPLES, COMPLETION_EXAMPLES, EXAMPLES, MERGE_EXAMPLES, NEW_EXAMPLES,
    SERVE_EXAMPLES, TEMPLATES_EXAMPLES, TRANSLATIONS_EXAMPLES,
};
use crate::place::{Key, Position};
use byline_build::Shard;
use byline_core::message::{Message, UiLanguage};
use byline_core::model::{EventType, Language, Mode, Slug, Word, names_of};
use byline_core::scaffold::MAX_STEM;
use byline_core::spelling::written_days;

/// The environment variable that sets the format of messages.
pub(crate) const FORMAT_VARIABLE: &str = "BYLINE_MESSAGE_FORMAT";

/// Event records in, printed reports out.
#[derive(Parser)]
#[command(name = "byline", version, max_term_width = 92, after_help = EXAMPLES)]
pub(crate) struct Args {
    #[command(subcommand)]
    pub(crate) verb: Verb,

    /// Project folder [default: the nearest one with a byline.toml, from the working directory up]
    #[arg(long, global = true, value_name = "DIR", env = "BYLINE_PROJECT", hide_env_values = true)]
    pub(crate) project: Option<PathBuf>,

    /// Format of findings and results
    #[arg(
        long,
        global = true,
        value_name = "FORMAT",
        env = FORMAT_VARIABLE,
        hide_env_values = true,
        default_value = "human"
    )]
    pub(crate) message_format: MessageFormat,

    /// Language of messages: en, ms, zh-Hans or zh-Hant [default: the project's, or the computer's]
    #[arg(
        long,
        global = true,
        value_name = "TAG",
        env = "BYLINE_UI_LANGUAGE",
        hide_env_values = true,
        value_parser = ui_language
    )]
    pub(crate) ui_language: Option<UiLanguage>,
}

#[derive(Subcommand)]
pub(crate) enum Verb {
    /// Build the documents of all records, or of those named
    #[command(after_help = BUILD_EXAMPLES)]
    Build(Build),
    /// Report every problem in all records, or in those named, without building
    #[command(after_help = CHECK_EXAMPLES)]
    Check(Check),
    /// Typeset documents for another byline process; internal
    #[command(hide = true)]
    Helper(Helper),
    /// Read a drawing for another byline process, within limits; internal
    #[command(hide = true)]
    Draw {
        /// Folder of further fonts for texts in the drawing
        #[arg(long, value_name = "DIR")]
        fonts: PathBuf,
    },
    /// List, copy, test and sample templates
    #[command(after_help = TEMPLATES_EXAMPLES)]
    Templates {
        #[command(subcommand)]
        verb: Option<Templates>,
    },
    /// Create an annotated record to fill in
    #[command(after_help = NEW_EXAMPLES)]
    New(New),
    /// Create a project, with an example record
    Init {
        /// The project's folder
        #[arg(value_name = "DIR", default_value = ".")]
        folder: PathBuf,
    },
    /// Add the pictures in a folder to a record
    #[command(after_help = "Example:\n  byline photos harbour-day-2025-05-14 records/photos")]
    Photos(Photos),
    /// Remove caches, or leftover documents
    #[command(after_help = "Example:\n  byline clean --stale")]
    Clean(Clean),
    /// Merge the build state of sharded runs
    #[command(after_help = MERGE_EXAMPLES)]
    Merge,
    /// Show the pages in the browser, redrawn as records change
    #[command(after_help = SERVE_EXAMPLES)]
    Serve(Serve),
    /// List missing and outdated translations
    #[command(after_help = TRANSLATIONS_EXAMPLES)]
    Translations(Translations),
    /// List the font for each script, and how to install missing ones
    Fonts,
    /// Find where a document prints each value of a record; for editors with a page preview
    #[command(hide = true)]
    Locate(Locate),
    /// List people: where each appears, and with which title
    People,
    /// Explain a finding
    #[command(after_help = "Example:\n  byline explain relative-time")]
    Explain {
        /// Code of the finding; without it, byline lists all codes
        code: Option<String>,
    },
    /// Print a JSON Schema, for editors that complete and explain keys
    #[command(after_help = "Example:\n  byline schema record > schema/record.json")]
    Schema {
        /// Kind of file
        #[arg(default_value = "record")]
        file: SchemaOf,
    },
    /// Print shell completions
    #[command(after_help = COMPLETION_EXAMPLES)]
    Completions {
        /// The shell
        shell: clap_complete::Shell,
    },
    /// Write the manual pages of byline and its commands, for packagers
    #[command(hide = true)]
    Manual {
        /// Folder for the manual pages
        folder: PathBuf,
    },
}

#[derive(clap::Args)]
pub(crate) struct Clean {
    /// Remove only leftover documents, whose record or template no longer exists
    #[arg(long)]
    pub(crate) stale: bool,

    /// Folder of these documents, instead of the project's output folder
    #[arg(long, value_name = "DIR", env = "BYLINE_OUTPUT", hide_env_values = true)]
    pub(crate) output: Option<PathBuf>,
}

#[derive(clap::Args)]
pub(crate) struct Locate {
    /// The record, by file or id
    pub(crate) record: PathBuf,

    /// The template
    #[arg(long, value_name = "NAME", value_parser = slug)]
    pub(crate) template: Slug,

    /// Language of the document [default: the record's]
    #[arg(long = "lang", value_name = "TAG", value_parser = language)]
    pub(crate) language: Option<Language>,

    /// A position: a page, and points from its left and top edges; can be repeated
    #[arg(long = "at", value_name = "PAGE:X,Y")]
    pub(crate) positions: Vec<Position>,

    /// A value by its key path, such as `programme[1].title` or `people.toml:ana.name`; can be
    /// repeated
    #[arg(long = "key", value_name = "PATH")]
    pub(crate) keys: Vec<Key>,
}

/// Work on templates; without a subcommand, byline lists them.
#[derive(Subcommand)]
pub(crate) enum Templates {
    /// Copy a standard template into the project, to adapt it
    Copy {
        /// The template
        #[arg(value_parser = slug)]
        template: Slug,
    },
    /// Typeset the test records of templates, and compare the pages with stored pictures
    Test {
        /// The template [default: all of the project's own templates]
        #[arg(value_parser = slug)]
        template: Option<Slug>,

        /// Store the current pages as the expected ones
        #[arg(long)]
        update: bool,
    },
    /// Print the data that a template receives for a record, as Typst, for previews in an editor
    Sample {
        /// The template
        #[arg(value_parser = slug)]
        template: Slug,
        /// The record, by file or id
        record: PathBuf,
    },
}

#[derive(clap::Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag of the command line")]
pub(crate) struct Build {
    #[command(flatten)]
    pub(crate) selection: Selection,

    /// Write the documents to this folder instead of the project's output folder
    #[arg(long, value_name = "DIR", env = "BYLINE_OUTPUT", hide_env_values = true)]
    pub(crate) output: Option<PathBuf>,

    /// Add 3 mm bleed and crop marks for a print shop; file names end in -print
    #[arg(long, env = "BYLINE_PRINT", hide_env_values = true)]
    pub(crate) print: bool,

    /// Build in greyscale; file names end in -greyscale
    #[arg(long, env = "BYLINE_GREYSCALE", hide_env_values = true)]
    pub(crate) greyscale: bool,

    /// Rebuild everything, even if up to date
    #[arg(long, env = "BYLINE_FORCE", hide_env_values = true)]
    pub(crate) force: bool,

    /// Print why each document is rebuilt
    #[arg(long, env = "BYLINE_EXPLAIN", hide_env_values = true)]
    pub(crate) explain: bool,

    /// Build only part K of N, to share the work among machines: 1/4, 2/4 …
    #[arg(long, value_name = "K/N", env = "BYLINE_SHARD", hide_env_values = true)]
    pub(crate) shard: Option<Shard>,
}

#[derive(clap::Args)]
pub(crate) struct Helper {
    #[arg(long = "template", value_parser = slug)]
    pub(crate) templates: Vec<Slug>,
    #[arg(long)]
    pub(crate) print: bool,
    #[arg(long)]
    pub(crate) greyscale: bool,
    #[arg(long = "lang", value_parser = language)]
    pub(crate) languages: Vec<Language>,
    /// Folder of test records whose pages are compared with stored pictures
    #[arg(long)]
    pub(crate) tests: Option<PathBuf>,
    #[arg(long)]
    pub(crate) update: bool,
}

#[derive(clap::Args)]
pub(crate) struct Check {
    #[command(flatten)]
    pub(crate) selection: Selection,

    /// Fail on warnings, too
    #[arg(long, env = "BYLINE_STRICT", hide_env_values = true)]
    pub(crate) strict: bool,
}

#[derive(clap::Args)]
pub(crate) struct New {
    /// Title of the event
    pub(crate) title: String,

    /// First day of the event, such as 2025-05-14 [default: today]
    #[arg(long, value_name = "DATE", value_parser = date, env = "BYLINE_DATE", hide_env_values = true)]
    pub(crate) date: Option<NaiveDate>,

    /// Id of the record, which is the name of its file [default: made from title and date]
    #[arg(long, value_parser = record_id)]
    pub(crate) id: Option<Slug>,

    /// Type of event, such as forum or seminar
    #[arg(long = "type", value_name = "TYPE", value_parser = word::<EventType>)]
    pub(crate) kind: Option<EventType>,

    /// How people took part: offline, online or mixed
    #[arg(long, value_name = "MODE", value_parser = word::<Mode>, default_value = "offline")]
    pub(crate) mode: Mode,

    /// Copy this record, such as last year's, as a starting point
    #[arg(long, value_name = "RECORD")]
    pub(crate) from: Option<PathBuf>,
}

#[derive(clap::Args)]
pub(crate) struct Photos {
    /// The record, by file or id
    pub(crate) record: PathBuf,

    /// Folder inside the project
    pub(crate) folder: PathBuf,
}

#[derive(clap::Args)]
pub(crate) struct Serve {
    /// The record to show first, by file or id
    #[arg(value_name = "RECORD")]
    pub(crate) record: Option<PathBuf>,

    /// Show only the pages, for those who edit elsewhere
    #[arg(long, requires = "record")]
    pub(crate) pages: bool,

    /// Port to listen on [default: any that is free]
    #[arg(
        long,
        value_name = "N",
        env = "BYLINE_PORT",
        hide_env_values = true,
        default_value = "0",
        hide_default_value = true
    )]
    pub(crate) port: u16,

    /// Open no browser; print the address only
    #[arg(long)]
    pub(crate) no_open: bool,

    /// Refuse every write
    #[arg(long)]
    pub(crate) read_only: bool,

    /// Answer to this host name as well, such as that of a forwarded port; can be repeated
    #[arg(long, value_name = "NAME")]
    pub(crate) allow_host: Vec<String>,
}

impl Serve {
    /// Returns whether a project can be started at the desk, where there is none.
    pub(crate) fn can_start(&self) -> bool {
        self.record.is_none() && !self.read_only
    }
}

#[derive(clap::Args)]
pub(crate) struct Translations {
    /// Records, by file or id [default: all records of the project]
    #[arg(value_name = "RECORD")]
    pub(crate) records: Vec<PathBuf>,

    /// Languages [default: those in byline.toml, or those with translation files]
    #[arg(long = "lang", value_name = "TAG", env = "BYLINE_LANG", hide_env_values = true, value_parser = language, value_delimiter = ',')]
    pub(crate) languages: Vec<Language>,

    /// Add missing texts to the translation file next to the record, to be filled in
    #[arg(long)]
    pub(crate) write: bool,

    /// Mark all translations as up to date with the record
    #[arg(long, conflicts_with = "write")]
    pub(crate) accept: bool,
}

/// A file with a schema.
#[derive(Clone, Copy, ValueEnum)]
pub(crate) enum SchemaOf {
    /// A record
    Record,
    /// An issue of a newsletter
    Issue,
    /// The project's directory of people, people.toml
    People,
    /// The project's directory of organisations, organisations.toml
    Organisations,
    /// The project file, byline.toml
    Byline,
}

/// What to work on.
#[derive(clap::Args)]
pub(crate) struct Selection {
    /// Records, by file or id [default: all records of the project]
    #[arg(value_name = "RECORD")]
    pub(crate) records: Vec<PathBuf>,

    /// Use this template instead of those in byline.toml; can be repeated
    #[arg(long = "template", value_name = "NAME", env = "BYLINE_TEMPLATE", hide_env_values = true, value_parser = slug)]
    pub(crate) templates: Vec<Slug>,

    /// Use this language, such as en, ms or zh-Hans, instead of those in byline.toml; can be
    /// repeated
    #[arg(long = "lang", value_name = "TAG", env = "BYLINE_LANG", hide_env_values = true, value_parser = language, value_delimiter = ',')]
    pub(crate) languages: Vec<Language>,

    /// Number of records to process in parallel [default: one per processor]
    #[arg(long, value_name = "N", env = "BYLINE_JOBS", hide_env_values = true, value_parser = jobs)]
    pub(crate) jobs: Option<NonZeroUsize>,
}

/// The format of messages.
#[derive(Clone, Copy, ValueEnum)]
pub(crate) enum MessageFormat {
    /// Text for people, on standard error
    Human,
    /// JSON for programs, one object per line, on standard output
    Json,
}

fn word<W: Word>(text: &str) -> Result<W, String> {
    text.parse().map_err(|_| format!("expected one of {}", names_of::<W>().join(", ")))
}

fn language(text: &str) -> Result<Language, &'static str> {
    text.parse().map_err(|_| "expected a language tag, such as en, ms or zh-Hans")
}

fn ui_language(text: &str) -> Result<UiLanguage, String> {
    UiLanguage::of_locale(text).ok_or_else(|| {
        let known = UiLanguage::VARIANTS.iter().map(<&str>::from);
        format!("expected {}", Message::any_of(known))
    })
}

fn jobs(text: &str) -> Result<NonZeroUsize, &'static str> {
    text.parse().map_err(|_| "expected a whole number, 1 or more")
}

fn date(text: &str) -> Result<NaiveDate, String> {
    text.parse().map_err(|_| match written_days(text).as_slice() {
        [] => "expected a date such as 2025-05-14".to_owned(),
        days => format!("write --date {}", days.join(" or --date ")),
    })
}

fn record_id(text: &str) -> Result<Slug, String> {
    slug(text).map_err(|expected| match Slug::of_title(text, MAX_STEM) {
        Some(id) => format!("{expected}: write --id {}", id.as_str()),
        None => expected.to_owned(),
    })
}

fn slug(text: &str) -> Result<Slug, &'static str> {
    text.parse().map_err(|_| "expected only lower-case letters, digits and hyphens")
}
