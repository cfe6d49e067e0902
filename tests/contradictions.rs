//! Records that contradict themselves or each other: times, prose and series; and comments that
//! silence findings, or nothing.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod common;

use common::Project;
use serde_json::Value;

const HEAD: &str = "title = 'Harbour Day'\nstart = 2025-05-14\nmode = 'offline'\n";

/// Returns the findings about a record, each as its code and its message.
fn findings(record: &str) -> Vec<(String, String)> {
    let project = Project::new();
    project.write("records/a.toml", record);
    told(&project)
}

fn told(project: &Project) -> Vec<(String, String)> {
    let run = project.byline(&["check", "--message-format", "json"]);
    let lines = run.stdout.lines().map(|line| serde_json::from_str::<Value>(line).unwrap());
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    lines
        .filter(|line| line["type"] == "diagnostic")
        .map(|line| (text(&line["code"]), text(&line["message"])))
        .collect()
}

fn has(found: &[(String, String)], code: &str, words: &str) -> bool {
    found.iter().any(|(found, message)| found == code && message.contains(words))
}

/// Sessions of one part, each as the values of its table.
fn sessions(head: &str, sessions: &[&str]) -> String {
    let sessions: Vec<_> = sessions.iter().map(|session| format!("  {{ {session} }},\n")).collect();
    let sessions = sessions.concat();
    format!("{head}[[programme]]\ntitle = 'Talks'\nsessions = [\n{sessions}]\n")
}

#[test]
fn times_that_contradict_each_other_are_found() {
    let timed = HEAD.replace(
        "start = 2025-05-14",
        "start = 2025-05-14T09:00:00\nend = 2025-05-14T12:00:00\npublished = 2025-05-01",
    );
    let record = sessions(
        &timed,
        &[
            "title = 'Late', start = 15:00:00, end = 16:00:00, room = 'Hall 1', speaker = 'Ana Lopez'",
            "title = 'Clash', start = 15:30:00, room = 'hall 1', speaker = 'Ben Adeyemi'",
            "title = 'Twice', start = 15:45:00, room = 'Hall 2', speaker = 'ANA LOPEZ'",
            "title = 'Early', start = 08:00:00, speaker = 'Cy Tan'",
        ],
    );
    let found = findings(&format!("{record}[[next-steps]]\naction = 'Scan'\ndue = 2025-01-01\n"));
    for (code, words) in [
        ("times-contradict", "published on 2025-05-01, before the event"),
        ("times-contradict", "due on 2025-01-01, before the event"),
        ("times-contradict", "beyond the event, which ends at 12:00"),
        ("times-contradict", "before the event, which starts at 09:00"),
        ("times-contradict", "starts at 08:00, and stands after a session that starts at 15:45"),
        ("double-booked", "`hall 1` has two sessions at once, `Late` and `Clash`"),
        ("double-booked", "`ANA LOPEZ` speaks in two sessions at once, `Late` and `Twice`"),
    ] {
        assert!(has(&found, code, words), "{words}: {found:?}");
    }
}

#[test]
fn times_of_real_programmes_pass() {
    let night = HEAD.replace("2025-05-14", "2025-05-14\nend = 2025-05-15");
    for (what, record) in [
        (
            "one after the other",
            sessions(
                HEAD,
                &[
                    "title = 'A', start = 09:00:00, end = 10:00:00, room = 'Hall', speaker = 'Ana Lopez'",
                    "title = 'B', start = 10:00:00, room = 'Hall', speaker = 'Ana Lopez'",
                ],
            ),
        ),
        (
            "tracks, room by room",
            sessions(
                HEAD,
                &[
                    "title = 'A', start = 09:00:00, end = 10:00:00, room = 'Hall 1'",
                    "title = 'B', start = 10:00:00, end = 11:00:00, room = 'Hall 1'",
                    "title = 'C', start = 09:00:00, end = 10:00:00, room = 'Hall 2'",
                ],
            ),
        ),
        (
            "an exhibition around talks",
            sessions(
                HEAD,
                &[
                    "title = 'Exhibition', start = 09:00:00, end = 17:00:00, room = 'Hall'",
                    "title = 'Talk', start = 10:00:00, end = 11:00:00, room = 'Hall', speaker = 'Ana Lopez'",
                ],
            ),
        ),
        (
            "after midnight",
            sessions(
                &format!("{night}\n").replace("\n\n", "\n"),
                &["title = 'A', start = 22:00:00", "title = 'B', start = 00:30:00"],
            )
            .replace("title = 'Talks'", "title = 'Talks'\nday = 2025-05-14"),
        ),
    ] {
        let found = findings(&record);
        for code in ["times-contradict", "double-booked"] {
            assert!(!has(&found, code, ""), "{what}: {found:?}");
        }
    }
}

/// Returns a record with a title and a lead in a language.
fn titled(language: &str, title: &str, lead: &str) -> String {
    format!(
        "title = '{title}'\nlanguages = ['{language}']\nstart = 2025-05-14\nmode = 'online'\n\
         lead = '{lead}'\n"
    )
}

