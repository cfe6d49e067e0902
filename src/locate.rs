//! `byline locate`: finds out where a document prints which value of a record, for editors that
//! show the pages beside the record. Answers are JSON, one object per line.

use std::io;

use serde::Serialize;

use crate::args::Locate;
use crate::converter;
use crate::exit::{self, Exit};
use crate::findings::report;
use crate::helper;
use crate::place::Position;
use crate::printer::Printer;
use crate::proofs::without_pages;
use byline_build::{Request, Session};
use byline_core::diagnostic::{Code, Diagnostic};
use byline_core::key_path::KeyPath;
use byline_core::message::message;
use byline_core::project::{Project, RecordFile};
use byline_render::contract::Output;
use byline_render::locate::{PageMap, Rectangle};

#[derive(Serialize)]
#[serde(tag = "type", rename_all = "lowercase")]
enum Answer {
    /// The places where a value is printed.
    Value { file: String, key: String, rectangles: Vec<Place> },
    /// The value that is printed at a position.
    Position {
        page: usize,
        x: f64,
        y: f64,
        value: Option<Value>,
        reference: Option<Value>,
        kind: Option<&'static str>,
    },
}

#[derive(Serialize)]
struct Place {
    page: usize,
    left: f64,
    top: f64,
    width: f64,
    height: f64,
    kind: &'static str,
}

#[derive(Serialize)]
struct Value {
    file: String,
    key: String,
    start: usize,
    end: usize,
}

pub(crate) fn run(project: &Project, verb: &Locate, printer: &mut dyn Printer) -> io::Result<Exit> {
    let request = Request { templates: vec![verb.template.clone()], ..Request::default() };
    let session = match Session::new(project, request, converter::of(project)) {
        Ok(session) => session,
        Err(findings) => return Ok(report(&findings, printer)),
    };
    let mut findings = session.findings();
    if session.templates.iter().any(|template| !template.manifest.format.is_paged()) {
        return Ok(report(&[without_pages(&verb.template)], printer));
    }
    let (records, wrong) = project.find_records(std::slice::from_ref(&verb.record));
    findings.extend(wrong);
    let templates = std::slice::from_ref(&verb.template);
    let start = || helper::start(project, templates, verb.language.as_slice(), Output::default());
    let mut printed = Ok(());
    for record in records {
        let (map, found) = byline_build::locate(&record, verb.language.as_ref(), &session, &start);
        findings.extend(found);
        let Some(map) = map else { continue };
        findings.extend(unanswerable(&map, verb, &record, project));
        for answer in answers(&map, verb, &record.name) {
            let answer = format!("{}\n", serde_json::to_string(&answer)?);
            printed = printed.and_then(|()| printer.text(&answer));
        }
    }
    exit::of_list(report(&findings, printer), printed)
}

/// Returns the answers to the questions asked; if there are none, the places of every value.
fn answers(map: &PageMap, verb: &Locate, record: &str) -> Vec<Answer> {
    let value = |file: &str, path: &KeyPath| Answer::Value {
        file: file.to_owned(),
        key: path.to_string(),
        rectangles: map.rectangles(file, path).into_iter().map(Place::from).collect(),
    };
    if verb.keys.is_empty() && verb.positions.is_empty() {
        return map.values().map(|(place, path)| value(place.source.name(), path)).collect();
    }
    let keys = verb.keys.iter();
    let keys = keys.map(|key| value(key.file.as_deref().unwrap_or(record), &key.path));
    let positions = verb.positions.iter().map(|&Position { page, x, y }| {
        let located = map.at(page, x, y);
        let value = |place: &byline_core::source::Place, path: &KeyPath| Value {
            file: place.source.name().to_owned(),
            key: path.to_string(),
            start: place.range.start,
            end: place.range.end,
        };
        let reference = located.as_ref().and_then(|located| located.reference.as_ref());
        Answer::Position {
            page,
            x,
            y,
            value: located.as_ref().map(|located| value(&located.place, &located.path)),
            reference: reference.map(|(place, path)| value(place, path)),
            kind: located.as_ref().map(|located| located.kind.into()),
        }
    });
    keys.chain(positions).collect()
}

/// Reports questions about pages and values that do not exist.
fn unanswerable(
    map: &PageMap,
    verb: &Locate,
    record: &RecordFile,
    project: &Project,
) -> Vec<Diagnostic> {
    let pages = verb.positions.iter().map(|position| position.page);
    let beyond = pages.filter(|page| *page > map.pages()).map(|page| {
        let message = message!("there is no page {page}");
        Diagnostic::new(Code::COMMAND_LINE, message)
            .hint(message!("the last page is {last}", last = map.pages()))
    });
    let unknown = verb.keys.iter().filter_map(|key| {
        let (path, name) = match &key.file {
            Some(file) => (project.root.join(file), file),
            None => (record.path.clone(), &record.name),
        };
        let source = match project.source(&path, name) {
            Ok(source) => source,
            Err(finding) => return Some(finding),
        };
        let message = message!("`{name}` has no value `{path}`", path = key.path);
        let known = source.outline().get(&key.path).is_some();
        (!known).then(|| {
            Diagnostic::new(Code::COMMAND_LINE, message)
                .hint(message!("give the value's key path, such as `programme[1].title`"))
        })
    });
    beyond.chain(unknown).collect()
}

impl From<Rectangle> for Place {
    fn from(Rectangle { page, left, top, width, height, kind }: Rectangle) -> Self {
        Self { page, left, top, width, height, kind: kind.into() }
    }
}
