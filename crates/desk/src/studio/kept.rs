//! Texts without a file: their file was removed or renamed while they were open at the desk, or
//! while they could not be saved. They are kept until somebody saves them again or lets them go.

use std::collections::BTreeMap;
use std::path::{Component, Path, PathBuf};

use byline_core::reader::syntax_errors;
use byline_core::source::Source;
use serde::Serialize;

use super::{Studio, Unknown};
use crate::finding::Finding;
use crate::journal::Entry;
use crate::news::News;
use crate::overview::likely_title;

/// A text without a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct KeptText {
    /// The name of the file that it had.
    file: String,
    /// The title of the record, if it can be made out.
    title: Option<String>,
}

impl Studio {
    /// Returns the texts of files that the project no longer has. One that only reads leaves them
    /// to the desk that wrote them.
    pub(crate) fn kept(&self) -> Vec<KeptText> {
        if self.setting.read_only || self.session.is_err() {
            return vec![];
        }
        let entries = self.journal.all().into_iter();
        let entries = entries.filter(|entry| !self.forgotten.contains(&entry.file));
        let mut texts: BTreeMap<_, _> =
            entries.map(|Entry { file, text, .. }| (file, text)).collect();
        let open = self.buffers.iter().filter(|(_, buffer)| buffer.is_homeless());
        texts.extend(open.map(|(name, buffer)| (name.clone(), buffer.text().to_owned())));
        let lost = texts.into_iter().filter(|(name, _)| {
            may_be_kept(Path::new(name)) && self.path_in_project(name).is_none()
        });
        lost.map(|(file, text)| KeptText { title: likely_title(&text), file }).collect()
    }

    /// Returns whether a file that is no longer there has left a text in the journal.
    pub(super) fn has_left(&self, name: &str) -> bool {
        may_be_kept(Path::new(name)) && self.unsaved_text(name).is_some()
    }

    /// Returns the text of a file in the journal. One that only reads leaves that to the desk that
    /// wrote it.
    pub(super) fn unsaved_text(&self, name: &str) -> Option<Entry> {
        let is_ours = !self.setting.read_only && !self.forgotten.contains(name);
        is_ours.then(|| self.journal.find(name)).flatten()
    }

    /// Forgets a text without a file.
    pub(super) fn let_go(&mut self, name: &str, path: PathBuf) {
        self.buffers.remove(name);
        self.forget(name);
        if let Ok(session) = &mut self.session {
            session.release(&path);
        }
        self.update(vec![path]);
        for news in [News::Gone { file: name.to_owned() }, News::Records] {
            let _ = self.setting.news.send(news);
        }
    }

    /// Returns why a text cannot be written into its file.
    pub(crate) fn errors_of(&mut self, name: &str) -> Result<Vec<Finding>, Unknown> {
        let source = Source::new(name, self.buffer(name)?.text());
        let errors = syntax_errors(&source);
        Ok(errors.iter().map(|error| self.finding(error)).collect())
    }
}

/// Returns whether a name is at most that of a record or a translation. The journal is not trusted
/// with names.
fn may_be_kept(name: &Path) -> bool {
    name.extension().is_some_and(|extension| extension == "toml")
        && ["records", "issues"].iter().any(|folder| name.starts_with(folder))
        && name.components().all(|part| matches!(part, Component::Normal(_)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_names_of_the_project_s_own_files_are_kept() {
        for name in ["records/a.toml", "records/2024/a.ms.toml", "issues/b.toml"] {
            assert!(may_be_kept(Path::new(name)), "{name}");
        }
        for name in
            ["a.toml", "records/../byline.toml", "/records/a.toml", "records/a.typ", "records", ""]
        {
            assert!(!may_be_kept(Path::new(name)), "{name}");
        }
    }
}
