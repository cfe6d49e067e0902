//! Hostile pictures: whatever a picture does, only its own record is not built, and no process
//! takes more memory than is stated.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

#[path = "common/hostile.rs"]
mod hostile;
#[path = "common/pictures.rs"]
mod pictures;
#[path = "common/rasters.rs"]
mod rasters;

mod common;

use std::process::Command;

use byline_core::model::ART_MEMORY;
use common::{Project, SMALL};
use hostile::File;
use image::ImageFormat;
use pictures::{corners, encode};

/// Runs a command and passes on its output. Adds the largest memory that it or a process started
/// by it has taken, in kilobytes, to standard error.
const MEASURE: &str = "import resource, subprocess, sys
run = subprocess.run(sys.argv[1:])
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss, file=sys.stderr)
sys.exit(run.returncode)";

/// Builds a project of a record for each picture, and of a good record before and after them.
/// Returns the names of the pictures that were reported, and the largest memory of a process in
/// bytes.
fn build(files: &[File], verb: &str) -> (Vec<String>, u64) {
    let project = Project::new();
    for (number, (name, bytes)) in files.iter().enumerate() {
        project.write(&format!("records/photos/{name}"), bytes);
        let photo = format!("[[photos]]\nfile = \"photos/{name}\"\nalt = \"A picture\"\n");
        project.write(&format!("records/bad-{number:02}.toml"), format!("{SMALL}{photo}"));
    }
    let good = format!("{SMALL}[[photos]]\nfile = \"photos/good.png\"\nalt = \"Four corners\"\n");
    project.write("records/photos/good.png", encode(&corners(800, 600).into(), ImageFormat::Png));
    for id in ["a-good", "z-good"] {
        project.write(&format!("records/{id}.toml"), &good);
    }
    let byline = project.command(&[verb, "--message-format", "json"]);
    let mut measured = Command::new("python3");
    measured.args(["-c", MEASURE]).arg(byline.get_program()).args(byline.get_args());
    let run = measured.current_dir(project.path("")).output().unwrap();
    let (output, words) = (String::from_utf8(run.stdout).unwrap(), String::from_utf8(run.stderr));
    let lines: Vec<serde_json::Value> =
        output.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let errors: Vec<_> = lines.iter().filter(|line| line["level"] == "error").collect();
    assert!(errors.iter().all(|line| line["code"] == "unusable-photo"), "{errors:#?}");
    assert_eq!(run.status.code(), Some(i32::from(!errors.is_empty())), "{output}");
    if verb == "build" {
        for id in ["a-good", "z-good"] {
            assert!(project.path(&format!("output/{id}-report.pdf")).exists(), "{id}");
        }
        // The state is kept: nothing that was built is built again.
        let again = project.byline(&["build", "--message-format", "json"]);
        assert!(!again.stdout.contains("\"type\":\"artifact\""), "{}", again.stdout);
    }
    let reported = errors.iter().map(|line| line["message"].as_str().unwrap());
    let named = reported.map(|message| message.split('`').nth(1).unwrap());
    let named = named.map(|path| path.strip_prefix("photos/").unwrap().to_owned());
    let kilobytes: u64 = words.unwrap().lines().last().unwrap().parse().unwrap();
    (named.collect(), kilobytes * 1024)
}

/// Asserts that of these pictures all are reported or, if not `all`, that they do no harm.
fn assert_harmless(files: &[File], all: bool, most_memory: u64) {
    let (mut reported, memory) = build(files, "build");
    assert!(memory <= most_memory, "{} MB", memory >> 20);
    if all {
        let mut expected: Vec<_> = files.iter().map(|(name, _)| (*name).to_owned()).collect();
        expected.sort_unstable();
        reported.sort_unstable();
        assert_eq!(reported, expected);
    }
}

#[test]
fn hostile_drawings_cannot_hurt() {
    assert_harmless(&hostile::drawings(), true, ART_MEMORY);
    assert_harmless(&hostile::strange_drawings(), false, ART_MEMORY);
}

