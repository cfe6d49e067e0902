//! Photos from somebody who means harm, or has bad luck: nothing is written but a sound picture,
//! below the folder of the record's photos, and what is there stays.

use std::fs;
use std::io::{Read, Write};
use std::net::TcpStream;
use std::os::unix::fs::symlink;
use std::path::Path;

use image::ImageFormat;
use serde_json::Value;
use walkdir::WalkDir;

use super::client::{Desk, WRITE, wait};
use super::common::{Project, SMALL};
use super::photos::{add, adding, address, jpeg, names_in, project};
use super::pictures::{corners, encode};
use super::rights::{command_without_rights, permit};
use super::trouble::files_of;
use super::{client, hostile, rasters};

/// Asserts that nothing of an upload is left in byline's own folder.
#[track_caller]
fn expect_no_leftovers(project: &Project) {
    wait("nothing is left", || {
        let names = names_in(project, ".byline");
        (!names.iter().any(|name| name.starts_with(".byline-"))).then_some(())
    });
}

/// What a photo might be called.
const NAMES: [&str; 32] = [
    "../../../../../../tmp/x.jpg",
    "..%2f..%2fx.jpg",
    "..\\..\\x.jpg",
    "C:\\Windows\\x.jpg",
    "\\\\server\\share\\x.jpg",
    "/etc/cron.d/x",
    "a/../../../byline.toml",
    "byline.toml",
    "a.toml",
    "..",
    ".",
    "",
    "\0",
    "x\0.jpg",
    "x.jpg\0.toml",
    "x\r\nset-cookie: a=b.jpg",
    "x\u{202e}gpj.jpg",
    "CON",
    "con.jpg",
    "NUL.jpg",
    "COM1.jpg",
    "aux.tar.jpg",
    "x.jpg:stream",
    "x?.jpg",
    "x*.jpg",
    "<script>alert(1)</script>.jpg",
    ".byline",
    ".gitignore",
    "-rf.jpg",
    "~root.jpg",
    "x. ",
    "王小明.jpg",
];

fn is_jpeg(name: &str) -> bool {
    Path::new(name).extension().is_some_and(|ending| ending == "jpg")
}

#[test]
fn no_name_leads_out_of_the_folder_of_photos() {
    let beside = tempfile::tempdir().unwrap();
    let project = project();
    let before = files_of(&project);
    let desk = Desk::of(&project);
    let outside = beside.path().join("x.jpg");
    let long = ["长".repeat(3_000), "e\u{301}".repeat(4_000)];
    let whole = outside.to_str().unwrap();
    let names: Vec<_> = NAMES.into_iter().chain([whole, &long[0], &long[1]]).collect();
    for (number, name) in (50..).zip(&names) {
        let bytes = jpeg(number, 40);
        let added = add(&desk, name, &bytes).expect(200).json();
        let file = added["file"].as_str().unwrap();
        let stored = file.strip_prefix("photos/a/").unwrap_or_else(|| panic!("{name:?}: {file}"));
        assert!(stored.len() < 160 && is_jpeg(stored), "{name:?}: {file}");
        let odd = |c: char| c.is_control() || "/\\:*?\"<>|\u{202e}".contains(c);
        assert!(!stored.contains(odd) && !stored.starts_with(['.', '-', '~', ' ']), "{file}");
        let stem = stored.split('.').next().unwrap().to_lowercase();
        assert!(!["con", "nul", "com1", "aux"].contains(&&*stem), "{file}");
        assert_eq!(project.read(&format!("records/{file}")), bytes, "{name:?}");
    }
    assert!(project.path("records/photos/a/王小明.jpg").exists());
    // Everything else is as it was.
    let mut after = files_of(&project);
    after.retain(|name, _| !name.starts_with("records/photos/a/"));
    assert_eq!(after, before);
    assert_eq!(fs::read_dir(beside.path()).unwrap().count(), 0);
    assert_eq!(names_in(&project, "records/photos/a").len(), names.len());
    // Names that are no text at all.
    for name in ["%FF%FE", "%C3", "%ED%A0%80"] {
        let path = format!("/api/photos?record=a&name={name}.jpg");
        let answer = desk.own("POST", &path).body(jpeg(40, 40)).send();
        assert!([200, 400].contains(&answer.status), "{name}: {}", answer.status);
    }
    expect_no_leftovers(&project);
}

