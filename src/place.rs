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
        position()
            .filter(|at| at.page > 0 && at.x.is_finite() && at.y.is_finite())
            .ok_or("expected a page and a point on it, such as 1:120,300")
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_position_is_a_point_on_a_page() {
        assert!("1:120,300.5".parse::<Position>().is_ok());
        for text in ["0:1,1", "1:NaN,1", "1:1,inf", "1:1", "one"] {
            assert!(text.parse::<Position>().is_err(), "{text}");
        }
    }
}
