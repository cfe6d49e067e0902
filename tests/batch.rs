//! Batches: which documents a build makes again and which not, sharded and concurrent runs, and
//! how a run stops.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]
#![allow(clippy::disallowed_methods, reason = "runs are waited for")]

mod common;
#[path = "common/pictures.rs"]
mod pictures;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};
use std::time::SystemTime;

use common::{Project, SMALL};
use pictures::{corners, telling_png};
use walkdir::WalkDir;

/// Creates a project with three records that share a directory.
fn project() -> Project {
    let project = Project::new();
    project
        .write("people.toml", "[ana-lima]\nname = 'Ana Lima'\n[elin-berg]\nname = 'Elin Berg'\n");
    project.write("records/a.toml", format!("{SMALL}[credits]\nwriter = 'ana-lima'\n"));
    project.write("records/b.toml", format!("{SMALL}[credits]\nwriter = 'Elin Berg'\n"));
    project.write("records/c.toml", format!("{SMALL}[credits]\nwriter = 'Noor Haddad'\n"));
    project.build();
    project
}

/// Builds, and returns the documents that were made, each with its reasons.
fn made(project: &Project) -> BTreeMap<String, Vec<String>> {
    let run = project.byline(&["build", "--explain", "--message-format", "json"]);
    assert_eq!(run.code, 0, "{}{}", run.stdout, run.stderr);
    let lines = lines(&run.stdout);
    let reasons: BTreeMap<_, _> = lines
        .iter()
        .filter(|line| line["type"] == "reasons")
        .map(|line| {
            let reasons = line["reasons"].as_array().unwrap().iter();
            let reasons = reasons.map(|reason| reason["message"].as_str().unwrap().to_owned());
            (line["path"].as_str().unwrap().to_owned(), reasons.collect())
        })
        .collect();
    let written: BTreeSet<_> = lines
        .iter()
        .filter(|line| line["type"] == "artifact")
        .map(|line| line["path"].as_str().unwrap().to_owned())
        .collect();
    assert_eq!(reasons.keys().cloned().collect::<BTreeSet<_>>(), written);
    let summary = lines.last().unwrap();
    assert_eq!(summary["built"], written.len());
    reasons
}

