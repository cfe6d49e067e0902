//! The contract: what a template is given. Each event becomes one dictionary.
//!
//! Texts for readers arrive as content that knows its place in the record, so
//! that a finding about a glyph or a link can point there. They never arrive as
//! source, so nothing in a record can run. Keys that a record leaves out are
//! there, with `none` or an empty array. `templates/README.md` tells designers
//! the same; a test holds the sample data to it.

use std::ops::Range;
use std::str::FromStr;
use std::sync::Arc;

use chrono::{Datelike, NaiveDate};
use typst::foundations::{
    Array, Bytes, Content, Datetime, Dict, IntoValue, NativeElement, Packed, Smart, dict,
};
use typst::model::{
    Destination, EmphElem, EnumElem, EnumItem, LinkElem, LinkTarget, ListElem, ListItem, Numbering,
    NumberingPattern, ParElem, QuoteElem, StrongElem, Url,
};
use typst::syntax::{FileId, RangeMapper, Span, SyntaxKind, SyntaxNode};
use typst::text::{LinebreakElem, SmartQuoteElem, SpaceElem, TextElem};

use crate::event::{
    Block, Count, Event, Inline, Organisation, Part, Person, Photo, Prose, Session, Text, Venue,
    Word,
};
use crate::locale;

/// The version of the contract; it grows when a key changes its meaning or goes.
pub const CONTRACT: i64 = 1;

/// What `sys.inputs` holds for a template: `byline`, the contract's version;
/// `event`; and `project`, with the name of the publishing organisation.
///
/// Places in the record and in the project file are under the ids `record` and `project`.
pub(crate) fn inputs(event: &Event, organisation: &Text, record: FileId, project: FileId) -> Dict {
    let organisation = Composer { file: project }.text(organisation);
    dict! {
        "byline" => CONTRACT,
        "event" => Composer { file: record }.event(event),
        "project" => dict! { "organisation" => organisation },
    }
}

/// Turns what a file says into values.
struct Composer {
    file: FileId,
}

impl Composer {
    fn event(&self, event: &Event) -> Dict {
        let organisations = event.organisations.iter().map(|(role, members)| {
            let members = array(members, |member| self.organisation(member));
            dict! { "role" => role.name(), "members" => members }
        });
        let credits = event.credits.iter().map(|(role, people)| {
            let people = array(people, |person| self.person(person));
            dict! { "role" => role.name(), "people" => people }
        });
        dict! {
            "id" => event.id.as_str(),
            "title" => self.text(&event.title),
            "short-title" => self.optional(event.short_title.as_ref()),
            "headline" => self.optional(event.headline.as_ref()),
            "kicker" => self.optional(event.kicker.as_ref()),
            "standfirst" => self.optional(event.standfirst.as_ref()),
            "type" => word(event.kind),
            "language" => dict! {
                "code" => event.language.code(),
                "region" => event.language.region(),
            },
            "keywords" => array(&event.keywords, |keyword| self.text(keyword)),
            "when" => dict! {
                "start" => datetime(event.period.start().date),
                "end" => event.period.end().and_then(|end| datetime(end.date)),
                "text" => locale::period(&event.period),
                "weekday" => locale::weekday(&event.period),
                "times" => locale::times(&event.period),
                "part-of-day" => word(event.part_of_day),
                "zone" => event.zone.map(locale::zone),
                "duration" => self.optional(event.duration.as_ref()),
            },
            "mode" => event.mode.name(),
            "venues" => array(&event.venues, |venue| self.venue(venue)),
            "organisations" => organisations.map(IntoValue::into_value).collect::<Array>(),
            "attendance" => dict! {
                "count" => event.attendance.count.map(count),
                "label" => self.optional(event.attendance.label.as_ref()),
                "people" => array(&event.attendance.people, |person| self.person(person)),
                "institutions" => array(&event.attendance.institutions, |organisation| {
                    self.organisation(organisation)
                }),
            },
            "numbers" => array(&event.numbers, |number| dict! {
                "count" => count(number.count),
                "label" => self.text(&number.label),
            }),
            "lead" => self.prose(event.lead.as_ref()),
            "background" => self.prose(event.background.as_ref()),
            "photos" => dict! {
                "lead" => self.photos(&event.photos.lead),
                "background" => self.photos(&event.photos.background),
                "rest" => self.photos(&event.photos.rest),
            },
            "programme" => array(&event.programme, |part| self.part(part)),
            "credits" => credits.map(IntoValue::into_value).collect::<Array>(),
            "created" => event.created.map(date),
            "published" => event.published.map(date),
        }
    }

