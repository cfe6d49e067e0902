//! No false alarms: on all records of the repository, only the findings of
//! `tests/remaining-findings.toml` remain, each with the reason why an editor is grateful for it.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod common;

use std::fs;

use common::{Project, repository};

#[test]
fn only_findings_with_a_reason_remain_on_our_own_records() {
    let file = fs::read_to_string(repository().join("tests/remaining-findings.toml")).unwrap();
    let file: toml::Table = file.parse().unwrap();
    let mut expected = Vec::new();
    for finding in file["finding"].as_array().unwrap() {
        let of = |key: &str| finding[key].as_str().unwrap().to_owned();
        assert!(of("reason").len() > 20, "no reason is given for {finding:?}");
        let times = finding.get("times").map_or(1, |times| times.as_integer().unwrap());
        for _ in 0..times {
            expected.push((of("project"), of("file"), of("code")));
        }
    }
    let mut found = Vec::new();
    for folder in [".", "templates/tests"] {
        let project = repository().join(folder);
        let run = Project::new().byline(&[
            "check",
            "--message-format",
            "json",
            "--project",
            project.to_str().unwrap(),
        ]);
        for line in run.stdout.lines() {
            let line: serde_json::Value = serde_json::from_str(line).unwrap();
            if line["type"] == "diagnostic" {
                let of = |value: &serde_json::Value| value.as_str().unwrap().to_owned();
                let name = of(&line["place"]["file"]);
                let name = name.strip_prefix(&format!("{}/", project.display())).unwrap_or(&name);
                found.push((folder.to_owned(), name.to_owned(), of(&line["code"])));
            }
        }
    }
    expected.sort();
    found.sort();
    assert_eq!(found, expected);
}