fn lines(stdout: &str) -> Vec<serde_json::Value> {
    stdout.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// Asserts that a build makes these reports, each for this single reason.
#[track_caller]
fn expect(project: &Project, records: &[&str], reason: &str) {
    let made = made(project);
    let expected: BTreeMap<_, _> = records
        .iter()
        .map(|record| (format!("output/{record}-report.pdf"), vec![reason.to_owned()]))
        .collect();
    assert_eq!(made, expected);
    assert!(self::made(project).is_empty(), "made twice");
}

#[test]
fn what_changed_is_made_again_and_nothing_else() {
    let project = project();
    expect(&project, &[], "");

    // Rewriting the same text is not a change, whatever its modification time.
    let text = project.read("records/a.toml");
    project.write("records/a.toml", &text);
    expect(&project, &[], "");
    let a = project.read("records/a.toml");
    project.write("records/a.toml", [&a[..], b"venue = 'Hall'\n"].concat());
    assert_eq!(project.byline(&["build"]).code, 1, "the key is in the wrong table");
    project.write("records/a.toml", [b"venue = 'Hall'\n", &a[..]].concat());
    expect(&project, &["a"], "the record changed");

    project.write("records/d.toml", SMALL);
    expect(&project, &["d"], "it is new");
    fs::create_dir(project.path("records/2024")).unwrap();
    fs::rename(project.path("records/d.toml"), project.path("records/2024/d.toml")).unwrap();
    expect(&project, &["d"], "the record changed");

    fs::remove_file(project.path("output/b-report.pdf")).unwrap();
    expect(&project, &["b"], "the file is missing");
    let mut pdf = project.read("output/b-report.pdf");
    pdf.push(b' ');
    project.write("output/b-report.pdf", pdf);
    expect(&project, &["b"], "somebody has changed the file");

    let file = String::from_utf8(project.read("byline.toml")).unwrap();
    project.write("byline.toml", format!("{file}# a remark\n"));
    expect(&project, &[], "");
    project.write("byline.toml", format!("{file}[brand]\naccent = '#00507a'\n"));
    expect(
        &project,
        &["2024/d", "a", "b", "c"].map(|id| id.trim_start_matches("2024/")),
        "the brand changed",
    );
    project.write(
        "byline.toml",
        format!("{file}[options.report]\nduplex = true\n[brand]\naccent = '#00507a'\n"),
    );
    expect(&project, &["a", "b", "c", "d"], "the options of its template changed");
    project.write(
        "byline.toml",
        file.replace("Example office", "Another office")
            + "[options.report]\nduplex = true\n[brand]\naccent = '#00507a'\n",
    );
    expect(&project, &["a", "b", "c", "d"], "byline.toml changed");
}

#[test]
fn an_entry_of_the_directory_concerns_those_who_name_it() {
    let project = project();
    project.write(
        "people.toml",
        "# moved\n[elin-berg]\nname = 'Elin Berg'\n[ana-lima]\nname = 'Ana Lima'\n",
    );
    expect(&project, &[], "");
    project.write(
        "people.toml",
        "[elin-berg]\nname = 'Elin Berg'\n[ana-lima]\nname = 'Ana de Lima'\n",
    );
    expect(&project, &["a"], "`ana-lima` in people.toml changed");
    // A record refers to this person by name.
    project.write(
        "people.toml",
        "[elin-berg]\nname = 'Elin Berg'\nhonorifics = ['Dr.']\n[ana-lima]\nname = 'Ana de Lima'\n",
    );
    expect(&project, &["b"], "`elin-berg` in people.toml changed");
    project.write("people.toml", "[ana-lima]\nname = 'Ana de Lima'\n");
    expect(&project, &["b"], "an entry that the record refers to is no longer in the directory");
    // Until now, the directory had no entry for them.
    project.write(
        "people.toml",
        "[ana-lima]\nname = 'Ana de Lima'\n[noor]\nname = 'Noor Haddad'\ntitle = 'Editor'\n",
    );
    expect(&project, &["c"], "`noor` in people.toml changed");
    project.write("organisations.toml", "[cross]\nname = 'CROSS'\n");
    expect(&project, &[], "");
}

#[test]
fn a_picture_counts_even_before_it_is_there() {
    let project = project();
    let photo = "[[photos]]\nfile = 'photos/bay.png'\nalt = 'The bay.'\ncaption = 'The bay'\n";
    project.write("records/a.toml", format!("{SMALL}{photo}"));
    expect(&project, &["a"], "the record changed");
    project.write("records/photos/bay.png", telling_png(&corners(600, 400)));
    expect(&project, &["a"], "`records/photos/bay.png` changed");
    project.write("records/photos/bay.png", telling_png(&corners(600, 300)));
    expect(&project, &["a"], "`records/photos/bay.png` changed");
    fs::remove_file(project.path("records/photos/bay.png")).unwrap();
    expect(&project, &["a"], "`records/photos/bay.png` changed");
}

#[test]
fn a_template_of_the_project_counts_file_by_file() {
    let project = project();
    let main = "#import \"part.typ\": part\n#let main(event, project) = [#set document(title: event.title)\n#part]";
    project.write("templates/report/main.typ", main);
    project.write("templates/report/part.typ", "#let part = [One.]");
    project.write("templates/poster/main.typ", "Nobody asks for this one.");
    // It has no manifest, so the options of the standard template no longer exist either.
    assert!(
        made(&project).values().all(|reasons| reasons[1] == "`templates/report/main.typ` changed")
    );
    project.write("templates/report/part.typ", "#let part = [Two.]");
    expect(&project, &["a", "b", "c"], "`templates/report/part.typ` changed");
    assert_eq!(project.words("output/a-report.pdf"), "Two.");
    project.write("templates/report/unused.typ", "Nobody imports this one.");
    project.write("templates/poster/main.typ", "Nobody asks for this one either.");
    expect(&project, &[], "");
    project.write("templates/report/template.toml", "purpose = \"A try.\"\ncontract = 4\n");
    expect(&project, &["a", "b", "c"], "`templates/report/template.toml` changed");
    fs::remove_dir_all(project.path("templates/report")).unwrap();
    let made = made(&project);
    assert_eq!(made.len(), 3, "{made:?}");
}

#[test]
fn an_issue_follows_its_stories() {
    let project = Project::new();
    project.write("byline.toml", "organisation = 'Office'\ntemplates = ['newsletter']\n");
    let record = |keyword: &str| {
        format!(
            "{SMALL}keywords = '{keyword}'\nlead = 'What happened.'\n[credits]\nwriter = 'Elin Berg'\n"
        )
    };
    project.write("records/one.toml", record("tides")).write("records/two.toml", record("gauges"));
    let issue = |stories: &str| {
        format!(
            "name = 'Tidelines'\nvolume = 3\nnumber = 2\ndate = 2025-06-02\nstories = [{stories}]\n"
        )
    };
    project.write("issues/named.toml", issue("'one'").replace("number = 2", "number = 1"));
    project.write("issues/chosen.toml", issue("{ keyword = 'tides' }"));
    project.build();
    let document = |id: &str| format!("output/{id}-newsletter.pdf");
    let expect = |expected: &[(&str, &str)]| {
        let expected: BTreeMap<_, _> = expected
            .iter()
            .map(|(id, reason)| (document(id), vec![(*reason).to_owned()]))
            .collect();
        assert_eq!(made(&project), expected);
    };
    expect(&[]);
    project.write("records/two.toml", record("gauges") + "reviewer = 'Ana Lima'\n");
    expect(&[]);
    project.write("records/one.toml", record("tides") + "reviewer = 'Ana Lima'\n");
    let reason = "the story `one` changed";
    expect(&[("named", reason), ("chosen", reason)]);
    let reason = "the records that match its stories changed";
    project.write("records/two.toml", record("tides"));
    expect(&[("chosen", reason)]);
    assert!(project.words(&document("chosen")).matches("What happened.").count() >= 2);
    fs::remove_file(project.path("records/two.toml")).unwrap();
    let made = made(&project);
    assert_eq!(made.keys().collect::<Vec<_>>(), [&document("chosen")]);
    expect(&[]);
}

#[test]
fn no_clock_is_trusted() {
    let project = project();
    let path = project.path("records/a.toml");
    let day = std::time::Duration::from_hours(24);
    for time in [SystemTime::UNIX_EPOCH, SystemTime::UNIX_EPOCH + day * 40_000] {
        // The new text has the same length, and the file has its former modification time.
        let text = String::from_utf8(project.read("records/a.toml")).unwrap();
        fs::File::options().write(true).open(&path).unwrap().set_modified(time).unwrap();
        expect(&project, &[], "");
        let (from, to) =
            if text.contains("Small") { ("Small", "Large") } else { ("Large", "Small") };
        fs::write(&path, text.replace(from, to)).unwrap();
        fs::File::options().write(true).open(&path).unwrap().set_modified(time).unwrap();
        expect(&project, &["a"], "the record changed");
    }
}

#[test]
fn a_damaged_state_costs_a_build_and_no_more() {
    let project = project();
    let good = project.read(".byline/state");
    let text = String::from_utf8(good.clone()).unwrap();
    let sealed = |lines: String| {
        let seal = &blake3::hash(lines.as_bytes()).to_hex()[..32];
        format!("{lines}{seal}\n").into_bytes()
    };
    let (lines, _) = text.trim_end().rsplit_once('\n').unwrap();
    let lines = format!("{lines}\n");
    assert_eq!(sealed(lines.clone()), good, "the state is not sealed as this test thinks");
    let mut states = vec![
        vec![],
        b"\n".to_vec(),
        b"\xff\xfe\0".to_vec(),
        good[..good.len() / 2].to_vec(),
        good[..good.len() - 2].to_vec(),
        text.replace("a-report", "b-report").into_bytes(),
        // A forged state can make byline build too much, but never write or remove a wrong file.
        sealed(lines.replace("byline state 2", "byline state 99")),
        sealed(lines.replace("\"setting\":0", "\"setting\":70000")),
        sealed(lines.replace("\"record\":\"a\"", "\"record\":\"../../a\"")),
        sealed(lines.replacen("\"language\":null", "\"language\":\"klingon\"", 1)),
        sealed(lines.replace("output/", "../output/")),
        sealed(String::new()),
    ];
    for number in 1..40 {
        let mut state = good.clone();
        let place = number * good.len() / 40;
        state[place] ^= 0x15;
        states.push(state);
    }
    for state in states {
        project.write(".byline/state", &state);
        let run = project.byline(&["build"]);
        assert_eq!((run.code, run.stdout.as_str()), (0, ""), "{}", run.stderr);
        assert!(run.stderr.contains("3 documents built"), "{}", run.stderr);
        assert!(made(&project).is_empty());
    }
    fs::remove_dir_all(project.path(".byline")).unwrap();
    assert_eq!(made(&project).len(), 3);
    // If the state cannot be written, byline reports that and makes the documents all the same.
    fs::remove_dir_all(project.path(".byline")).unwrap();
    project.write(".byline", "a file in the folder's place");
    let run = project.byline(&["build"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert!(run.stderr.contains("warning[state-not-kept]"), "{}", run.stderr);
    assert!(run.stderr.contains("3 documents built"), "{}", run.stderr);
}

#[test]
fn documents_of_records_that_are_gone_are_told_and_removed_when_asked() {
    let project = project();
    project.write("output/note.txt", "mine").write("output/old-report.pdf", "%PDF- mine, too");
    fs::remove_file(project.path("records/a.toml")).unwrap();
    fs::remove_file(project.path("records/b.toml")).unwrap();
    let mut edited = project.read("output/b-report.pdf");
    edited.extend(b"a remark");
    project.write("output/b-report.pdf", edited);
    let run = project.build();
    assert!(run.stderr.contains("2 documents left over"), "{}", run.stderr);
    assert!(project.path("output/a-report.pdf").exists());
    // If a folder cannot be read in full, byline cannot know which records no longer exist.
    project.write("records/Bad Name.toml", SMALL);
    assert_eq!(project.byline(&["clean", "--stale"]).code, 1);
    assert!(project.path("output/a-report.pdf").exists());
    fs::remove_file(project.path("records/Bad Name.toml")).unwrap();

    let run = project.byline(&["clean", "--stale"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert!(run.stderr.contains("output/a-report.pdf: removed"), "{}", run.stderr);
    assert!(run.stderr.contains("output/b-report.pdf: kept"), "{}", run.stderr);
    let left: Vec<_> = files(&project, "output");
    assert_eq!(left, ["b-report.pdf", "c-report.pdf", "note.txt", "old-report.pdf"]);
    // A document whose name changes leaves a file behind under its former name.
    let file = String::from_utf8(project.read("byline.toml")).unwrap();
    project.write("byline.toml", format!("output-name = '{{template}}/{{id}}.pdf'\n{file}"));
    project.build();
    let run = project.byline(&["clean", "--stale"]);
    assert!(run.stderr.contains("output/c-report.pdf: removed"), "{}", run.stderr);
    assert!(project.path("output/report/c.pdf").exists());
}

#[test]
fn nothing_but_documents_is_ever_removed() {
    let project = project();
    project.write("precious.toml", "precious").write("precious.pdf", "no PDF");
    let text = String::from_utf8(project.read(".byline/state")).unwrap();
    let (lines, _) = text.trim_end().rsplit_once('\n').unwrap();
    for name in ["precious.toml", "precious.pdf"] {
        let held = &blake3::hash(&project.read(name)).to_hex()[..32];
        let mut lies = String::new();
        for line in lines.lines() {
            let mut line: serde_json::Value = serde_json::from_str(line).unwrap();
            if let Some(document) = line.get_mut("document") {
                if document["record"] != "a" {
                    continue;
                }
                document["record"] = "gone".into();
                document["path"] = name.into();
                document["fingerprint"] = held.into();
            }
            lies += &line.to_string();
            lies.push('\n');
        }
        let seal = &blake3::hash(lies.as_bytes()).to_hex()[..32];
        project.write(".byline/state", format!("{lies}{seal}\n"));
        let run = project.byline(&["clean", "--stale"]);
        assert!(run.stderr.contains(&format!("{name}: kept")), "{}", run.stderr);
        assert!(project.path(name).exists());
    }
}

#[test]
fn parts_are_the_whole_and_share_nothing() {
    let project = Project::new();
    let ids: Vec<_> = (0..40).map(|number| format!("r{number:02}")).collect();
    for id in &ids {
        project.write(&format!("records/{id}.toml"), SMALL);
    }
    let built = |args: &[&str]| -> BTreeSet<String> {
        let run = project.byline(&[&["build", "--message-format", "json"], args].concat());
        assert_eq!(run.code, 0, "{}", run.stderr);
        let lines = lines(&run.stdout);
        let made = lines.iter().filter(|line| line["type"] == "artifact");
        made.map(|line| line["record"].as_str().unwrap().to_owned()).collect()
    };
    let parts: Vec<_> = ["1/3", "2/3", "3/3"].map(|part| built(&["--shard", part])).into();
    let sum: usize = parts.iter().map(BTreeSet::len).sum();
    assert_eq!(sum, ids.len());
    assert_eq!(
        parts.iter().flatten().cloned().collect::<BTreeSet<_>>(),
        ids.iter().cloned().collect()
    );
    assert!(parts.iter().all(|part| part.len() > 5), "{parts:?}");
    // A part keeps its own results, and a record always belongs to the same part.
    assert!(built(&["--shard", "2/3"]).is_empty());
    project.write("records/another.toml", SMALL);
    assert_eq!(
        built(&["--shard", "2/3", "--force"])
            .difference(&parts[1])
            .filter(|id| *id != "another")
            .count(),
        0
    );

    let run = project.byline(&["merge"]);
    assert_eq!(run.code, 0);
    assert!(
        run.stderr.starts_with("3 parts merged: the build state now covers 4"),
        "{}",
        run.stderr
    );
    assert!(!project.path(".byline/shards").exists());
    assert!(built(&[]).iter().all(|id| id == "another"));
    // The next build merges them as well.
    for part in ["1/2", "2/2"] {
        built(&["--shard", part, "--force"]);
    }
    assert!(built(&[]).is_empty());
    assert!(!project.path(".byline/shards").exists());
    for wrong in ["0/3", "4/3", "1", "a/b", "1/0", "-1/2"] {
        assert_eq!(project.byline(&["build", "--shard", wrong]).code, 2, "{wrong}");
    }
}

#[test]
fn merge_names_each_part_that_it_leaves_out_and_why() {
    let project = Project::new();
    for number in 0..12 {
        project.write(&format!("records/r{number:02}.toml"), SMALL);
    }
    let part = |number: u32| format!(".byline/shards/{number}-of-9");
    let shard = |number: u32| {
        let run = project.byline(&["build", "--force", "--shard", &format!("{number}/9")]);
        assert_eq!(run.code, 0, "{run:?}");
    };
    let numbers = [1, 2, 3, 4, 8];
    numbers.into_iter().for_each(shard);
    let sound = project.read(&part(2));
    project.write(&part(2), &sound[..sound.len() - 9]);
    let older = String::from_utf8(project.read(&part(3))).unwrap();
    project.write(&part(3), older.replacen("byline state 2", "byline state 1", 1));
    fs::remove_file(project.path(&part(4))).unwrap();
    fs::create_dir(project.path(&part(4))).unwrap();
    project.write(".byline/shards/notes.txt", "");
    let run = project.byline(&["merge"]);
    assert_eq!(run.code, 3, "{run:?}");
    for (name, why, hint) in [
        ("2-of-9", "it is damaged", "with `--shard 2/9`, then merge again"),
        ("3-of-9", "another version of byline wrote it", "with `--shard 3/9`"),
        (
            "4-of-9",
            "it is a folder, not a file",
            "rename or remove the folder, build the part again",
        ),
        ("notes.txt", "it is not a part of a sharded run", "remove it"),
    ] {
        let told = format!("error[unusable-part]: `.byline/shards/{name}` was not merged: {why}");
        assert!(run.stderr.contains(&told) && run.stderr.contains(hint), "{name}: {run:?}");
    }
    assert!(run.stderr.contains("parts 5 to 7 and 9 of 9 are missing"), "{run:?}");
    assert!(run.stderr.contains("2 parts merged"), "{run:?}");
    // The remedies work.
    fs::remove_file(project.path(".byline/shards/notes.txt")).unwrap();
    fs::remove_dir(project.path(&part(4))).unwrap();
    (2..=9).for_each(shard);
    let run = project.byline(&["merge"]);
    assert_eq!(run.code, 0, "{run:?}");
    assert!(run.stderr.contains("warning[missing-part]"), "{run:?}");
    assert!(run.stderr.contains("part 1 of 9 is missing\n"), "{run:?}");
    assert!(!project.path(".byline/shards").exists());
    assert!(project.build().stderr.contains("12 up to date"));
    assert_eq!(project.byline(&["merge"]).code, 0);
    project.write(".byline/shards", "");
    let run = project.byline(&["merge"]);
    assert!(run.code == 3 && run.stderr.contains("it is not a folder"), "{run:?}");
}

#[test]
fn several_runs_on_one_project_do_each_other_no_harm() {
    let project = Project::new();
    for number in 0..24 {
        project.write(&format!("records/r{number:02}.toml"), SMALL);
    }
    let alone = Project::new();
    alone.write("records/r00.toml", SMALL).build();
    for round in 0..2 {
        let run = |args: &[&str]| {
            let mut command = project.command(&[&["build"], args].concat());
            command.stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap()
        };
        let children = [
            run(&[]),
            run(&["--force"]),
            run(&["--shard", "1/2"]),
            run(&["--shard", "2/2", "--force"]),
            run(&["--jobs", "1", "--force"]),
        ];
        for child in children {
            let output = child.wait_with_output().unwrap();
            assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        }
        assert_eq!(files(&project, "output").len(), 24, "something was left behind");
        assert_eq!(project.read("output/r00-report.pdf"), alone.read("output/r00-report.pdf"));
        assert!(made(&project).is_empty(), "round {round}");
        assert_eq!(files(&project, ".byline"), [".gitignore", "CACHEDIR.TAG", "lock", "state"]);
    }
}

#[test]
fn a_run_that_is_told_to_stop_keeps_what_is_done() {
    let project = Project::new();
    for number in 0..200 {
        project.write(&format!("records/r{number:03}.toml"), SMALL);
    }
    let mut command = project.command(&["build", "--message-format", "json"]);
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let mut output = BufReader::new(child.stdout.take().unwrap()).lines();
    for _ in 0..5 {
        output.next().unwrap().unwrap();
    }
    interrupt(child.id());
    let rest: Vec<_> = output.map(Result::unwrap).collect();
    assert_eq!(child.wait().unwrap().code(), Some(130));
    let summary: serde_json::Value = serde_json::from_str(rest.last().unwrap()).unwrap();
    let built = summary["built"].as_u64().unwrap();
    assert!((5..200).contains(&built), "{summary}");
    assert_eq!(built + summary["left"].as_u64().unwrap(), 200);
    assert_eq!(files(&project, "output").len() as u64, built);
    assert_eq!(made(&project).len() as u64, 200 - built);
}

#[test]
fn nobody_waits_for_a_document_without_end() {
    let project = Project::new();
    project.write("records/a.toml", SMALL).write("records/b.toml", SMALL);
    project.write("byline.toml", "organisation = 'X'\ntemplates = ['report', 'endless']\n");
    project.write(
        "templates/endless/main.typ",
        "#for a in range(100000) { for b in range(100000) { } }\n",
    );
    let mut command = project.command(&["build", "--jobs", "3", "--message-format", "json"]);
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    while !project.path("output/a-report.pdf").exists()
        || !project.path("output/b-report.pdf").exists()
    {
        std::thread::sleep(std::time::Duration::from_millis(10));
    }
    let started = std::time::Instant::now();
    interrupt(child.id());
    assert_eq!(child.wait().unwrap().code(), Some(130));
    // The time limit would stop the template after 30 seconds.
    assert!(started.elapsed().as_secs() < 15);
    assert_eq!(files(&project, "output"), ["a-report.pdf", "b-report.pdf"]);
}

#[test]
fn many_broken_records_are_told_in_a_short_table() {
    let project = Project::new();
    for number in 0..60 {
        project
            .write(&format!("records/bad{number:02}.toml"), format!("{SMALL}\ntitel = 1\nx = 2\n"));
    }
    project.write("records/good.toml", SMALL);
    let run = project.byline(&["build"]);
    assert_eq!(run.code, 1);
    assert!(run.stderr.contains("\nfailed:\n  bad00  records/bad00.toml:5:1  there is no key `titel` here (and 1 more)\n"), "{}", run.stderr);
    assert!(
        run.stderr.ends_with("  and 40 more records\n1 document built, 60 failed\n"),
        "{}",
        run.stderr
    );
    assert_eq!(run.stderr.matches("there is no key `titel`").count(), 60 + 20);
    assert!(project.path("output/good-report.pdf").exists());
}

#[test]
fn current_documents_have_their_warnings_counted() {
    let project = Project::new();
    project.write("records/a.toml", format!("{SMALL}[[photos]]\nfile = 'to-come.jpg'\n"));
    let run = project.build();
    assert!(run.stderr.ends_with("1 document built, 0 failed, 1 warning\n"), "{}", run.stderr);
    let run = project.build();
    assert_eq!(
        run.stderr,
        "0 documents built, 1 up to date, 0 failed\n1 warning in documents \
         that are up to date: `byline check` prints it\n"
    );
    let run = project.byline(&["build", "--force"]);
    assert!(run.stderr.ends_with("1 document built, 0 failed, 1 warning\n"), "{}", run.stderr);
}

#[cfg(unix)]
fn interrupt(process: u32) {
    let status = Command::new("kill").args(["-INT", &process.to_string()]).status();
    assert!(status.unwrap().success());
}

/// Returns the files in a folder, including hidden ones.
fn files(project: &Project, folder: &str) -> Vec<String> {
    let root = project.path(folder);
    let walk = WalkDir::new(&root).sort_by_file_name().into_iter().map(Result::unwrap);
    let files = walk.filter(|entry| entry.file_type().is_file());
    files
        .map(|entry| entry.path().strip_prefix(&root).unwrap().to_str().unwrap().to_owned())
        .collect()
}

/// Only root can mount a disk to fill up; a limit on the size of files interrupts a write in the
/// same way.
#[test]
#[cfg(unix)]
fn a_write_that_breaks_off_leaves_the_last_good_document() {
    let project = project();
    project.build();
    let good = project.read("output/b-report.pdf");
    let short = fs::metadata(project.path("output/a-report.pdf")).unwrap().len();
    // A name with every letter makes the embedded fonts large.
    let letters: String = ('!'..='~').filter(|c| !"\\\"".contains(*c)).collect();
    let long = format!("{SMALL}lead = \"*{letters}* **{letters}** {letters}\"\n");
    project.write("records/b.toml", long).write("records/c.toml", SMALL.replace("Small", "Other"));
    let limited = format!("trap '' XFSZ; ulimit -f {}; exec \"$0\" build", short / 512 + 4);
    let mut command = Command::new("sh");
    command.args(["-c", &limited, env!("CARGO_BIN_EXE_byline")]);
    let run = command.env("LC_ALL", "C").current_dir(project.path("")).output().unwrap();
    let said = String::from_utf8_lossy(&run.stderr);
    assert_eq!(run.status.code(), Some(3), "{said}");
    assert!(said.contains("b-report.pdf` cannot be written"), "{said}");
    assert!(project.read("output/b-report.pdf") == good, "the last good document is lost");
    assert!(said.contains("1 document built, 1 up to date, 1 failed"), "{said}");
    let left: Vec<_> = fs::read_dir(project.path("output")).unwrap().flatten().collect();
    assert_eq!(left.len(), 3, "{left:?}");
    // With enough room, byline makes the documents that failed, and only those.
    let run = project.build();
    assert!(run.stderr.contains("1 document built, 2 up to date, 0 failed"), "{}", run.stderr);
}

#[test]
fn what_clean_keeps_it_suggests_no_more() {
    let project = project();
    let edited = [&project.read("output/b-report.pdf")[..], b"a remark"].concat();
    project.write("output/b-report.pdf", edited);
    fs::remove_file(project.path("records/b.toml")).unwrap();
    let run = project.byline(&["clean", "--stale"]);
    assert!(run.stderr.contains("output/b-report.pdf: kept"), "{}", run.stderr);
    let run = project.build();
    assert!(!run.stderr.contains("clean --stale"), "{}", run.stderr);
    let run = project.byline(&["clean", "--stale"]);
    assert!(run.stderr.contains("nothing to remove"), "{}", run.stderr);
    assert!(project.path("output/b-report.pdf").exists());
}

#[test]
fn a_clean_cache_still_knows_the_documents_that_are_left_over() {
    let project = project();
    fs::remove_file(project.path("records/a.toml")).unwrap();
    assert_eq!(project.byline(&["clean"]).code, 0);
    assert_eq!(files(&project, ".byline"), [".gitignore", "CACHEDIR.TAG", "lock", "state"]);
    let run = project.byline(&["clean", "--stale"]);
    assert!(run.stderr.contains("output/a-report.pdf: removed"), "{}", run.stderr);
    assert_eq!(files(&project, "output"), ["b-report.pdf", "c-report.pdf"]);
    assert_eq!(made(&project).len(), 2, "the rest of the cache is gone");
    // If nothing is left over, nothing is left of the cache either.
    assert_eq!(project.byline(&["clean"]).code, 0);
    assert!(!project.path(".byline").exists());
    let run = project.byline(&["clean"]);
    assert!(run.stderr.contains("nothing to remove"), "{}", run.stderr);
    assert!(!project.path(".byline").exists());
}

#[test]
fn documents_in_a_language_that_is_no_longer_listed_are_left_over() {
    let project = Project::new();
    project.write("records/a.toml", SMALL);
    let file = String::from_utf8(project.read("byline.toml")).unwrap();
    project.write("byline.toml", format!("languages = ['en', 'ms']\n{file}"));
    project.build();
    // The user asked for this one.
    assert_eq!(project.byline(&["build", "--lang", "zh-Hans"]).code, 0);
    let names = ["a-report-en.pdf", "a-report-ms.pdf", "a-report-zh-Hans.pdf"];
    assert_eq!(files(&project, "output"), names);
    project.write("byline.toml", &file);
    let run = project.build();
    assert!(run.stderr.contains("2 documents left over"), "{}", run.stderr);
    assert_eq!(project.byline(&["clean", "--stale"]).code, 0);
    assert_eq!(files(&project, "output"), ["a-report-zh-Hans.pdf", "a-report.pdf"]);
}

#[test]
fn a_file_that_cannot_be_a_record_is_in_the_table_of_failures() {
    let project = Project::new();
    project.write("records/My Event.toml", SMALL).write("records/wrong.toml", "titel = 1\n");
    let run = project.byline(&["build"]);
    assert_eq!(run.code, 1);
    let row = "  My Event  records/My Event.toml:1:1  the name of the file `records/My Event.toml`";
    assert!(run.stderr.contains(row), "{}", run.stderr);
    assert!(run.stderr.ends_with("0 documents built, 2 failed\n"), "{}", run.stderr);
    let run = project.byline(&["build", "--message-format", "json"]);
    let lines = lines(&run.stdout);
    let failures: Vec<_> = lines.iter().filter(|line| line["type"] == "failure").collect();
    let records: Vec<_> = failures.iter().map(|line| line["record"].as_str().unwrap()).collect();
    assert_eq!(records, ["My Event", "wrong"]);
    assert_eq!(failures[0]["place"], "records/My Event.toml:1:1");
    assert_eq!(failures[0]["documents"], 1);
}
