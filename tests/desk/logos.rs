//! Logos: added for the files that name them, shown small, and kept within the project.

use std::fs;
use std::os::unix::fs::symlink;

use super::client::Desk;
use super::common::SMALL;
use super::photos::{jpeg, project};
use super::trouble::files_of;

const SVG: &[u8] = b"<svg xmlns='http://www.w3.org/2000/svg' width='120' height='80'>\
    <rect width='60' height='80' fill='#d00'/></svg>";

#[test]
fn a_logo_is_stored_beside_the_file_that_is_to_name_it() {
    let project = project();
    let desk = Desk::of(&project);
    for (of, called, bytes, folder) in [
        ("byline.toml", "Our mark.svg", SVG.to_vec(), "logos"),
        ("organisations.toml", "x/../ics.JPG", jpeg(60, 40), "logos"),
        ("records/a.toml", "ics.jpg", jpeg(90, 40), "records/logos"),
    ] {
        let called = called.replace(' ', "%20");
        let path = format!("/api/logos?of={of}&name={called}");
        let stored = desk.own("POST", &path).body(bytes.clone()).send().expect(200).json();
        let file = stored["file"].as_str().unwrap();
        let name = file.strip_prefix("logos/").unwrap();
        assert_eq!(project.read(&format!("{folder}/{name}")), bytes, "{of}");
        // Until the file names it, nobody sees it.
        let small = format!("/api/logo?of={of}&file={}&width=240", file.replace(' ', "%20"));
        desk.get(&small).expect(404);
        let text = desk.file(of)["text"].as_str().unwrap().to_owned();
        let table = match of {
            "byline.toml" => "[brand.logo]",
            "records/a.toml" => "[organisations.x]\nname = 'X'\n[organisations.x.logo]",
            _ => "[x]\nname = 'X'\n[x.logo]",
        };
        desk.write(of, &format!("{text}{table}\nfile = '{file}'\nalt = 'A mark'\n"));
        let drawn = desk.get(&small).expect(200);
        assert!(image::load_from_memory(&drawn.body).is_ok(), "{of}");
    }
}

#[test]
fn logos_stay_within_the_project() {
    let beside = tempfile::tempdir().unwrap();
    fs::write(beside.path().join("secret.jpg"), jpeg(60, 40)).unwrap();
    let project = project();
    symlink(beside.path().join("secret.jpg"), project.path("records/linked.jpg")).unwrap();
    let desk = Desk::of(&project);
    let named = "[organisations.x]\nname = 'X'\nlogo = { file = 'linked.jpg', alt = 'A' }\n";
    desk.write("records/a.toml", &format!("{SMALL}{named}"));
    desk.wait_until("records/a.toml", "saved");
    desk.get("/api/logo?of=records/a.toml&file=linked.jpg&width=240").expect(404);
    desk.get("/api/logo?of=/etc/passwd&file=linked.jpg&width=240").expect(404);
    symlink(beside.path(), project.path("logos")).unwrap();
    let before = files_of(&project);
    for (of, status) in
        [("byline.toml", 507), ("../byline.toml", 404), ("records/b.toml", 404), ("", 404)]
    {
        let path = format!("/api/logos?of={of}&name=x.jpg");
        assert_eq!(desk.own("POST", &path).body(jpeg(60, 40)).send().status, status, "{of}");
    }
    let text = desk.own("POST", "/api/logos?of=records/a.toml&name=x.png").body("a text");
    assert_eq!(text.send().status, 422);
    assert_eq!(files_of(&project), before);
    assert_eq!(fs::read_dir(beside.path()).unwrap().count(), 1);
}
