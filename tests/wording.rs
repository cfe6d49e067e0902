//! The checks of wording in every language of byline: sentences that each must catch, and near
//! misses that it must pass.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod common;

use std::collections::BTreeSet;

use common::{Project, repository};
use serde_json::Value;
use toml::Table;

/// The number of sentences of each kind.
const SENTENCES: usize = 10;

/// A record in a language with this lead.
fn record(language: &str, lead: &str) -> String {
    let lead = Value::from(lead);
    format!(
        "title = \"A\"\nstart = 2025-05-14\nmode = \"offline\"\nlanguages = [\"{language}\"]\nlead = {lead}\n"
    )
}

fn sentences<'t>(table: &'t Table, check: &str, kind: &str) -> Vec<&'t str> {
    let list = table[check][kind].as_array().unwrap();
    assert_eq!(list.len(), SENTENCES, "{check}.{kind}");
    list.iter().map(|sentence| sentence.as_str().unwrap()).collect()
}

/// Returns the findings about each sentence, as the record's file and the code.
fn findings(project: &Project) -> BTreeSet<(String, String)> {
    let run = project.byline(&["check", "--message-format", "json"]);
    let lines = run.stdout.lines().map(|line| serde_json::from_str::<Value>(line).unwrap());
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    lines
        .filter(|line| line["type"] == "diagnostic")
        .map(|line| (text(&line["place"]["file"]), text(&line["code"])))
        .collect()
}

fn holds_in(language: &str, checks: usize) {
    let file = repository().join(format!("tests/wording/{language}.toml"));
    let table: Table = std::fs::read_to_string(file).unwrap().parse().unwrap();
    assert_eq!(table.len(), checks, "{language}");
    let project = Project::new();
    for check in table.keys() {
        for kind in ["catch", "pass"] {
            for (number, lead) in sentences(&table, check, kind).into_iter().enumerate() {
                let name = format!("records/{check}-{kind}-{number}.toml");
                project.write(&name, record(language, lead));
            }
        }
    }
    let found = findings(&project);
    let mut wrong = Vec::new();
    for check in table.keys() {
        for (kind, wanted) in [("catch", true), ("pass", false)] {
            for (number, lead) in sentences(&table, check, kind).into_iter().enumerate() {
                let name = format!("records/{check}-{kind}-{number}.toml");
                if found.contains(&(name, check.clone())) != wanted {
                    wrong.push(format!("{check}.{kind}: {lead}"));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{language}:\n{}", wrong.join("\n"));
}

#[test]
fn english() {
    holds_in("en", 6);
}

#[test]
fn malay() {
    holds_in("ms", 6);
}

#[test]
fn simplified_chinese() {
    holds_in("zh-Hans", 7);
}

#[test]
fn traditional_chinese() {
    holds_in("zh-Hant", 7);
}
