//! Numbers as an office states them: "over 100", "98.6", "45%", "RM 1.2 million", "50+".

use std::str::FromStr;

use super::words::Qualifier;
use crate::message::{Message, message};

/// A number with a qualifier, and with its unit.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Count {
    /// The number.
    pub number: Decimal,
    /// The unit.
    pub unit: Unit,
    /// The qualifier, which says how exact the number is.
    pub qualifier: Qualifier,
}

/// A number with as many decimals as the record gives.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Decimal {
    /// Whether it is below zero.
    pub negative: bool,
    /// The whole part.
    pub whole: u64,
    /// The digits behind the decimal point; empty for a whole number.
    pub decimals: String,
}

/// What stands around a number, as written: a currency, "%", "million", "+". Both parts are empty
/// for a plain number.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct Unit {
    /// What stands before the number.
    pub before: String,
    /// What stands after the number.
    pub after: String,
}

/// The largest number that the parser accepts: a million million.
pub const MAX_COUNT: u64 = 1_000_000_000_000;

/// Words and signs before a number that say how exact it is, in byline's languages.
const QUALIFIERS: &[(&str, Qualifier)] = &[
    ("more than", Qualifier::Over),
    ("lebih daripada", Qualifier::Over),
    ("lebih", Qualifier::Over),
    ("over", Qualifier::Over),
    (">", Qualifier::Over),
    ("逾", Qualifier::Over),
    ("超过", Qualifier::Over),
    ("超過", Qualifier::Over),
    ("approximately", Qualifier::About),
    ("approx.", Qualifier::About),
    ("around", Qualifier::About),
    ("about", Qualifier::About),
    ("kira-kira", Qualifier::About),
    ("lebih kurang", Qualifier::About),
    ("~", Qualifier::About),
    ("大约", Qualifier::About),
    ("约", Qualifier::About),
    ("約", Qualifier::About),
    ("nearly", Qualifier::Nearly),
    ("almost", Qualifier::Nearly),
    ("hampir", Qualifier::Nearly),
    ("将近", Qualifier::Nearly),
    ("近", Qualifier::Nearly),
    ("exact", Qualifier::Exact),
];

/// Signs behind a number that say that there were more.
const AND_MORE: [&str; 3] = ["余", "餘", "多"];

/// The largest number of decimals.
const MAX_DECIMALS: usize = 6;

/// Signs of per cent.
const PER_CENT: [&str; 4] = ["%", "per cent", "percent", "peratus"];

/// Words and signs that multiply a number, and by what power of ten. A record may use those of any
/// of byline's languages.
const MAGNITUDES: &[(&str, i32)] = &[
    ("hundred", 2),
    ("thousand", 3),
    ("k", 3),
    ("million", 6),
    ("mil", 6),
    ("m", 6),
    ("mn", 6),
    ("billion", 9),
    ("b", 9),
    ("bn", 9),
    ("trillion", 12),
    ("ratus", 2),
    ("ribu", 3),
    ("juta", 6),
    ("bilion", 9),
    ("trilion", 12),
    ("千", 3),
    ("万", 4),
    ("萬", 4),
    ("百万", 6),
    ("百萬", 6),
    ("千万", 7),
    ("千萬", 7),
    ("亿", 8),
    ("億", 8),
];

/// Signs of units that stand after a number (SI and its companions), and marks that belong to a
/// number.
const SIGNS: &[&str] = &[
    "+", "‰", "°", "°C", "°F", "x", "×", "st", "nd", "rd", "th", "mm", "cm", "km", "m²", "km²",
    "ha", "m³", "l", "L", "g", "kg", "t", "h", "min", "s", "kW", "MW", "GW", "kWh", "MWh", "GWh",
    "MB", "GB", "TB", "pp", "/5", "/10", "/100",
];

/// Names and signs of currencies that are not three capital letters (ISO 4217).
const CURRENCIES: &[&str] = &[
    "RM",
    "B$",
    "S$",
    "US$",
    "A$",
    "HK$",
    "NT$",
    "R$",
    "C$",
    "NZ$",
    "Rp",
    "Rs",
    "$",
    "€",
    "£",
    "¥",
    "￥",
    "₹",
    "₩",
    "₱",
    "฿",
    "₫",
    "元",
    "令吉",
    "马币",
    "馬幣",
    "人民币",
    "人民幣",
    "新台币",
    "新臺幣",
    "文莱元",
    "汶萊元",
    "美元",
    "港元",
    "欧元",
    "歐元",
    "ringgit",
    "dollars",
    "dolar",
    "euros",
    "euro",
    "pounds",
    "yuan",
    "yen",
    "rupiah",
    "baht",
    "won",
    "pesos",
    "rupees",
];