#[test]
fn prose_that_says_other_than_the_record_is_found() {
    let counted = "[attendance]\ncount = 100\nlabel = 'engineers'\n";
    for (record, words) in [
        (format!("{HEAD}lead = 'Harbour Day was held on 15 May 2025.'\n"), "15 May 2025"),
        (format!("{HEAD}lead = 'It took place in Westhaven on May 14, 2024.'\n"), "May 14, 2024"),
        (format!("{HEAD}lead = '120 participants attended.'\n{counted}"), "120 people"),
        (format!("{HEAD}lead = 'It drew 1,200 engineers.'\n{counted}"), "1200 people"),
        (format!("{HEAD}edition = 'eighth'\nlead = 'The seventh edition opened.'\n"), "edition 7"),
        (format!("{HEAD}edition = '21st'\nlead = 'The 22nd edition opened.'\n"), "edition 22"),
        (titled("en", "Fourth Tide Forum", "The 5th Tide Forum opened."), "the title of 4"),
        (titled("en", "The 4th Tide Forum on Ports", "The fifth Tide Forum."), "the title of 4"),
        (titled("ms", "Forum Laut Keempat", "Forum Laut ke-5 dibuka."), "the title of 4"),
        (titled("ms", "Forum Laut ke-2", "Forum Laut pertama dibuka."), "the title of 2"),
        (titled("zh-Hans", "第四届海洋论坛", "第5届海洋论坛开幕。"), "the title of 4"),
        (titled("zh-Hant", "第5屆海洋論壇", "第四屆海洋論壇開幕。"), "the title of 5"),
        (titled("en", "Fourth Tide Forum", "It opened.'\nedition = '5th"), "edition 4"),
        (titled("ms", "Forum Laut Keempat", "Dibuka.'\nedition = 'kelima"), "edition 4"),
        (titled("zh-Hans", "第四届海洋论坛", "开幕。'\nedition = '第5届"), "edition 4"),
        (format!("{HEAD}lead = 'The Harbor Day opened at noon.'\n"), "`Harbor Day` is probably"),
        (
            format!("{HEAD}languages = ['ms']\nlead = 'Program diadakan pada 15 Mei 2025.'\n"),
            "15 Mei 2025",
        ),
        (
            format!(
                "{HEAD}languages = ['ms']\nlead = 'Seramai 120 orang peserta hadir.'\n{counted}"
            ),
            "120 people",
        ),
        (
            format!("{HEAD}languages = ['zh']\nlead = '论坛于2025年5月15日举行。'\n"),
            "2025年5月15日",
        ),
        (
            format!("{HEAD}languages = ['zh']\nlead = '120名代表出席论坛。'\n{counted}"),
            "120 people",
        ),
        (
            format!("{HEAD}languages = ['zh']\nedition = '第八届'\nlead = '第七届论坛开幕。'\n"),
            "edition 7",
        ),
    ] {
        let found = findings(&record);
        assert!(has(&found, "prose-differs", words), "{record}: {found:?}");
    }
}

/// Harbour Day is on 14 May 2025, a Wednesday.
#[test]
fn weekdays_beside_dates_in_figures_are_held_against_the_calendar() {
    for (language, lead, is_found) in [
        ("en", "They met on 14/5/2025 (Monday).", true),
        ("en", "They met on Monday, 14.5.2025.", true),
        ("en", "They met on 2025-05-14 (Tuesday).", true),
        ("en", "They met on Tuesday (14-5-2025).", true),
        // Read in the other order, this is a Monday; but so it is no day of the event.
        ("en", "They met on 10/6/2025 (Monday).", false),
        ("en", "They met on 10.6.2025 (Monday).", true),
        ("en", "They met on 14/5/2025 (Wednesday), or 5/14/2025, Wednesday.", false),
        ("en", "Version 10.6.2025 and Monday Club 14/5/2025.", false),
        ("ms", "Mereka bertemu pada 10/6/2025 (Isnin).", true),
        ("ms", "Mereka bertemu pada Isnin, 14.5.2025.", true),
        ("ms", "Mereka bertemu pada 14/5 (Isnin).", true),
        ("ms", "Mereka bertemu pada 10/6/2025 (Selasa).", false),
        ("zh-Hans", "双方于2025/5/14（星期一）会面。", true),
        ("zh-Hans", "双方于2025-05-14（一）会面。", true),
        ("zh-Hant", "雙方於2025.5.14（週一）會面。", true),
        ("zh-Hans", "双方于2025/5/14（星期三）会面。", false),
    ] {
        let found = findings(&format!("{HEAD}languages = ['{language}']\nlead = '{lead}'\n"));
        assert_eq!(has(&found, "weekday-differs", ""), is_found, "{lead}: {found:?}");
    }
    // A day of the event is meant, in whichever order.
    let record =
        "title = 'T'\nstart = 2025-06-10\nmode = 'online'\nlead = 'On 10/6/2025 (Monday).'\n";
    assert!(has(&findings(record), "weekday-differs", "10 June 2025 is a Tuesday"));
}

