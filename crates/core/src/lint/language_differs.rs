//! `language-differs`: prose in another language than the record's.

use unicode_script::{Script, UnicodeScript};

use super::linter::{Check, Lint, Linter};
use crate::diagnostic::{Code, Level, Rule};
use crate::locale::common_words;
use crate::message::{Message, message};
use crate::model::Language;
use crate::scripts::is_han;

pub(super) static LINT: Lint = Lint {
    code: Code::new(&Rule {
        name: "language-differs",
        level: Level::Warning,
        meaning: "Prose seems to be in another language than its record or translation says. It \
                  would be hyphenated and read aloud in the wrong one.",
        remedy: "Name the record's language, as `languages = [\"ms\"]`, or that of the text: \
                 `{ text = \"…\", language = \"ms\" }`.",
        ..Rule::BLANK
    }),
    bad: r#"
lead = "Bengkel ini telah dirasmikan oleh Menteri dan dihadiri oleh para pegawai daripada tujuh buah pelabuhan untuk membincangkan rekod."
"#,
    good: r#"
lead = "The Majlis Perasmian Bengkel Rekod Pasang Surut dan Pelabuhan was opened by the minister, and officers from seven harbours came to it."
"#,
    check: Check::Words(check),
};

/// The number of frequent words of another language from which a text may be in it.
const MIN_WORDS: usize = 5;

/// The number of Chinese characters from which a text may be Chinese.
const MIN_HAN: usize = 20;

/// The number of words in letters from which a text may not be Chinese.
const MIN_LATIN: usize = 12;

fn check(linter: &mut Linter<'_>) {
    let Some(language) = linter.language().cloned() else { return };
    let own = language.code().to_owned();
    let proses = linter.proses();
    let mut foreign: Vec<(&'static str, usize)> = Vec::new();
    for (at, (plain, origin)) in proses.iter().enumerate() {
        if linter.has_own_language(origin) {
            continue;
        }
        foreign.extend(language_of(plain, &own).map(|other| (other, at)));
    }
    // If all of it is, the record's language is what is wrong.
    let all = foreign.len() > 1 && foreign.len() * 2 > proses.len();
    for (other, at) in foreign.into_iter().take(if all { 1 } else { usize::MAX }) {
        let (_, origin) = &proses[at];
        let (is, said) = (name_of(other), name_of(&own));
        let (message, hint) = if all {
            (
                message!("most prose here seems to be {is}, but its language is {said}"),
                message!("write `languages = [\"{other}\"]`"),
            )
        } else {
            (
                message!("this seems to be {is}, and not {said}"),
                message!(
                    "translate it, or say its language: {{ text = \"…\", language = \"{other}\" }}"
                ),
            )
        };
        linter.report(&LINT, origin, message, hint);
    }
}

/// Returns the language that a text is in, if it is another than `own`: the code of a language.
fn language_of(text: &str, own: &str) -> Option<&'static str> {
    let han = text.chars().filter(|char| is_han(*char)).count();
    let latin = text
        .split_whitespace()
        .filter(|word| word.starts_with(|c: char| c.script() == Script::Latin));
    let in_chinese = matches!(own, "zh" | "ja" | "ko" | "yue");
    let latin = latin.count();
    if !in_chinese && han >= MIN_HAN && han > 3 * latin {
        return Some("zh");
    }
    if in_chinese && (han > 0 || latin < MIN_LATIN) {
        return None;
    }
    let words = common_words();
    let hits = |code: &str| {
        let list = words.iter().find(|(language, _)| language == code).map(|(_, list)| list);
        let heard = text.split(|char: char| !char.is_alphanumeric() && char != '\'');
        list.map_or(0, |list| heard.filter(|word| list.contains(&word.to_lowercase())).count())
    };
    let (english, malay) = (hits("en"), hits("ms"));
    let (other, of_other, of_own) = match own {
        "en" => ("ms", malay, english),
        "ms" | "id" => ("en", english, malay),
        _ if in_chinese && malay > english => ("ms", malay, 0),
        _ if in_chinese => ("en", english, 0),
        _ => return None,
    };
    (own != "id" && of_other >= MIN_WORDS && of_other > 3 * of_own).then_some(other)
}

/// Returns the name of a language. Those that records seldom have are named in English.
fn name_of(code: &str) -> Message {
    match code {
        "en" => message!("English"),
        "id" => message!("Indonesian"),
        "ja" => message!("Japanese"),
        "ko" => message!("Korean"),
        "ms" => message!("Malay"),
        "zh" => message!("Chinese"),
        _ => Message::verbatim(code.parse().as_ref().map_or("", Language::english_name)),
    }
}