impl Count {
    /// Returns a plain whole number.
    pub fn exact(value: u64) -> Self {
        let number = Decimal { negative: false, whole: value, decimals: String::new() };
        Self { number, unit: Unit::default(), qualifier: Qualifier::Exact }
    }

    /// Returns the number if it is whole and has no unit, so that things can be counted with it.
    pub fn whole(&self) -> Option<u64> {
        let plain = self.unit == Unit::default() && self.number.is_whole();
        plain.then_some(self.number.whole)
    }

    /// Returns whether the number is a percentage.
    pub fn is_per_cent(&self) -> bool {
        self.unit.before.is_empty() && self.unit.after == PER_CENT[0]
    }

    /// Returns the value, for drawing: "RM 1.2 million" is 1,200,000.
    pub fn value(&self) -> f64 {
        let power: i32 = self.unit.after.split_whitespace().filter_map(power).sum();
        let number = format!("{}.{}e{power}", self.number.whole, self.number.decimals);
        let value: f64 = number.parse().unwrap_or_default();
        if self.number.negative { -value } else { value }
    }
}

impl Decimal {
    /// Returns whether the number has no decimals and is not below zero.
    pub fn is_whole(&self) -> bool {
        self.decimals.is_empty() && !self.negative
    }
}

impl FromStr for Count {
    /// A description of the problem with the text.
    type Err = Message;

    /// Parses "59", "over 100", "about 1,200", "98.6", "45%", "RM 1.2 million" or "50+".
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let whole = text.split_whitespace().collect::<Vec<_>>().join(" ");
        let (qualifier, rest) = qualified(&whole);
        let count = figure(rest).map(|(number, unit)| Self { number, unit, qualifier });
        count.ok_or_else(|| message!("`{text}` is not a number"))
    }
}

/// Returns how exact a number is, and the rest of its text.
fn qualified(text: &str) -> (Qualifier, &str) {
    if let Some(rest) = AND_MORE.iter().find_map(|sign| text.strip_suffix(sign)) {
        return (Qualifier::Over, rest);
    }
    let rest_after = |word: &str| {
        let rest = text.get(word.len()..).filter(|_| text.is_char_boundary(word.len()))?;
        let is_said = text[..word.len()].to_lowercase() == word;
        let apart = rest.starts_with(' ') || !word.ends_with(|c: char| c.is_ascii_alphabetic());
        (is_said && apart).then(|| rest.trim_start())
    };
    let found = QUALIFIERS
        .iter()
        .filter_map(|(word, qualifier)| Some((word.len(), *qualifier, rest_after(word)?)));
    let longest = found.max_by_key(|(length, ..)| *length);
    longest.map_or((Qualifier::Exact, text), |(_, qualifier, rest)| (qualifier, rest))
}

/// Parses a number with its unit.
fn figure(text: &str) -> Option<(Decimal, Unit)> {
    let first = text.find(|c: char| c.is_ascii_digit())?;
    let (before, rest) = text.split_at(first);
    let is_digit = |c: char| c.is_ascii_digit() || matches!(c, ',' | '.');
    let end = rest.find(|c| !is_digit(c)).unwrap_or(rest.len());
    let (digits, after) = rest.split_at(end);
    let (before, negative) = match before.strip_suffix(['-', '\u{2212}']) {
        Some(before) => (before, true),
        None => (before, false),
    };
    let number = decimal(digits, negative)?;
    let is_money = !before.is_empty();
    if is_money && !is_currency(before.trim()) && before != "+" {
        return None;
    }
    let percentage = PER_CENT.contains(&after.trim());
    let after = if percentage { PER_CENT[0] } else { after };
    let known = percentage || after.is_empty() || is_unit(after.trim());
    known.then(|| (number, Unit { before: before.into(), after: after.into() }))
}

fn is_currency(text: &str) -> bool {
    let iso = text.len() == 3 && text.bytes().all(|byte| byte.is_ascii_uppercase());
    iso || CURRENCIES.contains(&text)
}

/// Returns whether a text consists of words that may follow a number: "million", "m USD", "万元".
fn is_unit(text: &str) -> bool {
    let known = |word: &str| {
        SIGNS.contains(&word)
            || MAGNITUDES.iter().any(|(name, _)| *name == word)
            || is_currency(word)
    };
    let one = |word: &str| {
        // Chinese writes a magnitude and a currency without a space between; others a plus.
        let parts = || word.char_indices().skip(1).map(|(place, _)| word.split_at(place));
        known(word) || parts().any(|(one, other)| known(one) && known(other))
    };
    text.split(' ').all(one)
}

