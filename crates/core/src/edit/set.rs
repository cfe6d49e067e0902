//! Values set: in place, part by part, or anew.

use super::patch::Patch;
use super::retouch::retouched;
use super::strings::Quotes;
use super::work::Work;
use super::write::{fit, like};
use super::{TomlValue, Unwritable};
use crate::key_path::{KeyPath, Step};

impl Work<'_> {
    /// Sets a value.
    pub(super) fn set(&mut self, path: &KeyPath, value: TomlValue) -> Result<(), Unwritable> {
        let Some(old) = self.tree.get(path.steps()) else { return self.create(path, fit(value)) };
        let value = match (&value, old) {
            (TomlValue::String(text), TomlValue::String(_)) => {
                let layout = self.layout()?;
                let found = layout.find(path);
                let quotes = found.part().and_then(|part| Quotes::of(layout.raw(&part.span)));
                TomlValue::String(quotes.unwrap_or(Quotes::Basic).fit(text))
            }
            _ => value,
        };
        if *old == value {
            return Ok(());
        }
        let mut attempt = self.clone();
        let is_done = match (old.clone(), &value) {
            (TomlValue::Table(old), TomlValue::Table(new)) => attempt.set_entries(path, &old, new),
            (TomlValue::Array(old), TomlValue::Array(new)) if !new.is_empty() => {
                attempt.set_items(path, &old, new)
            }
            _ => Err(Unwritable::at(path)),
        };
        if is_done.is_ok() && attempt.tree.get(path.steps()).is_some() {
            *self = attempt;
            return Ok(());
        }
        let is_text = matches!((&value, old), (TomlValue::String(_), TomlValue::String(_)));
        self.replace(path, if is_text { value } else { fit(value) })
    }

    fn set_entries(
        &mut self,
        path: &KeyPath,
        old: &[(String, TomlValue)],
        new: &[(String, TomlValue)],
    ) -> Result<(), Unwritable> {
        for (key, value) in new {
            self.set(&path.clone().key(key), value.clone())?;
        }
        for (key, _) in old {
            if new.iter().all(|(own, _)| own != key) {
                self.take(&path.clone().key(key))?;
            }
        }
        Ok(())
    }

    fn set_items(
        &mut self,
        path: &KeyPath,
        old: &[TomlValue],
        new: &[TomlValue],
    ) -> Result<(), Unwritable> {
        let common = old.iter().zip(new).take_while(|(old, new)| is_same(old, new)).count();
        let (old, new) = (&old[common..], &new[common..]);
        let same =
            old.iter().rev().zip(new.iter().rev()).take_while(|(old, new)| is_same(old, new));
        let same = same.count();
        let (old, new) = (&old[..old.len() - same], &new[..new.len() - same]);
        for (at, value) in new.iter().enumerate() {
            if at < old.len() {
                self.set(&path.clone().index(common + at), value.clone())?;
            } else {
                self.insert(path, common + at, fit(value.clone()))?;
            }
        }
        for at in (new.len()..old.len()).rev() {
            self.take(&path.clone().index(common + at))?;
        }
        Ok(())
    }

    /// Writes a value over another, whatever it was.
    fn replace(&mut self, path: &KeyPath, value: TomlValue) -> Result<(), Unwritable> {
        let layout = self.layout()?;
        if let Some(part) = layout.find(path).part() {
            let (old, line_end) = (layout.raw(&part.span), layout.line_end());
            let kept = match &value {
                TomlValue::String(text) => retouched(old, text, line_end),
                _ => None,
            };
            let written = [kept, Some(like(old, &value, line_end))].into_iter().flatten();
            let ways: Vec<_> = written
                .map(|written| Patch::default().replace(part.span.clone(), written))
                .collect();
            let mut expected = self.tree.clone();
            expected.put(path.steps(), value).ok_or_else(|| Unwritable::at(path))?;
            return self.commit(path, expected, ways);
        }
        if !matches!(path.steps().last(), Some(Step::Key(_))) {
            return Err(Unwritable::at(path));
        }
        let mut attempt = self.clone();
        attempt.take(path)?;
        attempt.create(path, value)?;
        *self = attempt;
        Ok(())
    }

    /// Creates a value, and what is missing on the way to it.
    pub(super) fn create(
        &mut self,
        path: &KeyPath,
        mut value: TomlValue,
    ) -> Result<(), Unwritable> {
        let steps = path.steps();
        let known =
            (0..steps.len()).rev().find(|length| self.tree.get(&steps[..*length]).is_some());
        let known = known.ok_or_else(|| Unwritable::at(path))?;
        for step in steps[known + 1..].iter().rev() {
            value = match step {
                Step::Key(key) => TomlValue::Table(vec![(key.clone(), value)]),
                Step::Index(0) => TomlValue::Array(vec![value]),
                Step::Index(_) => return Err(Unwritable::at(path)),
            };
        }
        let parent = KeyPath::from(steps[..known].to_vec());
        match &steps[known] {
            Step::Key(key) => self.add(&parent, key, &value),
            Step::Index(index) => self.insert(&parent, *index, value),
        }
    }
}

/// Returns whether a value is meant to be another, which may end with the line break that closing
/// quotation marks on a line of their own stand behind.
fn is_same(old: &TomlValue, new: &TomlValue) -> bool {
    match (old, new) {
        (TomlValue::String(old), TomlValue::String(new)) => {
            old == new || old.strip_suffix('\n') == Some(new)
        }
        _ => old == new || *old == fit(new.clone()),
    }
}
