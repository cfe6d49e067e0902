//! Numbers as an office states them: "over 100", "59".

use std::str::FromStr;

use super::words::Qualifier;

/// A number with a qualifier.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Count {
    /// The number.
    pub value: u64,
    /// The qualifier, which says how exact the number is.
    pub qualifier: Qualifier,
}

/// The largest number that the parser accepts: a million million.
pub const MAX_COUNT: u64 = 1_000_000_000_000;

impl FromStr for Count {
    /// A description of the problem with the text.
    type Err = String;

    /// Parses "59", "over 100" or "about 1,200".
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let (qualifier, digits) = match text.trim().split_once(char::is_whitespace) {
            Some((word, rest)) => (word.to_lowercase().parse().ok(), rest.trim()),
            None => (Some(Qualifier::Exact), text.trim()),
        };
        let count = qualifier.zip(number(digits));
        let count = count.map(|(qualifier, value)| Self { value, qualifier });
        count.ok_or_else(|| format!("`{text}` is not a number"))
    }
}

/// Parses digits, with or without separators between groups of three.
fn number(digits: &str) -> Option<u64> {
    let mut groups = digits.split(',');
    let first = groups.next()?;
    let grouped = digits.contains(',');
    let legal = !first.is_empty()
        && (!grouped || first.len() <= 3)
        && groups.all(|group| group.len() == 3)
        && digits.bytes().all(|b| b.is_ascii_digit() || b == b',');
    let value = legal.then(|| digits.replace(',', "").parse().ok())??;
    (value <= MAX_COUNT).then_some(value)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Word;

    #[test]
    fn counts_are_read_as_offices_write_them() {
        let read = |text: &str| {
            text.parse::<Count>().ok().map(|count| (count.value, count.qualifier.name()))
        };
        assert_eq!(read("59"), Some((59, "exact")));
        assert_eq!(read("over 100"), Some((100, "over")));
        assert_eq!(read("About 1,200"), Some((1200, "about")));
        for bad in ["", "many", "over", "over many", "1,2", "1,,000", "-5", "5 people", ",100"] {
            assert_eq!(read(bad), None, "{bad}");
        }
    }
}
