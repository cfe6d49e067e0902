//! The command line as it is written.

use std::num::NonZeroUsize;
use std::path::PathBuf;

use clap::{Parser, Subcommand, ValueEnum};

use crate::event::Slug;

/// Event records in, printed reports out.
#[derive(Parser)]
#[command(name = "byline", version, max_term_width = 92, after_help = EXAMPLES)]
pub(super) struct Args {
    #[command(subcommand)]
    pub(super) verb: Verb,

    /// The project's folder; otherwise the nearest one upwards with a byline.toml
    #[arg(long, global = true, value_name = "DIR", env = "BYLINE_PROJECT", hide_env_values = true)]
    pub(super) project: Option<PathBuf>,

    /// How to print findings and results
    #[arg(
        long,
        global = true,
        value_name = "FORMAT",
        env = "BYLINE_MESSAGE_FORMAT",
        hide_env_values = true,
        default_value = "human"
    )]
    pub(super) message_format: Format,
}

#[derive(Subcommand)]
pub(super) enum Verb {
    /// Make the documents of some records, or of all
    #[command(after_help = BUILD_EXAMPLES)]
    Build(Build),
    /// Say all there is to say about some records, or all; write nothing
    #[command(after_help = CHECK_EXAMPLES)]
    Check(Check),
    /// List the templates, and where each comes from
    Templates,
    /// Print completions for a shell
    #[command(after_help = COMPLETION_EXAMPLES)]
    Completions {
        /// The shell
        shell: clap_complete::Shell,
    },
}

#[derive(clap::Args)]
pub(super) struct Build {
    #[command(flatten)]
    pub(super) selection: Selection,

    /// Write the documents to this folder instead of the project's output folder
    #[arg(long, value_name = "DIR", env = "BYLINE_OUTPUT", hide_env_values = true)]
    pub(super) output: Option<PathBuf>,
}

#[derive(clap::Args)]
pub(super) struct Check {
    #[command(flatten)]
    pub(super) selection: Selection,

    /// Let warnings fail, too
    #[arg(long, env = "BYLINE_STRICT", hide_env_values = true)]
    pub(super) strict: bool,
}

/// What to work on.
#[derive(clap::Args)]
pub(super) struct Selection {
    /// Records, by file or by id; all of the project's when none is named
    #[arg(value_name = "RECORD")]
    pub(super) records: Vec<PathBuf>,

    /// Use this template instead of those in byline.toml; may be given again
    #[arg(long = "template", value_name = "NAME", env = "BYLINE_TEMPLATE", hide_env_values = true, value_parser = slug)]
    pub(super) templates: Vec<Slug>,

    /// Work on so many records at a time [default: one for each processor]
    #[arg(long, value_name = "N", env = "BYLINE_JOBS", hide_env_values = true)]
    pub(super) jobs: Option<NonZeroUsize>,
}

/// How to print.
#[derive(Clone, Copy, ValueEnum)]
pub(super) enum Format {
    /// For people, on standard error
    Human,
    /// For programs: one JSON object a line, on standard output
    Json,
}

fn slug(text: &str) -> Result<Slug, &'static str> {
    Slug::new(text).ok_or("a name has only lower-case letters, digits and hyphens")
}

const EXAMPLES: &str = "\
Examples:
  byline build                          every record, with the project's templates
  byline build forum-2024-10-31         one record, by its id
  byline check --strict                 what an editor would say; nothing is written
  byline templates                      what reports can look like

Exit codes:
  0  all well
  1  something in a record or a template is wrong; the others were built
  2  wrong usage, or something in the project file is wrong
  3  a fault of the machine (disk full, no permission) or of byline";

const BUILD_EXAMPLES: &str = "\
Examples:
  byline build                                  every record
  byline build records/forum-2024-10-31.toml    one record
  byline build --template report --output /tmp  one template, elsewhere
  byline build --message-format json            for programs";

const CHECK_EXAMPLES: &str = "\
Examples:
  byline check                          every record
  byline check --strict forum-2024-10-31    one record; warnings fail, too";

const COMPLETION_EXAMPLES: &str = "\
Examples:
  byline completions bash > ~/.local/share/bash-completion/completions/byline
  byline completions zsh > ~/.zfunc/_byline";
