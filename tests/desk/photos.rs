//! Photos: added while the desk runs, described, shown small, and found on the pages.

use std::fmt::Write;
use std::fs;
use std::os::unix::fs::symlink;

use image::{DynamicImage, ImageFormat, Rgb};
use serde_json::{Value, json};

use super::client::{Answer, Desk, Request, wait};
use super::common::{Project, SMALL, repository};
use super::pictures::{corners, encode, pdf, telling_jpeg};

/// Returns an address with a name in its query, whatever is in the name.
pub(crate) fn address(record: &str, name: &str) -> String {
    let mut address = format!("/api/photos?record={record}&name=");
    for byte in name.bytes() {
        write!(address, "%{byte:02X}").unwrap();
    }
    address
}

/// Starts to add a photo to the small record.
pub(crate) fn adding(desk: &Desk, name: &str, bytes: &[u8]) -> Request {
    desk.own("POST", &address("a", name)).body(bytes)
}

pub(crate) fn add(desk: &Desk, name: &str, bytes: &[u8]) -> Answer {
    adding(desk, name, bytes).send()
}

pub(crate) fn jpeg(width: u32, height: u32) -> Vec<u8> {
    encode(&corners(width, height).into(), ImageFormat::Jpeg)
}

pub(crate) fn project() -> Project {
    Project::small("templates = ['report']\n")
}

/// Returns the names in a folder of the project, sorted.
pub(crate) fn names_in(project: &Project, folder: &str) -> Vec<String> {
    let Ok(entries) = fs::read_dir(project.path(folder)) else { return vec![] };
    let names = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let mut names: Vec<_> = names.collect();
    names.sort();
    names
}

/// Has the small record name photos: keys and values of each.
fn name_photos(desk: &Desk, photos: &[&str]) {
    write_record(desk, "", photos);
}

/// Has the small record name photos, after a lead of its own.
fn write_record(desk: &Desk, lead: &str, photos: &[&str]) {
    let photos = photos.iter().map(|photo| format!("[[photos]]\n{photo}\n"));
    let photos: String = photos.collect();
    let credits = "[credits]\nwriter = 'Ada'\n";
    let told = |text: &str| format!("lead = \"\"\"{text}\"\"\"\n");
    let lead = Some(lead).filter(|text| !text.is_empty()).map(told);
    let text = format!("{SMALL}{}{credits}{photos}", lead.unwrap_or_default());
    desk.write("records/a.toml", &text);
}

fn printed(desk: &Desk, query: &str) -> Vec<Value> {
    desk.json(&format!("/api/view?{query}"));
    let answer = desk.json(&format!("/api/photos?{query}"));
    answer["printed"].as_array().unwrap().clone()
}