#[test]
fn photos_go_to_records_of_the_project_only() {
    let project = project();
    project.write("issues/i.toml", "newsletter = 'Tides'\ndate = 2024-02-01\n");
    let before = files_of(&project);
    let desk = Desk::of(&project);
    let bytes = jpeg(60, 40);
    for record in ["b", "..", "../a", "a/../b", "A", "%2e%2e", "", "byline.toml", "con"] {
        let path = format!("/api/photos?record={record}&name=x.jpg");
        let status = desk.own("POST", &path).body(bytes.clone()).send().status;
        assert!([400, 404].contains(&status), "{record}: {status}");
    }
    desk.own("POST", "/api/photos?name=x.jpg").body(bytes.clone()).send().expect(400);
    let said = desk.own("POST", &address("i", "x.jpg")).body(bytes).send().expect(409).json();
    assert!(said["message"].as_str().unwrap().contains("its photos come from"), "{said}");
    assert_eq!(files_of(&project), before);
    expect_no_leftovers(&project);
}

#[test]
fn photos_need_what_every_write_needs() {
    let project = project();
    let before = files_of(&project);
    let mut desk = Desk::of(&project);
    let bytes = jpeg(60, 40);
    let own = || adding(&desk, "x.jpg", &bytes);
    own().without(WRITE.0).send().expect(403);
    own().without("cookie").send().expect(403);
    own().header("origin", "http://evil.example").send().expect(403);
    own().header("sec-fetch-site", "cross-site").send().expect(403);
    own().header("host", "evil.example").send().expect(403);
    // What a form of another page could send.
    let form = own().without(WRITE.0).header("content-type", "multipart/form-data; boundary=x");
    form.send().expect(403);
    for path in ["/api/photos?record=a", "/api/photo?record=a&file=x&width=240"] {
        desk.bare("GET", path).send().expect(403);
    }
    desk.kill();
    let desk = Desk::with(&project, &["--read-only"]);
    let said = adding(&desk, "x.jpg", &bytes).send().expect(403).text();
    assert!(said.contains("--read-only"), "{said}");
    assert_eq!(files_of(&project), before);
}

#[test]
fn only_pictures_that_the_record_names_are_shown() {
    let beside = tempfile::tempdir().unwrap();
    let project = project();
    let picture = jpeg(60, 40);
    fs::write(beside.path().join("secret.jpg"), &picture).unwrap();
    symlink(beside.path().join("secret.jpg"), project.path("records/linked.jpg")).unwrap();
    project.write("records/photos/a/other.jpg", &picture).write("secret.jpg", &picture);
    project.write("records/b.toml", format!("{SMALL}[[photos]]\nfile = 'photos/b.jpg'\n"));
    project.write("records/photos/b.jpg", &picture);
    let up = format!("../../{}/secret.jpg", beside.path().file_name().unwrap().to_str().unwrap());
    let desk = Desk::of(&project);
    let named = format!("{SMALL}[[photos]]\nfile = '{up}'\n[[photos]]\nfile = 'linked.jpg'\n");
    desk.write("records/a.toml", &named);
    let files = [&*up, "linked.jpg", "photos/a/other.jpg", "../secret.jpg", "photos/b.jpg", ""];
    for file in files.into_iter().chain(["/etc/passwd", "a.toml", "..", "photos/a"]) {
        let path = format!("/api/photo?record=a&file={file}&width=240");
        assert_eq!(desk.get(&path).status, 404, "{file}");
    }
    desk.get("/api/photo?record=b&file=photos/b.jpg&width=240").expect(200);
    desk.get("/api/photo?record=c&file=photos/b.jpg&width=240").expect(404);
    for width in ["0", "1", "4294967295"] {
        let path = format!("/api/photo?record=b&file=photos/b.jpg&width={width}");
        let small = desk.get(&path).expect(200);
        assert_eq!(small.headers["x-content-type-options"], "nosniff");
        assert!(small.headers["content-security-policy"].contains("default-src 'self'"));
        assert_eq!(image::load_from_memory(&small.body).unwrap().width(), 60);
    }
    for width in ["-1", "x", "4294967296", "1e9"] {
        let path = format!("/api/photo?record=b&file=photos/b.jpg&width={width}");
        assert_eq!(desk.get(&path).status, 400);
    }
}

