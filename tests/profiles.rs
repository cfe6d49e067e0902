//! Colour profiles in pictures: those that cannot be used are reported, with the reason, and all
//! others are silent.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

#[path = "common/hostile.rs"]
#[allow(dead_code, reason = "only some of it is used here")]
mod hostile;
#[path = "common/pictures.rs"]
mod pictures;
#[path = "common/rasters.rs"]
#[allow(dead_code, reason = "only some of it is used here")]
mod rasters;

mod common;

use std::io::Cursor;

use common::{Project, SMALL};
use image::codecs::jpeg::JpegEncoder;
use image::codecs::png::PngEncoder;
use image::codecs::tiff::TiffEncoder;
use image::codecs::webp::WebPEncoder;
use image::{DynamicImage, ImageEncoder};
use moxcms::ColorProfile;
use pictures::{corners, press_jpeg};

/// Returns a picture in each format, with a profile.
fn in_every_format(image: &DynamicImage, profile: &[u8]) -> [(&'static str, Vec<u8>); 4] {
    fn with<E: ImageEncoder>(mut encoder: E, image: &DynamicImage, profile: &[u8]) {
        encoder.set_icc_profile(profile.to_vec()).unwrap();
        image.write_with_encoder(encoder).unwrap();
    }
    ["jpg", "png", "webp", "tif"].map(|format| {
        let mut file = Cursor::new(vec![]);
        match format {
            "jpg" => with(JpegEncoder::new(&mut file), image, profile),
            "png" => with(PngEncoder::new(&mut file), image, profile),
            "webp" => with(WebPEncoder::new_lossless(&mut file), image, profile),
            _ => with(TiffEncoder::new(&mut file), image, profile),
        }
        (format, file.into_inner())
    })
}

fn photo() -> DynamicImage {
    corners(80, 60).into()
}

/// Runs a verb on a project of one record with these pictures. Returns the message of each
/// warning about a profile.
fn warnings(files: &[(String, Vec<u8>)], verb: &str) -> Vec<String> {
    let project = Project::new();
    let photo = |(name, bytes): &(String, Vec<u8>)| {
        project.write(&format!("records/{name}"), bytes);
        format!("[[photos]]\nfile = '{name}'\nalt = 'Four corners'\n")
    };
    let photos: String = files.iter().map(photo).collect();
    project.write("records/a.toml", format!("{SMALL}{photos}"));
    let run = project.byline(&[verb, "--message-format", "json"]);
    assert_eq!(run.code, 0, "{run:?}");
    let lines = run.stdout.lines().map(|line| serde_json::from_str(line).unwrap());
    let warnings = lines.filter(|line: &serde_json::Value| line["code"] == "unusable-profile");
    warnings
        .map(|line| {
            assert_eq!(line["level"], "warning");
            line["message"].as_str().unwrap().to_owned()
        })
        .collect()
}

fn assert_reported(files: &[(String, Vec<u8>)], whys: &[&str]) {
    let expected: Vec<_> = files
        .iter()
        .zip(whys)
        .map(|((name, _), why)| format!("the colour profile of `{name}` cannot be used: {why}"))
        .collect();
    for verb in ["check", "build"] {
        assert_eq!(warnings(files, verb), expected, "{verb}");
    }
}

#[test]
fn a_profile_that_cannot_be_used_is_reported_in_every_format() {
    let sound = ColorProfile::new_srgb().encode().unwrap();
    let cut = sound[..sound.len() / 2].to_vec();
    let huge = [&sound[..], &vec![0; 9 << 20]].concat();
    let grey = ColorProfile::new_gray_with_gamma(2.2).encode().unwrap();
    let (mut files, mut whys) = (vec![], vec![]);
    for (kind, profile, why) in [
        ("cut", &cut[..], "part of it is missing"),
        ("words", &[b'x'; 500], "it is damaged"),
        ("huge", &huge, "it is larger than 8 MB"),
        ("grey", &grey, "it is for greyscale pictures, but this one is RGB"),
        ("press", typst_assets::icc::CMYK_TO_XYZ, "it is for CMYK pictures, but this one is RGB"),
    ] {
        for (format, file) in in_every_format(&photo(), profile) {
            files.push((format!("{kind}.{format}"), file));
            whys.push(why);
        }
    }
    assert_reported(&files, &whys);
}

#[test]
fn a_profile_that_is_packed_badly_is_reported() {
    let sound = ColorProfile::new_srgb().encode().unwrap();
    let packed = [b"x\0\0".as_slice(), &hostile::deflate(sound.repeat(2))].concat();
    let bomb = [b"x\0\0".as_slice(), &hostile::deflate(vec![0; 100 << 20])].concat();
    let png = |content: &[u8]| rasters::png(&[(b"iCCP", content)]);
    let [(_, jpeg), _, _, (_, tiff)] = in_every_format(&photo(), &sound.repeat(300));
    // The last of the segments that the profile takes gets another name.
    let last = jpeg.windows(12).rposition(|part| part == b"ICC_PROFILE\0").unwrap();
    assert!(jpeg[last + 12] > 1, "it takes only one");
    let mut missing = jpeg.clone();
    missing[last] = b'X';
    // The entry of the profile (TIFF 6.0): its tag, type and count.
    let entry = tiff.windows(4).position(|entry| entry == b"\x73\x87\x01\0").unwrap();
    let mut outside = tiff;
    outside[entry + 8..][..4].copy_from_slice(&[0xff; 4]);
    let files = [
        ("half.png", png(&packed[..packed.len() / 2]), "it is damaged"),
        ("nothing.png", png(b"x\0\0"), "it is damaged"),
        ("bomb.png", png(&bomb), "it is larger than 8 MB"),
        ("missing.jpg", missing, "part of it is missing"),
        ("outside.tif", outside, "part of it is missing"),
    ];
    let (files, whys): (Vec<_>, Vec<_>) =
        files.into_iter().map(|(name, file, why)| ((name.to_owned(), file), why)).unzip();
    assert_reported(&files, &whys);
}

#[test]
fn ordinary_profiles_are_silent() {
    let (photo, grey) = (photo(), DynamicImage::from(photo().to_luma8()));
    let encoded = |profile: ColorProfile| profile.encode().unwrap();
    let mut files = vec![
        ("inks.jpg".to_owned(), press_jpeg(&photo.to_rgb8())),
        ("none.jpg".to_owned(), pictures::encode(&photo, image::ImageFormat::Jpeg)),
        ("none.gif".to_owned(), pictures::encode(&photo, image::ImageFormat::Gif)),
    ];
    for (kind, picture, profile) in [
        ("srgb", &photo, encoded(ColorProfile::new_srgb())),
        ("srgb-4", &photo, typst_assets::icc::S_RGB_V4.to_vec()),
        ("p3", &photo, encoded(ColorProfile::new_display_p3())),
        ("adobe", &photo, encoded(ColorProfile::new_adobe_rgb())),
        ("pro", &photo, encoded(ColorProfile::new_pro_photo_rgb())),
        ("gamma", &grey, encoded(ColorProfile::new_gray_with_gamma(1.8))),
        ("grey-4", &grey, typst_assets::icc::S_GREY_V4.to_vec()),
        // Programs leave the profile in a picture from which they take the colours.
        ("former", &grey, encoded(ColorProfile::new_srgb())),
    ] {
        for (format, file) in in_every_format(picture, &profile) {
            // The encoder of WebP turns greys into colours.
            if format != "webp" || picture.color().has_color() {
                files.push((format!("{kind}.{format}"), file));
            }
        }
    }
    assert_eq!(warnings(&files, "check"), [""; 0]);
}

#[test]
fn the_colours_of_inks_need_their_own_profile() {
    let inks = press_jpeg(&corners(80, 60));
    let with = |profile: &[u8]| {
        let part = [b"ICC_PROFILE\0\x01\x01", profile].concat();
        let length = u16::try_from(part.len() + 2).unwrap().to_be_bytes();
        [&inks[..2], &[0xff, 0xe2], &length[..], &part, &inks[2..]].concat()
    };
    let srgb = ColorProfile::new_srgb().encode().unwrap();
    // CMYK: 100 by 100 pixels, eight bits for each of four inks, and the profile (TIFF 6.0).
    let press = typst_assets::icc::CMYK_TO_XYZ;
    let length = u32::try_from(press.len()).unwrap();
    let bits = (258, 3, 4, 40_500);
    let tags = [bits, (262, 3, 1, 5), (277, 3, 1, 4), (279, 4, 1, 40_000)];
    let data = [&vec![0; 40_000][..], &[8, 0].repeat(4), press].concat();
    let tiff = rasters::tiff(&[&tags[..], &[(34_675, 7, length, 40_508)]].concat(), &data);
    let files = [("rgb.jpg".to_owned(), with(&srgb)), ("inks.tif".to_owned(), tiff)];
    let of_tiff = "byline converts CMYK colours of a TIFF without using it";
    assert_reported(&files, &["it is for RGB pictures, but this one is CMYK", of_tiff]);
    let files = [("sound.jpg".to_owned(), with(typst_assets::icc::CMYK_TO_XYZ))];
    assert_reported(&files, &[]);
}
