//! Measures a report with eight 24-megapixel photos against `typst compile` on the same report
//! with the same photos: file size, time, memory and quality loss. Run it with
//! `cargo bench --bench photos`.
//!
//! It requires the commands `typst` from the crate typst-cli 0.15.1, `butteraugli` from the crate
//! butteraugli-cli 0.9.3, and `pdfimages` from poppler. The photos are generated, with EXIF data
//! including a location. The benchmark fails only if a photo has a visible quality loss.

#![expect(clippy::print_stdout, reason = "a benchmark tells times")]

mod common;
#[path = "../tests/common/pictures.rs"]
mod pictures;

use std::fmt::Write;
use std::fs;
use std::path::Path;
use std::process::Command;

use common::{byline, in_turn, megabytes, prepare_typst, ratio, run, typst};

use image::imageops::{FilterType, resize};
use image::{Rgb, RgbImage};
use image_compare::{Algorithm, gray_similarity_structure};
use jpeg_encoder::{ColorType, Encoder, SamplingFactor};

const PHOTOS: u32 = 8;
const SIZE: (u32, u32) = (6000, 4000);
const RUNS: usize = 5;

/// The maximum Butteraugli distance for any photo. Butteraugli considers pictures identical below
/// 1, and differences subtle from 1 to 2; print is viewed from farther away than a screen.
const SAME: f64 = 1.5;

fn main() {
    let project = tempfile::tempdir().expect("a folder for the benchmark");
    let root = project.path();
    prepare(root);
    let photos: u64 = (0..PHOTOS).map(|number| size(&root.join(photo(number)))).sum();
    println!("{PHOTOS} photos of 24 megapixels, {:.1} MB in all", megabytes(photos));

    let ours = || run(&mut byline(root, &["build", "--force"]));
    let [first, again, theirs] = in_turn(
        RUNS,
        [
            &|| {
                run(&mut byline(root, &["clean"]));
                ours()
            },
            &ours,
            &|| {
                run(typst(root, &["--ignore-system-fonts"])
                    .args(["typst/report/main.typ", "typst.pdf"]))
            },
        ],
    );
    let (our_size, their_size) =
        (size(&root.join("output/eight-report.pdf")), size(&root.join("typst.pdf")));
    println!("median of {RUNS} runs    byline    again   typst compile   ratios");
    println!(
        "size of the PDF   {:>7.2} MB           {:>8.2} MB      1/{:.1}",
        megabytes(our_size),
        megabytes(their_size),
        ratio(their_size, our_size)
    );
    println!(
        "time              {:>7.2} s {:>7.3} s {:>9.2} s       {:.2}, again 1/{:.1}",
        first.seconds(),
        again.seconds(),
        theirs.seconds(),
        first.seconds() / theirs.seconds(),
        first.seconds() / again.seconds()
    );
    println!(
        "peak of memory    {:>7.0} MB {:>6.0} MB {:>8.0} MB      1/{:.1}",
        megabytes(first.memory),
        megabytes(again.memory),
        megabytes(theirs.memory),
        ratio(theirs.memory, first.memory)
    );
    loss(root);
}

/// Creates a project with a report of eight talks, each with a photo.
fn prepare(root: &Path) {
    fs::write(root.join("byline.toml"), "organisation = \"Bench\"\ntemplates = [\"report\"]\n")
        .expect("space");
    let mut record = String::from(
        "title = \"Eight talks\"\nstart = 2025-05-14\nmode = \"offline\"\n\
         credits = { writer = \"Elin Berg\" }\n[[programme]]\ntitle = \"Talks\"\n",
    );
    let mut photos = String::new();
    fs::create_dir_all(root.join("records/photos")).expect("space");
    for number in 0..PHOTOS {
        fs::write(root.join(photo(number)), generated(number)).expect("space");
        let _ = write!(
            record,
            "[[programme.sessions]]\nid = \"talk-{number}\"\ntitle = \"Talk {number}\"\n\
             speaker = \"Ana Lima\"\nsummary = \"What the gauges said in year {number}.\"\n"
        );
        let _ = write!(
            photos,
            "[[photos]]\nfile = \"photos/{number}.jpg\"\nalt = \"Hills under a sky.\"\n\
             caption = \"The bay, seen from hill {number}\"\nafter = \"talk-{number}\"\n"
        );
    }
    fs::write(root.join("records/eight.toml"), record + &photos).expect("space");
    prepare_typst(root);
    // The sample has placeholders with the photos' proportions; replace them with the photos for
    // `typst`.
    let sample = byline(root, &["templates", "sample", "report", "eight"]).output();
    let sample = sample.expect("byline runs");
    assert!(sample.status.success(), "{}", String::from_utf8_lossy(&sample.stderr));
    let mut sample = String::from_utf8(sample.stdout).expect("it is text");
    for number in 0..PHOTOS {
        let start = sample.find("bytes(\"<svg").expect("there is a field for each photo");
        let end = start + sample[start..].find("</svg>\")").expect("it ends") + "</svg>\")".len();
        let read = format!("read(\"/{}\", encoding: none)", photo(number));
        sample.replace_range(start..end, &read);
    }
    fs::write(root.join("typst/report/sample.typ"), sample).expect("space");
}

