//! What happens at a time of a pasted programme: a title, the kind of session, and who speaks.

use std::sync::LazyLock;

use regex::Regex;
use serde::Serialize;

use super::people::{PastedPerson, of_names};
use crate::identity::without_titles;

/// A session of a programme, with the keys of a record.
#[derive(Debug, Default, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct PastedSession {
    /// The start, as a value of a record.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub start: Option<String>,
    /// The end, as a value of a record.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub end: Option<String>,
    /// The title.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// Those who speak.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub speaker: Vec<PastedPerson>,
    /// The kind, where the title does not tell it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kind: Option<&'static str>,
}

/// Reads what happens: "Opening by Dr. Siti Rahman", "Gauges – Ben Adeyemi".
pub(super) fn titled(topic: &str) -> PastedSession {
    let session = divided(topic);
    let Some((kind, title)) = session.title.as_deref().and_then(quoted) else { return session };
    PastedSession { title: Some(title.to_owned()), kind, ..session }
}

/// Returns the title in quotation marks, and the kind of session that is said before them:
/// "Panel “Who pays?”". A talk is the usual kind.
fn quoted(topic: &str) -> Option<(Option<&'static str>, &str)> {
    static QUOTED: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r#"^(?<kind>[^"“‘「《:：]*?)\s*[:：–—-]?\s*(?:"(?<a>[^"]+)"|“(?<b>[^”]+)”|‘(?<c>.+)’|「(?<d>[^」]+)」|《(?<e>[^》]+)》)$"#)
            .expect("the pattern is fixed")
    });
    let found = QUOTED.captures(topic)?;
    let title = ["a", "b", "c", "d", "e"].iter().find_map(|name| found.name(name))?.as_str();
    let kind = found["kind"].trim().to_lowercase();
    let (_, kind) = KINDS.iter().find(|(words, _)| words.contains(&kind.as_str()))?;
    Some((*kind, title))
}

/// What stands before a title, for each kind of session.
const KINDS: [(&[&str], Option<&str>); 5] = [
    (&["", "talk", "lecture", "ceramah", "taklimat", "演讲", "演講", "讲座", "講座"], None),
    (
        &[
            "keynote",
            "keynote address",
            "keynote speech",
            "ucaptama",
            "主旨演讲",
            "主旨演講",
            "主题演讲",
            "主題演講",
            "專題演講",
        ],
        Some("keynote"),
    ),
    (
        &[
            "panel",
            "panel discussion",
            "forum",
            "perbincangan panel",
            "讨论",
            "討論",
            "座谈",
            "座談",
            "圆桌讨论",
            "圓桌討論",
        ],
        Some("panel"),
    ),
    (&["presentation", "pembentangan", "报告", "報告"], Some("presentation")),
    (&["workshop", "bengkel", "工作坊"], Some("workshop")),
];

/// Divides what happens from who does it.
fn divided(topic: &str) -> PastedSession {
    static BY: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(
            r"(?i)\s*[(（,，–—:-]?\s*\b(?:by|oleh|speaker:|penceramah:)\s+|\s*(?:主讲[人：:]+|主講[人：:]+|讲者[：:]|講者[：:])\s*",
        )
        .expect("the pattern is fixed")
    });
    static DASH: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"\s+[–—-]\s+").expect("the pattern is fixed"));
    let whole = || PastedSession { title: Some(topic.to_owned()), ..PastedSession::default() };
    let at = |start: usize, end: usize| PastedSession {
        title: Some(topic[..start].trim().to_owned()).filter(|title| !title.is_empty()),
        speaker: of_names(topic[end..].trim_end_matches([')', '）'])).collect(),
        ..PastedSession::default()
    };
    let by = BY.find_iter(topic).last();
    if let Some(by) = by.filter(|by| begins_like_a_name(&topic[by.end()..])) {
        return at(by.start(), by.end());
    }
    // Behind a dash, only an honorific tells a speaker from the rest of a title.
    match DASH.find_iter(topic).last() {
        Some(dash) if has_honorific(&topic[dash.end()..]) => at(dash.start(), dash.end()),
        _ => whole(),
    }
}

/// Returns the name in a line that stands below a session for its speaker.
pub(super) fn speaker_line(line: &str) -> Option<&str> {
    static LABEL: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(
            r"(?i)^(?:by\s+|oleh\s+|(?:speakers?|presenter|moderator|penceramah|pembentang)\s*[:：]\s*|(?:主讲人?|主講人?|讲者|講者|发言人|發言人)\s*[:：]?\s*)",
        )
        .expect("the pattern is fixed")
    });
    if let Some(label) = LABEL.find(line) {
        return Some(&line[label.end()..]).filter(|name| !name.is_empty());
    }
    has_honorific(line).then_some(line)
}

fn has_honorific(text: &str) -> bool {
    let text = text.trim();
    without_titles(text).len() < text.len()
}

fn begins_like_a_name(text: &str) -> bool {
    text.chars().next().is_some_and(|char| char.is_uppercase() || !char.is_lowercase())
        && !text.starts_with(|char: char| char.is_ascii_digit())
}
