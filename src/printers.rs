//! The printer for each format of messages.

use crate::args::Format;
use crate::human::Human;
use crate::json::Json;
use crate::printer::Printer;

/// Returns the printer for a format.
pub(crate) fn printer(format: Format) -> Box<dyn Printer> {
    match format {
        Format::Human => Box::new(Human::new()),
        Format::Json => Box::new(Json::default()),
    }
}