#[test]
fn what_is_no_picture_is_refused_with_the_remedy() {
    let project = project();
    let before = files_of(&project);
    let desk = Desk::of(&project);
    let photo = jpeg(200, 150);
    let heic = b"\0\0\0\x18ftypheic\0\0\0\0mif1heic".to_vec();
    let cut = photo[..photo.len() / 2].to_vec();
    for (name, bytes, message, hint) in [
        ("IMG_1.HEIC", heic.clone(), "it is a HEIC file", "export it as JPEG; on an iPhone"),
        ("renamed.jpg", heic, "it is a HEIC file", "export it as JPEG; on an iPhone"),
        ("clip.mp4", b"\0\0\0\x18ftypmp42".to_vec(), "it is a video", "export a frame of it"),
        ("notes.jpg", b"Dear Ana, ...".to_vec(), "it is not a picture", "export it as JPEG"),
        ("page.jpg", b"<html><script>1</script>".to_vec(), "it is not a picture", "JPEG, PNG"),
        ("a.toml", SMALL.as_bytes().to_vec(), "it is not a picture", "JPEG, PNG"),
        ("nothing.jpg", vec![], "the file is empty", "copy the original again"),
        ("cut.jpg", cut, "the end of the file is missing", "copy the original again"),
    ] {
        let said = add(&desk, name, &bytes).expect(422).json();
        let of = |key: &str| said[key].as_str().unwrap();
        assert!(of("message").contains(name) && of("message").contains(message), "{said}");
        assert!(of("hint").contains(hint), "{said}");
    }
    // Pictures that ask for unlimited time, memory or stack.
    let drawings = hostile::drawings().into_iter().chain(hostile::pages());
    // All of them are tried in `tests/hostile_pictures.rs`.
    for (name, bytes) in drawings.step_by(5) {
        let said = add(&desk, name, &bytes).expect(422).json();
        assert!(said["message"].as_str().unwrap().contains("cannot be printed"), "{name}: {said}");
    }
    for (name, bytes) in rasters::refused(&photo) {
        add(&desk, name, &bytes).expect(422);
    }
    let strange = hostile::strange_drawings().into_iter().chain(hostile::strange_pages());
    for (name, bytes) in strange.step_by(5) {
        let status = add(&desk, name, &bytes).status;
        assert!([200, 422].contains(&status), "{name}: {status}");
    }
    expect_no_leftovers(&project);
    let mut after = files_of(&project);
    after.retain(|name, _| !name.starts_with("records/photos/a/"));
    assert_eq!(after, before);
    desk.get("/api/project").expect(200);
}

#[test]
fn an_upload_that_breaks_off_leaves_nothing() {
    let project = project();
    let mut desk = Desk::of(&project);
    let before = files_of(&project);
    let bytes = encode(&corners(900, 700).into(), ImageFormat::Png);
    for lacking in [1, 1_000, bytes.len() - 1, bytes.len()] {
        adding(&desk, "x.png", &bytes).break_off(lacking);
    }
    expect_no_leftovers(&project);
    // In pieces, of which the last never comes.
    let head = |desk: &Desk| {
        let cookie = &desk.cookie;
        format!(
            "POST {} HTTP/1.1\r\nhost: {}\r\ncookie: {cookie}\r\nsec-fetch-site: same-origin\r\n\
             x-byline-desk: 1\r\ntransfer-encoding: chunked\r\n\r\n",
            address("a", "x.png"),
            desk.address
        )
    };
    let chunk =
        |bytes: &[u8]| [format!("{:x}\r\n", bytes.len()).as_bytes(), bytes, b"\r\n"].concat();
    client::send_raw(desk.address, &[head(&desk).as_bytes(), &chunk(&bytes)].concat());
    client::send_raw(desk.address, &[head(&desk).as_bytes(), b"zz\r\n"].concat());
    expect_no_leftovers(&project);
    assert_eq!(files_of(&project), before);
    // With its last piece, it is stored.
    let mut stream = TcpStream::connect(desk.address).unwrap();
    stream.write_all(&[head(&desk).as_bytes(), &chunk(&bytes), b"0\r\n\r\n"].concat()).unwrap();
    let mut first = [0; 12];
    stream.read_exact(&mut first).unwrap();
    assert_eq!(&first, b"HTTP/1.1 200");
    assert_eq!(project.read("records/photos/a/x.png"), bytes);
    assert!(desk.is_alive());
    assert_eq!(desk.stop().code, 0);
}

