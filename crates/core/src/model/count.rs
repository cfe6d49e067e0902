//! Numbers as an office states them: "over 100", "59".

use super::words::{Qualifier, Word};

/// A number and how exact it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Count {
    /// The number.
    pub value: u64,
    /// How exact it is.
    pub qualifier: Qualifier,
}

/// The largest number that is read: a thousand milliards.
pub const MOST: u64 = 1_000_000_000_000;

impl Count {
    /// Reads "59", "over 100", "about 1,200".
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let (qualifier, digits) = match text.split_once(char::is_whitespace) {
            Some((word, rest)) => (Qualifier::from_name(&word.to_lowercase())?, rest.trim()),
            None => (Qualifier::Exact, text),
        };
        let mut groups = digits.split(',');
        let first = groups.next()?;
        let grouped = digits.contains(',');
        let legal = !first.is_empty()
            && (!grouped || first.len() <= 3)
            && groups.all(|group| group.len() == 3)
            && digits.bytes().all(|b| b.is_ascii_digit() || b == b',');
        let value = legal.then(|| digits.replace(',', "").parse().ok())??;
        if value > MOST {
            return None;
        }
        Some(Self { value, qualifier })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_are_read_as_offices_write_them() {
        let read = |text| Count::parse(text).map(|c| (c.value, c.qualifier.name()));
        assert_eq!(read("59"), Some((59, "exact")));
        assert_eq!(read("over 100"), Some((100, "over")));
        assert_eq!(read("About 1,200"), Some((1200, "about")));
        for bad in ["", "many", "over", "over many", "1,2", "1,,000", "-5", "5 people", ",100"] {
            assert_eq!(read(bad), None, "{bad}");
        }
    }
}
