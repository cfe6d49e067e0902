//! Makes prints of pictures, or takes them from the cache.

use std::collections::HashMap;
use std::panic::resume_unwind;
use std::path::Path;
use std::sync::{Arc, Mutex, mpsc};
use std::thread;

use byline_core::model::{Digest, Form, Look, Original, PictureProblem, Raster};
use byline_core::panics;
use image::ImageFormat;

use crate::cache::{Cache, Key};
use crate::decode::decode;
use crate::look::{self, look_at};
use crate::open::read_again;
use crate::orientation::orientation;
use crate::print::{self, Print, Target, Tools, UnfinishedPrint};

/// A part of every cache key. It changes whenever prints are made differently.
const VERSION: &str = concat!("byline ", env!("CARGO_PKG_VERSION"), ", prints 2");

/// The maximum number of looks kept in memory: enough for a few hundred records.
const LOOKS: usize = 4096;

/// A picture and the print requested of it.
pub type PrintRequest = (Arc<Original>, Target);

/// Makes prints, or takes them from the cache.
#[derive(Debug)]
pub struct PrintMaker {
    cache: Cache,
    looks: Mutex<HashMap<Digest, Look>>,
}

impl PrintMaker {
    /// Creates the print maker of a project. Its cache is in `root` and takes at most `limit`
    /// bytes.
    pub fn new(root: &Path, limit: u64) -> Self {
        Self { cache: Cache::new(root, limit), looks: Mutex::default() }
    }

    /// Returns prints of pictures that have pixels, in the order of the requests.
    ///
    /// # Errors
    /// Returns an error for each picture whose file is damaged or has changed.
    pub fn prints(&self, wanted: &[PrintRequest]) -> Vec<Result<Print, PictureProblem>> {
        let known: Vec<_> = wanted
            .iter()
            .map(|(original, target)| {
                let print = stored(self.cache.get(key(original, Some(*target)))?)?;
                self.remember(original, &print.look);
                Some(print)
            })
            .collect();
        let missing = wanted.iter().zip(&known).filter(|(_, known)| known.is_none());
        let missing: Vec<_> = missing.map(|(wanted, _)| wanted).collect();
        let made = if missing.is_empty() { vec![] } else { self.make(&missing) };
        let mut made = made.into_iter();
        known.into_iter().filter_map(|known| known.map(Ok).or_else(|| made.next())).collect()
    }

    /// Decodes on one thread and encodes on another, so that at most one picture is in memory at
    /// full size.
    fn make(&self, wanted: &[&PrintRequest]) -> Vec<Result<Print, PictureProblem>> {
        let (sender, receiver) = mpsc::sync_channel::<Result<UnfinishedPrint, PictureProblem>>(1);
        let finish = || {
            let unfinished = receiver.into_iter().zip(wanted);
            let print = |(unfinished, wanted): (Result<_, _>, &&PrintRequest)| {
                self.finish(unfinished?, &wanted.0, wanted.1)
            };
            unfinished.map(print).collect()
        };
        thread::scope(|scope| {
            let finisher = scope.spawn(|| panics::catch(finish));
            let mut tools = Tools::default();
            for (original, target) in wanted {
                if sender.send(expose(original, *target, &mut tools)).is_err() {
                    break;
                }
            }
            drop(sender);
            finisher.join().flatten().unwrap_or_else(|panic| resume_unwind(panic))
        })
    }

    fn finish(
        &self,
        unfinished: UnfinishedPrint,
        original: &Original,
        target: Target,
    ) -> Result<Print, PictureProblem> {
        let raster = raster(original)?;
        let print = print::finish(unfinished, raster, target)?;
        let mut entry = print.look.to_bytes();
        entry.extend(&print.file);
        self.cache.put(key(original, Some(target)), &entry);
        self.remember(original, &print.look);
        Ok(print)
    }

