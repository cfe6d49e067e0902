//! Names that are short for somebody with an entry in the record.

use std::collections::BTreeSet;
use std::mem;

use super::names::{Names, only};
use crate::diagnostic::Code;
use crate::identity::personal_words;
use crate::message::message;
use crate::model::Slug;

impl Names<'_> {
    /// Reports names that are probably short for somebody with an entry, which would be printed as
    /// somebody else: "Datuk Amirah" for Amirah binti Osman, whom nothing mentions otherwise.
    pub(super) fn report_known_by_part(&mut self) {
        let parts = |name: &str| -> BTreeSet<String> {
            personal_words(name).iter().map(|word| word.to_lowercase()).collect()
        };
        let unused = self.people.entries().iter().filter(|entry| !self.used.contains(&entry.id));
        let unused: Vec<_> =
            unused.map(|entry| (entry.id.clone(), parts(entry.value.name.as_str()))).collect();
        for text in mem::take(&mut self.unknown) {
            let short = parts(text.as_str());
            let whole = |(_, name): &&(Slug, BTreeSet<String>)| short.is_subset(name);
            let Some((id, _)) = only(unused.iter().filter(whole)).filter(|_| !short.is_empty())
            else {
                continue;
            };
            self.used.insert(id.clone());
            let range = text.origin().range.clone();
            let message = message!("`{text}` is probably `{id}`");
            let hint = match self.reader.key_before(&range) {
                Some(key) => message!("write `{key} = \"{id}\"`, or describe this person too"),
                None => message!("write \"{id}\", or describe this person too"),
            };
            self.reader
                .report(Code::SIMILAR_NAME, range, message)
                .hint(hint)
                .replacing(id.as_str());
        }
    }
}
