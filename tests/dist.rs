//! The distribution: manual pages for every subcommand, and an archive that is complete and
//! reproducible. Also checks that the commands in the contributors' guide exist.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod common;

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::Command;

use common::{Project, repository, tool};

/// Returns the subcommands that the help of a command lists.
fn verbs(help: &str) -> Vec<String> {
    let lines = help.lines().skip_while(|line| *line != "Commands:").skip(1);
    let names = lines.take_while(|line| !line.is_empty());
    // A description goes on in the next line, further to the right.
    let names = names.filter_map(|line| line.strip_prefix("  ")?.split(' ').next());
    names.filter(|name| !["", "help"].contains(name)).map(str::to_owned).collect()
}

#[test]
fn the_manual_has_a_page_for_every_verb() {
    let project = Project::new();
    assert_eq!(project.byline(&["manual", "man/man1"]).code, 0);
    let page = |name: &str| {
        let page = String::from_utf8(project.read(&format!("man/man1/{name}.1"))).unwrap();
        page.replace("\\-", "-")
    };
    let top = page("byline");
    let help = |args: &[&str]| project.byline(&[args, &["--help"]].concat()).stdout;
    let top_verbs = verbs(&help(&[]));
    assert!(top_verbs.len() > 10, "{top_verbs:?}");
    let mut count = 1;
    for verb in &top_verbs {
        assert!(top.contains(&format!("byline-{verb}(1)")), "{verb}: {top}");
        let text = page(&format!("byline-{verb}"));
        let help = help(&[verb]);
        let about = help.lines().next().unwrap();
        assert!(text.contains(&format!("byline-{verb} - {about}")), "{verb}: {text}");
        for option in help.split_whitespace().filter(|word| word.starts_with("--")) {
            assert!(text.contains(option.trim_end_matches(['.', ',', ';'])), "{verb} {option}");
        }
        count += 1;
        for inner in verbs(&help) {
            assert!(text.contains(&format!("byline-{verb}-{inner}(1)")), "{verb} {inner}: {text}");
            page(&format!("byline-{verb}-{inner}"));
            count += 1;
        }
    }
    assert!(top.contains(".SH \"EXIT CODES\"\n.nf\n0  success, perhaps with warnings\n"), "{top}");
    assert!(page("byline-explain").contains(".SH EXAMPLE\n.nf\nbyline explain relative-time\n"));
    let version = env!("CARGO_PKG_VERSION");
    let title = format!(".TH byline-build 1 \" \" \"byline {version}\"");
    assert!(page("byline-build").contains(&title), "{}", page("byline-build"));
    // Internal subcommands have no manual page.
    assert_eq!(fs::read_dir(project.path("man/man1")).unwrap().count(), count);
}

#[test]
fn a_manual_that_cannot_be_written_is_reported() {
    let project = Project::new();
    project.write("man", "a file");
    let run = project.byline(&["manual", "man"]);
    assert_eq!(run.code, 3);
    assert!(run.stderr.starts_with("error[output]: `"), "{}", run.stderr);
}

/// Runs `tools/dist` with a script in place of the binary under test, so that the binary need
/// not be packed.
fn pack(folder: &Path) -> String {
    fs::create_dir_all(folder).unwrap();
    let script = folder.join("byline");
    let call = format!("#!/bin/sh\nexec '{}' \"$@\"\n", env!("CARGO_BIN_EXE_byline"));
    fs::write(&script, call).unwrap();
    fs::set_permissions(&script, fs::Permissions::from_mode(0o700)).unwrap();
    let run = Command::new(repository().join("tools/dist")).arg(folder).arg(&script).output();
    let run = run.unwrap();
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
    String::from_utf8(run.stdout).unwrap().trim_end().to_owned()
}

#[test]
fn the_archive_is_complete_and_the_same_each_time() {
    let project = Project::new();
    let archive = pack(&project.path("one"));
    let again = pack(&project.path("two"));
    assert!(fs::read(&archive).unwrap() == fs::read(&again).unwrap(), "two archives differ");

    let (_, name) = archive.rsplit_once('/').unwrap();
    let folder = name.strip_suffix(".tar.gz").unwrap();
    let version = env!("CARGO_PKG_VERSION");
    assert!(folder.starts_with(&format!("byline-{version}-")), "{folder}");
    let sum = fs::read_to_string(format!("{archive}.sha256")).unwrap();
    assert!(sum.ends_with(&format!("  {name}\n")), "{sum}");

    let list = tool("tar", &["-tvzf", &archive]).stdout;
    for file in [
        "byline",
        "README.md",
        "LICENSE",
        "CHANGELOG.md",
        "THIRD-PARTY-LICENCES.txt",
        "completions/byline.bash",
        "completions/byline.elv",
        "completions/byline.fish",
        "completions/_byline",
        "completions/_byline.ps1",
        "man/man1/byline.1",
        "man/man1/byline-build.1",
    ] {
        let entry = list.lines().find(|line| line.ends_with(&format!(" {folder}/{file}")));
        let entry = entry.unwrap_or_else(|| panic!("{file} is missing: {list}"));
        let mode = if file == "byline" { "-rwxr-xr-x 0/0 " } else { "-rw-r--r-- 0/0 " };
        assert!(entry.starts_with(mode), "{entry}");
    }

    let licences = format!("{folder}/THIRD-PARTY-LICENCES.txt");
    let licences = tool("tar", &["-xzOf", &archive, &licences]).stdout;
    for words in
        ["  typst 0.", "  notosans 0.", "SIL OPEN FONT LICENSE", "LibertinusSerif", "Foxit"]
    {
        assert!(licences.contains(words), "nothing is said of {words}");
    }
}

#[test]
fn contributors_are_told_of_commands_that_exist() {
    let justfile = fs::read_to_string(repository().join("justfile")).unwrap();
    let guide = fs::read_to_string(repository().join("CONTRIBUTING.md")).unwrap();
    let recipes: Vec<_> = guide.split("`just ").skip(1).collect();
    assert!(recipes.len() > 5, "{recipes:?}");
    for recipe in recipes {
        let name = recipe.split(['`', ' ']).next().unwrap();
        let found = justfile
            .lines()
            .any(|line| line.strip_prefix(name).is_some_and(|rest| rest.starts_with([' ', ':'])));
        assert!(found, "the justfile has no recipe `{name}`");
    }
}

#[test]
fn the_readme_asks_for_the_rust_that_cargo_asks_for() {
    let readme = fs::read_to_string(repository().join("README.md")).unwrap();
    let version = env!("CARGO_PKG_RUST_VERSION");
    assert!(readme.contains(&format!("[Rust](https://rustup.rs) {version} or later")));
}
