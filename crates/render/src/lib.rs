//! From a valid event to a document: the values that a template is given, the layout of its
//! pages, and the files that they are exported to.

pub mod compose;
pub mod contract;
pub mod export;
pub mod template;
