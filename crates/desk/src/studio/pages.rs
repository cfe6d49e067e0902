//! The pages of documents: laid out, shown, and mapped to the values of their records.

use std::sync::Arc;
use std::time::Duration;

use byline_build::{Composed, Preview};
use byline_core::key_path::{KeyPath, Outline, Step};
use byline_core::model::Slug;
use byline_core::source::Source;
use byline_render::compose::Care;
use byline_render::locate::PageMap;
use typst::utils::hash128;
use typst_layout::PagedDocument;

use super::{MAX_SHOWN, MEMORY, Shown, ShownPage, Studio, Unknown};
use crate::appearance::appearance;
use crate::buffer::{Buffer, Safety};
use crate::finding::Finding;
use crate::news::News;
use crate::offsets::Offsets;
use crate::trial::{self, Trial};
use crate::view::{At, Box, PageRef, Sought, Spot, View, ViewKey};

/// How long nobody has to have typed before a document is laid out exactly.
const PAUSE: Duration = Duration::from_millis(700);

impl Studio {
    /// Lays out a view, and returns its pages and findings. A record with errors keeps the pages
    /// that could be laid out last.
    pub(crate) fn view(&mut self, key: &ViewKey) -> Result<View, Unknown> {
        // Once the answer is on its way.
        self.workshop.send_to_background(|_| typst::comemo::evict(MEMORY));
        if let Some(view) = self.trial_of(key)? {
            return Ok(view);
        }
        let session = self.session.as_ref().map_err(|_| Unknown)?;
        let record = self.record(&key.record).ok_or(Unknown)?;
        let language = key.language.as_ref();
        let preview = session.preview(record, &key.template, language, Care::Quick);
        let Preview { composed, findings, .. } = preview.ok_or(Unknown)?;
        let all = findings.iter().chain(&self.trouble);
        let mut findings: Vec<_> = all.map(|finding| self.finding(finding)).collect();
        // The most important first, and in the order of the file.
        findings.sort_by_key(Finding::rank);
        let laid_out = composed.filter(|composed| composed.document.is_some());
        let is_current = laid_out.is_some();
        if let Some(composed) = laid_out {
            if !composed.is_exact {
                self.lay_out_exactly_later(key);
            }
            self.show(key, composed);
        }
        let pages = self.pages_of(key);
        Ok(View { is_current, is_on_trial: false, pages, findings })
    }

    /// Has a view laid out exactly as a build does, once nobody has typed for a while.
    fn lay_out_exactly_later(&self, key: &ViewKey) {
        let (key, state, workshop) = (key.clone(), self.state, self.workshop.clone());
        self.setting.runtime.spawn(async move {
            tokio::time::sleep(PAUSE).await;
            workshop.send_to_background(move |studio| {
                if studio.state == state {
                    studio.lay_out_exactly(&key);
                }
            });
        });
    }

    /// Lays out a view exactly, and tells if it looks different. Gives up if there is something
    /// else to do, and tries again later.
    fn lay_out_exactly(&mut self, key: &ViewKey) -> Option<()> {
        let session = self.session.as_ref().ok()?;
        let record = self.record(&key.record)?;
        let workshop = &self.workshop;
        let gives_up = || workshop.is_wanted();
        let language = key.language.as_ref();
        let care = Care::Patient(&gives_up);
        let composed = session.preview(record, &key.template, language, care)?.composed;
        let Some(composed) = composed else {
            self.lay_out_exactly_later(key);
            return None;
        };
        let shown = self.shown.get(key)?;
        let had_findings = composed.findings == shown.composed.findings;
        let pages = self.pages_of(key);
        self.show(key, composed);
        if !had_findings || pages != self.pages_of(key) {
            let _ = self.setting.news.send(News::Changed);
        }
        Some(())
    }

    /// Returns the view as it was before, while a document with a template of the project's own is
    /// on trial or has failed it.
    fn trial_of(&mut self, key: &ViewKey) -> Result<Option<View>, Unknown> {
        let session = self.session.as_ref().map_err(|_| Unknown)?;
        let of_project = |name: &Slug| {
            session.templates.iter().any(|one| one.name == *name && one.is_of_project())
        };
        if !of_project(&key.template) {
            return Ok(None);
        }
        let record = self.record(&key.record).ok_or(Unknown)?;
        // What is wrong with the record is known without the template.
        let read = session.findings_of(record, &session.read(record));
        let all = read.iter().chain(&self.trouble);
        let mut findings: Vec<_> = all.map(|finding| self.finding(finding)).collect();
        findings.sort_by_key(Finding::rank);
        // The other process reads what is on the disk.
        let is_saved = |buffer: &Buffer| buffer.safety() == Safety::Saved;
        let mut is_on_trial = true;
        if self.buffers.get(&record.name).is_none_or(is_saved) {
            match self.trials.of(key, self.state) {
                Some(Trial::Passed) => return Ok(None),
                Some(Trial::Running(None)) => {}
                Some(Trial::Running(Some(said)) | Trial::Stopped(said)) => {
                    findings.insert(0, Finding::of_template(said));
                    is_on_trial = false;
                }
                None => self.start_trial(key),
            }
        }
        let pages = self.pages_of(key);
        Ok(Some(View { is_current: false, is_on_trial, pages, findings }))
    }

