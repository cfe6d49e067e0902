//! Entries of a record that nothing in it refers to.

use super::names::Names;
use crate::diagnostic::Code;
use crate::message::message;

impl Names<'_> {
    /// Reports entries of the record that nothing in it refers to. Until it `is_told` what happened,
    /// people wait for their place in it.
    pub(crate) fn report_unused(&mut self, is_told: bool) {
        if self.reader.broken() {
            return;
        }
        self.report_known_by_part();
        if !is_told {
            return;
        }
        // A person with a role at the event needs no other mention.
        let entries = self.people.entries().iter().filter(|entry| entry.value.roles.is_empty());
        let entries = entries.map(|entry| (&entry.value.name, &entry.id, &entry.origin));
        let organisations = self.organisations.entries().iter();
        let organisations =
            organisations.map(|entry| (&entry.value.name, &entry.id, &entry.origin));
        for (name, id, origin) in entries.chain(organisations) {
            if !self.used.contains(id) {
                let message = message!("nothing here mentions `{name}`");
                self.reader
                    .report(Code::UNUSED_ENTRY, origin.range.clone(), message)
                    .hint(message!("name them where they belong, or remove the entry"));
            }
        }
    }
}