fn photo(number: u32) -> String {
    format!("records/photos/{number}.jpg")
}

/// Compares the photos in the PDF with the originals, which another library resizes without
/// compression.
fn loss(root: &Path) {
    let images = root.join("images");
    fs::create_dir(&images).expect("space");
    let status = Command::new("pdfimages")
        .args(["-all", "output/eight-report.pdf", "images/of"])
        .current_dir(root)
        .status();
    assert!(status.expect("poppler-utils is installed").success());
    let mut printed: Vec<_> = fs::read_dir(&images)
        .expect("it is there")
        .map(|entry| entry.expect("it can be read").path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "jpg"))
        .collect();
    printed.sort();
    assert_eq!(printed.len(), PHOTOS as usize, "the PDF has another number of photos");
    let (mut worst, mut least) = (0.0_f64, 1.0_f64);
    for (number, path) in printed.iter().enumerate() {
        let printed = image::open(path).expect("it is a photo").into_rgb8();
        let number = u32::try_from(number).expect("eight");
        let original = image::open(root.join(photo(number))).expect("it is ours").into_rgb8();
        let (width, height) = printed.dimensions();
        let wanted = resize(&original, width, height, FilterType::Lanczos3);
        worst = worst.max(distance(root, &wanted, &printed));
        let grey = |image: &RgbImage| image::DynamicImage::ImageRgb8(image.clone()).into_luma8();
        let alike =
            gray_similarity_structure(&Algorithm::MSSIMSimple, &grey(&wanted), &grey(&printed));
        least = least.min(alike.expect("two pictures of a size").score);
        if number == 0 {
            println!("photos are printed with {width} by {height} pixels");
        }
    }
    println!(
        "loss: Butteraugli at most {worst:.2}, where {SAME} is allowed; SSIM at least {least:.3}"
    );
    assert!(worst <= SAME, "more is lost than is allowed");
}

/// Returns the Butteraugli distance between two pictures of the same size.
fn distance(root: &Path, wanted: &RgbImage, printed: &RgbImage) -> f64 {
    let [wanted, printed] =
        [("wanted.png", wanted), ("printed.png", printed)].map(|(name, image)| {
            let path = root.join(name);
            image.save(&path).expect("space");
            path
        });
    let said = Command::new("butteraugli").arg("--quiet").args([wanted, printed]).output();
    let said = said.expect("butteraugli-cli is installed");
    let score = String::from_utf8_lossy(&said.stdout);
    score
        .trim()
        .parse()
        .unwrap_or_else(|_| panic!("{score}{}", String::from_utf8_lossy(&said.stderr)))
}

/// Generates a landscape: a sky, hills, a sea with glints, and sensor noise.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "it is clamped")]
fn generated(number: u32) -> Vec<u8> {
    let (width, height) = SIZE;
    let mut random = 0x9e37_79b9_7f4a_7c15_u64 ^ u64::from(number + 1);
    let mut grain = move || {
        random ^= random << 13;
        random ^= random >> 7;
        random ^= random << 17;
        f64::from((random >> 40) as u32) / f64::from(1 << 24) - 0.5
    };
    let shift = f64::from(number) * 1.7;
    let image = RgbImage::from_fn(width, height, |x, y| {
        let (u, v) = (f64::from(x) / f64::from(width), f64::from(y) / f64::from(height));
        let ridge = |base: f64, fine: f64| {
            base + 0.06 * (u * 7.0 + shift).sin()
                + 0.03 * (u * 31.0 + shift * 2.0).sin()
                + fine * (u * 211.0).sin() * (u * 97.0 + shift).cos()
        };
        let colour = if v < ridge(0.35, 0.004) {
            [0.55 + 0.3 * v, 0.68 + 0.2 * v, 0.9]
        } else if v < ridge(0.6, 0.01) {
            let leaves = 0.12 * (u * 900.0 + (v * 700.0).sin() * 2.0).sin() * (v * 800.0).cos();
            [0.28 + leaves, 0.42 + leaves, 0.2 + leaves * 0.5]
        } else {
            let waves = 0.1 * (v * 420.0 + 3.0 * (u * 45.0 + shift).sin()).sin() * v;
            let glint =
                if (u * 530.0).sin() * (v * 770.0 + shift).sin() > 0.93 { 0.35 } else { 0.0 };
            [0.18 + waves + glint, 0.34 + waves + glint, 0.46 + waves + glint]
        };
        let noise = grain() * 0.07;
        Rgb(colour.map(|channel| ((channel + noise).clamp(0.0, 1.0) * 255.0) as u8))
    });
    let mut file = Vec::new();
    let mut encoder = Encoder::new(&mut file, 90);
    encoder.set_sampling_factor(SamplingFactor::F_2_2);
    encoder.add_app_segment(1, pictures::exif(1)).expect("it is short");
    encoder.encode(&image, width as u16, height as u16, ColorType::Rgb).expect("it can be encoded");
    file
}

fn size(path: &Path) -> u64 {
    fs::metadata(path).unwrap_or_else(|error| panic!("{}: {error}", path.display())).len()
}
