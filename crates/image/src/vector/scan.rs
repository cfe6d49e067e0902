//! Checks before an SVG is parsed that parsing takes bounded time.
//!
//! The parser compares each attribute of an element with those before it, searches all prefixes
//! for each one used, and expands an entity as often as a file refers to it. None of that is a
//! problem in drawings made by people.

use std::collections::HashSet;

use byline_core::model::ArtProblem;

/// The byte order mark of UTF-8 (Unicode 16, 23.8).
pub(super) const BOM: &[u8] = "\u{feff}".as_bytes();

/// The maximum number of tags and of attributes. The parser reserves memory for all of them in
/// advance.
const MAX_MARKS: usize = 2_000_000;

/// The maximum number of attributes of an element. Drawings have up to fifty.
const MAX_ATTRIBUTES: usize = 250;

/// The maximum number of namespace declarations. Some programs repeat one on every element.
const MAX_DECLARATIONS: usize = 10_000;

/// The maximum number of declared prefixes, and their maximum length in bytes. Inkscape uses
/// seven.
const MAX_PREFIXES: usize = 100;

/// The maximum number of entities, and the maximum total size of their expansions in bytes.
/// Adobe Illustrator declares a dozen, for the addresses of namespaces.
const MAX_ENTITIES: usize = 200;
const MAX_EXPANSION: usize = 16 << 20;

/// Checks the text of an SVG.
///
/// # Errors
/// Fails if parsing it would take more time or memory than a drawing needs.
pub(super) fn scan(text: &str) -> Result<(), ArtProblem> {
    let marks = |mark: u8| text.bytes().filter(|byte| *byte == mark).count();
    if marks(b'<') > MAX_MARKS || marks(b'=') > MAX_MARKS {
        return Err(ArtProblem::TooLarge);
    }
    if text.split('<').skip(1).any(|tag| attributes(tag) > MAX_ATTRIBUTES) {
        return Err(ArtProblem::TooLarge);
    }
    namespaces(text)?;
    entities(text)
}

/// Counts the attributes of a tag. For other markup, the count may be slightly too high.
fn attributes(tag: &str) -> usize {
    let (mut quote, mut count) = (None, 0);
    for byte in tag.bytes() {
        match (quote, byte) {
            (Some(open), _) if byte == open => quote = None,
            (None, b'"' | b'\'') => quote = Some(byte),
            (None, b'>') => break,
            (None, b'=') => count += 1,
            _ => {}
        }
    }
    count
}

fn namespaces(text: &str) -> Result<(), ArtProblem> {
    let mut prefixes = HashSet::new();
    for (count, (at, name)) in text.match_indices("xmlns").enumerate() {
        let rest = &text.as_bytes()[at + name.len()..];
        let ends = |byte: &u8| byte.is_ascii_whitespace() || *byte == b'=';
        let prefix = &rest[..rest.iter().take(MAX_PREFIXES).take_while(|b| !ends(b)).count()];
        prefixes.insert(prefix);
        let too_many = count >= MAX_DECLARATIONS || prefixes.len() > MAX_PREFIXES;
        if too_many || prefix.len() == MAX_PREFIXES {
            return Err(ArtProblem::TooLarge);
        }
    }
    Ok(())
}

/// Checks that entities (XML 1.0, 4.2) contain plain text only, which limits what they expand
/// to. If they contained tags, an element would have no single position in the file.
fn entities(text: &str) -> Result<(), ArtProblem> {
    let (mut count, mut longest) = (0, 0);
    for (at, keyword) in text.match_indices("<!ENTITY") {
        count += 1;
        if count > MAX_ENTITIES {
            return Err(ArtProblem::TooLarge);
        }
        let rest = &text[at + keyword.len()..];
        let Some(open) = rest.find(['"', '\'']) else { continue };
        let (head, quote) = (&rest[..open], &rest[open..=open]);
        let value = rest[open + 1..].split(quote).next().unwrap_or_default();
        if head.split_whitespace().any(|word| matches!(word, "SYSTEM" | "PUBLIC")) {
            return Err(ArtProblem::linked(value));
        }
        if value.contains(['&', '<', '%']) {
            return Err(ArtProblem::Broken("parts of its code stand for other parts".into()));
        }
        longest = longest.max(value.len());
    }
    let references = text.bytes().filter(|byte| *byte == b'&').count();
    // Each reference is searched for among all declarations, so a declaration costs as much as a
    // byte.
    if count > 0 && references.saturating_mul(longest + count) > MAX_EXPANSION {
        return Err(ArtProblem::TooLarge);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn attributes_are_counted_outside_of_their_values() {
        assert_eq!(attributes("g a='=' b=\"'='>\">a=b"), 2);
        assert_eq!(attributes("/g>"), 0);
    }

    #[test]
    fn an_element_has_no_more_attributes_than_svg_knows() {
        let with = |count| {
            let attributes: Vec<_> = (0..count).map(|number| format!("a{number}=''")).collect();
            format!("<svg {}/>", attributes.join(" "))
        };
        assert_eq!(scan(&with(MAX_ATTRIBUTES)), Ok(()));
        assert_eq!(scan(&with(MAX_ATTRIBUTES + 1)), Err(ArtProblem::TooLarge));
    }

    #[test]
    fn prefixes_are_few() {
        let with = |count| {
            let groups = (0..count).map(|number| format!("<g xmlns:a{number}='a'>"));
            groups.collect::<Vec<_>>().concat()
        };
        assert_eq!(scan(&with(MAX_PREFIXES)), Ok(()));
        assert_eq!(scan(&with(MAX_PREFIXES + 1)), Err(ArtProblem::TooLarge));
        assert_eq!(scan(&"<g xmlns='a'>".repeat(MAX_DECLARATIONS + 1)), Err(ArtProblem::TooLarge));
    }

    #[test]
    fn entities_are_plain_and_their_expansion_is_bounded() {
        let with = |value: &str, times: usize| {
            scan(&format!("<!DOCTYPE svg [<!ENTITY a {value}>]><svg>{}", "&a;".repeat(times)))
        };
        assert_eq!(with("'http://ns.adobe.com/Extensibility/1.0/'", 50), Ok(()));
        assert_eq!(with(&format!("'{}'", "a".repeat(1 << 20)), 50), Err(ArtProblem::TooLarge));
        assert!(matches!(with("'&b;&b;'", 1), Err(ArtProblem::Broken(_))));
        assert!(matches!(with("'<g/>'", 1), Err(ArtProblem::Broken(_))));
        assert_eq!(with("SYSTEM '/etc/passwd'", 1), Err(ArtProblem::Linked("/etc/passwd".into())));
    }
}
