//! The languages of messages: each sentence of the source has its translation, and each
//! kind of finding its explanation, in every catalogue; the messages of a run are in the language
//! that its user, the project or the environment asks for.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod common;
#[path = "../crates/macros/src/placeholders.rs"]
mod placeholders;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use byline_core::diagnostic::Level;
use byline_core::lint::codes;
use byline_core::message::{Catalogue, Message, UiLanguage, message};
use byline_core::pattern::{PatternPart, parse_pattern};
use common::{Project, Run, SMALL, repository};
use serde_json::Value;
use strum::VariantArray;
use syn::buffer::{Cursor, TokenBuffer};
use syn::visit::{self, Visit};
use syn::{Attribute, Ident, ItemMod, Lit, Macro, MetaList};
use walkdir::WalkDir;

#[test]
fn each_sentence_has_its_translation() {
    let sentences = sentences();
    let sentences: BTreeSet<&str> = sentences.values().flatten().map(String::as_str).collect();
    let mut faults = Vec::new();
    for (language, Catalogue { messages, .. }) in catalogues() {
        for sentence in &sentences {
            match messages.get(*sentence) {
                None => faults.push(format!("{language}: missing: {sentence:?}")),
                Some(said) if said.trim().is_empty() => {
                    faults.push(format!("{language}: empty: {sentence:?}"));
                }
                Some(said) if names(said) != names(sentence) => {
                    faults.push(format!("{language}: other names: {sentence:?} = {said:?}"));
                }
                Some(said) if spans(said) != spans(sentence) => {
                    faults.push(format!("{language}: other code: {sentence:?} = {said:?}"));
                }
                Some(_) => {}
            }
        }
        let known = |key: &&String| sentences.contains(key.as_str());
        let superfluous = messages.keys().filter(|key| !known(key));
        faults.extend(superfluous.map(|key| format!("{language}: superfluous: {key:?}")));
    }
    assert!(faults.is_empty(), "{} faults:\n{}", faults.len(), faults.join("\n"));
}

#[test]
fn each_kind_of_finding_is_explained() {
    let mut faults = Vec::new();
    for (language, Catalogue { findings, .. }) in catalogues() {
        for code in codes() {
            let rule = code.rule();
            let Some(said) = findings.get(code.name()) else {
                faults.push(format!("{language}: missing: [findings.{code}]"));
                continue;
            };
            let texts =
                [("meaning", rule.meaning, &said.meaning), ("remedy", rule.remedy, &said.remedy)];
            for (key, english, said) in texts {
                if english.trim().is_empty() != said.trim().is_empty() {
                    let fault = if said.trim().is_empty() { "missing" } else { "superfluous" };
                    faults.push(format!("{language}: {fault}: {key} of [findings.{code}]"));
                } else if spans(english) != spans(said) {
                    let (wanted, found) = (spans(english), spans(said));
                    let other = format!("{found:?} instead of {wanted:?}");
                    faults.push(format!("{language}: {key} of [findings.{code}]: {other}"));
                }
            }
        }
        let known = |key: &&String| codes().any(|code| code.name() == key.as_str());
        let superfluous = findings.keys().filter(|key| !known(key));
        faults.extend(superfluous.map(|key| format!("{language}: superfluous: [findings.{key}]")));
    }
    assert!(faults.is_empty(), "{} faults:\n{}", faults.len(), faults.join("\n"));
}

/// Each catalogue has the sentences in the order of the source, by file. After a change of
/// sentences, `UPDATE=1 cargo test --test messages` brings it in order, and puts what is to be
/// translated in its place.
#[test]
fn catalogues_follow_the_source() {
    let sentences = sentences();
    let mut faults = Vec::new();
    for (language, _) in catalogues() {
        let path = repository().join(format!("crates/core/src/message/{language}.toml"));
        let text = fs::read_to_string(&path).unwrap();
        let ordered = in_order(&text, &sentences);
        if text == ordered {
            continue;
        }
        #[expect(clippy::disallowed_methods, reason = "a switch of this test")]
        if std::env::var_os("UPDATE").is_some() {
            fs::write(path, ordered).unwrap();
        } else {
            faults.push(language);
        }
    }
    assert!(faults.is_empty(), "not in the order of the source: {faults:?}");
}

