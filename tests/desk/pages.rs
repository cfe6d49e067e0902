//! The pages: as the record is now, or was when it could be laid out last; and the way from each
//! value on them to its place and back.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use serde_json::Value;

use super::client::Desk;
use super::common::{Project, repository};
use super::trouble::{SMALL_REPORT, codes};

/// Creates a project with the templates' test records.
fn test_records() -> Project {
    let project = Project::new();
    let from = repository().join("templates/tests");
    for entry in walkdir::WalkDir::new(&from).into_iter().map(Result::unwrap) {
        let name = entry.path().strip_prefix(&from).unwrap().to_str().unwrap();
        let wanted = !["pages", "output", ".byline"].iter().any(|out| name.starts_with(out));
        if wanted && entry.file_type().is_file() {
            project.write(name, fs::read(entry.path()).unwrap());
        }
    }
    project
}

/// Returns the query for a view.
fn query(record: &str, template: &str, language: Option<&str>) -> String {
    let language = language.map(|language| format!("&language={language}")).unwrap_or_default();
    format!("record={record}&template={template}{language}")
}

fn pictures(view: &Value) -> Vec<String> {
    let pages = view["pages"].as_array().unwrap();
    pages.iter().map(|page| page["picture"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn each_document_of_each_record_has_pages() {
    let project = test_records();
    let desk = Desk::of(&project);
    let records = desk.json("/api/project")["records"].clone();
    let mut seen = BTreeSet::new();
    for row in records.as_array().unwrap() {
        let id = row["id"].as_str().unwrap();
        let record = desk.json(&format!("/api/record/{id}"));
        assert_eq!(record["files"][0], row["file"]);
        let documents = record["documents"].as_array().unwrap();
        assert!(!documents.is_empty(), "{id}");
        for document in documents {
            let template = document["template"].as_str().unwrap();
            seen.insert(template.to_owned());
            let query = query(id, template, document["language"].as_str());
            let view = desk.json(&format!("/api/view?{query}"));
            assert_eq!(view["isCurrent"], true, "{query}: {view}");
            assert!(!pictures(&view).is_empty(), "{query}");
        }
    }
    assert_eq!(seen, ["newsletter", "report", "summary"].map(str::to_owned).into());
    for unknown in [
        query("nobody", "report", None),
        query("everything", "nothing", None),
        query("everything", "report", Some("xx")),
    ] {
        let status = desk.get(&format!("/api/view?{unknown}")).status;
        assert!([400, 404].contains(&status), "{unknown}: {status}");
    }
}

#[test]
fn pictures_are_as_large_as_announced() {
    let project = Project::with_examples();
    let desk = Desk::of(&project);
    let view = desk.json("/api/view?record=forum-2024-10-31&template=report");
    for page in view["pages"].as_array().unwrap() {
        let picture = page["picture"].as_str().unwrap();
        for scale in [0.3, 1.0, 1.7] {
            let path = format!("/api/page/{picture}?scale={scale}");
            let plain = desk.get(&path).expect(200);
            let side = |name: &str| plain.headers[name].parse::<u32>().unwrap();
            let (width, height) = (side("x-width"), side("x-height"));
            assert_eq!(plain.body.len(), (width * height * 4) as usize);
            let expected = |name: &str| page[name].as_f64().unwrap() * scale;
            assert!((f64::from(width) - expected("width")).abs() <= 1.0);
            assert!((f64::from(height) - expected("height")).abs() <= 1.0);
            // Each page is opaque paper.
            assert!(plain.body.chunks(4).all(|pixel| pixel[3] == 255));
            let png = desk.get(&format!("{path}&png=true")).expect(200);
            let png = image::load_from_memory(&png.body).unwrap().to_rgba8();
            assert_eq!((png.width(), png.height()), (width, height));
            assert!(*png == *plain.body);
        }
    }
    desk.get("/api/page/00000000000000000000000000000000?scale=1").expect(404);
}

#[test]
fn only_the_pages_that_change_have_another_picture() {
    let project = test_records();
    let desk = Desk::of(&project);
    let query = query("everything", "report", None);
    let view = |desk: &Desk| desk.json(&format!("/api/view?{query}"));
    let before = pictures(&view(&desk));
    assert!(before.len() > 5);
    let file = "records/everything.toml";
    let text = desk.file(file)["text"].as_str().unwrap().to_owned();
    // A comment moves every value in the file, and nothing on the pages.
    desk.write(file, &format!("# A comment.\n{text}"));
    assert_eq!(pictures(&view(&desk)), before);
    // Neither is there a change when the text is saved.
    desk.wait_until(file, "saved");
    let saved = view(&desk);
    assert_eq!((pictures(&saved), &saved["isCurrent"]), (before.clone(), &Value::Bool(true)));

    // A word of the last pages leaves the first ones as they are.
    let title = "title";
    let at = text.rfind(&format!("\n{title} = \"")).unwrap() + title.len() + 5;
    let changed = format!("{}X{}", &text[..at], &text[at + 1..]);
    desk.write(file, &changed);
    let after = pictures(&view(&desk));
    assert_eq!(after[0], before[0]);
    assert_ne!(after, before);
    let same = after.iter().filter(|picture| before.contains(picture)).count();
    assert!(same > before.len() / 2, "{same} of {}", before.len());
    // And back: the same pages have the same pictures.
    desk.write(file, &text);
    assert_eq!(pictures(&view(&desk)), before);
}

#[test]
fn a_record_with_errors_keeps_its_last_good_pages() {
    let project = Project::with_examples();
    let desk = Desk::of(&project);
    let file = "records/forum-2024-10-31.toml";
    let view = || desk.json("/api/view?record=forum-2024-10-31&template=report");
    let good = pictures(&view());
    let text = desk.file(file)["text"].as_str().unwrap().to_owned();
    for (broken, code) in [
        (format!("{text}\ntitle = \"unfinished"), "syntax"),
        (text.replacen("title = ", "titel = ", 1), "unknown-key"),
        (text.replacen("start = ", "start = 2024-99-99 # ", 1), "invalid-date"),
        (String::new(), "missing-key"),
    ] {
        desk.write(file, &broken);
        let broken = view();
        assert_eq!(broken["isCurrent"], false);
        assert_eq!(pictures(&broken), good);
        let first = &broken["findings"][0];
        assert_eq!(first["level"], "error", "{first}");
        let findings = broken["findings"].as_array().unwrap();
        let codes: Vec<_> =
            findings.iter().map(|finding| finding["code"].as_str().unwrap()).collect();
        assert!(codes.contains(&code), "{codes:?}");
        // The pictures are still there for a window that is opened now.
        desk.get(&format!("/api/page/{}?scale=0.2", good[0])).expect(200);
    }
    desk.write(file, &text);
    let mended = view();
    assert_eq!((&mended["isCurrent"], pictures(&mended)), (&Value::Bool(true), good));
    // A record that never could be laid out has no pages, but findings.
    project.write("records/broken.toml", "title = ");
    let query = "record=broken&template=report";
    let view = desk.wait_for_view(query, |_| true);
    assert_eq!((pictures(&view), &view["isCurrent"]), (vec![], &Value::Bool(false)));
    assert_eq!(view["findings"][0]["code"], "syntax");
}

/// A rectangle in which a value is printed, as `byline locate` tells it.
struct Printed {
    file: String,
    key: String,
    page: u64,
    left: f64,
    top: f64,
    width: f64,
    height: f64,
}

fn located(project: &Project, record: &str, template: &str, language: &str) -> Vec<Printed> {
    let run = project.byline(&["locate", record, "--template", template, "--lang", language]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let mut printed = Vec::new();
    for line in run.stdout.lines() {
        let line: Value = serde_json::from_str(line).unwrap();
        let text = |key: &str| line[key].as_str().unwrap().to_owned();
        for rectangle in line["rectangles"].as_array().unwrap() {
            let number = |key: &str| rectangle[key].as_f64().unwrap();
            printed.push(Printed {
                file: text("file"),
                key: text("key"),
                page: rectangle["page"].as_u64().unwrap(),
                left: number("left"),
                top: number("top"),
                width: number("width"),
                height: number("height"),
            });
        }
    }
    printed
}

#[test]
fn a_click_on_any_value_leads_to_its_place_and_back() {
    let project = test_records();
    let desk = Desk::of(&project);
    let mut asked = 0;
    for (record, template) in [
        ("everything", "report"),
        ("everything", "summary"),
        ("tidelines-everything", "newsletter"),
    ] {
        let language = "en";
        let query = query(record, template, None);
        desk.json(&format!("/api/view?{query}"));
        let mut texts = BTreeMap::new();
        let mut faults = Vec::new();
        for printed in located(&project, record, template, language) {
            let Printed { file, key, page, left, top, width, height } = printed;
            let (x, y) = (left + width / 2.0, top + height / 2.0);
            let at = desk.json(&format!("/api/at?{query}&page={page}&x={x}&y={y}"));
            asked += 1;
            let spot = [&at, &at["reference"]];
            let spot = spot.into_iter().find(|spot| spot["file"] == file && spot["key"] == key);
            let Some(spot) = spot else {
                faults.push(format!("{page}:{x:.0},{y:.0} {file} {key}, but {at}"));
                continue;
            };
            let text = texts.entry(file.clone()).or_insert_with(|| {
                desk.file(&file)["text"].as_str().unwrap().encode_utf16().collect::<Vec<_>>()
            });
            let number =
                |value: &Value| value.as_u64().map_or(usize::MAX, |n| usize::try_from(n).unwrap());
            let (start, end) = (number(&spot["start"]), number(&spot["end"]));
            assert!(start < end && end <= text.len(), "{key}: {start} to {end}");
            if at["key"] == key {
                let caret = number(&at["caret"]);
                assert!((start..=end).contains(&caret), "{key}: {caret} in {start} to {end}");
            }
            // From the place in the file, the way leads to this rectangle again.
            let places = format!("/api/places?{query}&file={file}&offset={start}");
            let places = desk.json(&places);
            let is_here = places.as_array().unwrap().iter().any(|place| {
                let near =
                    |name: &str, here: f64| (place[name].as_f64().unwrap() - here).abs() < 0.1;
                place["page"] == page && near("left", left) && near("top", top)
            });
            if !is_here {
                faults.push(format!("{file} {key} at {start}: not shown at {page}:{x:.0},{y:.0}"));
            }
        }
        assert!(faults.is_empty(), "{template}: {}\n{}", faults.len(), faults.join("\n"));
    }
    assert!(asked > 1000, "{asked}");
}

/// On each word of a paragraph, the caret comes to stand at this word.
#[test]
fn the_caret_is_at_the_word_that_was_clicked() {
    let project = test_records();
    let desk = Desk::of(&project);
    let query = query("everything", "report", None);
    desk.json(&format!("/api/view?{query}"));
    project.write("sent.pdf", desk.get(&format!("/api/document?{query}")).expect(200).body);
    let pdf = project.path("sent.pdf");
    let boxes = super::common::tool("pdftotext", &["-bbox", pdf.to_str().unwrap(), "-"]).stdout;
    let word = regex::Regex::new(
        r#"<page |xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">(.*)</word>"#,
    );
    let (mut page, mut right, mut wrong) = (0, 0, Vec::new());
    let mut texts: BTreeMap<String, Vec<u16>> = BTreeMap::new();
    for found in word.unwrap().captures_iter(&boxes) {
        let Some(text) = found.get(5) else {
            page += 1;
            continue;
        };
        let letters: String = text.as_str().chars().take_while(|c| c.is_alphabetic()).collect();
        if letters.chars().count() < 4 {
            continue;
        }
        let edge = |place: usize| found[place].parse::<f64>().unwrap();
        let (x, y) = (edge(1) + 2.0, edge(2).midpoint(edge(4)));
        let at = desk.json(&format!("/api/at?{query}&page={page}&x={x}&y={y}"));
        let Some(file) = at["file"].as_str() else { continue };
        let source = texts
            .entry(file.into())
            .or_insert_with(|| desk.file(file)["text"].as_str().unwrap().encode_utf16().collect());
        let units = |key: &str| usize::try_from(at[key].as_u64().unwrap()).unwrap();
        // Values that are printed otherwise than they are written have no word to point at.
        let value = String::from_utf16_lossy(&source[units("start")..units("end")]);
        if !value.contains(&letters) {
            continue;
        }
        let there = String::from_utf16_lossy(&source[units("caret")..]);
        if there.starts_with(&letters) {
            right += 1;
        } else {
            let there: String = there.chars().take(12).collect();
            wrong.push(format!("{letters} on page {page} in {}: {there:?}", at["key"]));
        }
    }
    println!("{right} words right, {} wrong", wrong.len());
    assert!(right > 1000, "{right}");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_view_says_what_the_other_languages_lack() {
    let project = Project::small("languages = ['en', 'ms']\ntemplates = ['report']\n");
    let desk = Desk::of(&project);
    let lacks = |view: &Value| codes(&view["findings"]).contains(&"missing-translation");
    for language in ["", "&language=ms"] {
        let view = desk.json(&format!("/api/view?{SMALL_REPORT}{language}"));
        assert!(lacks(&view), "{language}: {view}");
    }
    let news = desk.news();
    let counted = |row: &Value| row["findings"]["warnings"].as_u64().is_some_and(|n| n > 0);
    let row = &desk.json("/api/project")["records"][0];
    if !counted(row) {
        news.wait_for("the row counts it, too", |news| news["type"] == "record" && counted(news));
    }
}
