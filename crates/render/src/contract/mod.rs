//! The contract with templates: how an event, an issue and the project are passed to them.
//!
//! `event`, `programme` and `issue` each build a dictionary, with the help of `fields`, which
//! converts every declared field, and of `charts` and `editions`; `told` chooses among them what a story tells;
//! `reference` documents these fields for designers. `texts`, `people` and `words` convert texts for
//! the language of the readers, `names` and `organisations`
//! put names together, `joins` what stands in one line, and `shown` formats dates,
//! numbers and vocabulary words. `places` looks up the place (`spot`) of each value, and `numbered`
//! keeps it for whoever finds the value on a page. `content`
//! converts text to Typst content, with the help of `breaks`, `quotes`, `direction` and `segments`,
//! which keeps Chinese words whole, `located` keeps the place of a part of it, and `pictures`
//! creates the placeholder of a picture. `values` assembles the inputs of a template, and `sample`
//! writes them as Typst source.

mod breaks;
mod ceremonies;
mod charts;
mod content;
mod convert;
mod direction;
mod editions;
mod event;
mod facts;
mod fields;
mod functions;
mod introductions;
mod issue;
mod joins;
mod lengths;
mod names;
mod numbered;
mod organisations;
mod people;
mod pictures;
mod places;
mod programme;
mod quotes;
mod reference;
mod sample;
mod segments;
mod shown;
mod spot;
mod texts;
mod told;
mod values;
mod words;

pub(crate) use lengths::is_full;
pub use numbered::Places;
pub use reference::reference;
pub use sample::to_typst;
pub(crate) use shown::datetime;
pub(crate) use spot::Files;
pub(crate) use values::{Arguments, Pictures, Setting, inputs, set_fit};
pub use values::{Inputs, Output, Subject};
pub(crate) use words::{LOCALE, SECOND, region};

/// The function in the main file of a template that turns an event or an issue into a document.
pub(crate) const ENTRY: &str = "main";
