//! `mixed-scripts`: a word that mixes letters of two scripts.

use std::borrow::Cow;
use std::collections::BTreeSet;

use unicode_script::{Script, UnicodeScript};

use super::linter::{Check, Lint, Linter, Plain};
use crate::diagnostic::{Code, Level, Rule};
use crate::message::message;
use crate::model::{Event, Words};

pub(super) static LINT: Lint = Lint {
    code: Code::new(&Rule {
        name: "mixed-scripts",
        level: Level::Warning,
        meaning: "A word looks like one script and has letters of two, such as a Cyrillic \"а\" \
                  in a Latin name. No search finds it, and it is read aloud as another word.",
        remedy: "Type the word anew on one keyboard.",
        ..Rule::BLANK
    }),
    bad: r#"kicker = "\u041Darbour Day" # the first letter is Cyrillic"#,
    good: r#"kicker = "Harbour Day, in Russian \u0414\u0435\u043D\u044C""#,
    check: Check::Event(check),
};

fn check(linter: &mut Linter<'_>, event: &Event) {
    let mut texts = Vec::new();
    event.visit(&mut |words| texts.extend(in_every_language(words)));
    for (text, origin) in texts.iter().filter(|(text, _)| !text.is_ascii()) {
        for (word, scripts) in mixed(text) {
            let message = match *scripts.into_iter().collect::<Vec<_>>() {
                ["Cyrillic", "Greek"] => message!("the letters of `{word}` are Cyrillic and Greek"),
                ["Cyrillic", "Latin"] => message!("the letters of `{word}` are Cyrillic and Latin"),
                ["Greek", "Latin"] => message!("the letters of `{word}` are Greek and Latin"),
                _ => message!("the letters of `{word}` are Cyrillic and Greek and Latin"),
            };
            let hint = message!("type the word anew on one keyboard");
            linter.report_words(&LINT, origin, word, message, hint);
        }
    }
}

/// Returns the words of a text that mix letters of two similar scripts, with the scripts.
/// Searching does not find a name that contains such a letter, and a screen reader misreads it.
fn mixed(text: &str) -> impl Iterator<Item = (&str, BTreeSet<&'static str>)> {
    let words = text.split(|char: char| !char.is_alphabetic()).map(|word| {
        let alike = [Script::Latin, Script::Cyrillic, Script::Greek];
        let scripts = word.chars().map(|char| char.script()).filter(|s| alike.contains(s));
        (word, scripts.map(Script::full_name).collect::<BTreeSet<_>>())
    });
    words.filter(|(_, scripts)| scripts.len() > 1)
}

/// Returns a text in all its languages, with the origin of each.
fn in_every_language(words: Words<'_>) -> Vec<Plain<'_>> {
    let main = match words {
        Words::Line(text) | Words::Name(text) => (Cow::from(text.as_str()), text.origin()),
        Words::Prose(prose) => (Cow::from(prose.plain()), prose.origin()),
        Words::Alt(_) => return vec![],
    };
    [main].into_iter().chain(words.translations()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{File, Language, Languages, Origin, Text};

    #[test]
    fn a_text_is_looked_at_in_every_language() {
        let origin = || Origin { file: File::Record, range: 0..0 };
        let chinese = (Language::chinese(), Text::new("港口日", origin()).unwrap());
        let languages = Languages { own: None, others: vec![chinese] };
        let text = Text::new("Harbour Day", origin()).unwrap().translated(languages);
        let texts = in_every_language(Words::Name(&text)).into_iter().map(|(text, _)| text);
        assert_eq!(texts.collect::<Vec<_>>(), ["Harbour Day", "港口日"]);
    }
}
