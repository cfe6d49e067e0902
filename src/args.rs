//! The command-line arguments.

use std::num::NonZeroUsize;
use std::path::PathBuf;

use chrono::NaiveDate;
use clap::{Parser, Subcommand, ValueEnum};

use crate::examples::{
    BUILD_EXAMPLES, CHECK_EXAMPLES, COMPLETION_EXAMPLES, EXAMPLES, MERGE_EXAMPLES, NEW_EXAMPLES,
    TEMPLATES_EXAMPLES, TRANSLATIONS_EXAMPLES,
};
use crate::place::{Key, Position};
use byline_build::Shard;
use byline_core::model::{EventType, Language, Mode, Slug, Word, names_of};

/// The environment variable that sets the format of messages.
pub(crate) const FORMAT_VARIABLE: &str = "BYLINE_MESSAGE_FORMAT";

/// Event records in, printed reports out.
#[derive(Parser)]
#[command(name = "byline", version, max_term_width = 92, after_help = EXAMPLES)]
pub(crate) struct Args {
    #[command(subcommand)]
    pub(crate) verb: Verb,

    /// The project's folder; otherwise the nearest one upwards with a byline.toml
    #[arg(long, global = true, value_name = "DIR", env = "BYLINE_PROJECT", hide_env_values = true)]
    pub(crate) project: Option<PathBuf>,

    /// How to print findings and results
    #[arg(
        long,
        global = true,
        value_name = "FORMAT",
        env = FORMAT_VARIABLE,
        hide_env_values = true,
        default_value = "human"
    )]
    pub(crate) message_format: Format,
}

#[derive(Subcommand)]
pub(crate) enum Verb {
    /// Make the documents of some records, or of all
    #[command(after_help = BUILD_EXAMPLES)]
    Build(Build),
    /// Say all there is to say about some records, or all; make no document
    #[command(after_help = CHECK_EXAMPLES)]
    Check(Check),
    /// Set documents for another byline; never called by hand
    #[command(hide = true)]
    Helper(Helper),
    /// Read a drawing for another byline, within limits; never called by hand
    #[command(hide = true)]
    Draw {
        /// The folder of further fonts for texts in it
        #[arg(long, value_name = "DIR")]
        fonts: PathBuf,
    },
    /// List the templates, and work on them
    #[command(after_help = TEMPLATES_EXAMPLES)]
    Templates {
        #[command(subcommand)]
        verb: Option<Templates>,
    },
    /// Write an annotated record to fill in
    #[command(after_help = NEW_EXAMPLES)]
    New(New),
    /// Make a new project, with an example that builds
    Init {
        /// The project's folder
        #[arg(value_name = "DIR", default_value = ".")]
        folder: PathBuf,
    },
    /// Add the pictures of a folder to a record
    #[command(after_help = "Example:\n  byline photos harbour-day-2025-05-14 records/photos")]
    Photos(Photos),
    /// Remove what byline keeps to be quicker the next time
    #[command(after_help = "Example:\n  byline clean --stale")]
    Clean(Clean),
    /// Join what runs for parts of the records have learned
    #[command(after_help = MERGE_EXAMPLES)]
    Merge,
    /// Say how far records are translated, and what has changed since
    #[command(after_help = TRANSLATIONS_EXAMPLES)]
    Translations(Translations),
    /// List which font serves which script, and what brings those that are missing
    Fonts,
    /// Say which value of a record a document prints where; for editors that show the pages
    #[command(hide = true)]
    Locate(Locate),
    /// List the people: where each appears, and what they were called there
    People,
    /// Say what a finding means
    #[command(after_help = "Example:\n  byline explain relative-time")]
    Explain {
        /// The finding's code
        code: String,
    },
    /// Print the JSON Schema of a file, for editors that complete and explain keys
    #[command(after_help = "Example:\n  byline schema record > schema/record.json")]
    Schema {
        /// The file
        #[arg(default_value = "record")]
        file: SchemaOf,
    },
    /// Print completions for a shell
    #[command(after_help = COMPLETION_EXAMPLES)]
    Completions {
        /// The shell
        shell: clap_complete::Shell,
    },
    /// Write the manual pages of byline and its verbs, for those who package it
    #[command(hide = true)]
    Manual {
        /// The folder
        folder: PathBuf,
    },
}

#[derive(clap::Args)]
pub(crate) struct Clean {
    /// Remove the documents of records and templates that are gone, and nothing else
    #[arg(long)]
    pub(crate) stale: bool,

    /// The folder of those documents, instead of the project's output folder
    #[arg(long, value_name = "DIR", env = "BYLINE_OUTPUT", hide_env_values = true)]
    pub(crate) output: Option<PathBuf>,
}

#[derive(clap::Args)]
pub(crate) struct Locate {
    /// The record, by file or by id
    pub(crate) record: PathBuf,

    /// The template
    #[arg(long, value_name = "NAME", value_parser = slug)]
    pub(crate) template: Slug,

    /// For readers of this language instead of the record's
    #[arg(long = "lang", value_name = "TAG", value_parser = language)]
    pub(crate) language: Option<Language>,

    /// A position: a page, and points from its left and upper edge; may be given again
    #[arg(long = "at", value_name = "PAGE:X,Y")]
    pub(crate) positions: Vec<Position>,

    /// A value by its key path, such as `programme[1].title`, or `people.toml:ana.name`; may be
    /// given again
    #[arg(long = "key", value_name = "PATH")]
    pub(crate) keys: Vec<Key>,
}

