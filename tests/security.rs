//! What SECURITY.md promises and no other test proves: the walls of records and templates, and
//! the numbers of the limits.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod common;

use std::collections::BTreeSet;
use std::fs;
use std::process::Command;

use byline_build::{MEMORY_LIMIT, TIME_LIMIT};
use byline_core::model::{
    ART_MEMORY, ART_PATIENCE, ART_TIME, MAX_ART_BYTES, MAX_PICTURE_BYTES, MAX_PIXELS, MAX_SIDE,
};
use common::{Project, SMALL, repository};
use lopdf::Document;
use regex::Regex;

/// Typst reads citation styles, bibliographies and syntax definitions for functions that only a
/// template can call. Those of byline call none, and what a record says is no call.
#[test]
fn a_record_reaches_no_parser_of_citations() {
    let calls = Regex::new(r"\b(bibliography|cite|raw)\(|#(bibliography|cite|raw)\b").unwrap();
    for file in walkdir::WalkDir::new(repository().join("templates")) {
        let path = file.unwrap().into_path();
        if path.extension().is_some_and(|extension| extension == "typ") {
            let text = fs::read_to_string(&path).unwrap();
            let code = text.lines().filter(|line| !line.trim_start().starts_with("//"));
            let found: Vec<_> = code.filter(|line| calls.is_match(line)).collect();
            assert!(found.is_empty(), "{}: {found:?}", path.display());
        }
    }
    let project = Project::new();
    let said = "#bibliography(works, style: style) #cite(<key>) @key";
    project.write("records/works.bib", "@book{key, title = {Printed}}");
    project.write("records/style.csl", "<style");
    project.write("records/a.toml", format!("{SMALL}lead = '''{said}'''\nvenue = '''{said}'''\n"));
    project.build();
    let words = project.words("output/a-report.pdf").replace([' ', '\u{ad}'], "");
    assert_eq!(words.matches(&said.replace(' ', "")).count(), 2, "{words}");
}

#[test]
fn only_web_and_mail_addresses_become_links() {
    let project = Project::new();
    let targets = [
        "https://a.example/",
        "http://b.example/",
        "mailto:c@d.example",
        "javascript:alert(1)",
        "file:///etc/passwd",
        "data:text/html,x",
        "smb://e.example/f",
        "//g.example",
        "../h.toml",
    ];
    let links: Vec<String> = targets.iter().map(|target| format!("[x]({target})")).collect();
    let record = format!("{SMALL}lead = '''{}'''\n", links.join(" and "));
    project.write("records/a.toml", record);
    project.build();
    let document = Document::load(project.path("output/a-report.pdf")).unwrap();
    let actions = document.objects.values().filter_map(|object| object.as_dict().ok());
    let actions = actions
        .flat_map(|known| [Some(known), known.get(b"A").ok().and_then(|a| a.as_dict().ok())]);
    let addresses = actions.flatten().filter_map(|known| known.get(b"URI").ok()?.as_str().ok());
    let found: BTreeSet<_> = addresses.map(String::from_utf8_lossy).collect();
    assert_eq!(found, targets[..3].iter().map(|target| (*target).into()).collect());
}

#[test]
fn a_template_reads_nothing_outside_the_project() {
    let outer = Project::new();
    outer.write("secret.txt", "the secret");
    for path in ["../../../secret.txt", "/../secret.txt", "/etc/hostname", "../../records/a.toml"] {
        outer
            .write("inner/byline.toml", "organisation = 'Office'\ntemplates = ['own', 'report']\n");
        outer.write("inner/records/a.toml", SMALL);
        let main = format!("#let main(event, project) = [#read(\"{path}\")]\n");
        outer.write("inner/templates/own/main.typ", main);
        let run = outer.byline(&["build", "--project", "inner"]);
        assert_eq!(run.code, 1, "{path}: {}", run.stderr);
        assert!(run.stderr.contains("error[template]"), "{path}: {}", run.stderr);
        assert!(!outer.path("inner/output/a-own.pdf").exists(), "{path}");
    }
    let there = ["inner", "byline.toml", "records", "secret.txt"].map(str::to_owned);
    let names = fs::read_dir(outer.path("")).unwrap().map(|entry| entry.unwrap().file_name());
    let names: BTreeSet<String> = names.map(|name| name.into_string().unwrap()).collect();
    assert_eq!(names, there.into(), "something was written");
}