#[test]
fn hostile_pages_cannot_hurt() {
    assert_harmless(&hostile::pages(), true, ART_MEMORY);
    assert_harmless(&hostile::strange_pages(), false, ART_MEMORY);
}

#[test]
fn hostile_photos_cannot_hurt() {
    let photo = encode(&corners(800, 600).into(), ImageFormat::Jpeg);
    assert_harmless(&rasters::refused(&photo), true, ART_MEMORY);
    let printed = rasters::printed(&photo);
    let (reported, memory) = build(&printed, "build");
    assert_eq!(reported, [""; 0]);
    assert!(memory <= ART_MEMORY, "{} MB", memory >> 20);
}

/// A photo of 20 million pixels with transparency is held once, at four bytes a pixel.
#[test]
fn a_huge_photo_with_transparency_is_held_once() {
    const SIDES: (u32, u32) = (5_000, 4_000);
    const PIXELS: u64 = 5_000 * 4_000 * 4;
    let clear = image::RgbaImage::from_pixel(SIDES.0, SIDES.1, image::Rgba([9, 9, 99, 120]));
    let photo = encode(&clear.into(), ImageFormat::Png);
    let (reported, memory) = build(&[("huge.png", photo)], "build");
    assert_eq!(reported, [""; 0]);
    assert!(memory <= PIXELS + 140_000_000, "{} MB", memory >> 20);
}

/// A photo with 16 bits per channel is narrowed as it is decoded, so that it takes no more.
#[test]
fn a_huge_photo_of_16_bits_is_held_in_8() {
    const SIDES: (u32, u32) = (5_000, 4_000);
    const PIXELS: u64 = 5_000 * 4_000 * 4;
    let clear = image::Rgba([9_u16, 999, 9_999, 30_000]);
    let clear = image::ImageBuffer::from_pixel(SIDES.0, SIDES.1, clear);
    let photo = encode(&image::DynamicImage::ImageRgba16(clear), ImageFormat::Png);
    let (reported, memory) = build(&[("deep.png", photo)], "build");
    assert_eq!(reported, [""; 0]);
    assert!(memory <= PIXELS + 140_000_000, "{} MB", memory >> 20);
}

/// Drawings are also read for templates of the project, for logos, and for new entries.
#[test]
fn hostile_drawings_cannot_hurt_anywhere() {
    let (_, stack) = hostile::pages().into_iter().find(|(name, _)| *name == "stack.pdf").unwrap();
    let project = Project::new();
    project.write("records/bad.pdf", &stack).write("records/photos/bad.pdf", stack);
    project.write("records/good.svg", hostile::svg("<rect width='9' height='9'/>"));
    for id in ["bad.pdf", "good.svg"] {
        let photo = format!("[[photos]]\nfile = \"{id}\"\nalt = \"A picture\"\n");
        project.write(&format!("records/{}.toml", id.replace('.', "-")), format!("{SMALL}{photo}"));
    }
    project.write("templates/own/main.typ", "#let main(event, project) = [#event.title]\n");
    let run = project.byline(&["build", "--template", "own"]);
    assert_eq!(run.code, 1, "{}", run.stderr);
    assert!(run.stderr.contains("error[unusable-photo]: `bad.pdf`"), "{}", run.stderr);
    assert!(run.stderr.contains("1 document built, 1 failed"), "{}", run.stderr);

    let run = project.byline(&["photos", "good-svg", "records/photos"]);
    assert_eq!(run.code, 1, "{}", run.stderr);
    assert!(run.stderr.contains("error[unusable-photo]: `photos/bad.pdf`"), "{}", run.stderr);

    let file = String::from_utf8(project.read("byline.toml")).unwrap();
    project.write(
        "byline.toml",
        format!("brand = {{ logo = {{ file = 'records/bad.pdf', alt = 'A' }} }}\n{file}"),
    );
    let run = project.byline(&["check"]);
    assert_eq!(run.code, 2, "{}", run.stderr);
    assert!(run.stderr.contains("`records/bad.pdf` cannot be printed"), "{}", run.stderr);
}
