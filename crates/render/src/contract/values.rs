//! The contract: what a template is given. Each event becomes one dictionary.
//!
//! Texts for readers arrive as content that knows its place in the record, so
//! that a finding about a glyph or a link can point there. They never arrive as
//! source, so nothing in a record can run. Keys that a record leaves out are
//! there, with `none` or an empty array. `templates/README.md` tells designers
//! the same; a test holds the sample data to it.

use std::cell::RefCell;
use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use chrono::{Datelike, NaiveDate};
use toml::Spanned;
use typst::foundations::{Array, Bytes, Datetime, Dict, IntoValue, dict};
use typst::syntax::{FileId, RangeMapper, Span, SyntaxKind, SyntaxNode};
use typst::visualize::Color;

use super::words::{LOCALE, SECOND, language, words_of};
use byline_core::locale::Locale;
use byline_core::model::{
    Event, File, Form, Issue, Language, Organisation, Origin, Original, Part, Photo, Picture,
    Session, Word,
};
use byline_core::project::{Brand, CONTRACT, Colour, Format, Project};

/// What a document is made with, beside what it is about.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Setting<'a> {
    /// The project.
    pub(crate) project: &'a Project,
    /// The options of the template, each with its value.
    pub(crate) options: &'a Dict,
    /// How the document is printed.
    pub(crate) output: Output,
    /// The language of its readers.
    pub(crate) locale: &'a Locale,
    /// A second language that everything is said in, too.
    pub(crate) second: Option<&'a Locale>,
    /// Whether the names of documents carry their language.
    pub(crate) named: bool,
    /// The format of full reports.
    pub(crate) report: Format,
}

/// How a document is printed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct Output {
    /// For a print shop: with bleed and crop marks.
    pub print: bool,
    /// Without colours.
    pub greyscale: bool,
    /// How far the template is to go to fit its page budget: 0 is not at all.
    pub fit: u32,
}

/// What a document is about.
#[derive(Debug, Clone, Copy)]
pub enum Subject<'a> {
    /// An event.
    Event(&'a Event),
    /// An issue of a newsletter.
    Issue(&'a Issue),
}

impl<'a> Subject<'a> {
    /// The language that its record is written in.
    pub fn language(self) -> &'a Language {
        match self {
            Self::Event(event) => event.language(),
            Self::Issue(issue) => issue.language(),
        }
    }
}

/// Gives the id that places in a file of the project are under: in a file of the
/// document's own record, or of that of one of its stories.
pub(crate) type IdOf = fn(File, Option<usize>) -> FileId;

/// Pictures, and where they are named, by what stands in for them on the pages.
pub(crate) type Pictures = HashMap<Bytes, (Picture, Span)>;

/// What a template's function is given: the event or the issue, and the project.
pub(crate) type Arguments = [Dict; 2];

/// What a template is given, and what is to be known of it.
pub struct Inputs {
    /// What `sys.inputs` holds, alike for many documents: `byline`, the contract's version;
    /// `project`; `options`; `output`; `locale`, and `second` in two languages.
    pub(crate) shared: Dict,
    /// What the template's function is given.
    pub(crate) arguments: Arguments,
    /// What the first of them is called.
    name: &'static str,
    /// The pictures that are to be put in.
    pub(crate) pictures: Pictures,
    /// The characters beyond ASCII that are printed.
    pub(crate) characters: BTreeSet<char>,
}

impl Inputs {
    /// All that is given, by its names.
    pub fn sample(self) -> Dict {
        let [subject, _] = self.arguments;
        dict! { self.name => subject }.into_iter().chain(self.shared).collect()
    }
}

/// What a template is given for an event or an issue.
pub(crate) fn inputs(subject: Subject<'_>, setting: Setting<'_>, id_of: IdOf) -> Inputs {
    let Setting { project, options, output, locale, second, named, report } = setting;
    let gathered = Gathered::default();
    let main = subject.language();
    let composer = Composer {
        id_of,
        story: None,
        project,
        main,
        locale,
        second,
        named,
        report,
        gathered: &gathered,
    };
    for locale in [Some(locale), second].into_iter().flatten() {
        composer.note_words(locale.words());
    }
    let (name, given) = match subject {
        Subject::Event(event) => ("event", composer.event(event)),
        Subject::Issue(issue) => ("issue", composer.issue(issue)),
    };
    let project = dict! {
        "organisation" => composer.text(&project.organisation),
        "brand" => composer.brand(&project.brand),
    };
    let mut shared = dict! {
        "byline" => CONTRACT,
        "project" => project.clone(),
        "options" => options.clone(),
        "output" => dict! {
            "print" => output.print,
            "greyscale" => output.greyscale,
            "fit" => i64::from(output.fit),
        },
        LOCALE => words_of(locale),
    };
    shared.insert(SECOND.into(), second.map(words_of).into_value());
    Inputs {
        shared,
        arguments: [given, project],
        name,
        pictures: gathered.pictures.into_inner(),
        characters: gathered.characters.into_inner(),
    }
}