    fn venue(&self, venue: &Venue) -> Dict {
        dict! {
            "name" => self.text(&venue.name),
            "room" => self.optional(venue.room.as_ref()),
            "building" => self.optional(venue.building.as_ref()),
            "district" => self.optional(venue.district.as_ref()),
            "city" => self.optional(venue.city.as_ref()),
            "country" => self.optional(venue.country.as_ref()),
        }
    }

    fn organisation(&self, organisation: &Arc<Organisation>) -> Dict {
        dict! {
            "name" => self.text(&organisation.name),
            "abbreviation" => self.optional(organisation.abbreviation.as_ref()),
            "parent" => organisation.parent.as_ref().map(|parent| self.organisation(parent)),
            "country" => self.optional(organisation.country.as_ref()),
        }
    }

    fn person(&self, person: &Arc<Person>) -> Dict {
        let honorifics = person.honorifics.iter().map(|honorific| self.text(honorific));
        let mut honorifics = honorifics.collect::<Vec<_>>().into_iter();
        let honorifics = honorifics.next().map(|first| {
            honorifics.fold(first, |all, next| all + SpaceElem::shared().clone() + next)
        });
        dict! {
            "name" => self.text(&person.name),
            "aliases" => array(&person.aliases, |alias| self.text(alias)),
            "honorifics" => honorifics,
            "title" => self.optional(person.title.as_ref()),
            "affiliation" => person.affiliation.as_ref().map(|a| self.organisation(a)),
            "roles" => person.roles.iter().map(|role| role.name().into_value()).collect::<Array>(),
        }
    }

    fn part(&self, part: &Part) -> Dict {
        dict! {
            "title" => self.text(&part.title),
            "summary" => self.prose(part.summary.as_ref()),
            "sessions" => array(&part.sessions, |session| self.session(session)),
            "photos" => self.photos(&part.photos),
        }
    }

    fn session(&self, session: &Session) -> Dict {
        dict! {
            "kind" => session.kind.name(),
            "number" => session.number,
            "title" => self.optional(session.title.as_ref()),
            "speakers" => array(&session.speakers, |speaker| self.person(speaker)),
            "on-behalf-of" => self.optional(session.on_behalf_of.as_ref()),
            "summary" => self.prose(session.summary.as_ref()),
            "quotes" => array(&session.quotes, |quote| self.text(quote)),
            "photos" => self.photos(&session.photos),
        }
    }

    fn photos(&self, photos: &[Photo]) -> Array {
        array(photos, |photo| {
            dict! {
                "picture" => photo.picture.as_ref().map(|picture| dict! {
                    "data" => Bytes::new(Arc::clone(&picture.bytes)),
                    "alt" => picture.alt.as_str(),
                }),
                "caption" => self.optional(photo.caption.as_ref()),
                "creators" => array(&photo.creators, |creator| self.person(creator)),
                "credit" => self.optional(photo.credit.as_ref()),
            }
        })
    }

    fn optional(&self, text: Option<&Text>) -> Option<Content> {
        text.map(|text| self.text(text))
    }

    fn text(&self, text: &Text) -> Content {
        words(text.as_str(), self.span(text.range()))
    }

    fn prose(&self, prose: Option<&Prose>) -> Option<Content> {
        prose.map(|prose| blocks(prose.blocks(), self.span(prose.range())))
    }

    /// A span for a range of the file.
    ///
    /// Typst makes spans only for syntax, so a leaf as long as the range is laid
    /// over it.
    fn span(&self, range: Range<usize>) -> Span {
        let mut leaf = SyntaxNode::leaf(SyntaxKind::Text, " ".repeat(range.len()));
        let mapper = RangeMapper::new([range]);
        match mapper.and_then(|mapper| leaf.synthesize_mapped(self.file, &mapper)) {
            Ok(()) => leaf.span(),
            Err(_) => Span::detached(),
        }
    }
}

