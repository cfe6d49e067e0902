//! Patterns: texts with placeholders, which are names in braces.

/// A part of a pattern.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PatternPart<'p> {
    /// Words that are printed as they are.
    Words(&'p str),
    /// A placeholder: the name of a value.
    Placeholder(&'p str),
}

/// Splits a pattern into its parts. A brace that is written twice is one of the text, and so is a
/// brace that is not closed.
pub fn parse_pattern(pattern: &str) -> Vec<PatternPart<'_>> {
    let mut parts = Vec::new();
    let mut rest = pattern;
    while let Some(at) = rest.find(['{', '}']) {
        let (before, after) = rest.split_at(at + 1);
        let (words, brace) = before.split_at(at);
        if let Some(behind) = after.strip_prefix(brace) {
            parts.push(PatternPart::Words(before));
            rest = behind;
            continue;
        }
        let closed = after.split_once('}').filter(|_| brace == "{");
        let Some((name, behind)) = closed else {
            parts.push(PatternPart::Words(before));
            rest = after;
            continue;
        };
        parts.extend([PatternPart::Words(words), PatternPart::Placeholder(name)]);
        rest = behind;
    }
    parts.push(PatternPart::Words(rest));
    parts.retain(|part| *part != PatternPart::Words(""));
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_have_words_and_placeholders() {
        use PatternPart::{Placeholder, Words};
        assert_eq!(
            parse_pattern("{a} of {b}"),
            [Placeholder("a"), Words(" of "), Placeholder("b")]
        );
        assert_eq!(parse_pattern("{{id}}.pdf"), [Words("{"), Words("id}"), Words(".pdf")]);
        assert_eq!(parse_pattern("5 { 6"), [Words("5 {"), Words(" 6")]);
    }
}
