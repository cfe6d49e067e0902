//! Names as people have them: spellings, honorifics, namesakes, rank.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod common;

use common::{Project, Run};

const HEAD: &str = "title = 'T'\nstart = 2025-03-04\nmode = 'offline'\n";

/// Builds a record of a project with both documents of an event.
fn built(languages: &str, record: &str) -> (Project, Run) {
    let project = Project::new();
    let file = format!("organisation = 'Office'\ntemplates = ['report', 'summary']\n{languages}\n");
    project.write("byline.toml", file).write("records/a.toml", record);
    let run = project.byline(&["build"]);
    assert_eq!(run.code, 0, "{}\n{record}", run.stderr);
    (project, run)
}

fn listed_and_speaking(listed: &str, speaking: &str) -> String {
    format!(
        "{HEAD}[attendance]\npeople = [\"{listed}\", 'Ben Adeyemi']\n[[programme]]\ntitle = 'P'\n\
         [[programme.sessions]]\nspeaker = \"{speaking}\"\nsummary = 'Spoke.'\n"
    )
}

#[test]
fn spellings_that_read_alike_are_one_name() {
    for (listed, speaking) in [
        ("Nu'man bin Sa'ad", "Nu’man bin Sa’ad"),
        ("Nu'man bin Sa'ad", "Nuʼman bin Saʼad"),
        ("Mary-Anne Lim", "Mary‑Anne Lim"),
        ("Mary-Anne Lim", "Mary – Anne Lim"),
        ("Ana Lopez", "Ana Lo\u{ad}pez"),
        ("Muhammad Hafiz Rosli", "MUHAMMAD HAFIZ ROSLI"),
        ("Ahmad Zaki bin Ismail", "Dato' Ahmad Zaki bin Ismail"),
        ("YBhg. Tan Sri Dr. Ahmad Zaki bin Ismail", "Ahmad Zaki b. Ismail"),
        ("Rokiah binti Noor", "Rokiah bt. Noor, PhD"),
        ("Muthu a/l Rajan", "Muthu A/L Rajan"),
        ("LI Jimmy", "Jimmy Li"),
        ("Ismail @ Mail bin Omar", "Mail bin Omar"),
    ] {
        let (project, run) = built("", &listed_and_speaking(listed, speaking));
        assert!(!run.stderr.contains("[speaker-not-listed]"), "{speaking}: {}", run.stderr);
        assert!(!run.stderr.contains("[similar-name]"), "{speaking}: {}", run.stderr);
        // Whoever spoke is not "also present", and only once among the key people.
        let report = project.words("output/a-report.pdf");
        let (_, also) = report.split_once("Also present").unwrap();
        assert!(also.contains("Ben Adeyemi"), "{also}");
        let word = listed.split(' ').next_back().unwrap();
        assert!(!also.contains(word), "{listed}: {also}");
    }
}

#[test]
fn a_name_that_is_probably_listed_is_offered() {
    for (listed, speaking) in [
        ("Tan Wei Ling", "Wei Ling Tan"),
        ("Ahmad Zaki bin Ismail", "Ahmad Zaki Ismail"),
        ("Muhammad Ali bin Abu", "Mohd. Ali bin Abu"),
    ] {
        let (_, run) = built("", &listed_and_speaking(listed, speaking));
        assert!(run.stderr.contains("warning[similar-name]"), "{}", run.stderr);
        assert!(run.stderr.contains(&format!("did you mean `{listed}`?")), "{}", run.stderr);
    }
    let project = Project::new();
    project.write("records/a.toml", listed_and_speaking("Mary-Anne Lim Siew", "Mary-Ann Lim Siew"));
    let run = project.byline(&["check"]);
    assert!(run.stderr.contains("error[speaker-not-listed]"), "{}", run.stderr);
    assert!(run.stderr.contains("did you mean `Mary-Anne Lim Siew`?"), "{}", run.stderr);
}

