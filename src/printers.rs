//! The printer for each format of messages.

use crate::args::MessageFormat;
use crate::human::Human;
use crate::json::Json;
use crate::message_settings::MessageSettings;
use crate::printer::Printer;

/// Returns the printer for a format, with these settings.
pub(crate) fn printer(settings: MessageSettings) -> Box<dyn Printer> {
    match settings.format {
        MessageFormat::Human => Box::new(Human::new(settings)),
        MessageFormat::Json => Box::new(Json::new(settings)),
    }
}
