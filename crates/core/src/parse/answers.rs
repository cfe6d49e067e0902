//! What the directory answers to whoever looks up an id or a name: enough to tell whether
//! it would still answer the same.

use std::collections::BTreeMap;
use std::hash::Hash;

use super::directory::Directory;
use super::registry::Registry;
use crate::fingerprint::Fingerprint;
use crate::model::{File, Slug};

/// An id or a name that is looked up in a file of the directory, in a number: a state has
/// many of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct LookupKey(pub u64);

impl LookupKey {
    /// The key of a text that is looked up in one of the files.
    pub fn new(file: File, text: &str) -> Self {
        Self(Fingerprint::of_value(&(file, text)).short())
    }
}

/// What the directory answers to a look-up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// The file with the entry.
    pub file: File,
    /// The entry; the first, if several bear a name.
    pub id: Slug,
    /// All that they say.
    pub fingerprint: Fingerprint,
}

/// Every answer that the directory can give. To all other look-ups it has none.
pub type Answers = BTreeMap<LookupKey, Answer>;

impl Directory {
    /// Every answer that it can give.
    pub fn answers(&self) -> Answers {
        let mut answers = Answers::new();
        add(&self.people, File::People, &mut answers);
        add(&self.organisations, File::Organisations, &mut answers);
        answers
    }
}

fn add<T: Hash>(registry: &Registry<T>, file: File, answers: &mut Answers) {
    for text in registry.ids().chain(registry.names()) {
        let found = registry.find(text);
        let Some(first) = found.first() else { continue };
        let said: Vec<_> = found.iter().map(|entry| (&entry.id, &*entry.value)).collect();
        let fingerprint = Fingerprint::of_value(&said);
        let answer = Answer { file, id: first.id.clone(), fingerprint };
        answers.insert(LookupKey::new(file, text), answer);
    }
}