/// Returns the power of ten that a word after a number means: "million", "万元".
fn power(word: &str) -> Option<i32> {
    let means =
        |name: &str| word.strip_prefix(name).is_some_and(|rest| rest.is_empty() || is_unit(rest));
    let found = MAGNITUDES.iter().filter(|(name, _)| means(name));
    found.max_by_key(|(name, _)| name.len()).map(|(_, power)| *power)
}

/// Parses digits, with or without commas between groups of three, and with decimals.
fn decimal(digits: &str, negative: bool) -> Option<Decimal> {
    let (whole, decimals) = digits.split_once('.').unwrap_or((digits, ""));
    let sound = decimals.len() <= MAX_DECIMALS && decimals.bytes().all(|b| b.is_ascii_digit());
    let open = digits.ends_with('.');
    let mut groups = whole.split(',');
    let first = groups.next()?;
    let grouped = whole.contains(',');
    let legal = sound
        && !open
        && !first.is_empty()
        && (!grouped || first.len() <= 3)
        && groups.all(|group| group.len() == 3);
    let value = legal.then(|| whole.replace(',', "").parse().ok())??;
    let decimals = decimals.to_owned();
    (value <= MAX_COUNT).then_some(Decimal { negative, whole: value, decimals })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Word;

    #[test]
    fn counts_are_read_as_offices_write_them() {
        let read = |text: &str| {
            let count = text.parse::<Count>().ok()?;
            Some((count.whole()?, count.qualifier.name()))
        };
        assert_eq!(read("59"), Some((59, "exact")));
        assert_eq!(read("over 100"), Some((100, "over")));
        assert_eq!(read("About 1,200"), Some((1200, "about")));
        for (text, qualifier) in [
            ("more than 100", "over"),
            ("lebih daripada 100", "over"),
            ("lebih kurang 100", "about"),
            ("逾100", "over"),
            ("100多", "over"),
            ("~100", "about"),
            ("约 100", "about"),
            ("hampir 100", "nearly"),
        ] {
            assert_eq!(read(text), Some((100, qualifier)), "{text}");
        }
        for bad in [
            "",
            "many",
            "over",
            "over many",
            "1,2",
            "1,,000",
            "5 people",
            ",100",
            "1.",
            "1.2.3",
            "12 of 40",
            "RM",
            "Mei 5",
            "5 June",
            "-",
            "1e5",
            "0x10",
            "12-15 guests",
        ] {
            assert_eq!(bad.parse::<Count>().ok(), None, "{bad}");
        }
    }

    #[test]
    fn figures_keep_their_units() {
        let read = |text: &str| {
            let Count { number, unit, qualifier } = text.parse().unwrap();
            let number = format!("{}.{}", number.whole, number.decimals);
            (qualifier.name(), unit.before, number, unit.after)
        };
        let of = |qualifier, before: &str, number: &str, after: &str| {
            (qualifier, before.to_owned(), number.to_owned(), after.to_owned())
        };
        assert_eq!(read("98.6"), of("exact", "", "98.6", ""));
        assert_eq!(read("45%"), of("exact", "", "45.", "%"));
        assert_eq!(read("45 per cent"), of("exact", "", "45.", "%"));
        assert_eq!(read("RM 1.2 million"), of("exact", "RM ", "1.2", " million"));
        assert_eq!(read("over RM1,200.50"), of("over", "RM", "1200.50", ""));
        assert_eq!(read("50+"), of("exact", "", "50.", "+"));
        assert_eq!(read("about 1.5m"), of("about", "", "1.5", "m"));
        assert_eq!(read("120万元"), of("exact", "", "120.", "万元"));
        assert_eq!(read("人民币3亿元"), of("exact", "人民币", "3.", "亿元"));
        assert_eq!(read("USD 3 million+"), of("exact", "USD ", "3.", " million+"));
        assert_eq!(read("20 million ringgit"), of("exact", "", "20.", " million ringgit"));
        assert_eq!(read("45 peratus"), of("exact", "", "45.", "%"));
        assert_eq!(read("+12%"), of("exact", "+", "12.", "%"));
        assert_eq!(read("4.6/5"), of("exact", "", "4.6", "/5"));
    }

    #[test]
    fn a_value_counts_its_magnitude() {
        let value = |text: &str| text.parse::<Count>().unwrap().value();
        assert!((value("RM 1.2 million") - 1_200_000.0).abs() < f64::EPSILON);
        assert!((value("120万元") - 1_200_000.0).abs() < f64::EPSILON);
        assert!((value("-2.5°C") + 2.5).abs() < f64::EPSILON);
        assert_eq!("45%".parse::<Count>().unwrap().whole(), None);
        assert!("45%".parse::<Count>().unwrap().is_per_cent());
    }
}
