//! Renders a valid event as a document: builds the template's inputs, lays out the pages, maps
//! printed values to their positions, and exports files.

pub mod compose;
pub mod contract;
pub mod export;
mod geometry;
pub mod locate;
pub mod template;