/// Returns the text of a catalogue with its sentences by file, in the order of the source.
fn in_order(text: &str, sentences: &BTreeMap<String, Vec<String>>) -> String {
    let (head, rest) = text.split_once("[messages]\n").unwrap();
    let (_, findings) = rest.split_once("\n[findings.").unwrap();
    let catalogue: toml::Table = text.parse().unwrap();
    let translations = catalogue["messages"].as_table().unwrap();
    let mut known = BTreeSet::new();
    let mut ordered = format!("{head}[messages]\n");
    for (file, sentences) in sentences {
        let new: Vec<_> = sentences.iter().filter(|sentence| known.insert(*sentence)).collect();
        if !new.is_empty() {
            ordered.extend(["# ", file, "\n"]);
        }
        for sentence in new {
            let said = translations.get(sentence).and_then(toml::Value::as_str).unwrap_or_default();
            // What JSON writes between quotes means the same in TOML.
            let [sentence, said] =
                [sentence.as_str(), said].map(|text| Value::from(text).to_string());
            ordered.extend([sentence.as_str(), " = ", said.as_str(), "\n"]);
        }
    }
    format!("{ordered}\n[findings.{findings}")
}

/// The macro reads the placeholders of a sentence when it is compiled, and the core when it is
/// printed.
#[test]
fn the_macro_and_the_printer_see_the_same_placeholders() {
    for sentence in sentences().values().flatten() {
        let found: BTreeSet<_> = names(sentence).into_iter().map(str::to_owned).collect();
        assert_eq!(placeholders::placeholders(sentence), Ok(found), "{sentence:?}");
    }
    for (sentence, found) in [("{a}{{b}}{c}", &["a", "c"][..]), ("{{{a}}}", &["a"])] {
        let wanted: BTreeSet<_> = found.iter().copied().collect();
        assert_eq!(names(sentence), wanted);
        let wanted = wanted.into_iter().map(str::to_owned).collect();
        assert_eq!(placeholders::placeholders(sentence), Ok(wanted));
    }
}

/// The sentences are found wherever they are, but not in unit tests.
#[test]
fn sentences_are_found_in_every_macro() {
    let source = r##"
        fn f(list: &[u8]) {
            let a = byline_core::message::message!("a `{b}`", b = message!("inner {{}}"));
            if list != [] { all.push(vec![plural!(list.len(), "1 page", "{count} pages",)]) }
            let c = message!(
                r#"two "#,
            );
        }
        macro_rules! m { () => { $crate::message::message!("in a macro \
            \"rule\"") }; ($($one:tt)*) => { message!($one) } }
        #[cfg(all(test, unix))]
        mod tests { fn g() { message!("a test") } }
    "##;
    let mut found = sentences_of(source);
    found.sort();
    let wanted =
        ["1 page", "a `{b}`", "in a macro \"rule\"", "inner {{}}", "two ", "{count} pages"];
    assert_eq!(found, wanted);
}