#[test]
fn a_template_imports_no_package() {
    let project = Project::new();
    project.write("byline.toml", "organisation = 'Office'\ntemplates = ['own']\n");
    project.write("records/a.toml", SMALL);
    let main =
        "#import \"@preview/cetz:0.3.4\": canvas\n#let main(event, project) = [#canvas({})]\n";
    project.write("templates/own/main.typ", main);
    let run = project.byline(&["build"]);
    assert_eq!(run.code, 1, "{}", run.stderr);
    assert!(run.stderr.contains("package"), "{}", run.stderr);
}

/// byline has no library that opens connections, and only the desk accepts some.
#[test]
fn no_library_opens_connections() {
    let tree = Command::new(env!("CARGO"))
        .args(["tree", "--offline", "--package", "byline", "--edges", "normal", "--target", "all"])
        .args(["--prefix", "none"])
        .current_dir(repository())
        .output()
        .unwrap();
    let tree = String::from_utf8(tree.stdout).unwrap();
    let crates: BTreeSet<&str> = tree.lines().filter_map(|line| line.split(' ').next()).collect();
    assert!(crates.contains("typst"), "{tree}");
    let clients =
        ["curl", "isahc", "native-tls", "openssl", "reqwest", "rustls", "ureq", "attohttpc"];
    let found: Vec<_> = clients.iter().filter(|name| crates.contains(**name)).collect();
    assert!(found.is_empty(), "{found:?}");
    // Only the desk serves, and its library is built without the part that connects.
    let features = Command::new(env!("CARGO"))
        .args(["tree", "--offline", "--package", "byline", "--edges", "features", "--target"])
        .args(["all", "--invert", "hyper"])
        .current_dir(repository())
        .output()
        .unwrap();
    let features = String::from_utf8(features.stdout).unwrap();
    assert!(features.contains("hyper feature \"server\""), "{features}");
    assert!(!features.contains("hyper feature \"client\""), "{features}");
    assert!(features.contains("byline-desk"), "{features}");
    let own = ["src", "crates"].map(|folder| walkdir::WalkDir::new(repository().join(folder)));
    for file in own.into_iter().flatten() {
        let path = file.unwrap().into_path();
        if path.extension().is_some_and(|extension| extension == "rs") {
            let text = fs::read_to_string(&path).unwrap();
            let own = !text.contains("std::net") || path.ends_with("desk/src/lib.rs");
            assert!(own && !text.contains("TcpStream"), "{}", path.display());
        }
    }
}

#[test]
fn the_limits_are_those_of_the_source() {
    let text = fs::read_to_string(repository().join("SECURITY.md")).unwrap();
    let row = |what: &str| {
        let row = text.lines().find(|line| line.starts_with(&format!("| {what} | ")));
        row.unwrap_or_else(|| panic!("there is no limit of: {what}"))
    };
    let pixels = format!("| {} million", MAX_PIXELS / 1_000_000);
    assert!(row("The pixels of a picture").contains(&pixels));
    assert!(
        row("A picture file, also one that is added at the desk")
            .contains(&format!("| {} MB", MAX_PICTURE_BYTES >> 20))
    );
    let side = format!("| {},{:03} pixels", MAX_SIDE / 1000, MAX_SIDE % 1000);
    assert!(row("A side of a picture").contains(&side));
    let art = format!(
        "| {} s of processor time, {} s in all, and {} MB",
        ART_TIME.as_secs(),
        ART_PATIENCE.as_secs(),
        ART_MEMORY / 1_000_000
    );
    assert!(row("The drawing of one SVG or PDF").contains(&art));
    let bytes = format!("| {} MB", MAX_ART_BYTES >> 20);
    assert!(row("A file of vector art (SVG or PDF)").contains(&bytes));
    let template = format!("| {} s and {} GB", TIME_LIMIT.as_secs(), MEMORY_LIMIT >> 30);
    assert!(row("A document from a project's template").contains(&template));

    assert!(row("A record or another TOML file").contains("| 8 MB"));
    let project = Project::new();
    let comment = "#".repeat((8 << 20) - SMALL.len() - 2);
    project.write("records/most.toml", format!("{SMALL}{comment}"));
    project.write("records/over.toml", format!("{SMALL}{comment}##"));
    let run = project.byline(&["check"]);
    assert!(run.stderr.contains("`records/over.toml` is larger than 8 MB"), "{}", run.stderr);
    assert!(!run.stderr.contains("`records/most.toml` is larger"), "{}", run.stderr);
}