#[test]
fn a_photo_is_stored_beside_the_record_and_described() {
    let project = project();
    let desk = Desk::of(&project);
    let iptc = "<dc:description><rdf:Alt><rdf:li xml:lang='x-default'>Ana opens the gate</rdf:li>\
                </rdf:Alt></dc:description><dc:creator><rdf:Seq><rdf:li>Noor Haddad</rdf:li>\
                </rdf:Seq></dc:creator><photoshop:Credit>Westhaven Post</photoshop:Credit>\
                <Iptc4xmpCore:AltTextAccessibility><rdf:Alt><rdf:li xml:lang='x-default'>A woman \
                at a gate</rdf:li></rdf:Alt></Iptc4xmpCore:AltTextAccessibility>";
    // On its side: the camera was held upright.
    let bytes = telling_jpeg(&corners(600, 900), 6, iptc);
    let added = add(&desk, "Ana at the gate.JPG", &bytes).expect(200).json();
    assert_eq!(added["file"], "photos/a/Ana at the gate.jpg", "{added}");
    assert_eq!(added["wasThere"], false);
    assert_eq!(project.read("records/photos/a/Ana at the gate.jpg"), bytes);
    let facts = &added["facts"];
    assert_eq!((&facts["width"], &facts["height"]), (&json!(900.0), &json!(600.0)), "{facts}");
    let said = &facts["metadata"];
    assert_eq!(said["caption"], "Ana opens the gate", "{said}");
    assert_eq!(said["creator"], json!(["Noor Haddad"]));
    assert_eq!(said["credit"], "Westhaven Post");
    assert_eq!(said["alt"], "A woman at a gate");
    // At half the width, 300 dots an inch look sharp; across the page, 136 do not.
    let fits = facts["fitness"].as_array().unwrap().iter();
    let fits: Vec<_> = fits.map(|fit| (fit["width"].as_str().unwrap(), &fit["isEnough"])).collect();
    let (yes, no) = (&json!(true), &json!(false));
    assert_eq!(fits, [("page", no), ("full", no), ("column", yes), ("half", yes)]);
    let per_inch = facts["fitness"][0]["perInch"].as_f64().unwrap();
    assert!((135.5..136.5).contains(&per_inch), "{per_inch}");
    // The record is as it was.
    assert!(!String::from_utf8(project.read("records/a.toml")).unwrap().contains("photos"));
    let file = "photos/a/Ana%20at%20the%20gate.jpg";
    let small = desk.get(&format!("/api/photo?record=a&file={file}&width=300")).expect(200);
    assert_eq!(small.headers["content-type"], "image/jpeg");
    let image = image::load_from_memory(&small.body).unwrap().to_rgb8();
    assert_eq!((image.width(), image.height()), (480, 320));
    // It stands upright, and says nothing of where it was taken.
    let Rgb([red, green, blue]) = *image.get_pixel(475, 5);
    assert!(red > 180 && green < 80 && blue < 80, "{:?}", image.get_pixel(475, 5));
    for secret in super::pictures::SECRETS {
        let found = small.body.windows(secret.len()).any(|part| part == secret.as_bytes());
        assert!(!found, "{secret}");
    }
    // The browser need not fetch it again.
    let path = format!("/api/photo?record=a&file={file}&width=300");
    let again = desk.own("GET", &path).header("if-none-match", &small.headers["etag"]);
    assert_eq!(again.send().status, 304);
}

#[test]
fn every_kind_of_picture_is_stored_under_its_own_ending() {
    let project = project();
    let desk = Desk::of(&project);
    let photo = DynamicImage::ImageRgb8(corners(300, 200));
    let svg = "<svg xmlns='http://www.w3.org/2000/svg' width='120' height='80'>\
               <rect width='60' height='80' fill='#d00'/></svg>";
    for (called, bytes, stored) in [
        ("one.jpeg", encode(&photo, ImageFormat::Jpeg), "one.jpeg"),
        ("two.png", encode(&photo, ImageFormat::Png), "two.png"),
        ("three.webp", encode(&photo, ImageFormat::WebP), "three.webp"),
        ("four.gif", encode(&photo, ImageFormat::Gif), "four.gif"),
        ("five.TIFF", encode(&photo, ImageFormat::Tiff), "five.tiff"),
        ("six.svg", svg.as_bytes().to_vec(), "six.svg"),
        ("seven.pdf", pdf(), "seven.pdf"),
        // What a file is called is no proof of what it is.
        ("eight.png", jpeg(301, 200), "eight.jpg"),
        ("nine.jpg", svg.replace("60", "61").into_bytes(), "nine.svg"),
        ("ten", jpeg(302, 200), "ten.jpg"),
    ] {
        let added = add(&desk, called, &bytes).expect(200).json();
        assert_eq!(added["file"], format!("photos/a/{stored}"), "{added}");
        assert_eq!(project.read(&format!("records/photos/a/{stored}")), bytes);
        let path = format!("/api/photo?record=a&file=photos/a/{stored}&width=240");
        let small = desk.get(&path).expect(200);
        assert!(["image/jpeg", "image/png"].contains(&&*small.headers["content-type"]), "{called}");
        let small = image::load_from_memory(&small.body).unwrap();
        assert_eq!((small.width(), small.height().next_multiple_of(2)), (240, 160), "{called}");
    }
}

