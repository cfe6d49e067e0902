//! Positions on pages and values of files, as given on the command line.

use std::str::FromStr;

use byline_core::key_path::KeyPath;

/// A position: a page, starting at 1, and the distances in points from its left and upper edges.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Position {
    pub(crate) page: usize,
    pub(crate) x: f64,
    pub(crate) y: f64,
}

impl FromStr for Position {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let position = || {
            let (page, point) = text.split_once(':')?;
            let (x, y) = point.split_once(',')?;
            Some(Self { page: page.parse().ok()?, x: x.parse().ok()?, y: y.parse().ok()? })
        };
        position().ok_or("it is a page and a point on it, such as 1:120,300")
    }
}

/// A value of the record, or of another file that precedes it.
#[derive(Debug, Clone)]
pub(crate) struct Key {
    pub(crate) file: Option<String>,
    pub(crate) path: KeyPath,
}

impl FromStr for Key {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let (file, path) = match text.split_once(".toml:") {
            Some((file, path)) => (Some(format!("{file}.toml")), path),
            None => (None, text),
        };
        Ok(Self { file, path: path.parse().map_err(|error| format!("{error}"))? })
    }
}