/// What the user asks for counts more than the project, and the project more than the
/// environment.
#[test]
fn messages_are_in_the_language_that_is_asked_for() {
    use UiLanguage::{English, Malay, SimplifiedChinese, TraditionalChinese};
    const NOTHING: [(&str, &str); 0] = [];
    let malay = ("LANG", "ms_MY.UTF-8");
    let (plain, chinese) = (project(""), project("ui-language = 'zh-Hans'\n"));
    for (project, args, environment, language) in [
        (&plain, &[][..], &NOTHING[..], English),
        (&plain, &[], &[malay], Malay),
        (&plain, &[], &[("LC_MESSAGES", "zh_TW.UTF-8"), malay], TraditionalChinese),
        (&plain, &[], &[("LC_ALL", "C"), malay], English),
        (&plain, &["--ui-language", "ms"], &[], Malay),
        (&plain, &["--ui-language", "zh-Hant"], &[malay], TraditionalChinese),
        (&plain, &[], &[("BYLINE_UI_LANGUAGE", "zh-Hant"), malay], TraditionalChinese),
        (&chinese, &[], &[malay], SimplifiedChinese),
        (&chinese, &["--ui-language", "ms"], &[], Malay),
        (&chinese, &["--ui-language", "en"], &[malay], English),
        (&chinese, &[], &[("BYLINE_UI_LANGUAGE", "zh-Hant"), malay], TraditionalChinese),
        (&chinese, &["--ui-language", "ms"], &[("BYLINE_UI_LANGUAGE", "zh-Hant")], Malay),
    ] {
        let run = check(project, args, environment);
        let said = |message: &Message| language.translate(message);
        let first =
            format!("{}[no-records]: {}", said(&Level::Warning.message()), said(&finding()));
        let run_of = format!("{args:?}, {environment:?}: {run:?}");
        assert!(run.stderr.starts_with(&first), "{run_of}");
        assert!(run.stderr.lines().any(|line| line == said(&totals())), "{run_of}");
        for message in [finding(), totals(), Level::Warning.message()] {
            let english = message.to_string();
            assert_eq!(said(&message) == english, language == English, "{language:?}: {english}");
        }
    }
}

/// So are messages that are printed after the work on a project, without its printer.
#[cfg(target_os = "linux")]
#[test]
fn output_that_cannot_be_written_is_reported_in_the_language_of_the_project() {
    let project = project("ui-language = 'ms'\n");
    let full = fs::File::options().write(true).open("/dev/full").unwrap();
    let run = Run::of(&project.command(&["templates"]).stdout(full).output().unwrap());
    let message = message!("byline's output could not be written: {error}", error = "");
    let message = UiLanguage::Malay.translate(&message);
    assert!(run.stderr.contains(&format!("[output]: {message}")), "{run:?}");
}

#[test]
fn programs_read_the_same_codes_in_every_language() {
    let project = project("");
    for language in UiLanguage::VARIANTS {
        let args = ["--ui-language", (*language).into(), "--message-format", "json"];
        let run = check(&project, &args, &[]);
        let line: Value = serde_json::from_str(run.stdout.lines().next().unwrap()).unwrap();
        assert_eq!((&line["level"], &line["code"]), (&"warning".into(), &"no-records".into()));
        assert_eq!(line["message"], language.translate(&finding()).as_str());
        let english = line["message"] == finding().to_string().as_str();
        assert_eq!(english, *language == UiLanguage::English, "{line}");
    }
}

/// Returns a project with a record that its only template does not print.
fn project(settings: &str) -> Project {
    let project = Project::new();
    let file = format!("organisation = 'Office'\ntemplates = ['newsletter']\n{settings}");
    project.write("byline.toml", file).write("records/a.toml", SMALL);
    project
}

/// Checks the record of such a project.
fn check(project: &Project, args: &[&str], environment: &[(&str, &str)]) -> Run {
    let mut command = project.command(&[&["check", "a"], args].concat());
    Run::of(&command.envs(environment.iter().copied()).output().unwrap())
}

/// Returns what such a check finds.
fn finding() -> Message {
    message!("no template in use prints `{id}`, which is an event", id = "a")
}

/// Returns the last line of such a check.
fn totals() -> Message {
    let done = message!("{checked} records checked", checked = 0_usize);
    let failed = message!("{failed} failed", failed = 0_usize);
    [failed, message!("1 warning")]
        .into_iter()
        .fold(done, |before, next| message!("{before}, {next}"))
}

/// Returns the catalogues, each with the tag of its language.
fn catalogues() -> impl Iterator<Item = (&'static str, &'static Catalogue)> {
    let languages = UiLanguage::VARIANTS.iter();
    languages.filter_map(|language| Some(((*language).into(), language.catalogue()?)))
}

/// Returns the names in braces in a sentence.
fn names(sentence: &str) -> BTreeSet<&str> {
    let placeholders = parse_pattern(sentence).into_iter().filter_map(|part| match part {
        PatternPart::Placeholder(name) => Some(name),
        PatternPart::Words(_) => None,
    });
    placeholders.collect()
}

