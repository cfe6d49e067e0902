//! Time zones as offices write them: `GMT+8`, `MYT`, `GMT+8 (MYT)`, `Asia/Kuala_Lumpur`.

use std::sync::LazyLock;

use chrono::{Datelike, FixedOffset, NaiveDateTime, Offset, Timelike, Utc};
use jiff::civil::DateTime;
use jiff::tz::{TimeZone, TimeZoneDatabase};

/// A time zone, with its abbreviation if the record gives one.
#[derive(Debug, Clone, PartialEq)]
pub struct Zone {
    clock: Clock,
    abbreviation: Option<String>,
}

/// The distance from Greenwich, which depends on the date where clocks change in summer.
#[derive(Debug, Clone, PartialEq)]
enum Clock {
    Fixed(FixedOffset),
    Region(TimeZone),
}

/// The reason why a text is not a time zone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ZoneProblem {
    /// No zone is called so; the name of one that may be meant.
    Unknown(Option<String>),
    /// Several zones share the abbreviation: what to write for each.
    Ambiguous(&'static [&'static str]),
    /// The abbreviation in brackets has another distance from Greenwich: that distance.
    Contradiction(FixedOffset),
}

/// The zones of the world, as they were when byline was built: a document does not depend on the
/// machine.
static WORLD: LazyLock<TimeZoneDatabase> = LazyLock::new(TimeZoneDatabase::bundled);

/// Abbreviations in common use, with their distance from Greenwich in minutes (names and
/// distances of the IANA time zone database and of the standards bodies of their countries).
const ABBREVIATIONS: &[(&str, i32)] = &[
    ("UTC", 0),
    ("GMT", 0),
    ("Z", 0),
    ("WET", 0),
    ("BST", 60),
    ("WEST", 60),
    ("CET", 60),
    ("WAT", 60),
    ("CEST", 120),
    ("EET", 120),
    ("CAT", 120),
    ("SAST", 120),
    ("EEST", 180),
    ("MSK", 180),
    ("EAT", 180),
    ("TRT", 180),
    ("GST", 240),
    ("PKT", 300),
    ("UZT", 300),
    ("NPT", 345),
    ("MMT", 390),
    ("ICT", 420),
    ("WIB", 420),
    ("MYT", 480),
    ("SGT", 480),
    ("HKT", 480),
    ("BNT", 480),
    ("PHT", 480),
    ("PHST", 480),
    ("AWST", 480),
    ("WITA", 480),
    ("JST", 540),
    ("KST", 540),
    ("WIT", 540),
    ("TLT", 540),
    ("ACST", 570),
    ("AEST", 600),
    ("PGT", 600),
    ("ChST", 600),
    ("ACDT", 630),
    ("AEDT", 660),
    ("FJT", 720),
    ("NZST", 720),
    ("NZDT", 780),
    ("BRT", -180),
    ("ART", -180),
    ("EDT", -240),
    ("CLT", -240),
    ("EST", -300),
    ("CDT", -300),
    ("PET", -300),
    ("COT", -300),
    ("MDT", -360),
    ("PDT", -420),
    ("AKST", -540),
    ("HST", -600),
];

/// Abbreviations that several zones share.
const SHARED: &[(&str, &[&str])] = &[
    ("AST", &["America/Halifax", "Asia/Riyadh"]),
    ("CST", &["Asia/Shanghai", "Asia/Taipei", "America/Chicago"]),
    ("IST", &["Asia/Kolkata", "Asia/Jerusalem", "Europe/Dublin"]),
    ("MST", &["Asia/Kuala_Lumpur", "America/Denver"]),
    ("PST", &["Asia/Manila", "America/Los_Angeles"]),
    ("SST", &["Asia/Singapore", "Pacific/Pago_Pago"]),
];

/// Returns the time zones that can be chosen, each with a name for people: whole distances from
/// Greenwich, abbreviations, regions.
pub fn zones() -> Vec<(String, String)> {
    let offset = |minutes: i32| {
        let sign = if minutes < 0 { '-' } else { '+' };
        match (minutes.abs() / 60, minutes.abs() % 60) {
            (hours, 0) => format!("GMT{sign}{hours}"),
            (hours, minutes) => format!("GMT{sign}{hours}:{minutes:02}"),
        }
    };
    let distances = (-12..=14).map(|hours| offset(hours * 60));
    let distances = distances.map(|distance| (distance.clone(), distance));
    let names = ABBREVIATIONS.iter().filter(|(name, _)| !matches!(*name, "Z" | "GMT"));
    let names =
        names.map(|(name, minutes)| ((*name).to_owned(), format!("{name} ({})", offset(*minutes))));
    let regions = WORLD.available().map(|name| name.as_str().to_owned()).filter_map(|name| {
        let (region, city) = name.split_once('/')?;
        let is_place = !matches!(region, "Etc" | "SystemV" | "US" | "posix" | "right");
        let label = format!("{} ({region})", city.replace('_', " "));
        is_place.then_some((name, label))
    });
    distances.chain(names).chain(regions).collect()
}

