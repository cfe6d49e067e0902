//! From a valid event to a document: the values that a template is given, the layout of its
//! pages, what of the record is printed where on them, and the files that they are exported to.

pub mod compose;
pub mod contract;
pub mod export;
mod geometry;
pub mod locate;
pub mod template;
