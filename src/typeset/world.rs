//! What the typesetter sees: the fonts of the run, the files of the template, one
//! event. Every method of [`World`] hands on to a part that is shared.

use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use typst::diag::FileResult;
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, Source};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt, World};
use typst_kit::fonts::{self, FontStore};

use super::Manuscript;
use crate::template::{self, Pictures};

/// The fonts of a run: those that the binary carries, and the project's. Loaded when the
/// first is asked for, once.
pub struct Fonts {
    folder: PathBuf,
    store: OnceLock<FontStore>,
    drawable: OnceLock<HashSet<u32>>,
}

impl Fonts {
    /// Libertinus Serif for reading and Noto Sans for labels, and what else comes
    /// with Typst, for characters that those two lack. Before them come the fonts in a
    /// folder, if it is there.
    pub fn new(folder: PathBuf) -> Self {
        Self { folder, store: OnceLock::new(), drawable: OnceLock::new() }
    }

    fn store(&self) -> &FontStore {
        self.store.get_or_init(|| load(&self.folder))
    }

    /// Whether some font has a character, or it needs none: joiners, soft hyphens and
    /// variation selectors shape others.
    pub fn draws(&self, char: char) -> bool {
        // Every text font has the letters, figures and marks of ASCII.
        if char.is_ascii_graphic() {
            return true;
        }
        let drawable = self.drawable.get_or_init(|| {
            let book = self.store().book();
            let indices = book
                .families()
                .flat_map(|(name, _)| book.select_family(&name.to_lowercase()).collect::<Vec<_>>());
            indices
                .filter_map(|index| book.info(index))
                .flat_map(|info| info.coverage.iter())
                .collect()
        });
        let shapes = matches!(char, '\u{ad}' | '\u{200c}' | '\u{200d}' | '\u{fe00}'..='\u{fe0f}');
        shapes || drawable.contains(&u32::from(char))
    }

    /// The names of the families, for hints.
    pub fn families(&self) -> Vec<&str> {
        self.store().book().families().map(|(name, _)| name).collect()
    }
}

fn load(folder: &Path) -> FontStore {
    let mut store = FontStore::new();
    if folder.is_dir() {
        store.extend(fonts::scan(folder));
    }
    let sans = [
        notosans::REGULAR_TTF,
        notosans::BOLD_TTF,
        notosans::ITALIC_TTF,
        notosans::BOLD_ITALIC_TTF,
    ];
    for data in sans {
        store.extend(Font::iter(Bytes::new(data)).map(|font| {
            let info = font.info().clone();
            (font, info)
        }));
    }
    store.extend(fonts::embedded());
    store
}

/// One event before the typesetter.
pub(super) struct EventWorld<'a> {
    pub(super) manuscript: Manuscript<'a>,
    /// The pictures that are to be put in.
    pub(super) pictures: Pictures,
    standard_library: LazyHash<Library>,
}

impl<'a> EventWorld<'a> {
    pub(super) fn new(manuscript: Manuscript<'a>) -> Self {
        let (inputs, pictures) = manuscript.inputs();
        let library = Library::builder().with_inputs(inputs).build();
        Self { manuscript, pictures, standard_library: LazyHash::new(library) }
    }
}

impl World for EventWorld<'_> {
    fn library(&self) -> &LazyHash<Library> {
        &self.standard_library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        self.manuscript.fonts.store().book()
    }

    fn main(&self) -> FileId {
        self.manuscript.template.main()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        self.manuscript.template.files().source(id)
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        self.manuscript.template.files().file(id)
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.manuscript.fonts.store().font(index)
    }

    /// The event's first day: a report reads the same whenever it is built.
    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        template::datetime(self.manuscript.date())
    }
}
