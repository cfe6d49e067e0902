//! A next step in one text, as minutes have it: "Pilot in Tuaran by 30 Sept 2025, owner JPS".

use std::sync::LazyLock;

use regex::Regex;

use super::{Written, written_date};

/// The parts of a next step.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct StepInWords {
    /// What is to be done.
    pub(crate) action: String,
    /// Who is to do it.
    pub(crate) owner: Option<String>,
    /// The day by which it is to be done, as a value of the file.
    pub(crate) due: Option<String>,
}

/// The words before the one who does it.
const OWNER: &str = r"^(?:(?:action\s+)?owner|in charge|responsible|pic|by|oleh|pegawai|pemilik|tanggungjawab|负责人?|負責人?)(?:\s*[:：=]\s*|\s+|\b)(?<owner>\S.*)$";

/// The words before the day.
const DUE: &str = r"(?i)(?:^|\s)(?:due(?:\s+(?:by|on))?|by|before|no later than|until|deadline|sebelum|selewat-lewatnya(?:\s+pada)?|menjelang|tarikh akhir|于|於|截止)\s*[:：]?\s+(?<date>\S.*)$";

/// Reads a next step. One that names neither a day nor an owner is an action as a whole.
pub(crate) fn step(text: &str) -> StepInWords {
    static WITH_OWNER: LazyLock<Regex> = LazyLock::new(|| pattern(&format!("(?i){OWNER}")));
    static WITH_DATE: LazyLock<Regex> = LazyLock::new(|| pattern(DUE));
    let (mut owner, mut due) = (None, None);
    let mut action: Vec<&str> = Vec::new();
    for (at, part) in text.split([',', ';', '，', '；', '|']).map(str::trim).enumerate() {
        if due.is_none()
            && let Some(date) = day(part)
        {
            due = Some(date);
        } else if due.is_none()
            && let Some(found) = WITH_DATE.captures(part)
            && let Some(date) = day(&found["date"])
        {
            due = Some(date);
            action.extend(
                Some(part[..found.get_match().start()].trim()).filter(|rest| !rest.is_empty()),
            );
        } else if at > 0
            && owner.is_none()
            && let Some(found) = WITH_OWNER.captures(part)
        {
            owner = Some(found["owner"].to_owned());
        } else {
            action.push(part);
        }
    }
    match action.as_slice() {
        [] => StepInWords { action: text.to_owned(), owner: None, due: None },
        action => StepInWords { action: action.join(", "), owner, due },
    }
}

fn pattern(pattern: &str) -> Regex {
    Regex::new(pattern).expect("the pattern is fixed")
}

/// Reads a whole text as one day.
fn day(text: &str) -> Option<String> {
    match written_date(text.trim_end_matches(['.', '。']))? {
        Written::One(date) if !date.contains('T') => Some(date),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_are_read_as_minutes_have_them() {
        for (text, action, owner, due) in [
            (
                "Pilot in Tuaran by 30 Sept 2025, owner JPS Sabah",
                "Pilot in Tuaran",
                "JPS Sabah",
                "2025-09-30",
            ),
            ("Scan the rolls, by ICS, due 30/9/2025", "Scan the rolls", "ICS", "2025-09-30"),
            ("Imbas rekod sebelum 30 Ogos 2025, pegawai: JPS", "Imbas rekod", "JPS", "2025-08-30"),
            ("扫描记录，负责人：李明，2025年9月30日", "扫描记录", "李明", "2025-09-30"),
            ("Scan the rolls", "Scan the rolls", "", ""),
            ("Invite owners, tenants and agents", "Invite owners, tenants and agents", "", ""),
            ("Report on the event of 14 May 2025", "Report on the event of 14 May 2025", "", ""),
            ("30 Sept 2025", "30 Sept 2025", "", ""),
        ] {
            let optional = |text: &str| (!text.is_empty()).then(|| text.to_owned());
            let (owner, due) = (optional(owner), optional(due));
            assert_eq!(step(text), StepInWords { action: action.into(), owner, due });
        }
    }
}
