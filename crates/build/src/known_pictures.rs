//! The pictures that an open session has inspected, until their files change: an edit of a text
//! opens no picture again.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use byline_core::parse::{InspectedPicture, Pictures};

use crate::changes::{Changes, real};

/// The most pictures that are known at once: also of names that somebody is typing.
const MOST: usize = 4_096;

/// Inspected pictures, by the folder of the file that names them and by name.
#[derive(Default)]
pub(crate) struct KnownPictures(Mutex<HashMap<(PathBuf, String), InspectedPicture>>);

impl KnownPictures {
    /// Returns pictures, of which `look` inspects those that are not known yet.
    pub(crate) fn look(
        &self,
        names: &[String],
        folder: &Path,
        look: impl FnOnce(&[String]) -> Pictures,
    ) -> Pictures {
        // A thread that panicked was at most about to insert a picture.
        let lock = || self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let key = |name: &String| (folder.to_owned(), name.clone());
        let mut pictures = Pictures::default();
        let mut unknown = Vec::new();
        for name in names {
            match lock().get(&key(name)) {
                Some(known) => _ = pictures.0.insert(name.clone(), known.clone()),
                None => unknown.push(name.clone()),
            }
        }
        if !unknown.is_empty() {
            let new = look(&unknown).0;
            let mut known = lock();
            if known.len() + new.len() > MOST {
                known.clear();
            }
            known.extend(new.iter().map(|(name, picture)| (key(name), picture.clone())));
            pictures.0.extend(new);
        }
        pictures
    }

    /// Returns what is still known after some changes.
    pub(crate) fn after(&self, changes: &Changes) -> Self {
        let known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        // What is wrong with one picture may depend on other files of its folder.
        let is_same = |picture: &InspectedPicture| match &picture.path {
            Some(path) if picture.original.is_ok() => {
                let target = path.canonicalize();
                !changes.touch(&real(path)) && !target.is_ok_and(|target| changes.touch(&target))
            }
            _ => false,
        };
        let kept = known.iter().filter(|(_, picture)| changes.are_of_texts() || is_same(picture));
        Self(Mutex::new(kept.map(|(key, picture)| (key.clone(), picture.clone())).collect()))
    }
}
