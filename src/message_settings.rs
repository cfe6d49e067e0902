//! The settings of messages: their format and their language.

use byline_core::message::{Message, UiLanguage};

use crate::args::{Args, MessageFormat};

/// The format and the language of a run's messages.
#[derive(Clone, Copy)]
pub(crate) struct MessageSettings {
    /// The format.
    pub(crate) format: MessageFormat,
    language: UiLanguage,
    /// Whether the user chose the language for this run.
    is_chosen: bool,
}

impl MessageSettings {
    /// Returns the settings that the user asks for on the command line or by the environment.
    pub(crate) fn of(args: &Args) -> Self {
        let chosen = args.ui_language;
        let language = chosen.or_else(language_of_environment).unwrap_or_default();
        Self { format: args.message_format, language, is_chosen: chosen.is_some() }
    }

    /// Returns the settings before the command line is understood.
    pub(crate) fn before_arguments(format: MessageFormat) -> Self {
        let language = language_of_environment().unwrap_or_default();
        Self { format, language, is_chosen: false }
    }

    /// Returns the settings in a project, which may set a language. What the user chose for the run
    /// comes first.
    #[must_use]
    pub(crate) fn in_project(self, language: Option<UiLanguage>) -> Self {
        let language = language.filter(|_| !self.is_chosen).unwrap_or(self.language);
        Self { language, ..self }
    }

    /// Returns the language.
    pub(crate) fn language(self) -> UiLanguage {
        self.language
    }

    /// Translates a message into the language.
    pub(crate) fn translate(self, message: &Message) -> String {
        self.language.translate(message)
    }
}

/// Returns the language of the environment's locale for messages: by POSIX, that of the first of
/// three variables that is set.
fn language_of_environment() -> Option<UiLanguage> {
    #[expect(clippy::disallowed_methods, reason = "this is the one place")]
    let mut names =
        ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().filter_map(|name| std::env::var(name).ok());
    UiLanguage::of_locale(&names.find(|name| !name.is_empty())?)
}
