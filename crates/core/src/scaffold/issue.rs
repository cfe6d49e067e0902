//! A new issue of a newsletter.

use chrono::NaiveDate;
use toml_edit::{Array, Datetime, DocumentMut, Item, Table, value};

use super::{parsed, replace};
use crate::message::Message;
use crate::model::Slug;

/// What is known about an issue before its file is written.
#[derive(Debug, Clone)]
pub struct NewIssue<'a> {
    /// The name of the newsletter.
    pub name: &'a str,
    /// The volume, if it is not that of the former issue.
    pub volume: Option<u32>,
    /// The number of the issue.
    pub number: Option<u32>,
    /// The date of publication.
    pub date: NaiveDate,
    /// The period that it covers, in words.
    pub period: Option<&'a str>,
    /// The records of its stories, the lead story first.
    pub stories: &'a [Slug],
    /// The path of the schema, relative to the file.
    pub schema: &'a str,
}

/// What each issue says anew.
const ONCE: [&str; 7] = [
    "period",
    "editors-note",
    "briefs",
    "announcements",
    "people-news",
    "publications",
    "upcoming",
];

/// Returns the file of a new issue. From a former one, it takes over what all issues of a
/// newsletter have in common, such as the board and the imprint.
///
/// # Errors
/// Returns the parser's message if the former issue is not valid TOML.
pub fn issue(outline: &NewIssue<'_>, former: Option<&str>) -> Result<String, Message> {
    let mut document = match former {
        Some(former) => parsed(former)?,
        None => DocumentMut::new(),
    };
    let root = document.as_table_mut();
    for key in ONCE {
        root.remove(key);
    }
    // A name in several languages stays as it is.
    if root.get("name").is_none_or(Item::is_str) {
        replace(root, "name", value(outline.name));
    }
    let number = |number: Option<u32>| number.map(|number| value(i64::from(number)));
    // A volume has many issues.
    if let Some(volume) = number(outline.volume) {
        replace(root, "volume", volume);
    }
    set(root, "number", number(outline.number));
    set(root, "date", outline.date.to_string().parse::<Datetime>().ok().map(value));
    set(root, "period", outline.period.map(value));
    set(root, "stories", Some(value(list(outline.stories))));
    let schema =
        if former.is_none() { format!("#:schema {}\n\n", outline.schema) } else { String::new() };
    Ok(format!("{schema}{document}"))
}

/// Sets a key, or removes it.
fn set(table: &mut Table, key: &str, item: Option<Item>) {
    match item {
        Some(item) => replace(table, key, item),
        None => drop(table.remove(key)),
    }
}

/// Returns a list with one story on each line.
fn list(stories: &[Slug]) -> Array {
    let mut list: Array = stories.iter().map(Slug::as_str).collect();
    if stories.len() > 1 {
        for story in list.iter_mut() {
            story.decor_mut().set_prefix("\n    ");
        }
        list.set_trailing("\n");
        list.set_trailing_comma(true);
    }
    list
}

#[cfg(test)]
mod tests {
    use super::*;

    fn new(stories: &[Slug], former: Option<&str>) -> String {
        let outline = NewIssue {
            name: "Tidelines",
            volume: Some(3),
            number: Some(3),
            date: "2025-09-01".parse().unwrap(),
            period: None,
            stories,
            schema: "../schema/issue.json",
        };
        issue(&outline, former).unwrap()
    }

    #[test]
    fn an_issue_lists_its_stories_in_order() {
        let stories = ["b", "a"].map(|id| id.parse().unwrap());
        let text = new(&stories, None);
        let expected = "#:schema ../schema/issue.json\n\nname = \"Tidelines\"\nvolume = 3\nnumber = 3\n\
                        date = 2025-09-01\nstories = [\n    \"b\",\n    \"a\",\n]\n";
        assert_eq!(text, expected);
        assert!(new(&stories[..1], None).ends_with("stories = [\"b\"]\n"));
    }

    #[test]
    fn a_former_issue_gives_what_all_have_in_common() {
        let former = "# Tidelines\nname = 'Tidelines'\nnumber = 2 # of four\ndate = 2025-06-02\n\
                      period = 'June 2025'\nstories = ['x'] # one\n\n[editors-note]\ntext = 'Dear readers'\n\n\
                      [[upcoming]]\ntitle = 'Clinic'\nstart = 2025-07-02\n\n[[board]]\nrole = 'Editor'\n";
        let text = new(&["a".parse().unwrap()], Some(former));
        let expected = "# Tidelines\nname = \"Tidelines\"\nnumber = 3\ndate = 2025-09-01\n\
                        stories = [\"a\"]\nvolume = 3\n\n[[board]]\nrole = 'Editor'\n";
        assert_eq!(text, expected);
        let text = new(&[], Some("name = { en = 'Tidelines', ms = 'Pasang' }\n"));
        assert!(text.starts_with("name = { en = 'Tidelines', ms = 'Pasang' }\n"), "{text}");
    }
}
