//! Times: sessions and events that end after midnight, and the zones that offices name.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod common;

use common::Project;

fn project(start: &str, rest: &str) -> Project {
    let project = Project::new();
    let file = "organisation = 'Office'\ntemplates = ['report', 'calendar']\n";
    let record = format!(
        "title = 'Night'\nstart = {start}\nmode = 'offline'\n{rest}\n[credits]\nwriter = 'Ada'\n"
    );
    project.write("byline.toml", file).write("records/a.toml", record);
    project
}

fn session(start: &str, end: &str) -> Project {
    let part =
        "[[programme]]\ntitle = 'Late'\n[[programme.sessions]]\ntitle = 'Walk'\nspeaker = 'Ben'\n";
    project("2025-05-17T18:00:00", &format!("{part}start = {start}\nend = {end}"))
}

#[test]
fn a_session_may_end_after_midnight() {
    for (start, end, printed) in [
        ("22:30:00", "00:45:00", "22:30–00:45"),
        ("20:00:00", "06:00:00", "20:00–06:00"),
        ("22:00:00", "24:00:00", "22:00–24:00"),
        ("22:00", "24:00", "22:00–24:00"),
        ("22:00:00", "00:00:00", "22:00–24:00"),
        ("00:15:00", "01:00:00", "00:15–01:00"),
    ] {
        let project = session(start, end);
        let run = project.build();
        assert!(!run.stderr.contains("warning"), "{start} {end}: {}", run.stderr);
        let words = project.words("output/a-report.pdf");
        assert!(words.contains(printed), "{printed}: {words}");
    }
}

#[test]
fn an_afternoon_does_not_end_before_noon() {
    // These are slips: the morning's time, or half past two without its afternoon.
    for (start, end) in
        [("09:30:00", "09:15:00"), ("14:00:00", "02:30:00"), ("10:00:00", "01:00:00")]
    {
        let run = session(start, end).byline(&["check"]);
        assert!(run.code == 1 && run.stderr.contains("end-before-start"), "{start} {end}: {run:?}");
    }
    for end in ["25:00:00", "24:30:00", "24:00:01"] {
        assert_eq!(session("22:00:00", end).byline(&["check"]).code, 1, "{end}");
    }
}

#[test]
fn an_event_that_ends_at_midnight_is_of_one_day() {
    for end in ["2025-05-17T24:00:00", "2025-05-18T00:00:00"] {
        let project = project("2025-05-17T18:00:00", &format!("end = {end}\ntimezone = 'MYT'"));
        project.build();
        let words = project.words("output/a-report.pdf");
        assert!(words.contains("17 May 2025 Saturday 18:00–24:00 GMT+8 (MYT)"), "{words}");
        let entry = String::from_utf8(project.read("output/a-calendar.ics")).unwrap();
        assert!(entry.contains("DTEND:20250517T160000Z"), "{entry}");
    }
}

#[test]
fn zones_are_those_that_offices_name() {
    for (zone, start, printed, moment) in [
        ("MYT", "2025-03-30T21:00:00", "21:00 GMT+8 (MYT)", "20250330T130000Z"),
        ("GMT+8 (MYT)", "2025-03-30T21:00:00", "21:00 GMT+8 (MYT)", "20250330T130000Z"),
        ("Asia/Kuala_Lumpur", "2025-03-30T21:00:00", "21:00 GMT+8", "20250330T130000Z"),
        ("Asia/Kolkata", "2025-03-30T21:00:00", "21:00 GMT+5:30", "20250330T153000Z"),
        ("SGT", "2025-03-30T09:00:00", "09:00 GMT+8 (SGT)", "20250330T010000Z"),
        ("utc +8", "2025-03-30T09:00:00", "09:00 GMT+8", "20250330T010000Z"),
        // The clocks of London and New York change between these days.
        ("Europe/London", "2025-03-29T21:00:00", "21:00 GMT", "20250329T210000Z"),
        ("Europe/London", "2025-03-30T21:00:00", "21:00 GMT+1 (BST)", "20250330T200000Z"),
        ("America/New_York", "2025-01-15T09:00:00", "09:00 GMT\u{2212}5 (EST)", "20250115T140000Z"),
        ("America/New_York", "2025-07-15T09:00:00", "09:00 GMT\u{2212}4 (EDT)", "20250715T130000Z"),
    ] {
        let project = project(start, &format!("timezone = '{zone}'"));
        project.build();
        let words = project.words("output/a-report.pdf");
        assert!(words.contains(printed), "{zone}: {words}");
        let entry = String::from_utf8(project.read("output/a-calendar.ics")).unwrap();
        assert!(entry.contains(&format!("DTSTART:{moment}")), "{zone}: {entry}");
    }
}

#[test]
fn what_is_no_zone_says_what_may_be_meant() {
    for (zone, hint) in [
        ("Kuala Lumpur", "did you mean `Asia/Kuala_Lumpur`?"),
        ("Asia/Singapur", "did you mean `Asia/Singapore`?"),
        ("CST", "Asia/Shanghai"),
        ("GMT+8 (JST)", "the second is UTC+09:00"),
        ("office time", "Asia/Kuala_Lumpur"),
        ("", "Asia/Kuala_Lumpur"),
    ] {
        let run = project("2025-03-30", &format!("timezone = '{zone}'")).byline(&["check"]);
        assert!(run.code == 1 && run.stderr.contains(hint), "{zone}: {run:?}");
    }
}