#[test]
fn the_same_photo_is_kept_once_and_no_photo_replaces_another() {
    let project = project();
    let desk = Desk::of(&project);
    let [one, other, third] = [60, 61, 62].map(|width| jpeg(width, 40));
    let stored = |name: &str, bytes: &[u8]| {
        let added = add(&desk, name, bytes).expect(200).json();
        (added["file"].as_str().unwrap().to_owned(), added["wasThere"].as_bool().unwrap())
    };
    assert_eq!(stored("hall.jpg", &one), ("photos/a/hall.jpg".into(), false));
    assert_eq!(stored("hall.jpg", &one), ("photos/a/hall.jpg".into(), true));
    assert_eq!(stored("IMG_1.jpg", &one), ("photos/a/hall.jpg".into(), true));
    assert_eq!(stored("hall.jpg", &other), ("photos/a/hall-2.jpg".into(), false));
    assert_eq!(stored("HALL.JPG", &third), ("photos/a/HALL-3.jpg".into(), false));
    assert_eq!(project.read("records/photos/a/hall.jpg"), one);
    // One that the record already names stays where it is.
    let elsewhere = jpeg(63, 40);
    project.write("records/pictures/gate.jpg", &elsewhere);
    name_photos(&desk, &["file = 'pictures/gate.jpg'\nalt = 'A gate'"]);
    assert_eq!(stored("new.jpg", &elsewhere), ("pictures/gate.jpg".into(), true));
    let names = names_in(&project, "records/photos/a");
    assert_eq!(names, ["HALL-3.jpg", "hall-2.jpg", "hall.jpg"]);
    assert_eq!(
        names_in(&project, ".byline").iter().filter(|n| n.starts_with(".byline-")).count(),
        0
    );
}

#[test]
fn the_pages_say_how_each_photo_is_printed() {
    let project = project();
    let desk = Desk::of(&project);
    for (name, width, height) in
        [("a", 2400, 1200), ("b", 500, 400), ("c", 300, 1200), ("first", 2000, 1000)]
    {
        project.write(&format!("records/photos/{name}.jpg"), jpeg(width, height));
    }
    let query = "record=a&template=report";
    // The first photo opens the report, in a place of its own.
    let first = "file = 'photos/first.jpg'\nalt = 'F'\nafter = 'background'";
    // A report of a few pages makes no photo smaller to save its last one.
    let paragraph =
        "The keepers came first, and with them the readings of a hundred years. ".repeat(6);
    let lead = [&*paragraph; 6].join("\n\n");
    // By themselves, photos are as wide and as high as their frame.
    for (width, photo) in [
        ("full", "file = 'photos/a.jpg'"),
        ("column", "file = 'photos/a.jpg'"),
        ("half", "file = 'photos/a.jpg'"),
        ("half", "file = 'photos/c.jpg'"),
        ("full", "file = 'photos/c.jpg'"),
    ] {
        write_record(
            &desk,
            &lead,
            &[first, &format!("{photo}\nalt = 'A'\nafter = 'background'\nwidth = '{width}'")],
        );
        let found = printed(&desk, query);
        assert_eq!(found.len(), 2, "{found:?}");
        let files = desk.json(&format!("/api/photos?{query}"))["files"].clone();
        let mut files = files.as_array().unwrap().iter();
        let file = files.find(|file| photo.contains(file["file"].as_str().unwrap())).unwrap();
        let fits = file["facts"]["fitness"].as_array().unwrap();
        let fit = fits.iter().find(|fit| fit["width"] == width).unwrap();
        let photo = found.iter().find(|photo| photo["path"] == "photos[1]").unwrap();
        let (wide, expected) = (&photo["width"], fit["millimetres"].as_f64().unwrap());
        assert!((wide.as_f64().unwrap() - expected).abs() < 0.1, "{width}: {found:?} {fit}");
    }
    let coarse = "file = 'photos/b.jpg'\nalt = 'B'\nwidth = 'full'";
    let photos = ["file = 'photos/a.jpg'\nalt = 'A'\nwidth = 'full'", coarse];
    write_record(&desk, &lead, &photos);
    let found = printed(&desk, query);
    let of = |path: &str| found.iter().find(|photo| photo["path"] == path).unwrap();
    assert_eq!(of("photos[0]")["isEnough"], true, "{found:?}");
    assert_eq!(of("photos[1]")["isEnough"], false, "{found:?}");
    // A record with one photo may have no list.
    let text = format!("{SMALL}photos = {{ file = 'photos/a.jpg', alt = 'A' }}\n");
    desk.write("records/a.toml", &text);
    assert_eq!(printed(&desk, query)[0]["path"], "photos[0]");
}

