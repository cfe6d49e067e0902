//! The examples at the end of the help of each verb.

pub(crate) const EXAMPLES: &str = "\
Examples:
  byline build                          every record, with the project's templates
  byline build forum-2024-10-31         one record, by its id
  byline check --strict                 what an editor would say; no document is made
  byline new \"Harbour Day\"              a record to fill in
  byline explain relative-time          what a finding means

Exit codes:
  0  all well
  1  something in a record or a template is wrong; the others were built
  2  wrong usage, or something in the project file is wrong
  3  a fault of the machine (disk full, no permission) or of byline
  130  stopped by Ctrl-C or a signal; what was done is done";

pub(crate) const BUILD_EXAMPLES: &str = "\
Examples:
  byline build                                  every record
  byline build records/forum-2024-10-31.toml    one record
  byline build --template report --output /tmp  one template, elsewhere
  byline build --explain                        and why each document is made
  byline build --shard 1/4                      the first of four parts
  byline build --message-format json            for programs";

pub(crate) const MERGE_EXAMPLES: &str = "\
Example:
  byline build --shard 1/2 & byline build --shard 2/2 & wait; byline merge";

pub(crate) const TRANSLATIONS_EXAMPLES: &str = "\
Examples:
  byline translations                                what is missing, and what has changed
  byline translations harbour-day --lang ms --write  a file with the texts, to be filled in
  byline translations harbour-day --accept           what had changed is translated again";

pub(crate) const TEMPLATES_EXAMPLES: &str = "\
Examples:
  byline templates
  byline templates copy summary
  byline templates test --update
  byline templates sample report forum-2024-10-31 > templates/report/sample.typ";

pub(crate) const NEW_EXAMPLES: &str = "\
Examples:
  byline new \"Harbour Day\" --date 2025-05-14 --type workshop
  byline new \"Harbour Day\" --date 2026-05-13 --from harbour-day-2025-05-14";

pub(crate) const CHECK_EXAMPLES: &str = "\
Examples:
  byline check                          every record
  byline check --strict forum-2024-10-31    one record; warnings fail, too";

pub(crate) const COMPLETION_EXAMPLES: &str = "\
Examples:
  byline completions bash > ~/.local/share/bash-completion/completions/byline
  byline completions zsh > ~/.zfunc/_byline";