#[test]
fn prose_that_tells_of_something_else_passes() {
    let counted = "[attendance]\ncount = 100\nlabel = 'engineers'\n\
                   breakdown = { by = 'sex', parts = [{ label = 'women', count = 60 }] }\n";
    for record in [
        format!("{HEAD}lead = 'Harbour Day was held on 14 May 2025.'\n"),
        format!("{HEAD}lead = 'The previous one was held on 15 May 2024.'\n"),
        format!("{HEAD}lead = 'The next Harbour Day will be held on 13 May 2026.'\n"),
        format!("{HEAD}lead = 'The law of 3 March 2025 was explained.'\n"),
        format!("{HEAD}lead = '60 participants attended the dinner.'\n{counted}"),
        format!("{HEAD}lead = 'The city has 90,000 people.'\n{counted}"),
        format!("{HEAD}lead = 'Hall 120 was full of engineers.'\n{counted}"),
        format!("{HEAD}edition = 'eighth'\nlead = 'The eighth edition opened.'\n"),
        format!(
            "{HEAD}edition = 'eighth'\nlead = 'He was the first to speak, on the third day.'\n"
        ),
        format!(
            "{HEAD}lead = 'The Harbour Day opened. Harbour Days are rare; a Harbour Dam is not.'\n"
        ),
        format!("{HEAD}languages = ['zh']\nedition = '第十一届'\nlead = '第十一届论坛开幕。'\n"),
        format!("{HEAD}languages = ['zh']\nlead = '上届论坛于2024年5月15日举行。'\n"),
        titled("en", "Fourth Tide Forum", "The 4th Tide Forum opened; the first was in 2019."),
        titled(
            "en",
            "Fourth Tide Forum",
            "The first Tide Forum was small, the fourth Tide Forum not.",
        ),
        titled("en", "Fourth Tide Forum", "The previous, the third Tide Forum, was small."),
        titled("en", "First Nations Forum", "It opened.'\nedition = 'fifth"),
        titled("en", "Harbour 10th Anniversary", "It opened.'\nedition = '3rd"),
        titled("en", "Twenty-first Tide Forum", "The 21st edition opened.'\nedition = '21st"),
        titled("en", "Forum, 14th May", "It opened.'\nedition = '3rd"),
        titled("ms", "Forum Laut Keempat", "Forum Laut ke-4 dibuka.'\nedition = 'ke-4"),
        titled("ms", "Forum Abad ke-21", "Dibuka.'\nedition = 'ketiga"),
        titled("zh-Hans", "第四届海洋论坛", "第4届海洋论坛开幕。'\nedition = '第四届"),
    ] {
        let found = findings(&record);
        assert!(!has(&found, "prose-differs", ""), "{record}: {found:?}");
    }
}

#[test]
fn a_series_has_one_name_in_all_records() {
    let project = Project::new();
    for (name, series) in [("a", "Harbours of Tomorrow"), ("b", "Harbors of Tomorrow")] {
        project.write(&format!("records/{name}.toml"), format!("{HEAD}series = '{series}'\n"));
    }
    assert!(has(&told(&project), "series-differs", "`Harbors of Tomorrow`"));
    project.write("records/b.toml", format!("{HEAD}series = 'Harbours of Tomorrow'\n"));
    assert!(!has(&told(&project), "series-differs", ""));
}

#[test]
fn comments_silence_where_they_stand_and_those_that_silence_nothing_are_told() {
    let allow = "# allow relative-time: read on the day";
    for record in [
        format!(
            "{HEAD}{allow}\nlead = \"\"\"\nThey met\nlast week; a = b.\n[See](https://a.example)\n\"\"\"\n"
        ),
        format!("{HEAD}lead = \"\"\"\nThey met\nlast week.\n\"\"\" {allow}\n"),
        format!("{HEAD}lead = 'No. #1 met last week.' {allow}\n"),
        format!("{HEAD}takeaways = [\n  {allow}\n  'They met last week.',\n]\n"),
        format!("{HEAD}takeaways = [\n  'They met last week.', {allow}\n]\n"),
        format!("{HEAD}{allow}\n[[programme]]\ntitle = 'P'\nsummary = 'They met last week.'\n"),
        format!("{HEAD}[[programme]] {allow}\ntitle = 'P'\nsummary = 'They met last week.'\n"),
    ] {
        let found = findings(&record);
        assert!(!has(&found, "relative-time", ""), "{record}: {found:?}");
        assert!(!has(&found, "unused-allow", ""), "{record}: {found:?}");
    }
    let found = findings(&format!("{HEAD}{allow}\nkicker = 'K'\nlead = 'They met last week.'\n"));
    assert!(has(&found, "relative-time", "last week"), "{found:?}");
    assert!(has(&found, "unused-allow", "there is no `relative-time` here"), "{found:?}");
    // What depends on the documents that are built may be of use in another run.
    let found = findings(&format!("{HEAD}# allow low-resolution: an old photo\nkicker = 'K'\n"));
    assert!(!has(&found, "unused-allow", ""), "{found:?}");
}