/// Whoever writes a text does not wait for its photos.
#[cfg(target_os = "linux")]
#[test]
fn edits_do_not_read_photos_again() {
    // Several times the templates, which a development build reads from the disk.
    const LARGE: usize = 32 << 20;
    let project = project();
    let desk = Desk::of(&project);
    let mut large = jpeg(1200, 800);
    large.extend(vec![0; LARGE]);
    large.extend([0xff, 0xd9]);
    add(&desk, "a.jpg", &large).expect(200);
    let photo = ["file = 'photos/a/a.jpg'\nalt = 'A'"];
    let width = |told: &Value| told["files"][0]["facts"]["width"].clone();
    let described = || width(&desk.json("/api/photos?record=a"));
    name_photos(&desk, &photo);
    printed(&desk, "record=a&template=report");
    assert_eq!(described(), 1200.0);
    let before = desk.bytes_read();
    for caption in ["One", "Two", "Three"] {
        name_photos(&desk, &[&*format!("{}\ncaption = '{caption}'", photo[0])]);
        assert_eq!(printed(&desk, "record=a&template=report").len(), 1);
        assert_eq!(described(), 1200.0);
    }
    let read = desk.bytes_read() - before;
    assert!(read < LARGE as u64, "{read} bytes were read");
    // Another one of its name and size is seen.
    let mut other = jpeg(600, 400);
    other.resize(large.len() - 2, 0);
    other.extend([0xff, 0xd9]);
    project.write("records/photos/a/a.jpg", other);
    wait("the new photo is described", || (described() == 600.0).then_some(()));
}

#[test]
fn what_is_seen_follows_the_focus() {
    let project = Project::small("templates = ['summary']\n");
    let text = fs::read_to_string(repository().join("records/forum-2024-10-31.toml")).unwrap();
    let text = text.split("[[photos]]").next().unwrap().to_owned();
    project.write("records/photos/a.jpg", jpeg(1200, 1100));
    let desk = Desk::of(&project);
    let mut tops = Vec::new();
    for focus in ["focus = [50, 0]", "", "focus = [50, 100]"] {
        let photo =
            format!("[[photos]]\nfile = 'photos/a.jpg'\nalt = 'A'\nafter = 'lead'\n{focus}\n");
        desk.write("records/a.toml", &format!("{text}\n{photo}"));
        let found = printed(&desk, "record=a&template=summary");
        println!("{focus}: {found:?}");
        let seen = found[0]["seen"].as_array().unwrap();
        let [left, top, width, height] = [0, 1, 2, 3].map(|at| seen[at].as_f64().unwrap());
        assert!(left < 0.001 && width > 0.999 && height < 0.9, "{found:?}");
        tops.push((top, 1.0 - height));
    }
    assert!(tops[0].0 < 0.001 && (tops[2].0 - tops[2].1).abs() < 0.001, "{tops:?}");
    assert!((tops[1].0 - tops[1].1 / 2.0).abs() < 0.001, "{tops:?}");
}

#[test]
fn problems_with_photos_are_told_with_the_list() {
    let project = project();
    let desk = Desk::of(&project);
    project.write("records/photos/bad.jpg", "no picture");
    name_photos(&desk, &["file = 'photos/to-come.jpg'\ncaption = 'C'", "file = 'photos/bad.jpg'"]);
    let files = desk.json("/api/photos?record=a")["files"].clone();
    let of = |name: &str| {
        let file = files.as_array().unwrap().iter().find(|file| file["file"] == name).unwrap();
        assert_eq!(file["facts"], Value::Null);
        file["problem"].clone()
    };
    assert_eq!(of("photos/to-come.jpg")["isToCome"], true);
    let bad = of("photos/bad.jpg");
    assert!(bad["message"].as_str().unwrap().contains("it is not a picture"), "{bad}");
    assert_eq!(bad["isToCome"], false);
    desk.get("/api/photo?record=a&file=photos/bad.jpg&width=240").expect(404);
}

#[test]
fn a_folder_of_photos_may_be_a_link_within_the_walls() {
    let shared = tempfile::tempdir().unwrap();
    let project = Project::small(&format!(
        "templates = ['report']\nextra-folders = ['{}']\n",
        shared.path().display()
    ));
    symlink(shared.path(), project.path("records/photos")).unwrap();
    let desk = Desk::of(&project);
    let bytes = jpeg(60, 40);
    let added = add(&desk, "hall.jpg", &bytes).expect(200).json();
    assert_eq!(added["file"], "photos/a/hall.jpg");
    assert_eq!(fs::read(shared.path().join("a/hall.jpg")).unwrap(), bytes);
    name_photos(&desk, &["file = 'photos/a/hall.jpg'\nalt = 'A hall'"]);
    assert_eq!(printed(&desk, "record=a&template=report").len(), 1);
}