    fn start_trial(&self, key: &ViewKey) {
        let (key, state) = (key.clone(), self.state);
        let (program, workshop) = (Arc::clone(&self.setting.program), self.workshop.clone());
        std::thread::spawn(move || {
            let trial = trial::run(&key, &program);
            let trial = trial.unwrap_or_else(|error| Trial::Stopped(error.to_string()));
            workshop.send(move |studio| {
                studio.trials.finish(key, state, trial);
                let _ = studio.setting.news.send(News::Changed);
            });
        });
    }

    /// Returns the pages that a view showed last.
    fn pages_of(&self, key: &ViewKey) -> Vec<PageRef> {
        let pages = self.shown.get(key).into_iter().flat_map(|shown| &shown.pages);
        pages.map(|page| page.shown.clone()).collect()
    }

    fn show(&mut self, key: &ViewKey, composed: Arc<Composed>) {
        let same = |shown: &Shown| Arc::ptr_eq(&shown.composed, &composed);
        if self.shown.get(key).is_some_and(same) {
            return;
        }
        let before = self.shown.remove(key);
        let pages = composed.document.iter().flat_map(PagedDocument::pages).map(|page| {
            // Most pages are the same as before, and Typst knows their hashes.
            let hash = hash128(page);
            let known = before.iter().flat_map(|shown| &shown.pages).find(|old| old.hash == hash);
            let picture = known.map_or_else(|| appearance(page), |old| old.shown.picture);
            self.setting.pages.add(picture, page);
            let size = page.frame.size();
            let shown = PageRef { picture, width: size.x.to_pt(), height: size.y.to_pt() };
            ShownPage { hash, shown }
        });
        let pages = pages.collect();
        if self.shown.len() >= MAX_SHOWN {
            self.shown.clear();
        }
        self.shown.insert(key.clone(), Shown { composed, pages, map: None });
    }

    /// Returns the first page of a record's first document.
    pub(crate) fn first_page(&mut self, id: &Slug) -> Option<PageRef> {
        let (views, _) = self.contents(id)?;
        let (template, language) = views.into_iter().next()?;
        let key = ViewKey { record: id.clone(), template, language };
        self.view(&key).ok()?.pages.into_iter().next()
    }

    /// Returns what is printed at a position of a page, in points from its top left corner.
    pub(crate) fn at(&mut self, key: &ViewKey, page: usize, x: f64, y: f64) -> Option<At> {
        let map = self.map(key)?;
        let located = map.at(page, x, y)?;
        let source = &located.place.source;
        let range = located.place.range.clone();
        let caret = located.word.as_ref().and_then(|word| word.find_in(&located.place));
        let offsets = Offsets::of(source.text());
        let reference = located.reference.map(|(place, path)| Spot {
            file: place.source.name().to_owned(),
            key: path.to_string(),
            start: Offsets::of(place.source.text()).utf16(place.range.start),
            end: Offsets::of(place.source.text()).utf16(place.range.end),
        });
        Some(At {
            spot: Spot {
                file: source.name().to_owned(),
                key: located.path.to_string(),
                start: offsets.utf16(range.start),
                end: offsets.utf16(range.end),
            },
            caret: offsets.utf16(caret.unwrap_or(range.start)),
            reference,
        })
    }

    /// Returns where a view prints a value of a file.
    pub(crate) fn places(
        &mut self,
        key: &ViewKey,
        file: &str,
        sought: &Sought,
    ) -> Option<Vec<Box>> {
        let text = self.buffers.get(file)?.text().to_owned();
        let path = match sought {
            Sought::Offset(offset) => {
                let offset = Offsets::of(&text).byte(*offset);
                let source = Source::new(file, text);
                source.outline().path_at(&(offset..offset))?.clone()
            }
            Sought::Path(path) => as_written(path, Source::new(file, text).outline()),
        };
        let map = self.map(key)?;
        Some(map.rectangles(file, &path).into_iter().map(Box::from).collect())
    }

    /// Returns the map of the pages that a view shows.
    fn map(&mut self, key: &ViewKey) -> Option<Arc<PageMap>> {
        let shown = self.shown.get_mut(key)?;
        if shown.map.is_none() {
            shown.map = shown.composed.page_map().map(Arc::new);
        }
        shown.map.clone()
    }
}

/// Returns a path of a form as the path of the same value in a file. In a form, whatever may be a
/// list is one; in a file, a single value may stand without.
fn as_written(path: &KeyPath, outline: &Outline) -> KeyPath {
    path.steps().iter().fold(KeyPath::default(), |written, step| match step {
        Step::Key(key) => written.key(key),
        Step::Index(index) => {
            let item = written.clone().index(*index);
            if *index == 0 && outline.get(&item).is_none() { written } else { item }
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_single_value_without_a_list_is_found_by_the_path_of_a_form() {
        let outline = Outline::of(
            "venue = { name = 'Hall' }\nhost = ['a', 'b']\n[[programme]]\ntitle = 'A'\n",
        );
        let written = |path: &str| as_written(&path.parse().unwrap(), &outline).to_string();
        assert_eq!(written("venue[0].name"), "venue.name");
        assert_eq!(written("host[0]"), "host[0]");
        assert_eq!(written("programme[0].title"), "programme[0].title");
        assert_eq!(written("host[7]"), "host[7]");
    }
}
