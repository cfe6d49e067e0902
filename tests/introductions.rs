//! Who is introduced where: everybody once in full, however the record names them.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod common;

use common::{Project, SMALL};

/// Grace has no entry: a name is all that the record says of her, each time.
const RECORD: &str = "
[attendance]
people = ['Grace Hopper', 'Ada Lovelace', 'ben']
[[programme]]
title = 'Talks'
[[programme.sessions]]
title = 'Compilers'
speaker = 'Grace Hopper'
moderator = 'ben'
[[programme.sessions]]
title = 'Panel'
kind = 'panel'
panellist = ['Grace Hopper', 'Kenji']
moderator = 'ben'
[people.ben]
name = 'Ben Adeyemi'
title = 'Harbour Master'
honorifics = ['Dato’', 'Dr.']
";

#[test]
fn whoever_is_only_named_is_one_person_too() {
    let project = Project::new();
    project
        .write("byline.toml", "organisation = 'Office'\ntemplates = ['report', 'summary']\n")
        .write("records/a.toml", format!("{SMALL}{RECORD}"));
    let run = project.byline(&["build"]);
    assert_eq!(run.code, 0, "{}", run.stderr);

    let summary = project.words("output/a-summary.pdf");
    let (_, key_people) = summary.split_once("Key people").unwrap();
    assert_eq!(key_people.matches("Grace Hopper").count(), 1, "{summary}");
    let report = project.words("output/a-report.pdf");
    let (_, also) = report.split_once("Also present").unwrap();
    assert!(also.contains("Ada Lovelace"), "{also}");
    assert!(!also.contains("Grace Hopper") && !also.contains("Ben Adeyemi"), "{also}");
    assert_eq!(report.matches("Harbour Master").count(), 1, "introduced once: {report}");
}

/// A session that officiates says as much as a role, so its speaker leads the summary's list.
#[test]
fn whoever_speaks_to_officiate_comes_first() {
    let project = Project::new();
    let record = "
[[programme]]
title = 'Ceremony'
[[programme.sessions]]
kind = 'welcome'
speaker = 'Ada Lovelace'
[[programme.sessions]]
kind = 'officiating'
speaker = 'Grace Hopper'
[[signings]]
document = 'Memorandum'
signatory = 'Ben Adeyemi'
";
    project
        .write("byline.toml", "organisation = 'Office'\ntemplates = ['summary']\n")
        .write("records/a.toml", format!("{SMALL}{record}"));
    let run = project.byline(&["build"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let summary = project.words("output/a-summary.pdf");
    let (_, key_people) = summary.split_once("Key people").unwrap();
    let place = |name| key_people.find(name).unwrap();
    assert!(place("Grace Hopper") < place("Ben Adeyemi"), "{summary}");
    assert!(place("Grace Hopper") < place("Ada Lovelace"), "{summary}");
    assert_eq!(key_people.matches("Grace Hopper").count(), 1, "{summary}");
}

/// Latin honorifics in a Chinese document keep the spaces between them.
#[test]
fn honorifics_in_latin_letters_keep_their_spaces() {
    let project = Project::new();
    project
        .write(
            "byline.toml",
            "organisation = 'Office'\nlanguage = 'zh-Hans'\ntemplates = ['report']\n",
        )
        .write("records/a.toml", format!("{SMALL}{RECORD}"));
    let run = project.byline(&["build"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let report = project.words("output/a-report.pdf").replace('\u{a0}', " ");
    assert!(report.contains("Dato’ Dr. Ben Adeyemi"), "{report}");
}

/// Two people of one name keep their posts, and two ministries of one name their countries.
#[test]
fn what_tells_namesakes_apart_is_printed() {
    let project = Project::new();
    let record = "
host = [{ name = 'Ministry of Ports', country = 'Malaysia' },
  { name = 'Ministry of Ports', country = 'Kiribati' }]
[[programme]]
title = 'Talks'
[[programme.sessions]]
title = 'One'
speaker = 'Ada Lovelace'
moderator = { name = 'Lee Mei', title = 'Director' }
[[programme.sessions]]
title = 'Two'
speaker = 'Ben Adeyemi'
moderator = { name = 'Lee Mei', title = 'Student' }
";
    project
        .write("byline.toml", "organisation = 'Office'\ntemplates = ['report']\n")
        .write("records/a.toml", format!("{SMALL}{record}"));
    let run = project.byline(&["build"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let report = project.words("output/a-report.pdf");
    for words in ["Malaysia", "Kiribati", "Director", "Student"] {
        assert!(report.contains(words), "{words} in {report}");
    }
}

/// Lists that are longer than their cells have the column to themselves, whatever is in them.
#[test]
fn a_signing_of_many_parties_names_them_all() {
    let names = |what: &str, count: u8| -> Vec<String> {
        (0..count).map(|at| format!("{what} {}", char::from(b'A' + at))).collect()
    };
    let (parties, people) = (names("Party", 8), names("Student", 9));
    let quoted = |names: &[String]| format!("['{}']", names.join("', '"));
    for look in ["editorial", "formal", "bold"] {
        let project =
            Project::small(&format!("templates = ['report']\n[brand]\nlook = '{look}'\n"));
        let ceremonies = format!(
            "[[signings]]\ndocument = 'Letter of intent'\nstart = 11:30:00\nparties = {}\n\
             [[certificates]]\ntitle = 'Course'\ncount = 20\nrecipient = {}\n",
            quoted(&parties),
            quoted(&people)
        );
        project.write("records/a.toml", format!("{SMALL}{ceremonies}"));
        project.build();
        let words = project.words("output/a-report.pdf");
        for name in parties.iter().chain(&people) {
            assert!(words.contains(name), "{look}: no {name} in {words}");
        }
        assert!(words.contains("Letter of intent 11:30"), "{look}: {words}");
    }
}
