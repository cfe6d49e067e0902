//! Mistakes on the command line: for people as clap prints them, for programs as a finding.

use std::ffi::OsString;

use clap::ValueEnum;
use clap::error::{ContextKind, ContextValue, ErrorKind};

use crate::args::{FORMAT_VARIABLE, MessageFormat};
use crate::exit::{self, Exit};
use crate::message_settings::MessageSettings;
use crate::printers::printer;
use byline_core::diagnostic::{Code, Diagnostic};
use byline_core::message::{Message, message};

/// Prints clap's error about some arguments. Help and version count as errors for clap, but are
/// what the user asked for.
pub(crate) fn print(mut error: clap::Error, args: &[OsString]) -> Exit {
    if let Some(tip) = title_in_quotes(&error, args) {
        error.insert(ContextKind::Suggested, ContextValue::StyledStrs(vec![tip.into()]));
    }
    let error = &error;
    if error.use_stderr() && matches!(format(args), MessageFormat::Json) {
        printer(MessageSettings::before_arguments(MessageFormat::Json)).finding(&finding(error));
        return Exit::Usage;
    }
    match error.print() {
        Ok(()) if error.use_stderr() => Exit::Usage,
        Ok(()) => Exit::Success,
        Err(error) => exit::of_io(&error),
    }
}

/// Returns the tip about a title without quotes, which reaches byline as several arguments.
fn title_in_quotes(error: &clap::Error, args: &[OsString]) -> Option<String> {
    if error.kind() != ErrorKind::UnknownArgument {
        return None;
    }
    let args: Vec<_> = args.iter().map(|arg| arg.to_string_lossy()).collect();
    let mut words = args.iter().skip_while(|arg| *arg != "new").skip(1);
    let title: Vec<&str> =
        words.by_ref().take_while(|arg| !arg.starts_with('-')).map(AsRef::as_ref).collect();
    let Some(ContextValue::String(unknown)) = error.get(ContextKind::InvalidArg) else {
        return None;
    };
    (title.len() > 1 && title[1] == unknown)
        .then(|| format!("put the title in quotes: byline new \"{}\"", title.join(" ")))
}

/// Returns the format that arguments ask for which clap could not parse: whatever their mistake,
/// a program should be able to read about it.
fn format(args: &[OsString]) -> MessageFormat {
    let args: Vec<_> = args.iter().skip(1).map(|arg| arg.to_string_lossy()).collect();
    let options = args.split(|arg| arg == "--").next().unwrap_or_default();
    let mut named = options.iter().enumerate().filter_map(|(index, arg)| {
        match arg.strip_prefix("--message-format")? {
            "" => options.get(index + 1).map(ToString::to_string),
            value => value.strip_prefix('=').map(str::to_owned),
        }
    });
    #[expect(clippy::disallowed_methods, reason = "clap reads it too, but has failed")]
    let named = named.next_back().or_else(|| std::env::var(FORMAT_VARIABLE).ok());
    named
        .and_then(|name| MessageFormat::from_str(&name, false).ok())
        .unwrap_or(MessageFormat::Human)
}

/// Makes a finding of an error: its first paragraph is the message, the others are hints.
fn finding(error: &clap::Error) -> Diagnostic {
    // For people, clap prints the whole help here, or every command, hidden ones included.
    if matches!(
        error.kind(),
        ErrorKind::MissingSubcommand | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand
    ) {
        let message = message!("no command is given");
        let hint = message!("run `byline --help` for the commands and their options");
        return Diagnostic::new(Code::COMMAND_LINE, message).hint(hint);
    }
    let text = error.to_string();
    let mut paragraphs = text.split("\n\n").map(|paragraph| {
        let words: Vec<_> = paragraph.split_whitespace().collect();
        words.join(" ")
    });
    let message = paragraphs.next().unwrap_or_default();
    let message = message.strip_prefix("error: ").unwrap_or(&message);
    let finding = Diagnostic::new(Code::COMMAND_LINE, Message::verbatim(message));
    paragraphs.fold(finding, |finding, paragraph| {
        let hints = paragraph.split("tip: ").map(|hint| hint.trim().trim_end_matches('.'));
        let hints = hints.filter(|hint| !hint.is_empty()).map(Message::verbatim);
        hints.fold(finding, Diagnostic::hint)
    })
}
