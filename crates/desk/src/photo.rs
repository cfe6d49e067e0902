//! What browsers are told of photos: their files, what these say themselves, and how they print.

use byline_core::fingerprint::Fingerprint;
use byline_core::message::UiLanguage;
use byline_core::model::{Form, Metadata, Original, Period, PictureProblem, Word};
use byline_core::project::{Fitness, Photos};
use byline_core::scaffold::unsaid_alt;
use byline_render::compose::PrintedPicture;
use serde::Serialize;

/// A picture that a record names, or that was just added for it.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct PhotoFile {
    /// The name, as the record writes it.
    pub(crate) file: String,
    /// What is known of it, if byline can print it.
    facts: Option<Facts>,
    /// Why it cannot be printed.
    problem: Option<PhotoProblem>,
}

/// What a record is to say of a photo that was just added: what it does not take from the file by
/// itself.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct PhotoEntry {
    file: String,
    /// A placeholder, until somebody describes it; nothing if the file has a description.
    #[serde(skip_serializing_if = "Option::is_none")]
    alt: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    people: Vec<String>,
    /// When it was taken, if that was not at the event.
    #[serde(skip_serializing_if = "Option::is_none")]
    date: Option<String>,
}

impl PhotoEntry {
    /// Returns the entry for a photo of an event at this time, as far as that is known.
    pub(crate) fn of(file: &str, metadata: &Metadata, period: Option<&Period>) -> Self {
        let is_at_event = |period: &Period| {
            let (start, end) = (period.start(), period.end().unwrap_or(period.start()));
            metadata.date.is_some_and(|date| start.date <= date && date <= end.date)
        };
        let is_elsewhen = period.is_some_and(|period| !is_at_event(period));
        Self {
            file: file.to_owned(),
            alt: metadata.alt.is_none().then(unsaid_alt),
            people: Metadata::nameable(&metadata.people).cloned().collect(),
            date: metadata.date.filter(|_| is_elsewhen).map(|date| date.to_string()),
        }
    }
}

/// Facts about a picture.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
struct Facts {
    /// In pixels; in CSS pixels for a drawing.
    width: f64,
    /// In pixels; in CSS pixels for a drawing.
    height: f64,
    /// Whether it is vector art, which is sharp at any width.
    is_drawing: bool,
    /// Another one if the file has other bytes.
    mark: Fingerprint,
    metadata: Said,
    /// How finely it is printed at each width, the widest first; nothing for a drawing.
    fitness: Vec<Fit>,
}

/// What the photographer wrote into the file, and the record need not repeat.
#[derive(Debug, Clone, Serialize)]
struct Said {
    caption: Option<String>,
    alt: Option<String>,
    creator: Vec<String>,
    credit: Option<String>,
    copyright: Option<String>,
    source: Option<String>,
    date: Option<String>,
    people: Vec<String>,
    kind: Option<&'static str>,
}

#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
struct Fit {
    width: &'static str,
    millimetres: f64,
    per_inch: f64,
    is_enough: bool,
}

/// Why a picture cannot be printed, and what to do.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct PhotoProblem {
    pub(crate) message: String,
    pub(crate) hint: String,
    /// Whether the file is simply not there yet.
    is_to_come: bool,
}

impl PhotoFile {
    /// Describes a picture that can be printed.
    pub(crate) fn of(file: &str, original: &Original, photos: &Photos) -> Self {
        let (width, height, fitness) = match &original.form {
            Form::Art(art) => (art.width.into(), art.height.into(), vec![]),
            Form::Raster(raster) => {
                let fitness = photos.fitness(raster).map(Fit::from).into();
                (raster.width.into(), raster.height.into(), fitness)
            }
        };
        let is_drawing = matches!(original.form, Form::Art(_));
        let mark = original.digest.into();
        let metadata = Said::from(&original.metadata);
        let facts = Facts { width, height, is_drawing, mark, metadata, fitness };
        Self { file: file.to_owned(), facts: Some(facts), problem: None }
    }

    /// Describes a picture that cannot be printed.
    pub(crate) fn unprintable(file: &str, problem: &PictureProblem, language: UiLanguage) -> Self {
        let problem = Some(PhotoProblem::of(file, problem, language));
        Self { file: file.to_owned(), facts: None, problem }
    }
}

impl PhotoProblem {
    /// Says what is wrong with a picture.
    pub(crate) fn of(file: &str, problem: &PictureProblem, language: UiLanguage) -> Self {
        Self {
            message: language.translate(&problem.message(file)),
            hint: language.translate(&problem.hint(file)),
            is_to_come: problem.is_to_come(file),
        }
    }

    /// Says why a photo was not added.
    pub(crate) fn with(message: String, hint: String) -> Self {
        Self { message, hint, is_to_come: false }
    }
}

impl From<&Metadata> for Said {
    fn from(metadata: &Metadata) -> Self {
        Self {
            caption: metadata.caption.clone(),
            alt: metadata.alt.clone(),
            creator: Metadata::nameable(&metadata.creators).cloned().collect(),
            credit: metadata.credit.clone(),
            copyright: metadata.copyright.clone(),
            source: metadata.source.clone(),
            date: metadata.date.map(|date| date.to_string()),
            people: metadata.people.clone(),
            kind: metadata.kind().map(Word::name),
        }
    }
}

impl From<Fitness> for Fit {
    fn from(Fitness { width, millimetres, per_inch, is_enough }: Fitness) -> Self {
        Self { width: width.name(), millimetres, per_inch, is_enough }
    }
}

/// A photo on a page.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct PrintedPhoto {
    /// The path of its table in the record, such as `photos[0]`.
    path: String,
    page: usize,
    /// The width and height of what is seen, in millimetres.
    width: f64,
    height: f64,
    /// What is seen, as shares of the picture: left, top, width and height.
    seen: [f64; 4],
    /// `None` for a drawing.
    per_inch: Option<f64>,
    /// Whether it does not look coarse.
    is_enough: bool,
}

impl PrintedPhoto {
    /// Describes a photo that a page prints; `None` for another picture, such as a logo.
    pub(crate) fn of(printed: &PrintedPicture, photos: &Photos) -> Option<Self> {
        let path = printed.named.key_path()?.to_string();
        // A record with one photo may have no list.
        let path = match path.strip_suffix(".file")? {
            "photos" => "photos[0]".to_owned(),
            path => path.to_owned(),
        };
        let PrintedPicture { page, width, height, seen, per_inch, .. } = *printed;
        let least = photos.resolution.least_per_inch();
        let is_enough = per_inch.is_none_or(|has| has >= least);
        let is_photo = path.starts_with("photos[");
        is_photo.then_some(Self { path, page, width, height, seen, per_inch, is_enough })
    }
}
