//! Who is who: which spellings are one name, and which descriptions are one person.
//!
//! Every part of byline that compares names does so here: the resolver of names, the editor's
//! checks, and the values that documents are made from. Names travel between languages, so the
//! words around them (honorifics, post-nominals, `bin`) are those of all standard languages.

mod fold;
mod name;
mod organisation;
mod people;
mod words;

pub use fold::folded;
pub use name::{
    differ_in_parentage, likely_name_forms, name_forms, personal_words, without_titles,
};
pub use organisation::{acronym, organisation_forms};
pub use people::{Identities, forms_of, may_be_one};
pub use words::is_title_word;
