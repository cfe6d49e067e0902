//! Looks up the places of values that are not texts. A text knows its own place; other values are
//! found in the record by key path.

use typst::syntax::Span;

use super::numbered::Site;
use super::spot::Spot;
use super::values::Composer;
use byline_core::key_path::{KeyPath, Position, Step};
use byline_core::model::{File, Language, Organisation, Origin, Person, Photo, Slug, Text};
use byline_core::source::Place;

impl Composer<'_> {
    /// Returns the table that contains a text.
    pub(super) fn around(&self, text: &Text) -> Spot {
        self.table_of(text.origin())
    }

    /// Returns the table that contains a place.
    fn table_of(&self, origin: &Origin) -> Spot {
        let path = self.files.source(origin.file, self.story).and_then(|source| {
            let path = source.outline().path_at(&origin.range)?;
            let table = path.parent()?;
            // A text in several languages is itself a table.
            match path.steps().last() {
                Some(Step::Key(key)) if key.parse::<Language>().is_ok() => table.parent(),
                _ => Some(table),
            }
        });
        Spot(path.map(|path| (origin.file, path)))
    }

    /// Returns the entry of a photo.
    pub(super) fn of_photo(&self, photo: &Photo) -> Spot {
        let texts = [&photo.caption, &photo.credit, &photo.copyright, &photo.details.source];
        let origin = photo.picture.as_ref().map(|picture| &picture.origin);
        let text = texts.into_iter().flatten().map(Text::origin).next();
        origin.or(text).map_or(Spot(None), |origin| self.table_of(origin))
    }

    /// Returns a key of a person's entry.
    pub(super) fn of_person(&self, person: &Person, key: &str) -> Spot {
        match &person.id {
            None => self.beside(&person.name, key),
            Some(id) => self.of_entry(("people", File::People), id, key),
        }
    }

    /// Returns a key of an organisation's entry.
    pub(super) fn of_organisation(&self, organisation: &Organisation, key: &str) -> Spot {
        let entry = self.around(&organisation.name);
        let id = match &entry.0 {
            Some((File::Organisations, path)) => match path.steps() {
                [Step::Key(id)] => id.parse::<Slug>().ok(),
                _ => None,
            },
            _ => None,
        };
        match id {
            None => entry.key(key),
            Some(id) => self.of_entry(("organisations", File::Organisations), &id, key),
        }
    }

    /// Returns a key of an entry in the record or, if it is not there, in the directory.
    fn of_entry(&self, (table, file): (&str, File), id: &Slug, key: &str) -> Spot {
        let in_record = Spot::root().key(table).key(id.as_str()).key(key);
        if self.find(&in_record).is_some() {
            return in_record;
        }
        Spot(Some((file, KeyPath::default().key(id.as_str()).key(key))))
    }

    /// Returns a key of the table that contains a text.
    pub(super) fn beside(&self, text: &Text, key: &str) -> Spot {
        self.around(text).key(key)
    }

    /// Returns a composer for the entry that a value refers to. A table is not a reference: it is
    /// the entry itself.
    pub(super) fn referred_to(&self, at: &Spot) -> Self {
        let origin = self.find(at).filter(|_| !self.holds_others(at));
        self.with_reference(origin.map(|origin| self.site(&origin)))
    }

    /// Returns the span of a value, which is detached if the value is not in the file.
    pub(super) fn at(&self, spot: &Spot) -> Span {
        let plain = self.with_reference(None);
        let origin = self.find(spot);
        origin.map_or(Span::detached(), |origin| plain.span(&origin))
    }

    /// Returns whether a value is a table or a list.
    pub(super) fn holds_others(&self, spot: &Spot) -> bool {
        self.entry(spot).is_some_and(|entry| entry.holds_others)
    }

    /// Returns the place of a value; `None` if it is not in the file.
    fn find(&self, spot: &Spot) -> Option<Origin> {
        let (file, _) = spot.0.as_ref()?;
        self.entry(spot).map(|entry| Origin { file: *file, range: entry.value.clone() })
    }

    fn entry(&self, spot: &Spot) -> Option<&Position> {
        let (file, path) = spot.0.as_ref()?;
        let outline = self.files.source(*file, self.story)?.outline();
        if let Some(entry) = outline.get(path) {
            return Some(entry);
        }
        if !path.steps().contains(&Step::Index(0)) {
            return None;
        }
        let mut found = KeyPath::default();
        for step in path.steps() {
            found = match step {
                Step::Key(key) => found.key(key),
                Step::Index(index) => {
                    let item = found.clone().index(*index);
                    // A single value is shorthand for a list of one.
                    if *index == 0 && outline.get(&item).is_none() { found } else { item }
                }
            };
        }
        outline.get(&found)
    }

    /// Returns the span of a place in one of the files.
    pub(super) fn span(&self, origin: &Origin) -> Span {
        let value = self.site(origin);
        let reference = self.reference.filter(|reference| *reference != value);
        self.gathered.places.borrow_mut().number(value, reference, |site| {
            let source = self.files.source(site.file, site.story)?;
            Some(Place::new(source, site.start..site.end))
        })
    }

    fn site(&self, origin: &Origin) -> Site {
        let Origin { file, range } = origin;
        // The other files are the same for all stories.
        let is_own = matches!(file, File::Record | File::Translation(_));
        let story = self.story.filter(|_| is_own);
        Site { story, file: *file, start: range.start, end: range.end }
    }
}
