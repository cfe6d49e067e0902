//! byline's own words about templates, which reach the findings through Typst's diagnostics.

use byline_core::message::{Message, message};
use byline_core::model::MAX_PICTURE_BYTES;

use crate::contract::ENTRY;

/// Returns a text of a diagnostic. Typst's own words are the same in every language.
pub(crate) fn message_of(said: &str) -> Message {
    let in_file = |why| message!("failed to load file ({why})");
    let own = [
        no_function(),
        put_into_function(),
        wrong_parameters(),
        not_printed(),
        move_into_function(),
        message!("failed to load package ({why})", why = no_packages()),
        in_file(special()),
        in_file(too_large()),
    ];
    own.into_iter().find(|own| *own == said).unwrap_or_else(|| Message::verbatim(said))
}

pub(crate) fn no_function() -> Message {
    message!("the template has no function `{function}`", function = ENTRY)
}

pub(crate) fn put_into_function() -> Message {
    let code = format!("#let {ENTRY}(event, project) = {{ … }}");
    message!("put its content into `{code}`")
}

pub(crate) fn wrong_parameters() -> Message {
    message!(
        "`{function}` takes two arguments: the event or the issue, and the project",
        function = ENTRY
    )
}

pub(crate) fn not_printed() -> Message {
    message!("content outside `{function}` is not printed", function = ENTRY)
}

pub(crate) fn move_into_function() -> Message {
    message!("move it into the function")
}

/// Says why a package cannot be imported.
pub(crate) fn no_packages() -> Message {
    message!("byline downloads no packages; copy the file into the template's folder")
}

/// Says why a file cannot be read.
pub(crate) fn special() -> Message {
    message!("it is not an ordinary file, but a pipe, a socket or a device")
}

/// Says why a file cannot be read.
pub(crate) fn too_large() -> Message {
    let most = MAX_PICTURE_BYTES >> 20;
    message!("it is larger than {most} MB")
}

#[cfg(test)]
mod tests {
    use typst::diag::{FileError, PackageError};

    use super::*;

    #[test]
    fn own_words_are_told_from_those_of_typst() {
        let package = PackageError::Other(Some(no_packages().to_string().into()));
        let file = FileError::Other(Some(special().to_string().into()));
        for own in [no_function().to_string(), package.to_string(), file.to_string()] {
            assert_ne!(message_of(&own), Message::verbatim(own));
        }
        assert_eq!(message_of("unknown variable: x"), Message::verbatim("unknown variable: x"));
    }
}