    /// Returns the look of a picture, or `None` for vector art.
    ///
    /// # Errors
    /// Fails if the file is damaged or has changed.
    pub fn look(&self, original: &Original) -> Option<Result<Look, PictureProblem>> {
        let Form::Raster(raster) = &original.form else { return None };
        if let Some(look) = self.known_look(original) {
            return Some(Ok(look));
        }
        let key = key(original, None);
        let known = self.cache.get(key).and_then(|entry| Some(Look::from_bytes(&entry)?.0));
        let look = known.map_or_else(
            || {
                let mut file = vec![];
                read_again(original, &mut file)?;
                let image = decode(&file, raster, look::LEAST)?.image;
                let flat = print::is_flat(&image, raster);
                let look = look_at(&image, orientation(raster), flat);
                self.cache.put(key, &look.to_bytes());
                Ok(look)
            },
            Ok,
        );
        if let Ok(look) = &look {
            self.remember(original, look);
        }
        Some(look)
    }

    /// Returns the look of a picture that was inspected or printed before, without disk access.
    fn known_look(&self, original: &Original) -> Option<Look> {
        self.looks.lock().ok()?.get(&original.digest).copied()
    }

    fn remember(&self, original: &Original, look: &Look) {
        if let Ok(mut looks) = self.looks.lock() {
            if looks.len() >= LOOKS {
                looks.clear();
            }
            looks.entry(original.digest).or_insert(*look);
        }
    }
}

fn expose(
    original: &Original,
    target: Target,
    tools: &mut Tools,
) -> Result<UnfinishedPrint, PictureProblem> {
    read_again(original, &mut tools.file)?;
    print::expose(raster(original)?, target, tools)
}

/// Returns the raster data of a picture.
fn raster(original: &Original) -> Result<&Raster, PictureProblem> {
    match &original.form {
        Form::Raster(raster) => Ok(raster),
        Form::Art(_) => Err(PictureProblem::NoPicture),
    }
}

/// Returns the cache key of a print, or of a look if there is no target.
fn key(original: &Original, target: Option<Target>) -> Key {
    let mut hasher = blake3::Hasher::new();
    hasher.update(VERSION.as_bytes());
    hasher.update(original.digest.as_bytes());
    if let Some(Target { crop, size, grey, quality }) = target {
        for number in [crop.left, crop.top, crop.width, crop.height, size.0, size.1] {
            hasher.update(&number.to_le_bytes());
        }
        hasher.update(&[grey.into(), quality]);
    }
    hasher.finalize()
}

fn stored(mut entry: Vec<u8>) -> Option<Print> {
    let (look, file) = Look::from_bytes(&entry)?;
    // Another version of byline may have stored something else under this key.
    if !matches!(image::guess_format(file), Ok(ImageFormat::Png | ImageFormat::Jpeg)) {
        return None;
    }
    let start = entry.len() - file.len();
    Some(Print { look, file: entry.split_off(start) })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]
    use super::*;
    use crate::Crop;
    use byline_core::walls::Walls;
    use std::fs;

    #[test]
    fn a_file_that_changes_meanwhile_is_not_printed() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.png");
        let picture = |light| image::RgbImage::from_pixel(8, 8, image::Rgb([light; 3]));
        picture(200).save(&path).unwrap();
        let walls = Walls::of(folder.path());
        let original = Arc::new(crate::open(&path, 64, &walls, &crate::InProcess).unwrap());
        let crop = Crop { left: 0, top: 0, width: 8, height: 8 };
        let target = |size| Target { crop, size: (size, size), grey: false, quality: 95 };
        let print_maker = PrintMaker::new(folder.path(), 1 << 20);
        let print = |size| {
            print_maker.prints(&[(Arc::clone(&original), target(size))]).pop().unwrap().map(|_| ())
        };
        assert_eq!(print(8), Ok(()));
        picture(100).save(&path).unwrap();
        // The cached print shows the picture that was inspected.
        assert_eq!(print(8), Ok(()));
        assert_eq!(print(4), Err(PictureProblem::Changed));
        fs::remove_file(&path).unwrap();
        assert_eq!(print(4), Err(PictureProblem::Missing));
    }
}
