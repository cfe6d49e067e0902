//! How documents are called: a pattern such as `{id}-{template}.pdf`.

use std::path::{Component, Path, PathBuf};

use crate::event::Slug;
use crate::spelling::nearest;

/// A pattern that gives every document a path inside the output folder.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct OutputName(Vec<Piece>);

#[derive(Debug, Clone, PartialEq, Eq, Hash)]
enum Piece {
    Words(String),
    Id,
    Template,
}

/// What is wrong with a pattern.
#[derive(Debug, PartialEq, Eq)]
pub struct PatternProblem {
    /// The part of the pattern in question.
    pub excerpt: String,
    /// What is wrong with it.
    pub message: String,
    /// What to do about it.
    pub hint: String,
}

impl Default for OutputName {
    fn default() -> Self {
        let words = |words: &str| Piece::Words(words.into());
        Self(vec![Piece::Id, words("-"), Piece::Template, words(".pdf")])
    }
}

impl OutputName {
    /// Reads a pattern.
    ///
    /// # Errors
    /// When it names something unknown, leaves the output folder, would call two
    /// records the same, or does not end in `.pdf`.
    pub fn parse(pattern: &str) -> Result<Self, PatternProblem> {
        let problem = |excerpt: &str, message: String, hint: &str| {
            Err(PatternProblem { excerpt: excerpt.into(), message, hint: hint.into() })
        };
        let mut pieces = Vec::new();
        let mut rest = pattern;
        while let Some(open) = rest.find(['{', '}']) {
            let Some(close) = rest[open..].find('}').map(|i| open + i).filter(|i| *i > open) else {
                return problem(
                    &rest[open..],
                    "a curly bracket stands alone here".into(),
                    "write {id} or {template}",
                );
            };
            pieces.push(Piece::Words(rest[..open].into()));
            let name = &rest[open + 1..close];
            pieces.push(match name {
                "id" => Piece::Id,
                "template" => Piece::Template,
                _ => {
                    let hint = match nearest(name, ["id", "template"]) {
                        Some(near) => format!("did you mean `{{{near}}}`?"),
                        None => "a name is made of {id} and {template}".into(),
                    };
                    return problem(
                        &rest[open..=close],
                        format!("there is no `{{{name}}}`"),
                        &hint,
                    );
                }
            });
            rest = &rest[close + 1..];
        }
        pieces.push(Piece::Words(rest.into()));

        let inside =
            Path::new(pattern).components().all(|part| matches!(part, Component::Normal(_)));
        if !inside || pattern.contains(['\\', ':', '\0']) {
            return problem(
                pattern,
                "documents stay in the output folder".into(),
                "write a name such as {id}-{template}.pdf",
            );
        }
        if Path::new(pattern).extension().is_none_or(|extension| extension != "pdf") {
            return problem(
                pattern,
                "a document's name ends in `.pdf`".into(),
                "write a name such as {id}-{template}.pdf",
            );
        }
        if !pieces.contains(&Piece::Id) {
            return problem(
                pattern,
                "all records would have the same name".into(),
                "put {id} into the name",
            );
        }
        Ok(Self(pieces))
    }

    /// The path of a document inside the output folder.
    pub fn path(&self, id: &Slug, template: &Slug) -> PathBuf {
        let pieces = self.0.iter().map(|piece| match piece {
            Piece::Words(words) => words.as_str(),
            Piece::Id => id.as_str(),
            Piece::Template => template.as_str(),
        });
        PathBuf::from(pieces.collect::<String>())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_name_documents() {
        let (id, template) = (Slug::new("forum").unwrap(), Slug::new("report").unwrap());
        let path = |name: OutputName| name.path(&id, &template);
        assert_eq!(path(OutputName::default()), Path::new("forum-report.pdf"));
        let name = OutputName::parse("{template}/{id}.pdf").unwrap();
        assert_eq!(path(name), Path::new("report/forum.pdf"));
    }

    #[test]
    fn patterns_that_would_do_harm_are_refused() {
        for bad in
            ["../{id}.pdf", "/{id}.pdf", "{id}", "a.pdf", "{idd}.pdf", "{id.pdf", "}{id}.pdf", ""]
        {
            assert!(OutputName::parse(bad).is_err(), "{bad}");
        }
        assert!(OutputName::parse("{idd}.pdf").unwrap_err().hint.contains("`{id}`"));
    }
}
