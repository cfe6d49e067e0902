//! Files without which a project cannot be read: broken ones are mended at the desk, and take
//! nothing along.

use std::fs;

use serde_json::{Value, json};

use super::client::{Desk, wait};
use super::common::Project;
use super::trouble::{SMALL_REPORT, codes, files_of, ids};

#[test]
fn a_project_file_that_is_broken_at_the_start_can_be_mended_at_the_desk() {
    let project = Project::small("templates = ['report']\n");
    let good = String::from_utf8(project.read("byline.toml")).unwrap();
    for (broken, code, safety) in
        [("organisation = ", "syntax", "noted"), ("organisation = 7\n", "wrong-type", "saved")]
    {
        project.write("byline.toml", broken);
        let desk = Desk::with(&project, &["a"]);
        let shown = desk.json("/api/project");
        assert!(codes(&shown["findings"]).contains(&code), "{shown}");
        assert_eq!(ids(&shown), Vec::<&str>::new());
        desk.get("/").expect(200);
        desk.get(&format!("/api/view?{SMALL_REPORT}")).expect(404);
        assert_eq!(desk.file("byline.toml")["text"], broken);
        // Half a correction is kept like any other text.
        let half = broken.replace("organ", "Organ");
        desk.write("byline.toml", &half);
        desk.wait_until("byline.toml", safety);
        desk.write("byline.toml", &good);
        desk.wait_until("byline.toml", "saved");
        assert_eq!(project.read("byline.toml"), good.as_bytes());
        let view = desk.wait_for_view(SMALL_REPORT, |view| view["isCurrent"] == true);
        assert_eq!(view["pages"].as_array().unwrap().len(), 1);
        assert_eq!(ids(&desk.json("/api/project")), ["a"]);
    }
}

#[test]
fn a_directory_that_is_broken_at_the_start_can_be_mended_at_the_desk() {
    let project = Project::small("templates = ['report']\n");
    let good = "[ada]\nname = 'Ada Lovelace'\n";
    for (name, broken, code) in [
        ("people.toml", "[ada]\nname = 'Ada Lovelace\n", "syntax"),
        ("organisations.toml", "[ada\n", "syntax"),
    ] {
        project.write(name, broken);
        let before = files_of(&project);
        let desk = Desk::of(&project);
        let shown = desk.json("/api/project");
        assert!(codes(&shown["findings"]).contains(&code), "{shown}");
        assert_eq!(desk.file(name)["text"], broken);
        let values = desk.json(&format!("/api/form/values?file={name}"));
        assert!(values["unfit"].is_string(), "{values}");
        desk.json(&format!("/api/form?file={name}"));
        assert_eq!(files_of(&project), before);
        desk.write(name, good);
        desk.wait_until(name, "saved");
        assert_eq!(project.read(name), good.as_bytes());
        let view = desk.wait_for_view(SMALL_REPORT, |view| view["isCurrent"] == true);
        assert_eq!(view["pages"].as_array().unwrap().len(), 1);
        assert_eq!(ids(&desk.json("/api/project")), ["a"]);
        fs::remove_file(project.path(name)).unwrap();
    }
}

#[test]
fn a_project_file_that_breaks_takes_nothing_along() {
    let project = Project::small("templates = ['report']\n");
    let good = String::from_utf8(project.read("byline.toml")).unwrap();
    let desk = Desk::of(&project);
    let before = desk.json(&format!("/api/view?{SMALL_REPORT}"));
    // At the desk, and by another program.
    let at_desk = |text: &str| {
        desk.write("byline.toml", text);
    };
    let elsewhere = |text: &str| {
        project.write("byline.toml", text);
    };
    for write in [&at_desk as &dyn Fn(&str), &elsewhere] {
        for (broken, code) in [("organisation = ", "syntax"), ("organisation = 7\n", "wrong-type")]
        {
            write(broken);
            let found = |findings: &Value| codes(findings).contains(&code);
            let view = desk.wait_for_view(SMALL_REPORT, |view| found(&view["findings"]));
            assert_eq!(view["pages"], before["pages"]);
            let shown = desk.json("/api/project");
            assert!(found(&shown["findings"]), "{shown}");
            assert_eq!(ids(&shown), ["a"]);
            write(&good);
            let view = desk.wait_for_view(SMALL_REPORT, |view| !found(&view["findings"]));
            assert_eq!((&view["isCurrent"], &view["pages"]), (&json!(true), &before["pages"]));
            desk.wait_until("byline.toml", "saved");
        }
    }
    // Without any project file there is still a desk.
    fs::remove_file(project.path("byline.toml")).unwrap();
    wait("the file is missed", || (desk.get("/api/project").status == 200).then_some(()));
    project.write("byline.toml", &good);
    desk.wait_for_view(SMALL_REPORT, |view| view["isCurrent"] == true);
}
