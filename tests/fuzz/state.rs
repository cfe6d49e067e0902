//! Damaged build states, each with a right seal: byline makes the same documents in the end.

use std::collections::BTreeMap;
use std::fs;
use std::sync::Arc;

use byline_build::{Request, Session, State};
use byline_core::fingerprint::Fingerprint;
use byline_fuzz::Rng;
use byline_image::InProcess;
use serde_json::Value;

use crate::common::Project;
use crate::{messages, rounds};

const STATE: &str = ".byline/state";

#[test]
fn no_state_makes_byline_panic() {
    let project = built();
    let sound = project.read(STATE);
    let session =
        Session::open(&project.path(""), Request::default(), Arc::new(InProcess)).unwrap();
    let (records, _) = session.records();
    rounds("state", 1000, |seed| {
        let mut rng = Rng::new(seed);
        for _ in 0..1000 {
            project.write(STATE, damaged(&sound, &mut rng));
            let mut state = State::open(&session, None, None);
            state.stale(records, &session);
            state.save().unwrap();
            let known = state.len();
            assert_eq!(
                State::open(&session, None, None).len(),
                known,
                "it is read as it was written"
            );
        }
    });
}

#[test]
fn documents_are_the_same_whatever_the_state_says() {
    let project = built();
    let (sound, documents) = (project.read(STATE), documents(&project));
    rounds("states and documents", 10, |seed| {
        let mut rng = Rng::new(seed);
        for _ in 0..10 {
            project.write(STATE, damaged(&sound, &mut rng));
            let run = project.byline(&["build", "--message-format", "json"]);
            messages(&run, &project.path(STATE));
            assert_eq!(self::documents(&project), documents);
        }
    });
}

/// Returns a project with two records that are built.
fn built() -> Project {
    let project = Project::with_examples();
    project.build();
    project
}

fn documents(project: &Project) -> BTreeMap<String, Vec<u8>> {
    let files = fs::read_dir(project.path("output")).unwrap().map(|file| file.unwrap().path());
    let name = |path: &std::path::Path| path.file_name().unwrap().to_string_lossy().into_owned();
    files.map(|path| (name(&path), fs::read(&path).unwrap())).collect()
}

/// Damages some lines of a state, and seals it again: the last line is the fingerprint of the
/// others.
fn damaged(state: &[u8], rng: &mut Rng) -> Vec<u8> {
    let text = String::from_utf8_lossy(state);
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    lines.pop();
    for _ in 0..=rng.below(4) {
        // The first line says what the file is.
        let (at, other) = (1 + rng.below(lines.len() - 1), 1 + rng.below(lines.len() - 1));
        match rng.below(6) {
            0 if lines.len() > 2 => drop(lines.remove(at)),
            1 => lines.swap(at, other),
            2 => lines.insert(at, lines[other].clone()),
            _ => {
                let mut line: Value = serde_json::from_str(&lines[at]).unwrap();
                let stolen = serde_json::from_str(&lines[other]).unwrap();
                let mut skip = rng.below(count(&line));
                alter(&mut line, &mut skip, &stolen, rng);
                lines[at] = line.to_string();
            }
        }
    }
    let body = lines.iter().flat_map(|line| [line.as_str(), "\n"]).collect::<String>();
    let seal = Fingerprint::of(body.as_bytes());
    format!("{body}{seal}\n").into_bytes()
}

/// Returns the number of values in a value, itself included.
fn count(value: &Value) -> usize {
    1 + match value {
        Value::Array(items) => items.iter().map(count).sum(),
        Value::Object(keys) => keys.values().map(count).sum(),
        _ => 0,
    }
}

/// Replaces or removes the value before which `skip` others come.
fn alter(value: &mut Value, skip: &mut usize, stolen: &Value, rng: &mut Rng) {
    if *skip == 0 {
        *value = match (rng.below(8), &*value) {
            (0, _) => Value::Null,
            (1, _) => 0.into(),
            (2, _) => u64::MAX.into(),
            (3, _) => (-1).into(),
            (4, _) => stolen.clone(),
            (5, Value::String(text)) => {
                let mut cut = text.clone();
                cut.truncate(text.floor_char_boundary(rng.below(text.len())));
                cut.into()
            }
            _ => ["", ".", "../x", "/etc/passwd", "day", "en", "e\u{301}\0", "0"][rng.below(8)]
                .into(),
        };
    }
    *skip = skip.wrapping_sub(1);
    match value {
        Value::Array(items) => items.iter_mut().for_each(|item| alter(item, skip, stolen, rng)),
        Value::Object(keys) => keys.values_mut().for_each(|item| alter(item, skip, stolen, rng)),
        _ => {}
    }
}
