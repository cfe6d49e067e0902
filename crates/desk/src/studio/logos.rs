//! The logos that files name: where new ones go, and what each looks like.

use std::sync::Arc;

use byline_core::form::Filled;
use byline_core::model::Original;
use byline_core::walls::folder_of;
use byline_image::{Folders, Inspection, PrintMaker, look};

use super::{Studio, Unknown};
use crate::photo_store::PhotoPlace;

/// The folder of logos, beside the file that names them.
const LOGOS: &str = "logos";

impl Studio {
    /// Returns where the logos of a file go.
    pub(crate) fn logo_place(&self, file: &str) -> Result<PhotoPlace, Unknown> {
        let path = self.path_in_project(file).ok_or(Unknown)?;
        let session = self.session.as_ref().map_err(|_| Unknown)?;
        Ok(self.place_of_pictures(session, folder_of(&path), LOGOS.to_owned()))
    }

    /// Returns a logo that a file names.
    pub(crate) fn named_logo(
        &mut self,
        file: &str,
        name: &str,
    ) -> Result<(Arc<Original>, Arc<PrintMaker>), Unknown> {
        let values = self.form_values(file, None)?.values;
        let path = self.path_in_project(file).filter(|_| names(&values, name)).ok_or(Unknown)?;
        let session = self.session.as_ref().map_err(|_| Unknown)?;
        let folders = Folders { file: folder_of(&path), walls: &session.project.walls };
        let inspection = Inspection {
            max_pixels: session.project.photos.max_pixels,
            converter: &*session.converter,
            print_maker: None,
        };
        let name = name.to_owned();
        let mut found = look([&name], folders, inspection).0;
        let original = found.remove(&name).and_then(|found| found.original.ok()).ok_or(Unknown)?;
        Ok((original, Arc::clone(&session.print_maker)))
    }
}

/// Returns whether a text is among the values of a file.
fn names(values: &Filled, name: &str) -> bool {
    match values {
        Filled::Text(text) => text == name,
        Filled::List(items) => items.iter().any(|item| names(item, name)),
        Filled::Table(entries) => entries.iter().any(|(_, value)| names(value, name)),
        _ => false,
    }
}
