//! Links from a record to other records: what they print, what is wrong with them, and which
//! documents are out of date when the other record changes.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod common;

use common::Project;

const OPENING: &str = "title = { en = 'Seminar: Opening', ms = 'Seminar: Pembukaan' }\n\
    languages = ['en', 'ms']\nstart = 2025-05-12\nmode = 'offline'\n[credits]\nwriter = 'Ada'\n";

/// A project with an opening, and a closing with this link.
fn project(link: &str) -> Project {
    let project = Project::new();
    let file = "organisation = 'Office'\ntemplates = ['report', 'summary', 'newsletter', 'calendar']\n\
                languages = ['en', 'ms', 'zh-Hans']\noutput-name = '{id}-{template}.{language}.pdf'\n\
                allow = [{ code = 'missing-translation', reason = 'a test' }]\n";
    project.write("byline.toml", file).write("records/opening.toml", OPENING);
    let closing = format!(
        "title = 'Seminar: Closing'\nlanguages = ['en', 'ms', 'zh-Hans']\nstart = 2025-05-17\nend = 2025-05-18\nmode = 'offline'\n\
         lead = 'It closed.'\n{link}\n[credits]\nwriter = 'Ada'\n"
    );
    project.write("records/closing.toml", closing);
    let issue = "name = 'News'\nnumber = 1\ndate = 2025-06-02\nstories = ['closing']\n";
    project.write("issues/news.toml", issue);
    project
}

#[test]
fn a_linked_event_is_printed_with_title_and_days() {
    let project = project("follows = 'opening'\nrelated-events = ['opening']");
    project.build();
    for (language, said) in [
        ("en", ["Follows", "Seminar: Opening, 12 May 2025", "Related events"]),
        ("ms", ["Susulan kepada", "Seminar: Pembukaan, 12 Mei 2025", "Program berkaitan"]),
        ("zh-Hans", ["前续活动", "Seminar: Opening，2025 年 5 月 12 日", "相关活动"]),
    ] {
        for document in ["closing-report", "closing-summary", "news-newsletter"] {
            let words = project.words(&format!("output/{document}.{language}.pdf"));
            for said in said {
                let (words, said) = (words.replace(' ', ""), said.replace(' ', ""));
                assert!(words.contains(&said), "{document} in {language}, {said}: {words}");
            }
        }
    }
    let entry = |name: &str| String::from_utf8(project.read(&format!("output/{name}"))).unwrap();
    let opening = entry("opening-calendar.en.ics");
    let uid = opening.lines().find_map(|line| line.strip_prefix("UID:")).unwrap();
    let closing = entry("closing-calendar.en.ics").replace("\r\n ", "");
    assert!(closing.contains(&format!("RELATED-TO;RELTYPE=SIBLING:{uid}")), "{closing}");
}

#[test]
fn events_that_follow_each_other_in_a_circle_are_found() {
    let circle = |links: &[(&str, &str, &str)]| {
        let project = Project::new();
        for (name, start, link) in links {
            let record = format!("title = 'T {name}'\nstart = {start}\nmode = 'online'\n{link}\n");
            project.write(&format!("records/{name}.toml"), record);
        }
        project.byline(&["check"]).stderr
    };
    let (may, june, july) = ("2025-05-12", "2025-06-12", "2025-07-12");
    // The link to the later event is wrong, and each circle is reported once.
    let said = circle(&[("a", june, "follows = 'b'"), ("b", may, "follows = ['a']")]);
    assert_eq!(said.matches("warning[follow-circle]").count(), 1, "{said}");
    assert!(said.contains("`b` follows `a`") && said.contains("records/b.toml:4:"), "{said}");
    let said = circle(&[
        ("a", may, "follows = ['x', 'c']"),
        ("b", june, "follows = 'a'"),
        ("c", july, "follows = 'b'"),
        ("x", may, ""),
    ]);
    assert_eq!(said.matches("warning[follow-circle]").count(), 1, "{said}");
    assert!(said.contains("records/a.toml:4:17"), "{said}");
    // A record that follows itself has a finding of its own, and two may follow one.
    let said = circle(&[("a", may, "follows = 'a'")]);
    assert!(said.contains("`a` is this record itself") && !said.contains("circle"), "{said}");
    let said = circle(&[
        ("a", may, ""),
        ("b", june, "follows = 'a'"),
        ("c", july, "follows = ['a', 'b']"),
        ("d", july, "follows = ['b', 'c']\nrelated-events = 'a'"),
    ]);
    assert!(!said.contains("follow-circle"), "{said}");
}

#[test]
fn links_may_lead_in_a_circle() {
    let project = project("follows = 'opening'");
    project.write("records/opening.toml", format!("related-events = 'closing'\n{OPENING}"));
    project.build();
    assert!(
        project.words("output/opening-report.en.pdf").contains("Seminar: Closing, 17–18 May 2025")
    );
}

#[test]
fn a_link_that_leads_nowhere_says_what_may_be_meant() {
    for (link, said) in [
        ("follows = 'openning'", "did you mean `opening`?"),
        ("related-events = ['opening', 'nothing-like-it']", "there is no record `nothing-like-it`"),
        ("follows = 'closing'", "`closing` is this record itself"),
        ("follows = 'news'", "`news` is an issue"),
        ("follows = ['opening', 'opening']", "`opening` is linked twice"),
        ("follows = 'Opening!'", "there is no record `Opening!`"),
    ] {
        let run = project(link).byline(&["check", "closing"]);
        assert!(run.code == 1 && run.stderr.contains(said), "{link}: {run:?}");
        assert!(run.stderr.contains("records/closing.toml:7:"), "{link}: {run:?}");
    }
    let project = project("follows = 'opening'");
    project.write("records/opening.toml", "title = 'X'\nstart = 'soon'\nmode = 'offline'\n");
    let run = project.byline(&["check", "closing"]);
    assert!(run.code == 1 && run.stderr.contains("`byline check opening`"), "{run:?}");
}

#[test]
fn a_change_of_the_linked_record_makes_documents_out_of_date() {
    let project = project("follows = 'opening'");
    project.build();
    assert!(project.build().stderr.contains("0 documents built"));
    project.write("records/opening.toml", OPENING.replace("2025-05-12", "2025-05-13"));
    let run = project.byline(&["build", "closing", "news", "--explain"]);
    assert_eq!(run.code, 0, "{run:?}");
    assert!(run.stderr.contains("`opening`"), "{}", run.stderr);
    for document in ["closing-report", "closing-summary", "news-newsletter"] {
        let words = project.words(&format!("output/{document}.en.pdf"));
        assert!(words.contains("13 May 2025"), "{document}: {words}");
    }
}