/// What to do with templates; without a word they are listed.
#[derive(Subcommand)]
pub(crate) enum Templates {
    /// Put a standard template into the project, to change it
    Copy {
        /// The template
        #[arg(value_parser = slug)]
        template: Slug,
    },
    /// Set the test records of templates, and hold the pages against stored pictures
    Test {
        /// The template; all of the project's own when none is named
        #[arg(value_parser = slug)]
        template: Option<Slug>,

        /// Store the pages as they are now
        #[arg(long)]
        update: bool,
    },
    /// Print what a template is given for a record, as Typst, to preview it in any editor
    Sample {
        /// The template
        #[arg(value_parser = slug)]
        template: Slug,
        /// The record, by file or by id
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

    /// For a print shop: with 3 mm bleed and crop marks; the names end in -print
    #[arg(long, env = "BYLINE_PRINT", hide_env_values = true)]
    pub(crate) print: bool,

    /// Without a coloured pixel; the names end in -greyscale
    #[arg(long, env = "BYLINE_GREYSCALE", hide_env_values = true)]
    pub(crate) greyscale: bool,

    /// Make again what is current, too
    #[arg(long, env = "BYLINE_FORCE", hide_env_values = true)]
    pub(crate) force: bool,

    /// Say of each document why it is made
    #[arg(long, env = "BYLINE_EXPLAIN", hide_env_values = true)]
    pub(crate) explain: bool,

    /// Build only part K of N, for machines that share the work: 1/4, 2/4 …
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
    /// The folder of test records whose pages are held against stored pictures
    #[arg(long)]
    pub(crate) tests: Option<PathBuf>,
    #[arg(long)]
    pub(crate) update: bool,
}

#[derive(clap::Args)]
pub(crate) struct Check {
    #[command(flatten)]
    pub(crate) selection: Selection,

    /// Let warnings fail, too
    #[arg(long, env = "BYLINE_STRICT", hide_env_values = true)]
    pub(crate) strict: bool,
}

#[derive(clap::Args)]
pub(crate) struct New {
    /// The event's title
    pub(crate) title: String,

    /// Its first day, such as 2025-05-14; otherwise today
    #[arg(long, value_name = "DATE", value_parser = date, env = "BYLINE_DATE", hide_env_values = true)]
    pub(crate) date: Option<NaiveDate>,

    /// The record's id, which is the name of its file; otherwise made of the title and the date
    #[arg(long, value_parser = slug)]
    pub(crate) id: Option<Slug>,

    /// What kind of event it was, such as forum or seminar
    #[arg(long = "type", value_name = "TYPE", value_parser = word::<EventType>)]
    pub(crate) kind: Option<EventType>,

    /// How people took part: offline, online or mixed
    #[arg(long, value_name = "MODE", value_parser = word::<Mode>, default_value = "offline")]
    pub(crate) mode: Mode,

    /// Start from this record, such as last year's edition
    #[arg(long, value_name = "RECORD")]
    pub(crate) from: Option<PathBuf>,
}

#[derive(clap::Args)]
pub(crate) struct Photos {
    /// The record, by file or by id
    pub(crate) record: PathBuf,

    /// The folder, somewhere in the project
    pub(crate) folder: PathBuf,
}

#[derive(clap::Args)]
pub(crate) struct Translations {
    /// Records, by file or by id; all of the project's when none is named
    #[arg(value_name = "RECORD")]
    pub(crate) records: Vec<PathBuf>,

    /// The language; otherwise those in byline.toml, or those that there are files in
    #[arg(long = "lang", value_name = "TAG", env = "BYLINE_LANG", hide_env_values = true, value_parser = language, value_delimiter = ',')]
    pub(crate) languages: Vec<Language>,

    /// Add what is missing to the file beside the record, to be filled in
    #[arg(long)]
    pub(crate) write: bool,

    /// Note that all that is translated is made from what the record says now
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
    /// Records, by file or by id; all of the project's when none is named
    #[arg(value_name = "RECORD")]
    pub(crate) records: Vec<PathBuf>,

    /// Use this template instead of those in byline.toml; may be given again
    #[arg(long = "template", value_name = "NAME", env = "BYLINE_TEMPLATE", hide_env_values = true, value_parser = slug)]
    pub(crate) templates: Vec<Slug>,

    /// For readers of this language instead of those in byline.toml, such as en, ms or
    /// zh-Hans; may be given again
    #[arg(long = "lang", value_name = "TAG", env = "BYLINE_LANG", hide_env_values = true, value_parser = language, value_delimiter = ',')]
    pub(crate) languages: Vec<Language>,

    /// Work on so many records at a time [default: one for each processor]
    #[arg(long, value_name = "N", env = "BYLINE_JOBS", hide_env_values = true, value_parser = jobs)]
    pub(crate) jobs: Option<NonZeroUsize>,
}

/// How to print.
#[derive(Clone, Copy, ValueEnum)]
pub(crate) enum Format {
    /// For people, on standard error
    Human,
    /// For programs: one JSON object a line, on standard output
    Json,
}

fn word<W: Word>(text: &str) -> Result<W, String> {
    text.parse().map_err(|_| format!("it is one of {}", names_of::<W>().join(", ")))
}

fn language(text: &str) -> Result<Language, &'static str> {
    text.parse().map_err(|_| "it is the tag of a language, such as en, ms or zh-Hans")
}

fn jobs(text: &str) -> Result<NonZeroUsize, &'static str> {
    text.parse().map_err(|_| "it is a number, 1 or more")
}

fn date(text: &str) -> Result<NaiveDate, &'static str> {
    text.parse().map_err(|_| "write the date as 2025-05-14")
}

fn slug(text: &str) -> Result<Slug, &'static str> {
    text.parse().map_err(|_| "a name has only lower-case letters, digits and hyphens")
}
