//! What happens at events: kinds of sessions, guests, panels without names, rooms, datelines; and
//! that the newsletter tells all of it.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod common;

use common::Project;

const PROGRAMME: &str = "title = 'Youth Day'
start = 2025-05-14
mode = 'offline'
dateline = 'Westhaven, 15 May'
venue = { name = 'Great Hall', city = 'Westhaven', capacity = 1200 }
lead = 'Young people met.'
[[programme]]
title = 'Morning'
[[programme.sessions]]
title = 'Doa selamat'
speaker = 'Ustaz Rahim'
[[programme.sessions]]
kind = 'welcome'
speaker = 'Ana Berg'
summary = 'Thanked the guests.'
[[programme.sessions]]
kind = 'officiating'
speaker = 'Ben Osei'
[[programme.sessions]]
title = 'Tides for All'
speaker = 'Cara Lind'
[[programme.sessions]]
title = 'Tea break'
[[programme.sessions]]
title = 'Gauges for Few'
speaker = 'Dan Moss'
summary = 'Counted gauges.'
[[programme.sessions]]
kind = 'panel'
title = 'Voices of Youth'
panel-size = 4
summary = 'Four participants told of their year.'
[[programme.sessions]]
kind = 'closing'
speaker = 'Eve Holt'
[[awards]]
category = 'Best Keeper'
winner = 'Finn Ray'
[[launches]]
title = 'Tide Atlas'
[[certificates]]
title = 'Gauge Reading'
count = 12
[people.ben]
name = 'Ben Osei'
role = 'guest'
[credits]
writer = 'Ada'
";

const LANGUAGES: [&str; 4] = ["en", "ms", "zh-Hans", "zh-Hant"];

fn built() -> Project {
    let project = Project::new();
    let file = "organisation = 'Office'\ntemplates = ['report', 'summary', 'newsletter']\n\
                languages = ['en', 'ms', 'zh-Hans', 'zh-Hant']\n\
                output-name = '{id}-{template}.{language}.pdf'\n";
    project.write("byline.toml", file).write("records/day.toml", PROGRAMME);
    let issue = "name = 'News'\nnumber = 1\ndate = 2025-06-02\nstories = ['day']\n";
    project.write("issues/news.toml", issue);
    project.build();
    project
}

/// Asserts that a document prints each of these words.
fn assert_prints(project: &Project, document: &str, language: &str, said: &[&str]) {
    let words = project.words(&format!("output/{document}.{language}.pdf")).replace(' ', "");
    for said in said {
        assert!(words.contains(&said.replace(' ', "")), "{document}.{language}, {said}: {words}");
    }
}

#[test]
fn sessions_say_what_they_are_in_every_language() {
    let project = built();
    for (language, said) in LANGUAGES.into_iter().zip([
        [
            "Welcome address",
            "Official opening",
            "Closing",
            "4 panellists",
            "for 1,200 people",
            "Guest",
        ],
        [
            "Ucapan alu-aluan",
            "Perasmian",
            "Ucapan penutup",
            "4 orang ahli panel",
            "untuk 1,200 orang",
            "Tetamu",
        ],
        ["欢迎致辞", "开幕仪式", "闭幕致辞", "与谈人4名", "可容纳1,200人", "嘉宾"],
        ["歡迎致詞", "開幕儀式", "閉幕致詞", "與談人4名", "可容納1,200人", "來賓"],
    ]) {
        assert_prints(&project, "day-report", language, &said);
        assert_prints(&project, "day-report", language, &["Westhaven, 15 May"]);
        assert_prints(&project, "day-summary", language, &["Westhaven, 15 May", said[4]]);
        assert_prints(&project, "news-newsletter", language, &["Westhaven, 15 May", said[0]]);
    }
}

#[test]
fn prayers_and_breaks_are_no_talks() {
    let project = built();
    let words = project.words("output/day-report.en.pdf");
    // The talks are the first and the second; what is around them has no number.
    assert!(words.contains("1 Tides for All") && words.contains("2 Gauges for Few"), "{words}");
    for other in ["1 Doa", "2 Tea", "3 Voices", "3 Closing"] {
        assert!(!words.contains(other), "{other}: {words}");
    }
    let summary = project.words("output/day-summary.en.pdf");
    assert!(!summary.contains("Tea break") && !summary.contains("Doa"), "{summary}");
}

#[test]
fn a_title_that_is_only_like_a_break_is_a_talk() {
    for title in ["Prayerful Landscapes", "The Lunch That Changed a City", "Breaking Waves"] {
        let project = Project::new();
        let session = format!(
            "title = 'D'\nstart = 2025-05-14\nmode = 'offline'\n[[programme]]\ntitle = 'P'\n\
             [[programme.sessions]]\ntitle = '{title}'\nspeaker = 'Ana Berg'\n"
        );
        project.write("records/a.toml", session);
        project.build();
        let words = project.words("output/a-report.pdf");
        assert!(words.contains(&format!("Talk {title}")), "{words}");
    }
}

#[test]
fn the_newsletter_drops_no_session_and_says_what_was_awarded() {
    let project = built();
    assert_prints(
        &project,
        "news-newsletter",
        "en",
        &[
            "Doa selamat",
            "Ustaz Rahim",
            "Ana Berg",
            "Ben Osei",
            "Official opening",
            "Tides for All",
            "Cara Lind",
            "Gauges for Few",
            "Voices of Youth",
            "Eve Holt",
            "Awards",
            "Best Keeper",
            "Awarded to Finn Ray",
            "Launches",
            "Tide Atlas",
            "Certificates",
            "Gauge Reading",
            "12",
        ],
    );
    let words = project.words("output/news-newsletter.en.pdf");
    assert!(!words.contains("Tea break"), "{words}");
}