#[test]
fn one_person_described_under_two_names_is_found() {
    let described = |one: &str, other: &str| {
        format!(
            "{HEAD}[[programme]]\ntitle = 'P'\nsessions = [\n\
             {{ title = 'A', speaker = {{ name = '{one}', title = 'Director' }} }},\n\
             {{ title = 'B', speaker = {{ name = '{other}', title = 'Director' }} }},\n]\n"
        )
    };
    for (one, other, is_found) in [
        ("Zaleha bt. Omar", "Zaleha binti Omar", true),
        ("Zaleha Bte. Omar", "Zaleha Bt Omar", true),
        ("Zaleha bint Omar", "Puan Zaleha binti Omar", true),
        ("Ahmad b. Ali", "Ahmad bin Ali", true),
        ("Ahmad B. Ali", "Ahmad bin Ali", true),
        ("Zaleha Omar", "Zaleha binti Omar", true),
        ("Mohd. Ali bin Abu", "Muhammad Ali bin Abu", true),
        // A son and a daughter, honorifics, and one name twice.
        ("Nur bin Omar", "Nur binti Omar", false),
        ("Muthu a/l Rajan", "Muthu a/p Rajan", false),
        ("Zaleha binti Omar", "Dato’ Dr. Zaleha binti Omar", false),
        ("Ahmad b. Ali", "Ahmad b. Ali", false),
        ("Chen Wei (陈伟)", "陈伟", false),
        ("Ahmad bin Ali", "Ali bin Ahmad", false),
    ] {
        let project = Project::new();
        project.write("records/a.toml", described(one, other));
        let run = project.byline(&["check"]);
        assert_eq!(run.stderr.contains("warning[person-twice]"), is_found, "{}", run.stderr);
        assert_eq!(run.stderr.contains(&format!("did you mean `{one}`?")), is_found, "{other}");
    }
}

#[test]
fn namesakes_with_different_posts_stay_two() {
    let record = format!(
        "{HEAD}[attendance]\npeople = [\n\
         {{ name = 'David Chen', title = 'CTO', affiliation = 'Alpha' }},\n\
         {{ name = 'David Chen', title = 'Professor', affiliation = 'University' }},\n]\n\
         [[programme]]\ntitle = 'Talks'\n[[programme.sessions]]\ntitle = 'First'\n\
         speaker = {{ name = 'David Chen', title = 'CTO', affiliation = 'Alpha' }}\n"
    );
    let (project, run) = built("", &record);
    assert!(!run.stderr.contains("title-differs"), "{}", run.stderr);
    let report = project.words("output/a-report.pdf");
    let (before, also) = report.split_once("Also present").unwrap();
    assert!(before.contains("David Chen CTO Alpha"), "{before}");
    assert!(also.contains("David Chen Professor University"), "{also}");
    assert!(!also.contains("CTO"), "{also}");
}

/// A guest of honour who only has a role, an officiator who is listed, and a presenter.
const RANKED: &str = "
host = 'Harbour Board'
organiser = 'Institute'
co-organiser = ['Port Authority', 'City of Westhaven']
lead = 'The guests came.'
[attendance]
people = ['Ada King', 'hamid', 'Ben Adeyemi']
count = 42
label = '位代表'
[[programme]]
title = 'Talks'
[[programme.sessions]]
title = 'Tides'
speaker = 'Ben Adeyemi'
quote = { text = 'a gauge is honest', speaker = 'noor' }
[[awards]]
category = 'Best gauge'
winner = 'Cy Tan'
presenter = 'Dee Lim'
[people.karim]
name = 'Karim bin Hassan'
honorifics = ['YBhg.', 'Dato’ Sri', 'Ir.', 'Dr.']
title = 'Minister'
role = 'guest-of-honour'
[people.hamid]
name = 'Hamid Said'
honorifics = 'Datuk'
title = 'Mayor'
role = 'officiator'
[people.noor]
name = 'Noor Haddad'
short-name = 'Haddad'
honorifics = 'Dr.'
";

#[test]
fn people_of_rank_come_first_once_and_with_their_posts() {
    let (project, run) = built("", &format!("{HEAD}{RANKED}"));
    assert!(!run.stderr.contains("unused-entry"), "{}", run.stderr);
    let report = project.words("output/a-report.pdf");
    let at = |word: &str| report.find(word).unwrap_or_else(|| panic!("no {word}: {report}"));
    let guest = "Guest of honour YBhg. Dato’ Sri Ir. Dr. Karim bin Hassan Minister";
    assert!(at(guest) < at("Datuk Hamid Said Mayor"), "{report}");
    assert!(at("Datuk Hamid Said Mayor") < at("Tides"), "{report}");
    for once in ["Karim bin Hassan", "Hamid Said"] {
        assert_eq!(report.matches(once).count(), 1, "{once}: {report}");
    }
    let (_, also) = report.split_once("Also present").unwrap();
    assert!(also.contains("Ada King") && !also.contains("Hamid"), "{also}");
    // A quotation keeps the honorifics of the short name.
    assert!(report.contains("Dr. Haddad"), "{report}");
    let summary = project.words("output/a-summary.pdf");
    let (_, people) = summary.split_once("Key people").unwrap();
    let order = ["Karim bin Hassan", "Hamid Said", "Dee Lim", "Ben Adeyemi"];
    let places: Vec<_> = order.iter().map(|name| people.find(name)).collect();
    assert!(places.iter().all(Option::is_some) && places.is_sorted(), "{people}");
}