impl Zone {
    /// Reads a distance from Greenwich, an abbreviation, both, or a name of the IANA time zone
    /// database.
    ///
    /// # Errors
    /// When the text is none of these, or two that differ.
    pub fn read(text: &str) -> Result<Self, ZoneProblem> {
        let text = text.trim();
        if let Some((first, rest)) = text.split_once('(') {
            let second = rest.strip_suffix(')').ok_or(ZoneProblem::Unknown(None))?;
            return both(first.trim(), second.trim());
        }
        if let Some(offset) = offset(text) {
            return Ok(Self { clock: Clock::Fixed(offset), abbreviation: None });
        }
        if let Some((name, minutes)) = known(text) {
            let clock = Clock::Fixed(east(*minutes).ok_or(ZoneProblem::Unknown(None))?);
            return Ok(Self { clock, abbreviation: Some((*name).into()) });
        }
        if let Some((_, zones)) = SHARED.iter().find(|(name, _)| name.eq_ignore_ascii_case(text)) {
            return Err(ZoneProblem::Ambiguous(zones));
        }
        match WORLD.get(text) {
            Ok(region) => Ok(Self { clock: Clock::Region(region), abbreviation: None }),
            Err(_) => Err(ZoneProblem::Unknown(near(text))),
        }
    }

    /// Returns the distance from Greenwich at a local time. A time that clocks skip or show twice
    /// counts as before the change.
    pub fn offset_at(&self, local: NaiveDateTime) -> FixedOffset {
        let seconds = match &self.clock {
            Clock::Fixed(offset) => return *offset,
            Clock::Region(region) => civil(local)
                .and_then(|local| region.to_ambiguous_timestamp(local).compatible().ok())
                .map_or(0, |moment| region.to_offset(moment).seconds()),
        };
        FixedOffset::east_opt(seconds).unwrap_or(Utc.fix())
    }

    /// Returns the abbreviation at a local time: the one that the record gives, or else that of
    /// the region.
    pub fn abbreviation_at(&self, local: NaiveDateTime) -> Option<String> {
        if let (None, Clock::Region(region)) = (&self.abbreviation, &self.clock) {
            let moment = region.to_ambiguous_timestamp(civil(local)?).compatible().ok()?;
            let name = region.to_offset_info(moment).abbreviation().to_owned();
            // The database has names such as `+08`, and names that are not of one zone only.
            return known(&name).filter(|(_, minutes)| *minutes != 0).map(|_| name);
        }
        self.abbreviation.clone().filter(|name| !matches!(name.as_str(), "GMT" | "UTC" | "Z"))
    }
}

/// Reads a distance and an abbreviation, in either order.
fn both(first: &str, second: &str) -> Result<Zone, ZoneProblem> {
    let (distance, name) = match offset(first) {
        Some(distance) => (distance, second),
        None => (offset(second).ok_or(ZoneProblem::Unknown(None))?, first),
    };
    let found = known(name);
    let is_abbreviation =
        (2..=5).contains(&name.len()) && name.bytes().all(|byte| byte.is_ascii_uppercase());
    if found.is_none() && !is_abbreviation {
        return Err(ZoneProblem::Unknown(None));
    }
    let other = found.and_then(|(_, minutes)| east(*minutes));
    if let Some(other) = other.filter(|other| *other != distance) {
        return Err(ZoneProblem::Contradiction(other));
    }
    Ok(Zone { clock: Clock::Fixed(distance), abbreviation: Some(name.to_uppercase()) })
}

fn known(name: &str) -> Option<&'static (&'static str, i32)> {
    ABBREVIATIONS.iter().find(|(known, _)| known.eq_ignore_ascii_case(name))
}

fn east(minutes: i32) -> Option<FixedOffset> {
    FixedOffset::east_opt(minutes * 60)
}

/// Converts a time to jiff's type; `None` beyond the years that it has.
fn civil(local: NaiveDateTime) -> Option<DateTime> {
    let number = |number: u32| i8::try_from(number).ok();
    DateTime::new(
        i16::try_from(local.year()).ok()?,
        number(local.month())?,
        number(local.day())?,
        number(local.hour())?,
        number(local.minute())?,
        number(local.second())?,
        0,
    )
    .ok()
}

/// Returns the name of the region that a text may mean: one of its city, or one like it.
fn near(text: &str) -> Option<String> {
    let words = text.split_whitespace().collect::<Vec<_>>().join("_").to_lowercase();
    let names: Vec<String> = WORLD.available().map(|name| name.as_str().to_owned()).collect();
    let city = names.iter().find(|name| {
        let city = name.rsplit('/').next().unwrap_or_default().to_lowercase();
        name.contains('/') && words.rsplit('/').next() == Some(&city)
    });
    let like = || {
        let regions = names.iter().filter(|name| name.contains('/')).map(String::as_str);
        crate::spelling::nearest(&words, regions).map(str::to_owned)
    };
    city.cloned().or_else(like)
}

