//! The photos of records: where new ones go, which there are, and where they are printed.

use std::path::Path;
use std::sync::Arc;

use byline_build::{Content, Session};
use byline_core::diagnostic::{Code, Diagnostic};
use byline_core::message::message;
use byline_core::model::{Original, Slug};
use byline_core::project::{RecordFile, RecordKind};
use byline_core::walls::folder_of;
use byline_image::PrintMaker;

use super::{Studio, Unknown};
use crate::photo::{PhotoEntry, PhotoFile, PrintedPhoto};
use crate::photo_store::{PhotoPlace, Stored};
use crate::view::ViewKey;

/// The most added photos that are remembered before a record names them. Whoever adds more at a
/// time sees the others once the record has them.
const MAX_ADDED: usize = 200;

/// A photo that was added for a record.
pub(super) struct Added {
    record: Slug,
    stored: Stored,
}

/// Why a record gets no photos.
pub(crate) enum NoPhotos {
    /// There is no such record.
    Unknown,
    /// It has none of its own.
    Elsewhere(Box<Diagnostic>),
}

impl Studio {
    /// Returns where the photos of a record go.
    pub(crate) fn photo_place(&self, id: &Slug) -> Result<PhotoPlace, NoPhotos> {
        let session = self.session.as_ref().map_err(|_| NoPhotos::Unknown)?;
        let record = self.record(id).ok_or(NoPhotos::Unknown)?;
        if record.kind == RecordKind::Issue {
            let message =
                message!("`{id}` is an issue: its photos come from the records of its stories");
            let hint = message!("name the record to which the pictures belong");
            let finding = Diagnostic::new(Code::COMMAND_LINE, message).hint(hint);
            return Err(NoPhotos::Elsewhere(Box::new(finding)));
        }
        let folder = format!("photos/{id}");
        let place = self.place_of_pictures(session, folder_of(&record.path), folder);
        Ok(PhotoPlace { named: self.named_photos(record).collect(), ..place })
    }

    /// Returns a folder for pictures that are named from another one, its home.
    pub(super) fn place_of_pictures(
        &self,
        session: &Session,
        home: &Path,
        folder: String,
    ) -> PhotoPlace {
        let project = &session.project;
        PhotoPlace {
            root: self.setting.root.clone(),
            home: home.to_owned(),
            folder,
            named: vec![],
            walls: project.walls.clone(),
            max_pixels: project.photos.max_pixels,
            converter: Arc::clone(&session.converter),
            print_maker: Arc::clone(&session.print_maker),
        }
    }

    /// Returns the printable pictures that a record names.
    fn named_photos(&self, record: &RecordFile) -> impl Iterator<Item = (String, Arc<Original>)> {
        let read = self.session.as_ref().ok().map(|session| session.read(record));
        let pictures = read.map(|read| read.pictures.0.clone()).unwrap_or_default();
        pictures.into_iter().filter_map(|(name, seen)| Some((name, seen.original.ok()?)))
    }

    /// Remembers a photo until the record names it. Returns what is known of it, and what the record
    /// is to say.
    pub(crate) fn add_photo(
        &mut self,
        record: Slug,
        stored: Stored,
    ) -> Result<(PhotoFile, PhotoEntry), Unknown> {
        let session = self.session.as_ref().map_err(|_| Unknown)?;
        let Stored { file, original, .. } = &stored;
        let read = self.record(&record).map(|record| session.read(record));
        let period = read.as_ref().and_then(|read| match &read.content {
            Some(Content::Event(event)) => Some(&event.period),
            _ => None,
        });
        let described = (
            PhotoFile::of(file, original, &session.project.photos),
            PhotoEntry::of(file, &original.metadata, period),
        );
        if self.added.len() >= MAX_ADDED {
            self.added.pop_front();
        }
        self.added.push_back(Added { record, stored });
        Ok(described)
    }

    /// Returns a picture that a record names, or that was added for it.
    pub(crate) fn photo(
        &self,
        id: &Slug,
        file: &str,
    ) -> Result<(Arc<Original>, Arc<PrintMaker>), Unknown> {
        let session = self.session.as_ref().map_err(|_| Unknown)?;
        let record = self.record(id).ok_or(Unknown)?;
        let named = self.named_photos(record).find(|(name, _)| name == file);
        let added = || {
            let mut added = self.added.iter().rev();
            let found = added.find(|added| added.record == *id && added.stored.file == file)?;
            Some(Arc::clone(&found.stored.original))
        };
        let original = named.map(|(_, original)| original).or_else(added).ok_or(Unknown)?;
        Ok((original, Arc::clone(&session.print_maker)))
    }

    /// Describes the pictures that a record names.
    pub(crate) fn photos(&self, id: &Slug) -> Result<Vec<PhotoFile>, Unknown> {
        let session = self.session.as_ref().map_err(|_| Unknown)?;
        let read = session.read(self.record(id).ok_or(Unknown)?);
        let describe = |name: &String, original: &Result<Arc<Original>, _>| match original {
            Ok(original) => PhotoFile::of(name, original, &session.project.photos),
            Err(problem) => PhotoFile::unprintable(name, problem, self.setting.language),
        };
        let pictures = read.pictures.0.iter();
        Ok(pictures.map(|(name, seen)| describe(name, &seen.original)).collect())
    }

    /// Returns where the pages that were shown last of a view print the photos of its record.
    pub(crate) fn printed_photos(&mut self, key: &ViewKey) -> Result<Vec<PrintedPhoto>, Unknown> {
        if !self.shown.contains_key(key) {
            self.view(key)?;
        }
        let session = self.session.as_ref().map_err(|_| Unknown)?;
        let record = self.record(&key.record).ok_or(Unknown)?;
        let shown = self.shown.get(key);
        let printed = shown.into_iter().flat_map(|shown| &shown.composed.printed);
        let own = printed.filter(|printed| printed.named.source.name() == record.name);
        let photos = &session.project.photos;
        Ok(own.filter_map(|printed| PrintedPhoto::of(printed, photos)).collect())
    }
}
