//! The examples at the end of the help of each verb.

pub(crate) const EXAMPLES: &str = "\
Examples:
  byline build                          build every record, with the project's templates
  byline build forum-2024-10-31         build one record, by its id
  byline check --strict                 report what an editor would query; build nothing
  byline new \"Harbour Day\"              create a record to fill in
  byline explain relative-time          explain a finding

Exit codes:
  0  success, perhaps with warnings
  1  a record or a template has errors; everything else was built
  2  the command line or the project file is wrong
  3  the machine failed (disk full, no permission), or byline did
  130  stopped by Ctrl-C or a signal; finished documents are kept";

pub(crate) const BUILD_EXAMPLES: &str = "\
Examples:
  byline build                                  every record
  byline build records/forum-2024-10-31.toml    one record
  byline build --template report --output /tmp  one template, to another folder
  byline build --explain                        print why each document is rebuilt
  byline build --shard 1/4                      the first of four parts
  byline build --message-format json            messages for programs";

pub(crate) const MERGE_EXAMPLES: &str = "\
Example:
  byline build --shard 1/2 & byline build --shard 2/2 & wait; byline merge";

pub(crate) const SERVE_EXAMPLES: &str = "\
Examples:
  byline serve                                   the overview of all records
  byline serve harbour-day-2025-05-14            one record, with its source and findings
  byline serve harbour-day-2025-05-14 --pages    its pages beside your own editor";

pub(crate) const TRANSLATIONS_EXAMPLES: &str = "\
Examples:
  byline translations                                list what is missing or outdated
  byline translations harbour-day --lang ms --write  write a file to fill in
  byline translations harbour-day --accept           mark all translations as up to date";

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
  byline check                              every record
  byline check --strict forum-2024-10-31    one record; fail on warnings, too";

pub(crate) const COMPLETION_EXAMPLES: &str = "\
Examples:
  byline completions bash > ~/.local/share/bash-completion/completions/byline
  byline completions zsh > ~/.zfunc/_byline";