/// Returns what stands between backticks, sorted.
fn spans(text: &str) -> Vec<&str> {
    let mut spans: Vec<_> = text.split('`').skip(1).step_by(2).collect();
    spans.sort_unstable();
    spans
}

/// Returns the sentences of each source file, by its path in the repository.
fn sentences() -> BTreeMap<String, Vec<String>> {
    let crates = fs::read_dir(repository().join("crates")).unwrap();
    let crates = crates.map(|folder| folder.unwrap().path().join("src"));
    let mut sentences = BTreeMap::new();
    for entry in crates.chain([repository().join("src")]).flat_map(WalkDir::new) {
        let path = entry.unwrap().into_path();
        if path.extension().is_some_and(|extension| extension == "rs") {
            let name = path.strip_prefix(repository()).unwrap().to_str().unwrap().to_owned();
            sentences.insert(name, sentences_of(&fs::read_to_string(&path).unwrap()));
        }
    }
    sentences
}

/// Returns the sentences of a source file, in their order, except those of unit tests.
fn sentences_of(source: &str) -> Vec<String> {
    let mut sentences = Sentences(vec![]);
    sentences.visit_file(&syn::parse_file(source).unwrap());
    sentences.0
}

/// The sentences of a source file.
struct Sentences(Vec<String>);

impl Sentences {
    /// Adds the sentences among the tokens of a call of a macro, and those of calls inside it.
    fn add(&mut self, name: &Ident, tokens: Cursor<'_>) {
        let literals = literals(tokens);
        if name == "message" {
            self.0.extend(literals.into_iter().take(1));
        } else if name == "plural" {
            // The number before the sentences may be any expression.
            let number = literals.len().saturating_sub(2);
            self.0.extend(literals.into_iter().skip(number));
        }
        self.scan(tokens);
    }

    /// Adds the sentences of calls among some tokens.
    fn scan(&mut self, mut tokens: Cursor<'_>) {
        while let Some((_, rest)) = tokens.token_tree() {
            tokens = match call(tokens) {
                Some((name, inner, after)) => {
                    self.add(&name, inner);
                    after
                }
                None => {
                    if let Some((inner, ..)) = tokens.any_group() {
                        self.scan(inner);
                    }
                    rest
                }
            };
        }
    }
}

impl<'ast> Visit<'ast> for Sentences {
    fn visit_item_mod(&mut self, module: &'ast ItemMod) {
        if !is_test(&module.attrs) {
            visit::visit_item_mod(self, module);
        }
    }

    fn visit_macro(&mut self, call: &'ast Macro) {
        let name = &call.path.segments.last().unwrap().ident;
        self.add(name, TokenBuffer::new2(call.tokens.clone()).begin());
    }

    fn visit_meta_list(&mut self, attribute: &'ast MetaList) {
        self.scan(TokenBuffer::new2(attribute.tokens.clone()).begin());
    }
}

/// Returns the call of a macro at the beginning of tokens: its name, the tokens in it and those
/// after it.
fn call(tokens: Cursor<'_>) -> Option<(Ident, Cursor<'_>, Cursor<'_>)> {
    let (name, rest) = tokens.ident()?;
    let (_, rest) = rest.punct().filter(|(punct, _)| punct.as_char() == '!')?;
    let (inner, _, _, after) = rest.any_group()?;
    Some((name, inner, after))
}

/// Returns the texts among some tokens, but not those inside brackets.
fn literals(mut tokens: Cursor<'_>) -> Vec<String> {
    let mut texts = Vec::new();
    while let Some((_, rest)) = tokens.token_tree() {
        if let Some((literal, _)) = tokens.literal()
            && let Lit::Str(text) = Lit::new(literal)
        {
            texts.push(text.value());
        }
        tokens = rest;
    }
    texts
}

/// Returns whether an item is for tests only, on some system or all.
fn is_test(attributes: &[Attribute]) -> bool {
    attributes.iter().any(|attribute| {
        let Ok(list) = attribute.meta.require_list() else { return false };
        let condition = list.tokens.to_string();
        list.path.is_ident("cfg") && (condition == "test" || condition.starts_with("all (test"))
    })
}
