//! Counts how often Typst lays out a document: the time and memory of a long issue depend on it.
//!
//! Typst's own timer counts for the whole process, so this file has one test.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::fs;
use std::path::Path;
use std::sync::Arc;

use byline_build::{Request, Session};
use byline_image::InProcess;
use tempfile::TempDir;

#[test]
fn an_issue_is_laid_out_once() {
    let project = TempDir::new().unwrap();
    write(project.path(), "byline.toml", "organisation = 'Office'\n");
    for id in ["one", "two", "three", "four"] {
        let head = format!("title = 'Event {id}'\nstart = 2025-05-01\nmode = 'offline'\n");
        let told = "lead = 'The gauges agree.'\nbackground = 'Seven harbours.'\n";
        write(project.path(), &format!("records/{id}.toml"), &(head + told));
    }
    let head = "name = 'Tides'\nnumber = 1\ndate = 2025-06-02\n";
    let issue = format!("{head}stories = ['one', 'two', 'three', 'four']\n");
    write(project.path(), "issues/tides.toml", &issue);
    assert_eq!(passes(project.path(), "newsletter", "tides"), 1);
    // The contents of a report name pages, which the first pass finds: the timer sees two.
    assert_eq!(passes(project.path(), "report", "one"), 2);
}

/// Makes a record's document, and returns how often Typst laid it out.
fn passes(project: &Path, template: &str, id: &str) -> usize {
    let request = Request { templates: vec![template.parse().unwrap()], ..Request::default() };
    let session = Session::open(project, request, Arc::new(InProcess)).unwrap();
    let record = session.records().0.iter().find(|record| record.id.as_str() == id).unwrap();
    typst_timing::clear();
    typst_timing::enable();
    let documents = session.documents(record);
    typst_timing::disable();
    assert_eq!(documents.documents.len(), 1, "{:?}", documents.findings);
    let mut events = Vec::new();
    typst_timing::export_json(&mut events, |_| (String::new(), 0)).unwrap();
    let events: serde_json::Value = serde_json::from_slice(&events).unwrap();
    let events = events.as_array().unwrap().iter();
    events.filter(|event| event["name"] == "layout document" && event["ph"] == "B").count()
}

fn write(project: &Path, name: &str, text: &str) {
    let path = project.join(name);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}
