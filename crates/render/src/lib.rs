//! Renders a valid event as a document: builds the template's inputs, lays out the pages, maps
//! printed values to their positions, and exports files.
//!
//! # Example
//! ```
//! use byline_core::walls::Walls;
//! use byline_render::compose::Fonts;
//!
//! // The fonts that byline carries, without those of the machine.
//! let fonts = Fonts::new("fonts".into(), Walls::default(), false);
//! assert!(fonts.families().contains(&"Libertinus Serif"));
//! assert!(fonts.draws('ü') && !fonts.draws('永'));
//! ```

pub mod compose;
pub mod contract;
pub mod export;
mod geometry;
pub mod locate;
pub mod template;
