//! The contract with templates: what an event, an issue and the project look like to them.
//!
//! `event`, `programme` and `issue` make one dictionary of each, with the help of `fields`,
//! which gives every declared field its value; `reference` describes these for designers.
//! `texts`, `people` and `words` say it in the language of the readers, and `shown` dates,
//! numbers and words of a vocabulary, whose places (`spot`) `places` looks up. `content` makes
//! content of it, `located` keeps the place of a part of it, and `pictures` gives what stands
//! in for a picture. `values` puts together what a template is given; `sample` writes it as
//! Typst.

mod content;
mod convert;
mod event;
mod fields;
mod issue;
mod located;
mod people;
mod pictures;
mod places;
mod programme;
mod reference;
mod sample;
mod shown;
mod spot;
mod texts;
mod values;
mod words;

pub use reference::reference;
pub use sample::to_typst;
pub(crate) use shown::datetime;
pub(crate) use spot::{Files, Mention};
pub(crate) use values::{Arguments, Pictures, Setting, inputs};
pub use values::{Inputs, Output, Subject};
pub(crate) use words::{LOCALE, SECOND, region};
