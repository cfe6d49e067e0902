//! Findings about the project and the machine.

use super::declare::rules;

rules! {
    PROJECT: "project", Error, Usage {
        meaning: "The project file or the project folder is missing or not valid.",
        remedy: "Follow the hint.",
    }
    COMMAND_LINE: "command-line", Error, Usage {
        meaning: "byline cannot run the command line: a command or an option is misspelt or \
                  missing, a value is not valid, or something that it names does not exist, or \
                  already exists. byline did nothing.",
        remedy: "Correct the command line; `byline help COMMAND` lists the options of a command.",
    }
    SERVE: "serve", Error, Usage {
        meaning: "`byline serve` cannot start: another program uses the port, or the machine gives no \
                  program a port.",
        remedy: "Leave out `--port`, and byline takes any port that is free.",
    }
    UNKNOWN_RECORD: "unknown-record", Error, Usage {
        meaning: "The command line names a record that does not exist: no record has this id, or \
                  the path leads to nothing, to a folder, or to a translation. byline builds the \
                  other records named.",
        remedy: "Correct the id, which is the record's file name without `.toml`.",
    }
    UNNAMED_ORGANISATION: "unnamed-organisation", Warning, Usage {
        meaning: "The project file still has the name that `byline init` gives every office. Until \
                  it has yours, every page of the documents says that they are drafts.",
        remedy: "Write the name of your office under `organisation` in byline.toml.",
        asks: true,
        example: r#"
organisation = "Your organisation"
"#,
    }
    NESTED_PROJECT: "nested-project", Warning, Usage {
        meaning: "`byline init` made a project inside another one. Commands in its folder no longer \
                  see the records and people of the project around it.",
        remedy: "Remove the new folder if one project is enough; otherwise keep it.",
    }
    LOW_CONTRAST: "low-contrast", Information, Usage {
        meaning: "A colour of the brand is too pale for text on paper: its contrast is below 4.5 \
                  to 1, which level AA of the Web Content Accessibility Guidelines requires. The \
                  standard templates print text and rules in a darker shade of it, and areas in \
                  the colour itself.",
        example: r##"
[brand]
accent = "#ffcc00"
"##,
    }
    OUTPUT_CLASH: "output-clash", Error, Usage {
        meaning: "Two documents would be written to the same file, at least on Windows and macOS, \
                  which ignore capitals in file names.",
        remedy: "Put both `{id}` and `{template}` into `output-name`.",
    }
    OUTPUT_NAME: "output-name", Error, Usage {
        meaning: "The name of a document is not valid on every system: it is longer than 255 \
                  bytes, or Windows reserves it for a device, such as `con`. Or the document \
                  would be in `.byline`, where byline keeps its cache. byline builds nothing.",
        remedy: "Change `output-name` in byline.toml, or give the record a shorter id.",
    }
    OUTPUT_FOLDER: "output-folder", Error, Usage {
        meaning: "Documents cannot be written to the folder that the command line or the project \
                  names: it is a file, a device or a broken link, or a link leads from it out of \
                  the project or out of the folder given with `--output`. Trying again does not \
                  help. byline builds documents in other folders.",
        remedy: "Remove the file or link, choose another folder with `--output`, or list the \
                 target of the link under `extra-folders` in byline.toml.",
    }
    OUTPUT: "output", Error, Machine {
        meaning: "A document could not be written, for example because permission was denied. Its \
                  previous version is unchanged.",
        remedy: "Ask for permission, or choose another folder with `--output`.",
    }
    DISK_FULL: "disk-full", Error, Machine {
        meaning: "The disk is full. The previous version of the document is unchanged, and byline \
                  starts no further documents.",
        remedy: "Free some space, then build again; byline builds only what is missing.",
    }
    STATE_NOT_KEPT: "state-not-kept", Warning, Machine {
        meaning: "The build state cannot be saved in `.byline/`: permission was denied, the disk \
                  is full, or the folder is a file or a link, which byline does not follow. The \
                  documents were built, but the next build will rebuild all of them.",
        remedy: "Ask for permission, free some space, or remove the file or link.",
    }
    PART_NOT_KEPT: "part-not-kept", Error, Machine {
        meaning: "The state of a part of a sharded run cannot be saved in `.byline/shards/`: \
                  permission was denied, the disk is full, or something else has the name of the \
                  folder or the file. `byline merge` would not know the documents of this part.",
        remedy: "Ask for permission, free some space, or remove the obstacle; then build the part \
                 again.",
    }
    UNUSABLE_PART: "unusable-part", Error, Machine {
        meaning: "`byline merge` found a file in `.byline/shards/` that it could not merge: it is \
                  damaged, not an ordinary file, written by another version of byline, or not a \
                  part at all. byline merged the other parts. The documents of this part exist, \
                  but count as out of date.",
        remedy: "Build the part again, then merge again.",
    }
    MISSING_PART: "missing-part", Warning, Machine {
        meaning: "`byline merge` found some parts of a run but not the others: they were merged \
                  before, or have not been built in this folder.",
        remedy: "Build the missing parts, unless they were merged before, then merge again.",
    }
    INTERNAL: "internal", Error, Machine {
        meaning: "byline has a fault that its developers did not foresee.",
        remedy: "Please report it, together with the record.",
        of_template: true,
    }
}
