//! Damaged records and pictures, read, laid out and printed by the real binary.

use std::fs;

use byline_fuzz::Rng;
use toml_edit::{DocumentMut, Item, TableLike};

use crate::common::{Project, SMALL, repository};
use crate::{harness, messages, rounds};

/// The kinds of pictures.
const PICTURES: [&str; 7] = ["jpeg", "png", "tiff", "webp", "gif", "svg", "pdf"];

/// Records and issues are reported or checked, whatever is in them. The files are read from the
/// disk here, so they need not be Unicode.
#[test]
fn no_record_makes_byline_panic() {
    let [record, issue] = ["record", "issue"].map(harness);
    let (records, issues) = ((record.seeds)(), (issue.seeds)());
    rounds("records", 200, |seed| {
        let (mut rng, project) = (Rng::new(seed), Project::new());
        for number in 0..200 {
            let mut file = records[rng.below(records.len())].clone();
            (0..=rng.below(6)).for_each(|_| (record.mutate)(&mut file, &mut rng));
            project.write(&format!("records/r{number}.toml"), file);
            if number % 10 == 0 {
                let mut file = issues[rng.below(issues.len())].clone();
                (0..=rng.below(6)).for_each(|_| (issue.mutate)(&mut file, &mut rng));
                project.write(&format!("issues/i{number}.toml"), file);
            }
        }
        let templates = ["--template", "report", "--template", "newsletter"];
        let args = ["check", "--message-format", "json"];
        let run = project.byline(&[&args[..], &templates[..]].concat());
        assert!(messages(&run, &project.path("records")).len() > 200, "there is silence");
    });
}

/// Removes random keys from real records: whatever remains can be printed.
#[test]
fn no_record_is_too_thin_for_the_templates() {
    let seeds: Vec<DocumentMut> =
        ["records/forum-2024-10-31.toml", "records/seminar-2021-12-09.toml"]
            .iter()
            .map(|name| fs::read_to_string(repository().join(name)).unwrap().parse().unwrap())
            .collect();
    rounds("thin records", 40, |seed| {
        let (mut rng, project) = (Rng::new(seed), Project::new());
        project.write("byline.toml", "organisation = 'Office'\n");
        for number in 0..40 {
            let mut record = seeds[number % seeds.len()].clone();
            let share = 1 + rng.below(7);
            thin(record.as_table_mut(), &mut rng, share, "");
            project.write(&format!("records/r{number}.toml"), record.to_string());
        }
        let run = project.byline(&["build", "--message-format", "json"]);
        for line in messages(&run, &project.path("records")) {
            let code = line["code"].as_str().unwrap_or_default();
            assert!(!["template", "off-page", "pdf-standard"].contains(&code), "{line}");
        }
        let built = run.stdout.matches("\"artifact\"").count();
        assert!(built > 40, "only {built} documents were built: {}", run.stdout);
    });
}

/// Removes `share` out of eight keys, except those that a table requires.
fn thin(table: &mut dyn TableLike, rng: &mut Rng, share: usize, inside: &str) {
    const NEEDED: [&str; 10] = [
        "title",
        "start",
        "mode",
        "name",
        "file",
        "label",
        "count",
        "people",
        "organisations",
        "speaker",
    ];
    let entries = ["people", "organisations"].contains(&inside);
    let keys: Vec<String> = table.iter().map(|(key, _)| key.to_owned()).collect();
    for key in keys {
        if !entries && !NEEDED.contains(&&*key) && rng.below(8) < share {
            table.remove(&key);
            continue;
        }
        match table.get_mut(&key) {
            Some(Item::ArrayOfTables(tables)) => {
                tables.iter_mut().for_each(|table| thin(table, rng, share, ""));
            }
            Some(item) => {
                if let Some(table) = item.as_table_like_mut() {
                    thin(table, rng, share, &key);
                }
            }
            None => {}
        }
    }
}

/// Pictures are either printed or reported: byline neither panics nor ignores them.
#[test]
fn no_picture_makes_byline_panic() {
    rounds("pictures", 140, |seed| {
        let (mut rng, project) = (Rng::new(seed), Project::new());
        for number in 0..140 {
            let harness = harness(PICTURES[number % PICTURES.len()]);
            let seeds = (harness.seeds)();
            let mut file = seeds[rng.below(seeds.len())].clone();
            (0..=rng.below(4)).for_each(|_| (harness.mutate)(&mut file, &mut rng));
            project.write(&format!("records/p{number}.bin"), file);
            let entry = format!("[[photos]]\nfile = 'p{number}.bin'\nalt = 'A pier'\n");
            project.write(&format!("records/r{number}.toml"), format!("{SMALL}{entry}"));
        }
        for verb in ["check", "build"] {
            let run = project.byline(&[verb, "--message-format", "json"]);
            let lines = messages(&run, &project.path("records"));
            for line in &lines {
                let code = line["code"].as_str().unwrap_or_default();
                assert!(!["template", "pdf-standard"].contains(&code), "{verb}: {line}");
            }
            let summary = lines.last().unwrap();
            let sum = |key: &str| summary[key].as_u64().unwrap();
            assert_eq!(sum("built") + sum("checked") + sum("failed"), 140, "{summary}");
        }
    });
}
