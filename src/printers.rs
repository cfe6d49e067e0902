//! The printer for each format of messages.

use crate::args::Format;
use crate::human::Human;
use crate::json::Json;
use crate::printer::Printer;
use crate::voice::Voice;

/// Returns the printer for a voice.
pub(crate) fn printer(voice: Voice) -> Box<dyn Printer> {
    match voice.format {
        Format::Human => Box::new(Human::new(voice)),
        Format::Json => Box::new(Json::new(voice)),
    }
}