#[test]
fn chinese_documents_put_hosts_first_and_latin_honorifics_before_the_name() {
    let (project, _) = built("language = 'zh-Hans'", &format!("{HEAD}{RANKED}"));
    let summary = project.words("output/a-summary.pdf");
    assert!(summary.contains("YBhg. Dato’ Sri Ir. Dr. Karim bin Hassan"), "{summary}");
    let at = |word: &str| summary.find(word).unwrap_or_else(|| panic!("no {word}: {summary}"));
    assert!(at("Harbour Board") < at("Institute"), "{summary}");
    assert!(at("Institute") < at("Port Authority"), "{summary}");
    let close: String = summary.chars().filter(|char| !char.is_whitespace()).collect();
    assert!(close.contains("PortAuthority、CityofWesthaven"), "{summary}");
    let report = project.words("output/a-report.pdf");
    let close: String = report.chars().filter(|char| !char.is_whitespace()).collect();
    assert!(close.contains("42位代表"), "{report}");
}

/// Styles stand by the name in their script, whatever the language of the page.
#[test]
fn honorifics_belong_to_the_name_in_their_script() {
    let record = format!(
        "{HEAD}lead = '会议举行。'\n[[programme]]\ntitle = '演讲'\n\
         [[programme.sessions]]\ntitle = '潮位'\nspeaker = ['chen', 'karim', 'lin']\n\
         [people.chen]\nname = '陈国栋'\nhonorifics = '教授'\n\
         [people.karim]\nname = 'Karim bin Hassan'\nnative-name = '卡林'\n\
         honorifics = ['拿督', 'Prof. Dr.', '教授']\ntitle = '校长'\naffiliation = '南湾大学'\n\
         [people.lin]\nname = '林文'\nhonorifics = '先生'\n\
         [credits]\nwriter = 'lin'\nreviewer = 'chen'\n"
    );
    let languages = "language = 'zh-Hans'\nlanguages = ['en', 'ms', 'zh-Hans', 'zh-Hant']";
    let (project, _) = built(languages, &record);
    for language in ["en", "ms", "zh-Hans", "zh-Hant"] {
        let report = project.words(&format!("output/a-report-{language}.pdf"));
        let close: String = report.chars().filter(|char| !char.is_whitespace()).collect();
        assert!(close.contains("陈国栋教授") && !close.contains("教授陈"), "{close}");
        let karim = if language.starts_with("zh") {
            "拿督卡林教授（Prof.Dr.KarimbinHassan）"
        } else {
            "Prof.Dr.KarimbinHassan拿督卡林教授"
        };
        assert!(close.contains(karim), "{language}: {close}");
        // Among bare names, a mere courtesy would slight the others; a degree stays.
        let courteous = close.matches("林文先生").count();
        assert_eq!(courteous, if language == "en" { 2 } else { 1 }, "{language}: {close}");
    }
}

/// At home, the head of a delegation who speaks does not go before others who do.
#[test]
fn a_guest_does_not_go_before_the_hosts() {
    let record = format!(
        "{HEAD}lead = 'Held.'\n[[programme]]\ntitle = 'Talks'\n[[programme.sessions]]\n\
         speaker = 'Ada King'\nsummary = 'Spoke.'\n[[programme.sessions]]\n\
         speaker = 'li'\nsummary = 'Spoke.'\n[people.li]\nname = 'Li Zhi'\n\
         role = 'delegation-lead'\n"
    );
    let (project, _) = built("", &record);
    let summary = project.words("output/a-summary.pdf");
    let (_, people) = summary.split_once("Key people").unwrap();
    assert!(people.find("Ada King") < people.find("Li Zhi"), "{people}");
}

#[test]
fn no_false_alarm_about_names() {
    let project = Project::new();
    for (name, record) in [
        (
            "just-named",
            "lead = 'Muhammad Hafiz Rosli opened. Muhammad Hafiz then closed.'\n[attendance]\n\
             people = ['Muhammad Hafiz Rosli', 'Muhammad Irfan Zaki']\n",
        ),
        (
            "a-title",
            "lead = 'The Dato Paduka spoke.'\n[attendance]\n\
             people = ['Dato Paduka Ali Noor', 'Datin Paduka Siti Aminah']\n",
        ),
        (
            "told",
            "lead = 'The Minister, Datuk Hamid Said, received the guests.'\n[attendance]\n\
             people = ['hamid']\n[people.hamid]\nname = 'Hamid Said'\nhonorifics = 'Datuk'\n",
        ),
        (
            "letters",
            "[attendance]\npeople = ['YB Dato’ Rahim Osman', 'John O’Neil, RMN (Retd.)', \
             'Teo Boon Hwa, P.Eng., FIEM', 'KJ John', 'Ana Lopez', 'Chen Wei']\n",
        ),
        (
            "deans",
            "[attendance]\npeople = [\n\
             { name = 'Ana Lopez', title = 'Dean', affiliation = 'University' },\n\
             { name = 'Chen Wei', title = 'Dean', affiliation = 'University' },\n]\n",
        ),
        (
            "institutions",
            "[attendance]\ncount = 120\nbreakdown = { by = 'kind', parts = [\n\
             { label = 'universities', count = 5 }, { label = 'agencies', count = 8 }] }\n",
        ),
    ] {
        project.write(&format!("records/{name}.toml"), format!("{HEAD}{record}"));
    }
    let run = project.byline(&["check"]);
    for code in
        ["ambiguous-name", "silent-guest]: `Hamid", "name-case", "same-post", "breakdown-sum"]
    {
        assert!(!run.stderr.contains(code), "{code}: {}", run.stderr);
    }
    // One line for a list of silent guests.
    assert_eq!(run.stderr.matches("records/letters.toml").count(), 1, "{}", run.stderr);
}

