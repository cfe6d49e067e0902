//! The standard locales: one file per language, inside the binary.

use std::sync::LazyLock;

use rust_embed::RustEmbed;
use serde::Deserialize;
use toml::Table;

use super::checks::CHECKS;
use super::phrases::{Phrases, WordList};
use crate::model::{Language, SessionKind};

/// The folder of the standard locales, which templates read as well.
#[derive(RustEmbed)]
#[folder = "../../templates/design/locales"]
struct EmbeddedLocales;

/// The locale that has every key.
const MODEL: &str = "en.toml";

/// Returns the languages of the standard locales, and their texts.
pub(super) fn files() -> Vec<(Language, String)> {
    let files = EmbeddedLocales::iter().filter_map(|name| {
        let language = name.strip_suffix(".toml")?.parse().ok()?;
        Some((language, text(&name)?))
    });
    files.collect()
}

/// Returns the standard locales as tables, by language.
pub(super) fn tables() -> Vec<(Language, Table)> {
    let files = files().into_iter();
    files.filter_map(|(language, text)| Some((language, text.parse().ok()?))).collect()
}

/// Returns the standard locale for readers of a language.
pub(super) fn of(language: &Language) -> Option<Table> {
    let mut files = files().into_iter();
    files.find(|(standard, _)| standard.is_read_as(language))?.1.parse().ok()
}

/// The words of a language for prayers and pauses, of all those of its checks.
#[derive(Default, Deserialize)]
#[serde(default)]
struct SessionWords {
    prayers: Phrases,
    pauses: WordList,
    joiners: Vec<String>,
}

/// What a programme calls prayers and pauses, in every standard language: offices mix them.
static SESSIONS: LazyLock<Vec<SessionWords>> = LazyLock::new(|| {
    let tables = files().into_iter().filter_map(|(_, text)| text.parse::<Table>().ok());
    let checks = tables.filter_map(|mut table| table.remove(CHECKS));
    checks.filter_map(|checks| checks.try_into().ok()).collect()
});

/// Returns the kind of session that a title tells: a prayer, or a pause. A longer title may be
/// that of a talk about one.
pub(crate) fn session_kind(title: &str) -> Option<SessionKind> {
    const LONGEST: usize = 40;
    let title = title.trim().to_lowercase();
    if title.chars().count() > LONGEST {
        return None;
    }
    let pauses = |title: &str| SESSIONS.iter().any(|words| words.pauses.contains(title));
    let prays =
        |title: &str| SESSIONS.iter().any(|words| words.prayers.find_in(title).next().is_some());
    let parts = parts(&title);
    let only_these = parts.iter().all(|part| pauses(part) || prays(part));
    if pauses(&title) || only_these && parts.iter().any(|part| pauses(part)) {
        return Some(SessionKind::Break);
    }
    prays(&title).then_some(SessionKind::Prayer)
}

/// Returns what a title names, one or several: "lunch and prayer".
fn parts(title: &str) -> Vec<String> {
    let mut marked = title.replace(['/', '、', '，', '+'], ",");
    for joiner in SESSIONS.iter().flat_map(|words| &words.joiners) {
        let spaced = format!(" {joiner} ");
        let between = if joiner.is_ascii() { &spaced } else { joiner };
        marked = marked.replace(between, ",");
    }
    marked.split(',').map(|part| part.trim().to_owned()).collect()
}

/// Returns the locale that has every key.
pub(super) fn model() -> Table {
    text(MODEL).and_then(|text| text.parse().ok()).unwrap_or_default()
}

fn text(name: &str) -> Option<String> {
    String::from_utf8(EmbeddedLocales::get(name)?.data.into_owned()).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_tell_pauses_and_prayers() {
        for (title, kind) in [
            ("Lunch", Some(SessionKind::Break)),
            ("Rehat dan solat Zuhur", Some(SessionKind::Break)),
            ("Makan tengah hari & solat", Some(SessionKind::Break)),
            ("合影及茶歇", Some(SessionKind::Break)),
            ("Bacaan doa", Some(SessionKind::Prayer)),
            ("Lunch and what we learned", None),
            ("Tea, trade and Empire", None),
        ] {
            assert_eq!(session_kind(title), kind, "{title}");
        }
    }
}
