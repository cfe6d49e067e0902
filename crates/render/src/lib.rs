//! Renders a valid event as a document: builds the template's inputs, lays out the pages, maps
//! printed values to their positions, and exports files.
//!
//! # Example
//! ```
//! use std::path::Path;
//!
//! use byline_core::locale::Locales;
//! use byline_core::model::Sources;
//! use byline_core::parse::{Context, Directory, Draft, Pictures};
//! use byline_core::project::{Format, ProjectDraft};
//! use byline_core::source::Source;
//! use byline_image::PrintMaker;
//! use byline_render::compose::{DocumentLanguages, Editions, Fonts, RenderRequest, typeset};
//! use byline_render::contract::{Output, Subject};
//! use byline_render::export::export;
//! use byline_render::template::Template;
//!
//! let file = Source::new("byline.toml", "organisation = \"ICS\"");
//! let project = ProjectDraft::read(&file, Path::new("none")).complete(&Pictures::default()).unwrap();
//! let text = "title = \"Harbour Day\"\nstart = 2025-05-14\nmode = \"offline\"";
//! let record = Source::new("harbour-day.toml", text);
//! let (id, directory) = ("harbour-day".parse().unwrap(), Directory::empty());
//! let language = &project.language;
//! let context = Context { id: &id, language, directory: &directory, translations: &[] };
//! let draft = Draft::read(&record, &context);
//! let event = draft.complete(&context, &Pictures::default()).value.unwrap();
//!
//! let locales = Locales::default();
//! let request = RenderRequest {
//!     subject: Subject::Event(&event),
//!     sources: &Sources::of(record),
//!     document_languages: &DocumentLanguages {
//!         locale: locales.get(language),
//!         second: None,
//!         named: false,
//!     },
//!     locales: &locales,
//!     template: &Template::find(&"summary".parse().unwrap(), &project).unwrap().0,
//!     project: &project,
//!     directory: &directory,
//!     fonts: &Fonts::new("none".into(), project.walls.clone(), false),
//!     editions: &Editions::default(),
//!     print_maker: &PrintMaker::new(Path::new("none"), 0),
//!     output: Output::default(),
//!     report: Format::Pdf,
//! };
//! let document = typeset(request).document.unwrap();
//! assert_eq!(document.pages().len(), 1);
//! assert!(export(Some(&document), request).unwrap().starts_with(b"%PDF"));
//! ```

pub mod compose;
pub mod contract;
pub mod export;
mod geometry;
pub mod locate;
mod own_words;
pub mod template;