/// What is gathered on the way.
#[derive(Default)]
struct Gathered {
    pictures: RefCell<Pictures>,
    characters: RefCell<BTreeSet<char>>,
}

/// Turns what the files say into values.
#[derive(Clone, Copy)]
pub(super) struct Composer<'a> {
    id_of: IdOf,
    /// Which story of an issue the texts are from.
    story: Option<usize>,
    project: &'a Project,
    /// The language that the texts are in, unless they say so themselves.
    pub(super) main: &'a Language,
    /// That of the readers.
    pub(super) locale: &'a Locale,
    pub(super) second: Option<&'a Locale>,
    named: bool,
    report: Format,
    gathered: &'a Gathered,
}

impl<'a> Composer<'a> {
    /// The same for the texts of a story of an issue.
    pub(super) fn of_story(self, number: usize, main: &'a Language) -> Self {
        Self { story: Some(number), main, ..self }
    }

    /// The same for readers of one language.
    pub(super) fn only(self, locale: &'a Locale) -> Self {
        Self { locale, second: None, ..self }
    }

    pub(super) fn note(&self, text: &str) {
        let beyond = text.chars().filter(|char| !char.is_ascii());
        self.gathered.characters.borrow_mut().extend(beyond);
    }

    fn note_words(&self, table: &toml::Table) {
        for (_, value) in table {
            match value {
                toml::Value::Table(table) => self.note_words(table),
                toml::Value::String(text) => self.note(text),
                _ => {}
            }
        }
    }

    fn brand(&self, brand: &Brand) -> Dict {
        fn family(family: Option<&Spanned<String>>) -> Option<&str> {
            family.map(|family| family.get_ref().as_str())
        }
        let colour = |colour: &Option<Spanned<Colour>>| {
            let rgb = colour.as_ref().map(|colour| colour.get_ref().rgb);
            rgb.map(|[red, green, blue]| Color::from_u8(red, green, blue, u8::MAX))
        };
        dict! {
            "accent" => colour(&brand.accent),
            "ink" => colour(&brand.ink),
            "quiet" => colour(&brand.quiet),
            "serif" => family(brand.serif.as_ref()),
            "sans" => family(brand.sans.as_ref()),
            "logo" => brand.logo.as_ref().map(|logo| self.picture(logo)),
            "paper" => word(brand.paper),
            "headings" => word(brand.headings),
        }
    }

    pub(super) fn event(&self, event: &Event) -> Dict {
        let mut values = self.identity(event);
        values.extend(self.circumstances(event));
        values.extend(self.fields(&event.figures));
        values.extend(self.fields(&event.narrative));
        values.extend(self.proceedings(event));
        values.extend(self.fields(&event.provenance));
        values
    }

    fn identity(&self, event: &Event) -> Dict {
        let mut values = dict! {
            "id" => event.id.as_str(),
            "title" => self.text(&event.title),
        };
        values.extend(self.fields(&event.titles));
        let language_of_name = self.named.then_some(&self.locale.language);
        values.extend(
            dict! { "report" => self.project.report_of(&event.id, language_of_name, self.report) },
        );
        values.extend(self.fields(&event.occasion));
        values.extend(dict! {
            "status" => event.status.name(),
            "language" => language(&self.locale.language),
            "languages" => array(&event.languages, ToString::to_string),
        });
        values.extend(self.fields(&event.catalogue));
        values
    }

