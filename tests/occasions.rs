//! What happens at events: kinds of sessions, guests, panels without names, rooms, datelines; and
//! that a full story of the newsletter tells all of it.

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
    let issue = "name = 'News'\nnumber = 1\ndate = 2025-06-02\nstories = [{ record = 'day', length = 'full' }]\n";
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
            "kapasiti 1,200 orang",
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

const ABROAD: &str = "title = 'Course'
start = 2025-09-11T09:00
end = 2025-09-12T17:30
timezone = 'GMT+8'
mode = 'mixed'
duration = 'two days'
venue = { name = '西港会议中心', city = '西港' }
host = { name = 'Ministry of Trade', country = 'China' }
series = { title = 'Courses', start = 2025-05-12, end = 2025-11-28 }
lead = 'A course was held.'
exhibitor = { name = 'Gauge & Sons', country = 'Ireland' }
next-steps = [{ action = 'Last step' }, { action = 'First step', due = 2026-01-15 }]
[attendance]
count = 40
label = '名师生代表'
[[programme]]
title = 'Talks'
[[programme.sessions]]
title = 'Tides'
speaker = ['ana', 'ben']
[[certificates]]
title = 'Gauge Reading'
count = 24
recipient = ['Ana Berg', 'Ben Osei', 'Cy Tan']
[people.ana]
name = 'Ana Berg'
title = 'Director'
affiliation = 'Harbour Office'
presence = 'remote'
[people.ben]
name = 'Ben Osei'
[credits]
writer = 'Ada'
";

/// What a document prints.
type Said = &'static [&'static str];

/// What both papers say in a language, what the report does, and what the summary does.
const FACTS: [(&str, Said, Said, Said); 4] = [
    (
        "en",
        &[
            "11 September, 09:00 – 12 September, 17:30 GMT+8",
            "In person and online",
            "Hosted by Ministry of Trade, China",
            "Date to be confirmed",
        ],
        &[
            "Thursday–Friday 11 September",
            "Format In person and online",
            "Duration: two days",
            "12 May – 28 November 2025",
            "21 others",
            "Ana Berg Director Harbour Office By video link",
        ],
        &["Published 20 September 2025"],
    ),
    (
        "ms",
        &[
            "11 September, 9.00 pagi – 12 September, 5.30 petang (GMT+8)",
            "Bersemuka dan dalam talian",
            "Tuan rumah Ministry of Trade, China",
            "Tarikh akan dimaklumkan",
        ],
        &[
            "Khamis–Jumaat 11 September",
            "Kaedah Bersemuka",
            "Tempoh: two days",
            "21 orang lagi",
            "Harbour Office Melalui sidang video",
        ],
        &["Diterbitkan pada 20 September 2025"],
    ),
    (
        "zh-Hans",
        &[
            "9月11日09:00至12日17:30（GMT+8）",
            "线下及线上",
            "主办单位 Ministry of Trade, China",
            "时限待定",
        ],
        &[
            "星期四至星期五 9月11日",
            "形式 线下及线上",
            "2025年5月12日至11月28日",
            "40名师生代表",
            "Gauge & Sons, Ireland",
            "Director Harbour Office 视频连线",
        ],
        &["2025年9月20日发布", "40师生代表"],
    ),
    (
        "zh-Hant",
        &[
            "9月11日09:00至12日17:30（GMT+8）",
            "實體與線上同步",
            "主辦單位 Ministry of Trade, China",
        ],
        &["形式 實體與線上同步", "另外21人"],
        &["發布日期：2025年9月20日"],
    ),
];

/// When, where and who, as each language writes it: what is on one paper is on the other, too.
#[test]
fn facts_are_told_as_each_language_writes_them() {
    let project = built();
    project.write(
        "records/day.toml",
        format!("report-number = 'A 1'\npublished = 2025-09-20\n{ABROAD}"),
    );
    project.build();
    for (language, both, report, summary) in FACTS {
        assert_prints(&project, "day-report", language, &[both, report].concat());
        assert_prints(&project, "day-summary", language, &[both, summary].concat());
        for document in ["day-report", "day-summary"] {
            let words = project.words(&format!("output/{document}.{language}.pdf"));
            assert!(!words.contains("西港西港"), "{words}");
            let step = |name: &str| words.rfind(name).unwrap();
            assert!(step("First step") < step("Last step"), "{words}");
        }
    }
    // A zone without a time, and a place without a name, say nothing.
    let bare =
        "title = 'T'\nstart = 2025-09-11\nmode = 'offline'\ntimezone = 'GMT+8'\nlead = 'Held.'\n";
    project.write("records/day.toml", bare).build();
    let report = project.words("output/day-report.en.pdf");
    assert!(!report.contains("GMT") && !report.contains("Where"), "{report}");
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
        assert!(words.contains(&format!("{title} Talk")), "{words}");
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
