//! The reference and the JSON Schemas, generated from the declarations that the parsers use.

use std::fmt::Write;

use schemars::generate::SchemaSettings;
use schemars::{Schema, SchemaGenerator};
use serde_json::Value;

use crate::model::fields::Declaration;
use crate::model::{
    Basis, Breakdown, BudgetLine, Contact, Coverage, EventType, Headcount, Imprint, Mode,
    NameOrder, NextStep, Number, PartOfDay, PersonRole, PictureKind, Presence, Qualifier,
    Reference, Series, SessionKind, Status, StoryLength, Survey, Titled, Venue, Width, names_of,
};
use crate::parse::directory_draft;
use crate::parse::issue::{RawIssnTable, RawIssue, RawNote, RawOffice, RawStoryTable, RawUpcoming};
use crate::parse::raw::{
    RawAttendance, RawAward, RawCertificate, RawCredits, RawLaunch, RawLogo, RawOrganisation,
    RawPart, RawPerson, RawPhoto, RawQuestion, RawQuoteTable, RawRecord, RawSession, RawSigning,
    RawSponsorTable,
};
use crate::project::RecordKind;
use crate::reader::{KeyDoc, Shape, TableShape};

/// A file that has a schema.
#[derive(Debug, Clone, Copy, PartialEq, Eq, strum::IntoStaticStr, strum::VariantArray)]
#[strum(serialize_all = "kebab-case")]
pub enum SchemaFile {
    /// A record.
    Record,
    /// An issue of a newsletter.
    Issue,
    /// The directory's people.
    People,
    /// The directory's organisations.
    Organisations,
    /// The project file.
    #[strum(serialize = "byline")]
    Project,
}

impl SchemaFile {
    /// Every file that has a schema.
    pub const ALL: &'static [Self] = <Self as strum::VariantArray>::VARIANTS;

    /// Returns the name of the schema: its file name in `schema/`, without `.json`.
    pub fn name(self) -> &'static str {
        self.into()
    }
}

impl From<RecordKind> for SchemaFile {
    fn from(kind: RecordKind) -> Self {
        match kind {
            RecordKind::Event => Self::Record,
            RecordKind::Issue => Self::Issue,
        }
    }
}

/// Returns the JSON Schema of a file, for editors that complete and explain keys.
pub fn schema(file: SchemaFile) -> Value {
    schema_by(
        file.name(),
        match file {
            SchemaFile::Record => RawRecord::schema,
            SchemaFile::Issue => RawIssue::schema,
            SchemaFile::People => directory_draft::people_schema,
            SchemaFile::Organisations => directory_draft::organisations_schema,
            SchemaFile::Project => crate::project::schema,
        },
    )
}

fn schema_by(title: &str, describe: fn(&mut SchemaGenerator) -> Schema) -> Value {
    // This is the draft that taplo, and so the editors' TOML extensions, understands.
    let mut generator = SchemaSettings::draft07().into_generator();
    let root = describe(&mut generator);
    let mut root = root.to_value();
    if let Some(root) = root.as_object_mut() {
        root.insert("$schema".into(), "http://json-schema.org/draft-07/schema#".into());
        root.insert("title".into(), title.into());
        root.insert("definitions".into(), generator.take_definitions(true).into());
    }
    root
}

