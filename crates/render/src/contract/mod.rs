//! The contract with templates: what an event, an issue and the project look like to them.
//!
//! `values` and `issue` make one dictionary of each, with the help of `fields`, which gives
//! every declared field its value; `reference` describes these for designers. `texts`,
//! `people` and `words` say it in the language of the readers, `content` makes content of it,
//! `sample` writes it as Typst.

mod content;
mod fields;
mod issue;
mod people;
mod reference;
mod sample;
mod texts;
mod values;
mod words;

pub use reference::reference;
pub use sample::to_typst;
pub(crate) use values::{Arguments, Pictures, Setting, datetime, inputs};
pub use values::{Inputs, Output, Subject};
pub(crate) use words::{LOCALE, SECOND, region};
