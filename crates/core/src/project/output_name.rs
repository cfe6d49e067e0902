//! The names of output files: a pattern such as `{id}-{template}.pdf`. If there are several
//! languages, a name includes its own. A document in another format has the file extension of
//! that format.

use std::path::{Path, PathBuf};
use std::str::FromStr;

use super::Format;
use super::file_name::{flaw, flaw_of_char};
use crate::message::{Message, message};
use crate::model::{Language, Slug};
use crate::spelling::nearest;

/// A pattern that gives every document a path inside the output folder.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct OutputName(Vec<Piece>);

#[derive(Debug, Clone, PartialEq, Eq, Hash)]
enum Piece {
    Words(String),
    Id,
    Template,
    Language,
}

/// The pieces of a pattern.
const PIECES: [&str; 3] = ["id", "template", "language"];

/// An error in a pattern.
#[derive(Debug, PartialEq, Eq)]
pub struct PatternProblem {
    /// The invalid part of the pattern.
    pub excerpt: String,
    /// The problem.
    pub message: Message,
    /// The suggested fix.
    pub hint: Message,
}

impl Default for OutputName {
    fn default() -> Self {
        Self(vec![Piece::Id, Piece::Words("-".into()), Piece::Template])
    }
}

impl FromStr for OutputName {
    type Err = PatternProblem;

    /// Parses a pattern. Rejects a pattern that has an unknown placeholder, leaves the output
    /// folder, gives two records the same name, gives names that some system refuses, or does
    /// not end as documents in the default format do.
    fn from_str(pattern: &str) -> Result<Self, Self::Err> {
        let example =
            || message!("write a name such as {pattern}", pattern = Self::default_pattern());
        let (mut pieces, rest) = pieces(pattern)?;
        if let Some((char, flaw)) = pattern.chars().find_map(|c| Some((c, flaw_of_char(c)?))) {
            return problem(&char.to_string(), flaw, message!("use letters, digits and hyphens"));
        }
        let ending = ending();
        let end = rest.strip_suffix(&ending).filter(|_| Path::new(pattern).extension().is_some());
        let Some(end) = end else {
            let message = message!("the name of a document must end in `{ending}`");
            return problem(pattern, message, example());
        };
        pieces.push(Piece::Words(end.into()));
        if !pieces.contains(&Piece::Id) {
            let message = message!("all documents would have the same name");
            return problem(pattern, message, message!("put {{id}} into the name"));
        }
        let name = Self(pieces);
        match name.flaw(pattern) {
            Some(flaw) => {
                let message = message!("documents cannot have this name: {flaw}");
                problem(pattern, message, example())
            }
            None => Ok(name),
        }
    }
}

/// Splits a pattern into pieces, up to its last placeholder; also returns the rest.
fn pieces(pattern: &str) -> Result<(Vec<Piece>, &str), PatternProblem> {
    let mut pieces = Vec::new();
    let mut rest = pattern;
    while let Some(open) = rest.find(['{', '}']) {
        let Some(close) = rest[open..].find('}').map(|i| open + i).filter(|i| *i > open) else {
            let message = message!("this curly bracket has no partner");
            let hint = message!("write {{id}}, {{template}} or {{language}}");
            return problem(&rest[open..], message, hint);
        };
        pieces.push(Piece::Words(rest[..open].into()));
        let name = &rest[open + 1..close];
        pieces.push(match name {
            "id" => Piece::Id,
            "template" => Piece::Template,
            "language" => Piece::Language,
            _ => {
                let hint = match nearest(name, PIECES) {
                    Some(near) => message!("did you mean `{{{near}}}`?"),
                    None => message!("use {{id}}, {{template}} or {{language}}"),
                };
                let message = message!("there is no placeholder `{{{name}}}`");
                return problem(&rest[open..=close], message, hint);
            }
        });
        rest = &rest[close + 1..];
    }
    Ok((pieces, rest))
}

fn problem<T>(excerpt: &str, message: Message, hint: Message) -> Result<T, PatternProblem> {
    Err(PatternProblem { excerpt: excerpt.into(), message, hint })
}

/// Returns the ending of every pattern. It is replaced by the file extension of each document's
/// format.
fn ending() -> String {
    format!(".{}", Format::DEFAULT.extension())
}

impl OutputName {
    /// Returns the pattern of projects that choose none.
    pub fn default_pattern() -> String {
        format!("{{id}}-{{template}}{}", ending())
    }