    /// When and where the event took place, and who was there.
    fn circumstances(&self, event: &Event) -> Dict {
        let organisations = event.organisations.iter().map(|(role, members)| {
            dict! { "role" => role.name(), "members" => self.organisations(members) }
        });
        let sponsors = array(&event.sponsors, |sponsor| {
            dict! {
                "organisation" => self.organisation(&sponsor.organisation),
                "tier" => self.optional(sponsor.tier.as_ref()),
            }
        });
        let attendance = &event.attendance;
        dict! {
            "when" => dict! {
                "start" => datetime(event.period.start().date),
                "end" => event.period.end().and_then(|end| datetime(end.date)),
                "text" => self.when(&event.period),
                "weekday" => self.locale.weekday(&event.period).map(|_| {
                    self.formatted(|locale| locale.weekday(&event.period).unwrap_or_default().into())
                }),
                "times" => self.locale.times(&event.period),
                "part-of-day" => word(event.part_of_day),
                "zone" => event.zone.map(|zone| self.locale.zone(zone)),
                "duration" => self.optional(event.duration.as_ref()),
            },
            "mode" => event.mode.name(),
            "venues" => array(&event.venues, |venue| self.fields(venue)),
            "organisations" => organisations.map(IntoValue::into_value).collect::<Array>(),
            "sponsors" => sponsors,
            "cast" => self.people(&event.cast),
            "attendance" => dict! {
                "count" => attendance.count.map(|number| self.count(number)),
                "basis" => word(attendance.basis),
                "label" => self.optional(attendance.label.as_ref()),
                "people" => self.people(&attendance.people),
                "institutions" => self.organisations(&attendance.institutions),
                "breakdowns" => array(&attendance.breakdowns, |breakdown| self.fields(breakdown)),
            },
        }
    }

    /// What happened at the event, and who reported it.
    fn proceedings(&self, event: &Event) -> Dict {
        let credits = event.credits.iter().map(|(role, people)| {
            dict! { "role" => role.name(), "people" => self.people(people) }
        });
        dict! {
            "photos" => dict! {
                "lead" => self.photos(&event.photos.lead),
                "background" => self.photos(&event.photos.background),
                "rest" => self.photos(&event.photos.rest),
            },
            "programme" => array(&event.programme, |part| self.part(part)),
            "signings" => array(&event.signings, |signing| dict! {
                "document" => self.text(&signing.document),
                "parties" => self.organisations(&signing.parties),
                "signatories" => self.people(&signing.signatories),
                "witnesses" => self.people(&signing.witnesses),
                "summary" => self.prose(signing.summary.as_ref()),
            }),
            "awards" => array(&event.awards, |award| dict! {
                "category" => self.text(&award.category),
                "winners" => self.people(&award.winners),
                "presenters" => self.people(&award.presenters),
            }),
            "launches" => array(&event.launches, |launch| dict! {
                "title" => self.text(&launch.title),
                "by" => self.people(&launch.by),
                "summary" => self.prose(launch.summary.as_ref()),
            }),
            "certificates" => array(&event.certificates, |certificate| dict! {
                "title" => self.text(&certificate.title),
                "count" => certificate.count.map(|number| self.count(number)),
                "recipients" => self.people(&certificate.recipients),
                "presenters" => self.people(&certificate.presenters),
            }),
            "credits" => credits.map(IntoValue::into_value).collect::<Array>(),
        }
    }

    fn organisations(&self, organisations: &[Arc<Organisation>]) -> Array {
        array(organisations, |organisation| self.organisation(organisation))
    }

    pub(super) fn organisation(&self, organisation: &Arc<Organisation>) -> Dict {
        dict! {
            "name" => self.text(&organisation.name),
            "abbreviation" => self.optional(organisation.abbreviation.as_ref()),
            "former-names" => self.texts(&organisation.former_names),
            "parent" => organisation.parent.as_ref().map(|parent| self.organisation(parent)),
            "country" => self.optional(organisation.country.as_ref()),
            "logo" => organisation.logo.as_ref().map(|logo| self.picture(logo)),
        }
    }

    fn part(&self, part: &Part) -> Dict {
        dict! {
            "day" => part.day.map(|day| self.date(day)),
            "track" => self.optional(part.track.as_ref()),
            "title" => self.text(&part.title),
            "summary" => self.prose(part.summary.as_ref()),
            "sessions" => array(&part.sessions, |session| self.session(session)),
            "photos" => self.photos(&part.photos),
        }
    }

    fn session(&self, session: &Session) -> Dict {
        let mut values = dict! {
            "kind" => session.kind.name(),
            "number" => session.number,
            "title" => self.optional(session.title.as_ref()),
            "times" => self.locale.clock_times(session.start, session.end),
            "room" => self.optional(session.room.as_ref()),
            "speakers" => self.people(&session.speakers),
            "panellists" => self.people(&session.panellists),
            "moderators" => self.people(&session.moderators),
            "chairs" => self.people(&session.chairs),
            "rapporteurs" => self.people(&session.rapporteurs),
            "on-behalf-of" => self.optional(session.on_behalf_of.as_ref()),
            "summary" => self.prose(session.summary.as_ref()),
            "quotes" => array(&session.quotes, |quote| dict! {
                "text" => self.text(&quote.text),
                "speaker" => quote.speaker.as_ref().map(|speaker| self.person(speaker)),
                "language" => quote.language.as_ref().map(|language| self.locale.name_of(language)),
                "translated" => quote.translated,
            }),
            "questions" => array(&session.questions, |question| dict! {
                "question" => self.prose(Some(&question.question)),
                "asked-by" => question.asked_by.as_ref().map(|person| self.person(person)),
                "answer" => self.prose(question.answer.as_ref()),
                "answered-by" => question.answered_by.as_ref().map(|person| self.person(person)),
            }),
        };
        values.extend(self.fields(&session.details));
        values.extend(dict! { "photos" => self.photos(&session.photos) });
        values
    }