#[test]
fn the_known_advisories_are_those_of_deny_toml() {
    let advisory = Regex::new(r"RUSTSEC-\d{4}-\d{4}").unwrap();
    let named = |file: &str| -> BTreeSet<String> {
        let text = fs::read_to_string(repository().join(file)).unwrap();
        advisory.find_iter(&text).map(|found| found.as_str().to_owned()).collect()
    };
    assert_eq!(named("SECURITY.md"), named("deny.toml"));
    assert!(!named("deny.toml").is_empty());
}

/// A font of any size can name four billion characters, which takes 16 GB to list.
#[test]
fn a_font_that_names_everything_is_unusable() {
    let mut font = notosans::REGULAR_TTF.to_vec();
    let entry = font.windows(4).position(|tag| tag == b"cmap").unwrap();
    let place = u32::from_be_bytes(font[entry + 8..entry + 12].try_into().unwrap()) as usize;
    // One table of format 12 with one group, of all numbers (OpenType 1.9, cmap).
    let head = [0, 0, 0, 1, 0, 3, 0, 10, 0, 0, 0, 12, 0, 12, 0, 0];
    let table = [&head[..], &[28, 0, 1, 0, u32::MAX, 0].map(u32::to_be_bytes).concat()].concat();
    font[place..place + table.len()].copy_from_slice(&table);
    let project = Project::new();
    project.write("fonts/all.ttf", font).write("records/a.toml", SMALL);
    let said = project.byline_within(4000, &["build"]).stderr;
    assert!(said.contains("`fonts/all.ttf` is not a usable font"), "{said}");
    assert!(said.contains("1 document built, 0 failed"), "{said}");
}

/// Two offsets in a table of substitutions make Typst's shaper count below zero.
/// Text can be set in such a font, but neither drawn nor embedded.
#[test]
fn a_font_whose_outlines_are_damaged_is_unusable() {
    let mut font = notosans::REGULAR_TTF.to_vec();
    let entry = font.windows(4).position(|tag| tag == b"loca").unwrap();
    let number = |at: usize| u32::from_be_bytes(font[at..at + 4].try_into().unwrap()) as usize;
    let (start, length) = (number(entry + 8), number(entry + 12));
    // The outlines of the second half of all glyphs lie beyond the end of the font.
    font[start + length / 2..start + length].fill(0xff);
    let project = Project::small("templates = ['report']\nbrand = { sans = 'Noto Sans' }\n");
    project.write("fonts/worn.ttf", font);
    let common::Run { code, stderr: said, .. } = project.byline(&["build"]);
    assert!(said.contains("`fonts/worn.ttf` is not a usable font"), "{said}");
    assert_eq!((code, project.path("output/a-report.pdf").exists()), (0, true), "{said}");
}

#[test]
fn a_font_that_the_shaper_fails_on_is_unusable() {
    let mut font = notosans::REGULAR_TTF.to_vec();
    let entry = font.windows(4).position(|tag| tag == b"GSUB").unwrap();
    let place = u32::from_be_bytes(font[entry + 8..entry + 12].try_into().unwrap()) as usize;
    for (offset, byte) in [(1530, 109), (1657, 34), (2128, 203)] {
        font[place + offset] = byte;
    }
    let project = Project::small("templates = ['report']\nbrand = { sans = 'Noto Sans' }\n");
    project.write("fonts/worn.ttf", font);
    let common::Run { code, stderr: said, .. } = project.byline(&["build"]);
    assert!(said.contains("`fonts/worn.ttf` is not a usable font"), "{said}");
    assert!(!said.contains("internal"), "{said}");
    assert_eq!((code, project.path("output/a-report.pdf").exists()), (0, true), "{said}");
}
