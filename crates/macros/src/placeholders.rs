//! The placeholders of a sentence.
//!
//! `byline_core::pattern` reads the same braces when byline prints a message. A procedural macro
//! cannot use that crate, which depends on it; `tests/messages.rs` compares the two readings.

use std::collections::BTreeSet;

use syn::Ident;

/// Returns the names in braces. A brace that is written twice is one of the sentence.
///
/// # Errors
/// A description of what is wrong with a brace.
pub(crate) fn placeholders(sentence: &str) -> Result<BTreeSet<String>, &'static str> {
    let mut names = BTreeSet::new();
    let mut rest = sentence;
    while let Some(at) = rest.find(['{', '}']) {
        let (brace, after) = rest[at..].split_at(1);
        if let Some(after) = after.strip_prefix(brace) {
            rest = after;
            continue;
        }
        let (name, after) = after
            .split_once('}')
            .filter(|_| brace == "{")
            .ok_or("write a brace twice: `{{`, `}}`")?;
        if syn::parse_str::<Ident>(name).is_err() {
            return Err("only a variable name can be in braces; write `{{` for a brace");
        }
        names.insert(name.to_owned());
        rest = after;
    }
    Ok(names)
}