/// A file is never held in memory as a whole before byline inspects it as a picture.
#[test]
fn a_huge_file_is_refused_or_stored_and_never_a_burden() {
    let project = project();
    let desk = Desk::of(&project);
    desk.json("/api/view?record=a&template=report");
    let before = desk.most_memory();
    // 200 MB that are no picture, and more than byline accepts, declared or not.
    add(&desk, "zeros.jpg", &vec![0; 200 << 20]).expect(422);
    let taken = desk.most_memory() - before;
    println!("{} MB of zeros took {} MB", 200, taken >> 20);
    assert!(taken < 40 << 20, "{} MB", taken >> 20);
    let declared = adding(&desk, "huge.jpg", b"").promising(99_999_999_999).expect(413).json();
    assert!(declared["message"].as_str().unwrap().contains("larger than 256 MB"), "{declared}");
    let taken = desk.most_memory() - before;
    assert!(taken < 40 << 20, "{} MB", taken >> 20);
    // A photo with 200 MB of something behind its pixels, as some cameras store films.
    let mut photo = jpeg(600, 400);
    photo.resize(200 << 20, 7);
    let added = add(&desk, "long.jpg", &photo).expect(200).json();
    assert_eq!(added["facts"]["width"], 600.0);
    let taken = desk.most_memory() - before;
    println!("a photo of 200 MB took {} MB", taken >> 20);
    assert!(taken < 450 << 20, "{} MB", taken >> 20);
    expect_no_leftovers(&project);
}

#[test]
fn links_in_the_place_of_folders_lead_nowhere() {
    let beside = tempfile::tempdir().unwrap();
    let bytes = jpeg(60, 40);
    let refused = |project: &Project| {
        let desk = Desk::of(project);
        let said = add(&desk, "x.jpg", &bytes).expect(507).json();
        assert!(said["message"].as_str().unwrap().contains("cannot be written"), "{said}");
        assert_eq!(WalkDir::new(beside.path()).into_iter().count(), 1);
    };
    for link in ["records/photos", "records/photos/a"] {
        let project = project();
        fs::create_dir_all(project.path(link).parent().unwrap()).unwrap();
        symlink(beside.path(), project.path(link)).unwrap();
        refused(&project);
        let project = super::photos::project();
        fs::create_dir_all(project.path(link).parent().unwrap()).unwrap();
        symlink("nowhere", project.path(link)).unwrap();
        refused(&project);
        let project = super::photos::project();
        project.write(link, "a file");
        refused(&project);
    }
    // A link in the folder, under the very name.
    let project = project();
    fs::create_dir_all(project.path("records/photos/a")).unwrap();
    symlink(beside.path().join("x.jpg"), project.path("records/photos/a/x.jpg")).unwrap();
    let added = add(&Desk::of(&project), "x.jpg", &bytes).expect(200).json();
    assert_eq!(added["file"], "photos/a/x-2.jpg");
    assert_eq!(WalkDir::new(beside.path()).into_iter().count(), 1);
}

#[test]
fn a_full_disk_takes_no_part_of_a_photo() {
    let project = project();
    let desk = Desk::with_little_disk(&project);
    let before = files_of(&project);
    let large = encode(&corners(900, 700).into(), ImageFormat::Png);
    assert!(large.len() > 4096);
    let said: Value = add(&desk, "large.png", &large).expect(507).json();
    let message = said["message"].as_str().unwrap();
    assert!(message.contains("`photos/a/large.png` cannot be written"), "{said}");
    expect_no_leftovers(&project);
    assert_eq!(files_of(&project), before);
    // What fits is stored.
    let small = jpeg(60, 40);
    assert!(small.len() < 4096);
    add(&desk, "small.jpg", &small).expect(200);
    assert_eq!(project.read("records/photos/a/small.jpg"), small);
}

#[test]
fn a_folder_that_cannot_be_written_to_is_named() {
    let project = project();
    fs::create_dir_all(project.path("records/photos/a")).unwrap();
    permit(&project, "records/photos/a", 0o555);
    let mut args = client::arguments().to_vec();
    args.push("a");
    let desk = Desk::started(command_without_rights(&project, &args));
    let said: Value = add(&desk, "x.jpg", &jpeg(60, 40)).expect(507).json();
    let message = said["message"].as_str().unwrap();
    assert!(
        message.contains("`photos/a/x.jpg` cannot be written: permission was denied"),
        "{said}"
    );
    expect_no_leftovers(&project);
    permit(&project, "records/photos/a", 0o755);
    add(&desk, "x.jpg", &jpeg(60, 40)).expect(200);
}
