//! Findings about the project and the machine.

use super::declare::rules;

rules! {
    PROJECT: "project", Error, Usage {
        meaning: "The project file or the project's folder is not there or not sound.",
        remedy: "The hint says what to make.",
    }
    COMMAND_LINE: "command-line", Error, Usage {
        meaning: "byline cannot do what its command line says: a command or an option is misspelt \
                  or missing, a value is not valid, or something that it names is not there, or \
                  is there already. Nothing was done.",
        remedy: "The message says what is wrong; `byline help COMMAND` lists the options of a \
                 command.",
    }
    UNKNOWN_RECORD: "unknown-record", Error, Usage {
        meaning: "The command line names a record that is not there: no record has this id, or \
                  the path leads to no file, to a folder, or to a translation. The other records \
                  that it names are built.",
        remedy: "A record's id is the name of its file without `.toml`.",
    }
    UNNAMED_ORGANISATION: "unnamed-organisation", Warning, Usage {
        meaning: "The project file still has the name that `byline init` gives every office. Until \
                  it has yours, every page of the documents says that they are drafts.",
        remedy: "Write the name of your office under `organisation` in byline.toml.",
        example: r#"
organisation = "Your organisation"
"#,
    }
    LOW_CONTRAST: "low-contrast", Warning, Usage {
        meaning: "A colour of the brand is too pale for text on paper: under 4.5 to 1, which is \
                  level AA of the Web Content Accessibility Guidelines.",
        example: r##"
[brand]
accent = "#ffcc00"
"##,
    }
    OUTPUT_CLASH: "output-clash", Error, Usage {
        meaning: "Two documents would be written to one file, at least on a system that takes no \
                  account of capitals, as Windows and macOS.",
        remedy: "Put both `{id}` and `{template}` into `output-name`.",
    }
    OUTPUT_NAME: "output-name", Error, Usage {
        meaning: "The name of a document is one that not every system accepts: it is longer than \
                  255 bytes, or Windows keeps it for a device, such as `con`. Or the document would \
                  lie in `.byline`, where byline keeps its cache. Nothing is built.",
        remedy: "Change `output-name` in byline.toml, or give the record a shorter id.",
    }
    OUTPUT_FOLDER: "output-folder", Error, Usage {
        meaning: "Documents cannot be written where the command line or the project says, however \
                  often somebody tries: a file, a device or a broken link is in the place of the \
                  folder, or a link leads from it out of the project, or out of the folder that \
                  `--output` names. Documents in other folders are built.",
        remedy: "Remove what is in the place of the folder, name another one with `--output`, or \
                 name the one that the link leads to under `extra-folders` in byline.toml.",
    }
    OUTPUT: "output", Error, Machine {
        meaning: "A document could not be written: the folder may not be written to, perhaps. The \
                  former document is as it was.",
        remedy: "Ask for permission, or write elsewhere with `--output`.",
    }
    DISK_FULL: "disk-full", Error, Machine {
        meaning: "The disk is full. The former document is as it was; what follows in the run is \
                  not begun.",
        remedy: "Make room, and build again: what is done is not done twice.",
    }
    STATE_NOT_KEPT: "state-not-kept", Warning, Machine {
        meaning: "The build state cannot be saved in `.byline/`: the folder may not be \
                  written to, the disk is full, or a file or a link is in the place of the \
                  folder; byline follows no link there. The documents are there, but the next build makes them \
                  all again.",
        remedy: "Ask for permission, make room, or remove the link.",
    }
    PART_NOT_KEPT: "part-not-kept", Error, Machine {
        meaning: "The state of a part of a sharded run cannot be saved in `.byline/shards/`: the \
                  folder may not be written to, the disk is full, or something else is in the \
                  place of the folder or the file. `byline merge` would not know the documents \
                  of this part.",
        remedy: "Ask for permission, make room, or remove what is in the way; then build the part \
                 again.",
    }
    UNUSABLE_PART: "unusable-part", Error, Machine {
        meaning: "`byline merge` found a file in `.byline/shards/` that it could not merge: it is \
                  damaged, not an ordinary file, from another version of byline, or no part at \
                  all. The other parts were merged. The documents of the part are there, but \
                  count as out of date.",
        remedy: "Build the part again, and merge again.",
    }
    MISSING_PART: "missing-part", Warning, Machine {
        meaning: "`byline merge` found some of the parts of a run, and not the others. They were \
                  merged before, or they have not been built on this folder.",
        remedy: "Build the parts that have not been built, and merge again.",
    }
    INTERNAL: "internal", Error, Machine {
        meaning: "Something happened that byline's developers did not foresee.",
        remedy: "Please report it, with the record.",
        of_template: true,
    }
}
