//! Documents the declared fields that templates receive, as tables for `templates/README.md`.

use std::collections::BTreeMap;
use std::fmt::Write;

use byline_core::model::{
    Breakdown, Catalogue, CertificateDetails, Colophon, Contract, Declared, Figures, Headcount,
    Kind, Narrative, Occasion, PartDetails, Periodicity, PhotoDetails, Provenance, Sections,
    SessionDetails, Subject, TemplateField, Titles, UpcomingDetails, Venue,
};

/// Returns Markdown tables of the declared fields of an event, of an issue, and of the tables
/// among their values, each with the name of its section in `templates/README.md`.
pub fn reference() -> [(&'static str, String); 3] {
    let event = [
        Titles::contract(),
        Occasion::contract(),
        Catalogue::contract(),
        Figures::contract(),
        Narrative::contract(),
        Provenance::contract(),
    ];
    let issue = [Periodicity::contract(), Sections::contract(), Colophon::contract()];
    let (event, issue) = (event.concat(), issue.concat());
    let mut tables = BTreeMap::new();
    // The tables that hand-written parts of the contract refer to.
    let named: [(&'static str, Contents); 9] = [
        (Venue::NAME, Venue::contract),
        (Headcount::NAME, Headcount::contract),
        (Breakdown::NAME, Breakdown::contract),
        (PartDetails::NAME, PartDetails::contract),
        (SessionDetails::NAME, SessionDetails::contract),
        (Subject::NAME, Subject::contract),
        (CertificateDetails::NAME, CertificateDetails::contract),
        (PhotoDetails::NAME, PhotoDetails::contract),
        (UpcomingDetails::NAME, UpcomingDetails::contract),
    ];
    for (name, fields) in named {
        add_tables(&Kind::Table(name, fields), &mut tables);
    }
    for field in event.iter().chain(&issue) {
        add_tables(&field.kind, &mut tables);
    }
    let mut page = String::from("| type | keys |\n|---|---|\n");
    for (name, fields) in tables {
        let keys = fields().into_iter().map(|TemplateField { key, kind, .. }| match kind {
            Kind::Text => format!("`{key}`"),
            Kind::Optional(text) if matches!(*text, Kind::Text) => format!("`{key}` (or none)"),
            kind => format!("`{key}` ({})", words(&kind)),
        });
        let _ = writeln!(page, "| `{name}` | {} |", keys.collect::<Vec<_>>().join(", "));
    }
    [("event", rows(&event)), ("issue", rows(&issue)), ("types", page)]
}

fn rows(fields: &[TemplateField]) -> String {
    let mut page = String::from("| key | value | meaning |\n|---|---|---|\n");
    for TemplateField { key, meaning, kind } in fields {
        let _ = writeln!(page, "| `{key}` | {} | {meaning} |", words(kind));
    }
    page
}

fn words(kind: &Kind) -> String {
    match kind {
        Kind::Text => "content".into(),
        Kind::Address => "`text` (content), `href` (string), `qr` (a QR code as SVG, bytes)".into(),
        Kind::Prose => "prose".into(),
        Kind::Date => "a date".into(),
        Kind::Count => "a count".into(),
        Kind::Number | Kind::Word => "string (also in `shown`)".into(),
        Kind::Table(name, _) => format!("`{name}`"),
        Kind::Optional(kind) => format!("{} or none", words(kind)),
        Kind::List(kind) => format!("array of {}", words(kind)),
    }
}

/// Returns what a table of the contract contains.
type Contents = fn() -> Vec<TemplateField>;

/// Adds the tables that a value consists of.
fn add_tables(kind: &Kind, tables: &mut BTreeMap<&'static str, Contents>) {
    match kind {
        Kind::Table(name, fields) => {
            tables.insert(name, *fields);
            for field in fields() {
                add_tables(&field.kind, tables);
            }
        }
        Kind::Optional(kind) | Kind::List(kind) => add_tables(kind, tables),
        _ => {}
    }
}