    fn photos(&self, photos: &[Photo]) -> Array {
        array(photos, |photo| {
            let mut values = dict! {
                "picture" => photo.picture.as_ref().map(|picture| self.picture(picture)),
                "kind" => photo.kind.name(),
                "caption" => self.optional(photo.caption.as_ref()),
                "people" => self.people(&photo.people),
                "creators" => self.people(&photo.creators),
                "credit" => self.optional(photo.credit.as_ref()),
                "copyright" => self.optional(photo.copyright.as_ref()),
            };
            values.extend(self.fields(&photo.details));
            values.extend(dict! {
                "width" => photo.width.name(),
                "focus" => photo.focus.map(|(x, y)| dict! { "x" => x, "y" => y }),
            });
            values
        })
    }

    /// What stands in for a picture while pages are laid out.
    fn picture(&self, picture: &Picture) -> Dict {
        let data = Bytes::from_string(stand_in(&picture.original));
        let span = self.span(&picture.origin);
        self.gathered.pictures.borrow_mut().insert(data.clone(), (picture.clone(), span));
        let alt = picture.alt.to_reader(self.main, &self.locale.language);
        dict! { "data" => data, "alt" => alt.text.as_str() }
    }

    pub(super) fn span(&self, origin: &Origin) -> Span {
        span(origin, self.id_of, self.story)
    }
}

/// A span for a place in a file.
///
/// Typst makes spans only for syntax, so a leaf as long as the range is laid over it.
fn span(origin: &Origin, id_of: IdOf, story: Option<usize>) -> Span {
    let Origin { file, range } = origin.clone();
    let mut leaf = SyntaxNode::leaf(SyntaxKind::Text, " ".repeat(range.len()));
    let mapper = RangeMapper::new([range]);
    match mapper.and_then(|mapper| leaf.synthesize_mapped(id_of(file, story), &mapper)) {
        Ok(()) => leaf.span(),
        Err(_) => Span::detached(),
    }
}

/// An SVG in the shape of a picture, which the layout has in its stead: a grey area for
/// pixels, and the picture itself for vector art. No two pictures have the same.
fn stand_in(original: &Original) -> String {
    match &original.form {
        Form::Art(art) => art.svg.clone(),
        Form::Raster(raster) => {
            // The size that the file asks for, if a template does not say its own: SVG has
            // 96 pixels to an inch (CSS Values 4), a picture that says nothing 72.
            let scale = 96.0 / raster.density.unwrap_or(72.0);
            let (width, height) =
                (f64::from(raster.width) * scale, f64::from(raster.height) * scale);
            let digest = original.digest.to_hex();
            format!(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" id=\"photo-{}\" \
                 width=\"{width}\" height=\"{height}\">\
                 <rect width=\"100%\" height=\"100%\" fill=\"#b9b4ac\"/></svg>",
                &digest[..16]
            )
        }
    }
}

pub(super) fn array<T, V: IntoValue>(items: &[T], value: impl Fn(&T) -> V) -> Array {
    items.iter().map(|item| value(item).into_value()).collect()
}

pub(super) fn word(word: Option<impl Word>) -> Option<&'static str> {
    word.map(Word::name)
}

/// A day as Typst knows it; none only for years that Typst cannot hold.
pub(crate) fn datetime(date: NaiveDate) -> Option<Datetime> {
    let (month, day) = (u8::try_from(date.month()).ok()?, u8::try_from(date.day()).ok()?);
    Datetime::from_ymd(date.year(), month, day)
}

#[cfg(test)]
mod tests {
    use super::*;
    use typst::syntax::{RootedPath, SpanKind, VirtualPath, VirtualRoot};

    #[test]
    fn a_span_leads_back_to_the_record() {
        fn id_of(file: File, _: Option<usize>) -> FileId {
            let path = VirtualPath::new(format!("{file:?}")).unwrap();
            RootedPath::new(VirtualRoot::Project, path).intern()
        }
        let span = span(&Origin { file: File::People, range: 120..135 }, id_of, None);
        match span.get() {
            SpanKind::Range { id, range } => {
                assert_eq!((id, range), (id_of(File::People, None), 120..135));
            }
            other => panic!("{other:?}"),
        }
    }
}