fn array<T, V: IntoValue>(items: &[T], value: impl Fn(&T) -> V) -> Array {
    items.iter().map(|item| value(item).into_value()).collect()
}

fn blocks(blocks: &[Block], span: Span) -> Content {
    Content::sequence(blocks.iter().map(|block| match block {
        Block::Paragraph(inlines) => ParElem::new(inline(inlines, span)).pack().spanned(span),
        Block::List(items) => {
            let items =
                items.iter().map(|item| Packed::new(ListItem::new(self::blocks(item, span))));
            ListElem::new(items.collect()).pack().spanned(span)
        }
        Block::Numbered { delimiter, items } => {
            let items = items.iter().map(|(number, item)| {
                let item = EnumItem::new(self::blocks(item, span));
                Packed::new(item.with_number(Smart::Custom(*number)))
            });
            let mut list = EnumElem::new(items.collect());
            if let Ok(pattern) = NumberingPattern::from_str(&format!("1{delimiter}")) {
                list = list.with_numbering(Numbering::Pattern(pattern));
            }
            list.pack().spanned(span)
        }
        Block::Quote(inner) => {
            QuoteElem::new(self::blocks(inner, span)).with_block(true).pack().spanned(span)
        }
    }))
}

fn inline(inlines: &[Inline], span: Span) -> Content {
    Content::sequence(inlines.iter().map(|part| {
        match part {
            Inline::Text(text) => words(text, span),
            Inline::Space => SpaceElem::shared().clone(),
            Inline::Break => LinebreakElem::shared().clone(),
            Inline::Emphasis(body) => EmphElem::new(inline(body, span)).pack().spanned(span),
            Inline::Strong(body) => StrongElem::new(inline(body, span)).pack().spanned(span),
            Inline::Link { url, body } => match Url::new(url.as_str()) {
                Ok(url) => {
                    LinkElem::new(LinkTarget::Dest(Destination::Url(url)), inline(body, span))
                        .pack()
                        .spanned(span)
                }
                Err(_) => inline(body, span),
            },
        }
    }))
}

/// Words as they are written, but for straight quotation marks, which are typed
/// for want of others and printed as the document's language has them. Between two
/// letters, or a figure and a letter, a straight mark is an apostrophe.
fn words(text: &str, span: Span) -> Content {
    let mut pieces = Vec::new();
    let mut written = String::new();
    let mut before = ' ';
    let mut rest = text.chars().peekable();
    while let Some(char) = rest.next() {
        let inside = before.is_alphanumeric() && rest.peek().is_some_and(|c| c.is_alphabetic());
        match char {
            '\'' if inside => written.push('\u{2019}'),
            '\'' | '"' => {
                if !written.is_empty() {
                    pieces.push(TextElem::packed(std::mem::take(&mut written)).spanned(span));
                }
                let quote = SmartQuoteElem::new().with_double(char == '"');
                pieces.push(quote.pack().spanned(span));
            }
            _ => written.push(char),
        }
        before = char;
    }
    if !written.is_empty() {
        pieces.push(TextElem::packed(written).spanned(span));
    }
    Content::sequence(pieces)
}

fn word(word: Option<impl Word>) -> Option<&'static str> {
    word.map(Word::name)
}

fn count(count: Count) -> Dict {
    dict! {
        "value" => count.value,
        "text" => locale::number(count.value),
        "qualifier" => count.qualifier.name(),
    }
}

fn date(date: NaiveDate) -> Dict {
    dict! { "date" => datetime(date), "text" => locale::date(date) }
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
        let path = VirtualPath::new("record.toml").unwrap();
        let record = RootedPath::new(VirtualRoot::Project, path).intern();
        let span = Composer { file: record }.span(120..135);
        match span.get() {
            SpanKind::Range { id, range } => assert_eq!((id, range), (record, 120..135)),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn straight_quotation_marks_are_typeset_and_nothing_else() {
        let content = words("say \"hi\" -- the G20's #1 @x $ _a_", Span::detached());
        assert_eq!(content.plain_text(), "say \"hi\" -- the G20\u{2019}s #1 @x $ _a_");
    }
}
