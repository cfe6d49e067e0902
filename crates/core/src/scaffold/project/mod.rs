//! The files of a new project.

mod examples;

use toml_edit::{InlineTable, value};

use crate::message::UiLanguage;
use crate::model::Language;
use crate::new_files::NewFile;
use crate::parse::{ORGANISATIONS, PEOPLE};
use crate::project::{FILE, OutputName, PLACEHOLDER};
use crate::schema::{SchemaFile, schema};

/// What is known about a project before its files are written.
#[derive(Debug, Clone)]
pub struct NewProject<'a> {
    /// The language of the notes in its files.
    pub notes: UiLanguage,
    /// The name of the organisation, if it is known.
    pub organisation: Option<&'a str>,
    /// The languages of the reports, the main one first. If there are none, the reports are in the
    /// language of the notes.
    pub languages: &'a [Language],
    /// The logo.
    pub logo: Option<NewLogo<'a>>,
    /// Whether it begins with an example record and an example issue.
    pub has_examples: bool,
}

/// A logo.
#[derive(Debug, Clone, Copy)]
pub struct NewLogo<'a> {
    /// The name of its file in the project.
    pub file: &'a str,
    /// What it shows.
    pub alt: &'a str,
    /// The file.
    pub bytes: &'a [u8],
}

/// Returns the files of a new project, the project file first.
pub fn project(new: &NewProject<'_>) -> Vec<NewFile> {
    let file = |name: &str, text: String| NewFile { name: name.into(), bytes: text.into() };
    let mut files = vec![file(FILE, project_file(new))];
    if new.has_examples {
        let example = |text: &str, first: &str| in_english(text, first, new);
        files.extend([
            file(PEOPLE, examples::PEOPLE.into()),
            file(ORGANISATIONS, examples::ORGANISATIONS.into()),
            file("records/harbour-day-2025-05-14.toml", example(examples::RECORD, "title = ")),
            file("issues/tidelines-2025-06.toml", example(examples::ISSUE, "name = ")),
        ]);
    }
    files.extend(SchemaFile::ALL.iter().map(|&schema_file| {
        let name = format!("schema/{}.json", schema_file.name());
        file(&name, format!("{:#}\n", schema(schema_file)))
    }));
    files.extend(new.logo.map(|logo| NewFile { name: logo.file.into(), bytes: logo.bytes.into() }));
    files
}

/// Returns the project file.
fn project_file(new: &NewProject<'_>) -> String {
    let file = match new.notes {
        UiLanguage::English => include_str!("en.toml"),
        UiLanguage::Malay => include_str!("ms.toml"),
        UiLanguage::SimplifiedChinese => include_str!("zh-Hans.toml"),
        UiLanguage::TraditionalChinese => include_str!("zh-Hant.toml"),
    };
    let written = |line: &str| {
        if line.starts_with("language = ") && !new.languages.is_empty() {
            return languages(new.languages);
        }
        let Some(logo) = new.logo else { return line.to_owned() };
        if line == "# [brand]" {
            return "[brand]".to_owned();
        }
        if line.starts_with("# logo = ") {
            return format!("logo = {}", table_of(logo));
        }
        line.to_owned()
    };
    let lines: Vec<_> = file.lines().map(written).collect();
    let text = lines.join("\n") + "\n";
    let text = text.replace("{output-name}", &OutputName::default_pattern());
    // The name comes last, because it may look like a place.
    let organisation = value(new.organisation.unwrap_or(PLACEHOLDER)).to_string();
    text.replace("\"{organisation}\"", organisation.trim())
}

/// Returns the lines that name the languages of the reports.
fn languages(languages: &[Language]) -> String {
    let quoted: Vec<_> = languages.iter().map(|language| format!("\"{language}\"")).collect();
    let main = format!("language = {}", quoted[0]);
    match quoted.len() {
        1 => main,
        _ => format!("{main}\nlanguages = [{}]", quoted.join(", ")),
    }
}

fn table_of(logo: NewLogo<'_>) -> String {
    let table: InlineTable = [("file", logo.file), ("alt", logo.alt)].into_iter().collect();
    value(table).to_string().trim().to_owned()
}

/// Returns an example, which says that it is in English unless the project is, before the line
/// that begins with `first`.
fn in_english(example: &str, first: &str, new: &NewProject<'_>) -> String {
    let is_english = match new.languages.first() {
        Some(language) => language.is_read_as(&Language::english()),
        None => new.notes == UiLanguage::English,
    };
    if is_english {
        example.to_owned()
    } else {
        example.replacen(first, &format!("languages = \"en\"\n{first}"), 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LOGO: NewLogo<'static> = NewLogo {
        file: "logo.png",
        alt: "The letters \"ICS\"\nover {organisation}",
        bytes: b"PNG",
    };

    fn text(new: &NewProject<'_>) -> toml::Table {
        let [file, ..] = &project(new)[..] else { panic!() };
        assert_eq!(file.name, FILE);
        String::from_utf8(file.bytes.clone()).unwrap().parse().unwrap()
    }

    #[test]
    fn the_project_file_says_what_is_known() {
        let languages = ["ms", "en"].map(|tag| tag.parse().unwrap());
        for notes in [
            UiLanguage::English,
            UiLanguage::Malay,
            UiLanguage::SimplifiedChinese,
            UiLanguage::TraditionalChinese,
        ] {
            let mut new = NewProject {
                notes,
                organisation: None,
                languages: &[],
                logo: None,
                has_examples: true,
            };
            let plain = text(&new);
            assert_eq!(plain["organisation"].as_str(), Some(PLACEHOLDER));
            assert_eq!(plain["language"].as_str(), Some(notes.into()));
            assert!(!plain.contains_key("languages") && !plain.contains_key("brand"));
            let organisation = "The \"Tide\" \\ 港务局 {output-name}";
            (new.organisation, new.languages) = (Some(organisation), &languages);
            new.logo = Some(LOGO);
            let full = text(&new);
            assert_eq!(full["organisation"].as_str(), Some(organisation));
            assert_eq!(full["language"].as_str(), Some("ms"));
            assert_eq!(full["languages"].as_array().unwrap().len(), 2);
            assert_eq!(full["brand"]["logo"]["alt"].as_str(), Some(LOGO.alt));
            assert_eq!(full["output-name"], plain["output-name"]);
            new.languages = &languages[..1];
            assert!(!text(&new).contains_key("languages"));
        }
    }

    #[test]
    fn examples_can_be_left_out() {
        let languages = ["ms".parse().unwrap()];
        let new = NewProject {
            notes: UiLanguage::English,
            organisation: Some("ICS"),
            languages: &languages,
            logo: Some(LOGO),
            has_examples: true,
        };
        let names = |new: &NewProject<'_>| -> Vec<String> {
            project(new).into_iter().map(|file| file.name).collect()
        };
        assert!(names(&new).iter().any(|name| name.starts_with("records/")));
        // The examples are in English.
        let record = project(&new).into_iter().find(|file| file.name.starts_with("records/"));
        let record = String::from_utf8(record.unwrap().bytes).unwrap();
        assert!(record.contains("languages = \"en\"\ntitle"), "{record}");
        let names = names(&NewProject { has_examples: false, ..new });
        assert!(names.iter().all(|name| name.starts_with("schema/") || !name.contains('/')));
        assert_eq!(names.len(), 2 + SchemaFile::ALL.len());
    }
}