    /// Returns the path of a document inside the output folder, with the file extension of its
    /// format. A language is inserted where the pattern has its placeholder, or else at the end.
    /// Without a language, the hyphen before the placeholder is removed, too.
    pub fn path(
        &self,
        id: &Slug,
        template: &Slug,
        language: Option<&Language>,
        format: Format,
    ) -> PathBuf {
        let mut name = String::new();
        for piece in &self.0 {
            match (piece, language) {
                (Piece::Words(words), _) => name.push_str(words),
                (Piece::Id, _) => name.push_str(id.as_str()),
                (Piece::Template, _) => name.push_str(template.as_str()),
                (Piece::Language, Some(language)) => name.push_str(&language.to_string()),
                (Piece::Language, None) => {
                    name.truncate(name.trim_end_matches(['-', '_', '.', '/']).len());
                }
            }
        }
        if let Some(language) = language.filter(|_| !self.0.contains(&Piece::Language)) {
            name = format!("{name}-{language}");
        }
        name = format!("{name}.{}", format.extension());
        // Without a language, there is no folder for it either.
        PathBuf::from(name.trim_start_matches(['-', '_', '/']))
    }

    /// Returns what is wrong with the names that a pattern gives, whatever the record and the
    /// template.
    fn flaw(&self, pattern: &str) -> Option<Message> {
        // These are removed from the names of documents, and so would not be noticed in them.
        if pattern.starts_with(['/', '-']) {
            return flaw(Path::new(pattern));
        }
        let id = Slug::suggest("id")?;
        let languages = [None, Some(Language::english())];
        languages
            .iter()
            .find_map(|language| flaw(&self.path(&id, &id, language.as_ref(), Format::DEFAULT)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_name_documents() {
        let [id, template] = ["forum", "report"].map(|id| id.parse::<Slug>().unwrap());
        let path = |name: OutputName| name.path(&id, &template, None, Format::Pdf);
        assert_eq!(path(OutputName::default()), Path::new("forum-report.pdf"));
        let default: OutputName = OutputName::default_pattern().parse().unwrap();
        assert_eq!(path(default), Path::new("forum-report.pdf"));
        let name = "{template}/{id}.pdf".parse().unwrap();
        assert_eq!(path(name), Path::new("report/forum.pdf"));
    }

    #[test]
    fn names_carry_the_language_if_there_are_several() {
        let [id, template] = ["forum", "report"].map(|id| id.parse::<Slug>().unwrap());
        let chinese: Language = "zh-Hans".parse().unwrap();
        for (pattern, alone, among) in [
            ("{id}-{template}.pdf", "forum-report.pdf", "forum-report-zh-Hans.pdf"),
            ("{id}-{language}.pdf", "forum.pdf", "forum-zh-Hans.pdf"),
            ("{language}/{id}.pdf", "forum.pdf", "zh-Hans/forum.pdf"),
        ] {
            let name: OutputName = pattern.parse().unwrap();
            let path = |language| name.path(&id, &template, language, Format::Pdf);
            assert_eq!(path(None), Path::new(alone), "{pattern}");
            assert_eq!(path(Some(&chinese)), Path::new(among), "{pattern}");
            let other = name.path(&id, &template, Some(&chinese), Format::Calendar);
            assert_eq!(other, Path::new(among).with_extension("ics"), "{pattern}");
        }
    }

    #[test]
    fn patterns_that_would_do_harm_are_refused() {
        let long = format!("{{id}}{}.pdf", "a".repeat(250));
        for bad in [
            "../{id}.pdf",
            "a/../{id}.pdf",
            "{language}../{id}.pdf",
            "/{id}.pdf",
            "{id}",
            "a.pdf",
            "{idd}.pdf",
            "{id.pdf",
            "}{id}.pdf",
            "",
            "CON/{id}.pdf",
            "{template}./{id}.pdf",
            "{id}?.pdf",
            " {id}.pdf",
            "-{id}.pdf",
            "reports/ {id}.pdf",
            "reports/-{id}.pdf",
            "{id}\u{1b}.pdf",
            &long,
        ] {
            assert!(bad.parse::<OutputName>().is_err(), "{bad}");
        }
        let problem = "{idd}.pdf".parse::<OutputName>().unwrap_err();
        assert_eq!(problem.hint, "did you mean `{id}`?");
    }
}