/// Returns every key of a record and of an issue, table by table, in Markdown.
pub fn reference() -> String {
    let tables: [(&str, Vec<KeyDoc>); 35] = [
        ("The record", RawRecord::keys()),
        ("`series`", Series::keys()),
        ("`venue`, as a table", Venue::keys()),
        ("`sponsor`, as a table", RawSponsorTable::keys()),
        ("`[attendance]`", RawAttendance::keys()),
        ("`[[attendance.counts]]`", Headcount::keys()),
        ("`[[attendance.breakdown]]`", Breakdown::keys()),
        ("`[[numbers]]`, and parts and results", Number::keys()),
        ("`[[survey]]`", Survey::keys()),
        ("`[[budget]]`", BudgetLine::keys()),
        ("`[[coverage]]`", Coverage::keys()),
        ("`[[next-steps]]`", NextStep::keys()),
        ("`[[about]]` and `[[annexes]]`", Titled::keys()),
        ("`[[related]]`, `[source]` and `[reprinted-from]`", Reference::keys()),
        ("`[[programme]]`", RawPart::keys()),
        ("`[[programme.sessions]]`", RawSession::keys()),
        ("`quote`, as a table", RawQuoteTable::keys()),
        ("`questions` of a session", RawQuestion::keys()),
        ("`[[signings]]`", RawSigning::keys()),
        ("`[[awards]]`", RawAward::keys()),
        ("`[[launches]]`", RawLaunch::keys()),
        ("`[[certificates]]`", RawCertificate::keys()),
        ("`[[photos]]`", RawPhoto::keys()),
        ("`[credits]`", RawCredits::keys()),
        ("`[people.id]`; in `people.toml`, `[id]`", RawPerson::keys()),
        ("`[organisations.id]`; in `organisations.toml`, `[id]`", RawOrganisation::keys()),
        ("`[contact]`", Contact::keys()),
        ("`logo` of an organisation", RawLogo::keys()),
        ("An issue", RawIssue::keys()),
        ("`[[stories]]` of an issue, as tables", RawStoryTable::keys()),
        ("`issn` of an issue, as a table", RawIssnTable::keys()),
        ("`[editors-note]` of an issue", RawNote::keys()),
        ("`[[upcoming]]` of an issue", RawUpcoming::keys()),
        ("`[[board]]` of an issue", RawOffice::keys()),
        ("`[imprint]` of an issue", Imprint::keys()),
    ];
    let mut page = String::new();
    for (title, keys) in tables {
        let _ = write!(
            page,
            "\n## {title}\n\n| key | takes | meaning | standard | example |\n|---|---|---|---|---|\n"
        );
        for KeyDoc { declaration, required, accepts, .. } in keys {
            let Declaration { key, meaning, term, example } = declaration;
            let name = if required { format!("**`{key}`**") } else { format!("`{key}`") };
            let _ = writeln!(page, "| {name} | {accepts} | {meaning} | {term} | `{example}` |");
        }
    }
    page + &vocabularies()
}

/// Returns the words of each key that takes one of a few, in Markdown.
fn vocabularies() -> String {
    let mut page =
        String::from("\n## Words\n\nThese keys take one of a few words, in quotation marks.\n\n");
    let vocabularies = [
        ("`type`", names_of::<EventType>()),
        ("`mode`", names_of::<Mode>()),
        ("`status`", names_of::<Status>()),
        ("`part-of-day`", names_of::<PartOfDay>()),
        ("`kind` of a session", names_of::<SessionKind>()),
        ("`role` of a person", names_of::<PersonRole>()),
        ("`presence` of a person", names_of::<Presence>()),
        ("`name-order` of a person", names_of::<NameOrder>()),
        ("`kind` of a photo", names_of::<PictureKind>()),
        ("`width` of a photo", names_of::<Width>()),
        ("`length` of a story", names_of::<StoryLength>()),
        ("`basis`", names_of::<Basis>()),
        ("`qualifier`", names_of::<Qualifier>()),
    ];
    for (key, words) in vocabularies {
        let words: Vec<_> = words.iter().map(|word| format!("`\"{word}\"`")).collect();
        let _ = writeln!(page, "- {key}: {}", words.join(", "));
    }
    page
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Checks that each example is valid for its key.
    #[test]
    fn every_example_is_toml() {
        for line in
            reference().lines().filter(|line| line.starts_with("| `") || line.starts_with("| **"))
        {
            let cells: Vec<_> = line.split(" | ").collect();
            let example = cells.last().unwrap().trim_end_matches(" |").trim_matches('`');
            let toml = format!("key = {example}");
            assert!(toml.parse::<toml::Table>().is_ok(), "{line}");
        }
    }

    #[test]
    fn schemas_name_their_keys() {
        let schema = schema(SchemaFile::Record).to_string();
        for key in ["title", "part-of-day", "on-behalf-of", "native-name"] {
            assert!(schema.contains(&format!("\"{key}\"")), "{key}");
        }
    }
}
