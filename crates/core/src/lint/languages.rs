//! What is said in which language: texts that are not translated, and words whose letters
//! are from two scripts.

use std::borrow::Cow;
use std::collections::BTreeSet;

use unicode_script::{Script, UnicodeScript};

use super::{Desk, Editor};
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{Language, Origin, Sources, Words};
use crate::parse::Directory;
use crate::source::Place;

/// How many texts that are not translated a finding points at, beside the first.
const POINTED_AT: usize = 3;

/// Hands over every text of a record to whoever is to look at it.
pub type Visit<'v> = &'v dyn Fn(&mut dyn FnMut(Words<'_>));

/// A text that is not said in a language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Untranslated {
    /// Where it is said.
    pub place: Place,
    /// What it says.
    pub words: String,
}

/// The texts of a record whose main language is `main` that are not said in another, in the
/// order of its files. Names are the same in every language, and so are numbers.
pub fn untranslated_texts(
    visit: Visit<'_>,
    sources: &Sources,
    directory: &Directory,
    main: &Language,
    language: &Language,
) -> Vec<Untranslated> {
    let mut found = Vec::new();
    let mut seen = BTreeSet::new();
    visit(&mut |words| {
        let (foreign, origin) = match words {
            Words::Name(_) => return,
            Words::Line(text) | Words::Alt(text) => {
                (text.to_reader(main, language).foreign.is_some(), text.origin())
            }
            Words::Prose(prose) => {
                (prose.to_reader(main, language).foreign.is_some(), prose.origin())
            }
        };
        let plain = words.plain();
        if !foreign || !plain.contains(char::is_alphabetic) {
            return;
        }
        let key = (origin.file, origin.range.start);
        let source = sources.get(origin.file).or_else(|| directory.source(origin.file));
        if let Some(source) = source.filter(|_| seen.insert(key)) {
            let place = Place::new(source, origin.range.clone());
            found.push((key, Untranslated { place, words: plain }));
        }
    });
    found.sort_by_key(|(key, _)| *key);
    found.into_iter().map(|(_, text)| text).collect()
}

/// What is to be said of the texts of a record that are not said in a language.
pub fn untranslated(
    visit: Visit<'_>,
    sources: &Sources,
    directory: &Directory,
    main: &Language,
    language: &Language,
) -> Option<Diagnostic> {
    if main.is_read_as(language) {
        return None;
    }
    let texts = untranslated_texts(visit, sources, directory, main, language);
    let (first, rest) = texts.split_first()?;
    let message = match texts.len() {
        1 => format!("this text is not said in `{language}`, and is printed in `{main}`"),
        count => {
            format!("{count} texts are not said in `{language}`, and are printed in `{main}`")
        }
    };
    let mut finding = Diagnostic::new(Code::MissingTranslation, message).at(first.place.clone());
    for text in rest.iter().take(POINTED_AT) {
        finding = finding.related(text.place.clone(), "this one, too");
    }
    let elsewhere = texts
        .iter()
        .find(|text| sources.iter().all(|(_, s)| !std::sync::Arc::ptr_eq(s, &text.place.source)));
    if let Some(text) = elsewhere {
        let file = text.place.source.name();
        finding =
            finding.hint(format!("in {file}, write {{ {main} = \"…\", {language} = \"…\" }}"));
    }
    Some(finding.hint("`byline translations` lists them, and with --write makes a file to fill in"))
}

/// A text in every language that it is said in, and where.
pub(super) fn all(words: Words<'_>) -> Vec<(Cow<'_, str>, &Origin)> {
    match words {
        Words::Line(text) | Words::Name(text) => {
            let others = text.languages().others.iter().map(|(_, text)| text);
            let texts = [text].into_iter().chain(others);
            texts.map(|text| (Cow::from(text.as_str()), text.origin())).collect()
        }
        Words::Prose(prose) => {
            let others = prose.languages().others.iter().map(|(_, prose)| prose);
            let proses = [prose].into_iter().chain(others);
            proses.map(|prose| (Cow::from(prose.plain()), prose.origin())).collect()
        }
        Words::Alt(_) => vec![],
    }
}

/// A printed text as readers of a language are given it.
pub(super) fn given<'a>(
    words: Words<'a>,
    main: &Language,
    language: &Language,
) -> Option<(Cow<'a, str>, &'a Origin)> {
    match words {
        Words::Line(text) | Words::Name(text) => {
            let said = text.to_reader(main, language).text;
            Some((said.as_str().into(), said.origin()))
        }
        Words::Prose(prose) => {
            let said = prose.to_reader(main, language).text;
            Some((said.plain().into(), said.origin()))
        }
        Words::Alt(_) => None,
    }
}

/// All checks of languages that ask no other document.
pub(super) fn check(editor: &mut Editor<'_>) {
    let event = editor.event;
    let mut found = Vec::new();
    event.visit(&mut |words| found.extend(all(words)));
    for (text, origin) in found {
        mixed_scripts(editor, &text, origin);
    }
}

/// Words that look like one script and are from two: a Cyrillic letter in a Latin name is
/// found by no search, and is read aloud as another word.
fn mixed_scripts(desk: &mut Desk<'_>, text: &str, origin: &Origin) {
    if text.is_ascii() {
        return;
    }
    for word in text.split(|char: char| !char.is_alphabetic()) {
        let alike = [Script::Latin, Script::Cyrillic, Script::Greek];
        let scripts = word.chars().map(|char| char.script()).filter(|s| alike.contains(s));
        let scripts: BTreeSet<_> = scripts.map(Script::full_name).collect();
        if scripts.len() > 1 {
            let scripts: Vec<_> = scripts.into_iter().collect();
            let message = format!("the letters of `{word}` are {}", scripts.join(" and "));
            let hint = "type the word anew on one keyboard";
            desk.say_of(Code::MixedScripts, origin, word, message, hint);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{File, Languages, Text};

    #[test]
    fn a_text_is_looked_at_in_every_language() {
        let origin = || Origin { file: File::Record, range: 0..0 };
        let chinese = (Language::chinese(), Text::new("港口日", origin()).unwrap());
        let languages = Languages { own: None, others: vec![chinese] };
        let text = Text::new("Harbour Day", origin()).unwrap().translated(languages);
        let seen: Vec<_> = all(Words::Name(&text)).into_iter().map(|(text, _)| text).collect();
        assert_eq!(seen, ["Harbour Day", "港口日"]);
    }
}
