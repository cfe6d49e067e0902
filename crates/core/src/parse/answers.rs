//! Answers of the directory to look-ups of ids and names, in enough detail to detect changes.

use std::collections::BTreeMap;
use std::hash::Hash;

use super::directory::Directory;
use super::registry::{Registry, form_key};
use crate::fingerprint::Fingerprint;
use crate::model::{File, Slug};

/// An id or a name looked up in a file of the directory. It is stored as a number to save space,
/// because the build state contains many of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct LookupKey(pub u64);

impl LookupKey {
    /// Creates the key for a text that is looked up in one of the files.
    pub fn new(file: File, text: &str) -> Self {
        Self(Fingerprint::of_value(&(file, text)).short())
    }
}

/// The directory's answer to a look-up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// The file that contains the entry.
    pub file: File,
    /// The id of the entry, or of the first entry if several share the name.
    pub id: Slug,
    /// A fingerprint of all matching entries.
    pub fingerprint: Fingerprint,
}

/// All answers of the directory. Other look-ups find nothing.
pub type Answers = BTreeMap<LookupKey, Answer>;

impl Directory {
    /// Returns all answers of the directory.
    pub fn answers(&self) -> Answers {
        let mut answers = Answers::new();
        add(&self.people, File::People, &mut answers);
        add(&self.organisations, File::Organisations, &mut answers);
        answers
    }
}

fn add<T: Hash>(registry: &Registry<T>, file: File, answers: &mut Answers) {
    let names = registry.ids().chain(registry.names());
    let names = names.map(|text| (text.to_owned(), registry.find(text).collect::<Vec<_>>()));
    let forms = registry.forms().map(|(form, found)| (form_key(form), found));
    for (text, found) in names.chain(forms) {
        let Some(first) = found.first() else { continue };
        let said: Vec<_> = found.iter().map(|entry| (&entry.id, &*entry.value)).collect();
        let fingerprint = Fingerprint::of_value(&said);
        let answer = Answer { file, id: first.id.clone(), fingerprint };
        answers.insert(LookupKey::new(file, &text), answer);
    }
}
