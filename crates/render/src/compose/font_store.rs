//! Collects the fonts of a run: those in the files of a project, the embedded ones, and those of the
//! system, of which no more are read than a document needs. To learn which characters they all have
//! takes longer than to make a report.

use std::any::Any;
use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::LazyLock;

use fontdb::{Database, Source as FaceSource};
use typst::foundations::Bytes;
use typst::text::{Font, FontInfo};
use typst_kit::fonts::{self, FontPath, FontSource, FontStore};

use super::font_file::MAX_BYTES;
use super::font_info;
use byline_core::file::read_inside;
use byline_core::walk::FoundFile;
use byline_core::walls::Walls;

/// Returns the fonts in the files of a project, followed by the embedded ones.
pub(super) fn load(files: &[FoundFile], walls: &Walls) -> FontStore {
    let mut store = FontStore::new();
    store.extend(own(files, walls));
    store.extend(EMBEDDED.iter().cloned());
    store
}

/// The fonts that are part of the program: they are the same in every run.
static EMBEDDED: LazyLock<Vec<(Font, FontInfo)>> = LazyLock::new(|| {
    let sans = [
        notosans::REGULAR_TTF,
        notosans::BOLD_TTF,
        notosans::ITALIC_TTF,
        notosans::BOLD_ITALIC_TTF,
    ];
    let sans = sans.into_iter().flat_map(|data| Font::iter(Bytes::new(data)));
    let sans = sans.map(|font| (font.clone(), font.info().clone()));
    sans.chain(fonts::embedded()).collect()
});

/// Adds the system fonts of some families, whose names are in lower case.
pub(super) fn add_of_system(families: &BTreeSet<String>, store: &mut FontStore) {
    let mut database = Database::new();
    database.load_system_fonts();
    let is_wanted = |names: &[(String, fontdb::Language)]| {
        names.iter().any(|(name, _)| families.contains(&name.to_lowercase()))
    };
    let faces = database.faces().filter(|face| is_wanted(&face.families));
    store.extend(faces.filter_map(|face| {
        let (FaceSource::File(path) | FaceSource::SharedFile(path, _)) = &face.source else {
            return None;
        };
        let info = database.with_face_data(face.id, FontInfo::new)??;
        Some((FontPath { path: path.clone(), index: face.index }, info))
    }));
}

/// Adds all system fonts.
pub(super) fn add_system(store: &mut FontStore) {
    store.extend(fonts::system());
}

/// A font of the project.
pub(super) struct FontFile {
    pub(super) path: PathBuf,
    /// Its index in the file, which may hold several.
    index: u32,
    walls: Walls,
}

impl FontSource for FontFile {
    fn load(&self) -> Option<Font> {
        let data = read_inside(&self.path, MAX_BYTES, &self.walls).ok()?;
        Font::new(Bytes::new(data), self.index)
    }
}

pub(super) fn file_of(source: &dyn FontSource) -> Option<&FontFile> {
    let source: &dyn Any = source;
    source.downcast_ref()
}

/// Returns the fonts in the files of the project.
fn own(files: &[FoundFile], walls: &Walls) -> Vec<(FontFile, FontInfo)> {
    let mut database = Database::new();
    for file in files {
        // A file that cannot be read is found to be unusable.
        let _ = database.load_font_file(&file.real);
    }
    let faces = database.faces().filter_map(|face| {
        let (FaceSource::File(path) | FaceSource::SharedFile(path, _)) = &face.source else {
            return None;
        };
        let info = database.with_face_data(face.id, font_info::read)??;
        Some((FontFile { path: path.clone(), index: face.index, walls: walls.clone() }, info))
    });
    faces.collect()
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::compose::fonts::Fonts;

    /// Returns what a store knows of its fonts.
    fn infos(store: &FontStore) -> Vec<&FontInfo> {
        (0..).map_while(|index| store.book().info(index)).collect()
    }

    /// The tests need a Chinese font, as the documents in Chinese do.
    #[test]
    fn the_fonts_of_a_family_are_those_that_a_scan_of_the_system_finds() {
        let (mut all, mut some) = (FontStore::new(), FontStore::new());
        add_system(&mut all);
        let has = |info: &FontInfo, char: char| info.coverage.contains(char.into());
        let chinese = infos(&all).into_iter().find(|info| has(info, '潮'));
        let family = chinese.expect("a Chinese font is installed").family.as_str();
        add_of_system(&BTreeSet::from([family.to_lowercase()]), &mut some);
        let expected: Vec<_> =
            infos(&all).into_iter().filter(|info| info.family == family).collect();
        assert_eq!(infos(&some), expected);
        assert!(expected.len() < infos(&all).len());
    }

    /// Which fonts a document has does not depend on the languages of those before it.
    #[test]
    fn each_set_of_families_has_its_own_fonts() {
        let mut all = FontStore::new();
        add_system(&mut all);
        let drawing = infos(&all).into_iter().filter(|info| info.coverage.contains('潮'.into()));
        let families: BTreeSet<_> = drawing.map(|info| info.family.to_lowercase()).collect();
        assert!(families.len() > 1, "there is more than one Chinese font");
        let fonts = Fonts::new(PathBuf::from("none"), Walls::of(Path::new("none")), true);
        let own = infos(&load(&[], &Walls::of(Path::new("none")))).len();
        for family in &families {
            let wanted = BTreeSet::from([family.clone()]);
            let store = fonts.store(&BTreeSet::from(['潮']), Some(wanted));
            let added = infos(store).into_iter().skip(own).map(|info| info.family.to_lowercase());
            assert_eq!(added.collect::<BTreeSet<_>>(), BTreeSet::from([family.clone()]));
        }
    }
}