#[test]
fn signs_and_abbreviations_make_no_second_organisation() {
    let project = Project::new();
    let record = "organiser = ['Johnson & Johnson', 'Ministry of Health']\n\
                  supporter = ['Johnson and Johnson', 'Ministry of Health (MOH)']\n";
    project.write("records/a.toml", format!("{HEAD}{record}"));
    let run = project.byline(&["check"]);
    assert_eq!(run.stderr.matches("warning[organisation-twice]").count(), 2, "{}", run.stderr);
}

#[test]
fn a_described_person_under_a_part_of_the_name_is_found() {
    let record = |speaker: &str| {
        format!(
            "{HEAD}[[programme]]\ntitle = 'P'\n[[programme.sessions]]\ntitle = 'S'\n\
             speaker = '{speaker}'\n[people.amirah]\nname = 'Amirah binti Hj. Osman'\n\
             role = 'guest-of-honour'\n[people.wong]\nname = 'Wong Siew Ling'\n"
        )
    };
    for (speaker, id) in
        [("YB Datuk Seri Dr. Amirah", Some("amirah")), ("Ms Wong", Some("wong")), ("Dr. Lee", None)]
    {
        let project = Project::new();
        project.write("records/a.toml", record(speaker));
        let run = project.byline(&["check"]);
        let found = id.is_some_and(|id| {
            run.stderr.contains(&format!("`{speaker}` is probably `{id}`"))
                && run.stderr.contains(&format!("write `speaker = \"{id}\"`"))
        });
        assert_eq!(found, id.is_some(), "{}", run.stderr);
        assert_eq!(run.stderr.contains("mentions `Wong"), id != Some("wong"), "{}", run.stderr);
    }
}

#[test]
fn numbers_and_lists_in_the_place_of_names_are_found() {
    for (entry, warning, write) in [
        ("[attendance]\npeople = 'about 60'", "[placeholder-name]", "write the number as `count`"),
        (
            "[attendance]\npeople = ['60 guests', 'Ana Lopez']",
            "[placeholder-name]",
            "`label = \"guests\"`",
        ),
        ("organiser = 'JPS, UMS'", "[listed-names]", "write `organiser = [\"JPS\", \"UMS\"]`"),
        ("organiser = 'JPS / UMS'\nhost = 'UMS'", "[listed-names]", "[\"JPS\", \"UMS\"]"),
        (
            "[[programme]]\ntitle = 'P'\nsessions = [{ speaker = 'TBA' }]",
            "[placeholder-name]",
            "leave it out",
        ),
    ] {
        let project = Project::new();
        project.write("records/a.toml", format!("{HEAD}{entry}\n"));
        let run = project.byline(&["check"]);
        assert!(
            run.stderr.contains(warning) && run.stderr.contains(write),
            "{entry}: {}",
            run.stderr
        );
        assert!(!run.stderr.contains("-twice]"), "{entry}: {}", run.stderr);
        assert!(!run.stderr.contains("[name-case]"), "{entry}: {}", run.stderr);
    }
}

#[test]
fn whoever_opens_the_event_is_the_first_of_the_key_people() {
    let (project, _) = built(
        "",
        &format!(
            "{HEAD}[[programme]]\ntitle = 'P'\nsessions = [\n\
             {{ kind = 'welcome', speaker = 'Ben Adeyemi', summary = 'Spoke.' }},\n\
             {{ kind = 'officiating', speaker = 'Ana Lopez', summary = 'Opened it.' }},\n]\n"
        ),
    );
    let summary = project.words("output/a-summary.pdf");
    let (_, people) = summary.split_once("Key people").unwrap();
    assert!(people.find("Ana Lopez") < people.find("Ben Adeyemi"), "{people}");
}