/// Reads a distance from Greenwich: `GMT+8`, `UTC +08:00`, `+0800`, `GMT+5.30`.
fn offset(text: &str) -> Option<FixedOffset> {
    let text: String = text.chars().filter(|char| !char.is_whitespace()).collect();
    let upper = text.to_ascii_uppercase();
    let rest = upper.strip_prefix("GMT").or_else(|| upper.strip_prefix("UTC")).unwrap_or(&upper);
    if rest.is_empty() && !upper.is_empty() {
        return FixedOffset::east_opt(0);
    }
    let mut chars = rest.chars();
    let sign = match chars.next()? {
        '+' => 1,
        '-' | '\u{2212}' | '\u{2013}' => -1,
        _ => return None,
    };
    let rest = chars.as_str();
    let (hours, minutes) = match rest.split_once([':', '.']) {
        Some(parts) => parts,
        None if rest.len() == 4 => rest.split_at_checked(2)?,
        None => (rest, "0"),
    };
    let number = |text: &str| -> Option<i32> {
        let digits = matches!(text.len(), 1 | 2) && text.bytes().all(|b| b.is_ascii_digit());
        digits.then(|| text.parse().ok())?
    };
    let (hours, minutes) = (number(hours)?, number(minutes)?);
    // Offsets in use range from UTC-12 to UTC+14.
    let seconds = sign * (hours * 3600 + minutes * 60);
    (minutes < 60 && (-12 * 3600..=14 * 3600).contains(&seconds))
        .then(|| FixedOffset::east_opt(seconds))?
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::NaiveDate;

    fn at(text: &str, (month, day): (u32, u32)) -> Option<(f64, Option<String>)> {
        let local = NaiveDate::from_ymd_opt(2025, month, day)?.and_hms_opt(21, 0, 0)?;
        let zone = Zone::read(text).ok()?;
        let hours = f64::from(zone.offset_at(local).local_minus_utc()) / 3600.0;
        Some((hours, zone.abbreviation_at(local)))
    }

    #[test]
    fn zones_are_read_as_offices_write_them() {
        let hours = |text| at(text, (1, 15)).map(|(hours, _)| hours);
        for text in [
            "GMT+8",
            "UTC +08:00",
            "gmt +8",
            "+0800",
            "MYT",
            "myt",
            "SGT",
            "GMT+8 (MYT)",
            "MYT (GMT+8)",
            "Asia/Kuala_Lumpur",
            "asia/singapore",
            "Asia/Brunei",
        ] {
            assert_eq!(hours(text), Some(8.0), "{text}");
        }
        assert_eq!(hours("UTC+05:30"), Some(5.5));
        assert_eq!(hours("-03:30"), Some(-3.5));
        assert_eq!(hours("GMT"), Some(0.0));
        for bad in ["", "8", "GMT+25", "+8:99", "+", "+-8", "GMT+8 (", "GMT+8 (here)", "(MYT)"] {
            assert_eq!(hours(bad), None, "{bad}");
        }
    }

    #[test]
    fn summer_counts_at_the_day_of_the_event() {
        let bst = Some("BST".to_owned());
        assert_eq!(at("Europe/London", (3, 29)), Some((0.0, None)));
        assert_eq!(at("Europe/London", (3, 30)), Some((1.0, bst)));
        assert_eq!(at("America/New_York", (7, 1)), Some((-4.0, Some("EDT".to_owned()))));
        assert_eq!(at("Asia/Kuala_Lumpur", (7, 1)), Some((8.0, None)));
        assert_eq!(at("GMT+8 (MYT)", (7, 1)), Some((8.0, Some("MYT".to_owned()))));
        assert_eq!(at("UTC", (7, 1)), Some((0.0, None)));
    }

    #[test]
    fn what_is_no_zone_says_why() {
        assert_eq!(
            Zone::read("Kuala Lumpur"),
            Err(ZoneProblem::Unknown(Some("Asia/Kuala_Lumpur".into())))
        );
        assert_eq!(
            Zone::read("Asia/Singapur"),
            Err(ZoneProblem::Unknown(Some("Asia/Singapore".into())))
        );
        assert!(
            matches!(Zone::read("CST"), Err(ZoneProblem::Ambiguous(zones)) if zones.len() == 3)
        );
        assert!(matches!(Zone::read("GMT+8 (JST)"), Err(ZoneProblem::Contradiction(_))));
        for (_, zones) in SHARED {
            assert!(zones.iter().all(|zone| Zone::read(zone).is_ok()));
        }
        for (zone, label) in zones() {
            assert!(Zone::read(&zone).is_ok() && !label.is_empty(), "{zone}");
        }
        assert!(ABBREVIATIONS.iter().all(|(name, _)| Zone::read(name).is_ok()));
    }
}
