//! The catalogues: the translations of messages and of the explanations of findings.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use icu_locale::{LanguageIdentifier, LocaleExpander};
use serde::Deserialize;

use super::Message;
use super::voice::{OfficeWords, Speech, Voice};

/// A language of messages.
#[derive(
    Debug,
    Clone,
    Copy,
    Default,
    PartialEq,
    Eq,
    strum::EnumString,
    strum::IntoStaticStr,
    strum::VariantArray,
)]
pub enum UiLanguage {
    /// English, in which the messages are written.
    #[default]
    #[strum(serialize = "en")]
    English,
    /// Malay.
    #[strum(serialize = "ms")]
    Malay,
    /// Chinese in simplified characters.
    #[strum(serialize = "zh-Hans")]
    SimplifiedChinese,
    /// Chinese in traditional characters.
    #[strum(serialize = "zh-Hant")]
    TraditionalChinese,
}

impl UiLanguage {
    /// Returns the language of a locale such as `ms_MY.UTF-8` or `zh-TW`; `None` if byline has no
    /// messages in it.
    pub fn of_locale(name: &str) -> Option<Self> {
        let tag = name.split(['.', '@']).next()?.replace('_', "-");
        let mut locale: LanguageIdentifier = tag.parse().ok()?;
        LocaleExpander::new_common().maximize(&mut locale);
        match (locale.language.as_str(), locale.script?.as_str()) {
            ("en", _) => Some(Self::English),
            ("ms", _) => Some(Self::Malay),
            ("zh", "Hant") => Some(Self::TraditionalChinese),
            ("zh", _) => Some(Self::SimplifiedChinese),
            _ => None,
        }
    }

    /// Translates a message into this language. A sentence without a translation stays English.
    pub fn translate(self, message: &Message) -> String {
        let translation = |sentence: &str| self.translation(sentence);
        message.say(&Voice { translation: &translation, ..Voice::ENGLISH })
    }

    /// Translates a message for readers of a form, with the name of a field in place of code for
    /// which there is one.
    pub fn translate_for_form(
        self,
        message: &Message,
        name: &dyn Fn(&str) -> Option<String>,
    ) -> String {
        let translation = |sentence: &str| self.translation(sentence);
        message.say(&Voice { translation: &translation, name, office: Some(self.office_words()) })
    }

    fn translation(self, sentence: &str) -> Option<&'static str> {
        self.catalogue()?.messages.get(sentence).map(String::as_str)
    }

    /// Says something else in place of code for which there is a name, in a text of byline's own
    /// words.
    pub fn naming(self, text: &str, name: &dyn Fn(&str) -> Option<String>) -> String {
        let mut speech = Speech::new(name, self.office_words());
        speech.words(text);
        speech.end()
    }

    /// Returns what forms say in place of words for files: whoever fills one in has an event, and
    /// no record.
    fn office_words(self) -> OfficeWords {
        match self {
            Self::English => &[
                ("the record's", "this event's"),
                ("The record's", "This event's"),
                ("the records", "the events"),
                ("The records", "The events"),
                ("the record", "this event"),
                ("The record", "This event"),
                ("a record", "an event"),
                ("A record", "An event"),
                ("record", "event"),
            ],
            Self::Malay => &[("Rekod", "Acara"), ("rekod", "acara")],
            Self::SimplifiedChinese => &[("这份记录", "本活动"), ("记录", "活动")],
            Self::TraditionalChinese => {
                &[("這份記錄", "本活動"), ("記錄", "活動"), ("紀錄", "活動")]
            }
        }
    }

    /// Returns the translated explanation of a code; `None` for English, whose texts are in the
    /// [`Rule`](crate::diagnostic::Rule).
    pub fn explanation(self, code: &str) -> Option<&'static Explanation> {
        self.catalogue()?.findings.get(code)
    }

    /// Returns the translations into this language. English needs none.
    pub fn catalogue(self) -> Option<&'static Catalogue> {
        match self {
            Self::English => None,
            Self::Malay => Some(&MALAY),
            Self::SimplifiedChinese => Some(&SIMPLIFIED),
            Self::TraditionalChinese => Some(&TRADITIONAL),
        }
    }
}

/// The translations into a language.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Catalogue {
    /// The translation of each English sentence.
    pub messages: BTreeMap<String, String>,
    /// The explanation of each kind of finding, by its code.
    pub findings: BTreeMap<String, Explanation>,
}

/// The explanation of a kind of finding.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Explanation {
    /// What the finding means.
    pub meaning: String,
    /// What to do about it; may be empty.
    #[serde(default)]
    pub remedy: String,
}

static MALAY: LazyLock<Catalogue> = LazyLock::new(|| read(include_str!("ms.toml")));
static SIMPLIFIED: LazyLock<Catalogue> = LazyLock::new(|| read(include_str!("zh-Hans.toml")));
static TRADITIONAL: LazyLock<Catalogue> = LazyLock::new(|| read(include_str!("zh-Hant.toml")));

/// Reads a catalogue, which a test has read before.
fn read(text: &str) -> Catalogue {
    toml::from_str(text).expect("the catalogue is well-formed")
}

#[cfg(test)]
mod tests {
    use strum::VariantArray;

    use super::*;

    #[test]
    fn catalogues_are_well_formed() {
        for language in UiLanguage::VARIANTS {
            let catalogue = language.catalogue();
            assert_eq!(catalogue.is_none(), *language == UiLanguage::English);
            assert!(catalogue.is_none_or(|all| !all.messages.is_empty()));
        }
    }

    #[test]
    fn locales_have_a_language() {
        let of = |name| UiLanguage::of_locale(name).map(<&str>::from);
        assert_eq!(of("ms_MY.UTF-8"), Some("ms"));
        assert_eq!(of("zh_TW.UTF-8"), Some("zh-Hant"));
        assert_eq!(of("zh-HK"), Some("zh-Hant"));
        assert_eq!(of("zh_SG@pinyin"), Some("zh-Hans"));
        assert_eq!(of("zh"), Some("zh-Hans"));
        assert_eq!(of("en_GB"), Some("en"));
        assert_eq!((of("C.UTF-8"), of("POSIX"), of("de_DE"), of("")), (None, None, None, None));
    }
}
