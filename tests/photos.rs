//! Photos: what documents print of them and what they leave out, and the findings about bad
//! ones.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

#[path = "common/pictures.rs"]
mod pictures;

mod common;

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use common::{Project, Run, SMALL, tool, validate};
use image::{DynamicImage, ImageFormat, Rgb, RgbImage};
use moxcms::ColorProfile;
use pictures::{
    SECRETS, corners, crc, encode, pdf, press_jpeg, profiled_jpeg, telling_jpeg, telling_png,
};

/// Returns an SVG that contains secrets, and a picture with secrets of its own.
fn telling_svg() -> String {
    use base64::Engine;
    let inner = telling_jpeg(&corners(60, 40), 6, "");
    let inner = base64::prelude::BASE64_STANDARD.encode(inner);
    format!(
        "<svg xmlns='http://www.w3.org/2000/svg' width='120' height='80'>\
         <!-- SECRET-COMMENT --><metadata>SECRET-XMP</metadata>\
         <rect width='120' height='80' fill='#d7e3ea'/>\
         <image href='data:image/jpeg;base64,{inner}' x='40' y='10' width='40' height='60'/></svg>"
    )
}

/// Returns a record with a photo entry for each file.
fn record_of(files: &[&str]) -> String {
    let entries = files.iter().map(|file| {
        let name = file.replace('.', " as ");
        format!("[[photos]]\nfile = '{file}'\nalt = 'Four corners, {name}'\ncaption = 'C {name}'\n")
    });
    format!("{SMALL}{}", entries.collect::<String>())
}

/// Creates a project with a record that has pictures of every kind.
fn every_kind() -> (Project, Vec<&'static str>) {
    let project = Project::new();
    let photo = corners(600, 400);
    let plain = DynamicImage::ImageRgb8(photo.clone());
    let mut seen_through = plain.to_rgba8();
    seen_through.pixels_mut().take(4000).for_each(|pixel| pixel.0[3] = 90);
    let mut p3 = ColorProfile::new_display_p3();
    p3.copyright = Some(moxcms::ProfileText::PlainString("SECRET-PROFILE".into()));
    let files: Vec<(&str, Vec<u8>)> = vec![
        ("telling.jpg", telling_jpeg(&photo, 1, "")),
        ("telling.png", telling_png(&photo)),
        ("telling.svg", telling_svg().into_bytes()),
        ("telling.pdf", pdf()),
        ("press.jpg", press_jpeg(&photo)),
        ("wide.jpg", profiled_jpeg(&photo, p3.encode().unwrap())),
        ("grey.jpg", encode(&plain.to_luma8().into(), ImageFormat::Jpeg)),
        ("through.png", encode(&seen_through.clone().into(), ImageFormat::Png)),
        ("through.webp", encode(&seen_through.into(), ImageFormat::WebP)),
        ("still.gif", encode(&plain, ImageFormat::Gif)),
        ("scan.tif", encode(&plain, ImageFormat::Tiff)),
        ("deep.png", encode(&plain.to_rgb16().into(), ImageFormat::Png)),
    ];
    for (name, bytes) in &files {
        project.write(&format!("records/{name}"), bytes);
    }
    let names: Vec<_> = files.into_iter().map(|(name, _)| name).collect();
    project.write("records/a.toml", record_of(&names));
    (project, names)
}

/// Returns the pictures of a PDF: width, height and pixels per inch.
fn images(project: &Project, name: &str) -> Vec<(u32, u32, f64)> {
    let file = project.path(name);
    let list = tool("pdfimages", &["-list", file.to_str().unwrap()]).stdout;
    let rows = list.lines().skip(2).map(|line| line.split_whitespace().collect::<Vec<_>>());
    let number = |text: &str| text.parse().unwrap();
    rows.filter(|row| row[2] == "image")
        .map(|row| (number(row[3]), number(row[4]), row[12].parse().unwrap()))
        .collect()
}

#[test]
fn nothing_that_a_camera_wrote_reaches_a_pdf() {
    let (project, _) = every_kind();
    // Makes sure that the test can find the secrets: they are in the original files.
    let holds = |bytes: &[u8], secret: &str| {
        // Profiles store their texts in UTF-16.
        let wide: Vec<u8> = secret.encode_utf16().flat_map(u16::to_be_bytes).collect();
        [secret.as_bytes(), &wide]
            .iter()
            .any(|secret| bytes.windows(secret.len()).any(|window| window == *secret))
    };
    for secret in SECRETS {
        let file = if secret == "SECRET-PROFILE" { "wide.jpg" } else { "telling.jpg" };
        let bytes = project.read(&format!("records/{file}"));
        assert!(holds(&bytes, secret), "{secret} is not in the photo");
    }
    let head = fs::read_to_string(project.path("byline.toml")).unwrap();
    for resolution in ["screen", "print", "original"] {
        project.write("byline.toml", format!("{head}photos = {{ resolution = '{resolution}' }}\n"));
        project.build();
        let file = project.path("output/a-report.pdf");
        let open = project.path("open.pdf");
        let (file, open) = (file.to_str().unwrap(), open.to_str().unwrap());
        let args = ["--qdf", "--object-streams=disable", "--decode-level=generalized", file, open];
        assert_eq!(tool("qpdf", &args).code, 0);
        let bytes = [project.read("output/a-report.pdf"), project.read("open.pdf")].concat();
        for leak in ["SECRET", "Exif\0", "8BIM", "Iptc4xmpCore"] {
            assert!(!holds(&bytes, leak), "{leak} is in the PDF ({resolution})");
        }
    }
}

#[test]
fn every_kind_of_picture_is_archivable() {
    let (project, names) = every_kind();
    project.write("records/b.toml", record_of(&names));
    project.build();
    assert_eq!(project.byline(&["build", "b", "--greyscale"]).code, 0);
    let files = ["a-report", "b-report-greyscale"];
    let files: Vec<_> = files.iter().map(|n| project.path(&format!("output/{n}.pdf"))).collect();
    let run = validate(&files);
    assert_eq!(run.code, 0, "{run:?}");
    let printed = images(&project, "output/a-report.pdf");
    // Vector graphics have no pixels, apart from the picture inside the SVG.
    assert_eq!(printed.len(), names.len() - 1, "{printed:?}");
    // CMYK is converted to RGB: the corner of the press photo is red.
    let (file, prefix) = (&files[0], project.path("image"));
    tool("pdfimages", &["-png", file.to_str().unwrap(), prefix.to_str().unwrap()]);
    let press = image::open(project.path("image-003.png")).unwrap().to_rgb8();
    let Rgb([red, green, blue]) = *press.get_pixel(5, 5);
    assert!(red > 180 && green < 70 && blue < 70, "{:?}", press.get_pixel(5, 5));
}

#[test]
fn photos_stand_upright_whichever_way_the_camera_was_held() {
    let project = Project::new();
    let names: Vec<_> = (1..=8).map(|orientation| format!("{orientation}.jpg")).collect();
    for (orientation, name) in (1_u8..).zip(&names) {
        // Rotated in the opposite direction, as the sensor recorded it.
        let mut stored = DynamicImage::ImageRgb8(corners(240, 160));
        let inverse = match orientation {
            6 => 8,
            8 => 6,
            same => same,
        };
        let inverse = image::metadata::Orientation::from_exif(inverse).unwrap();
        stored.apply_orientation(inverse);
        let photo = telling_jpeg(&stored.to_rgb8(), orientation.into(), "");
        project.write(&format!("records/{name}"), photo);
    }
    let names: Vec<_> = names.iter().map(String::as_str).collect();
    project.write("records/a.toml", record_of(&names));
    project.build();
    let (file, prefix) = (project.path("output/a-report.pdf"), project.path("image"));
    let args = ["-png", file.to_str().unwrap(), prefix.to_str().unwrap()];
    assert_eq!(tool("pdfimages", &args).code, 0);
    let mut seen = 0;
    for entry in fs::read_dir(project.path("")).unwrap() {
        let path = entry.unwrap().path();
        if !path.file_name().unwrap().to_str().unwrap().starts_with("image-") {
            continue;
        }
        let image = image::open(&path).unwrap().to_rgb8();
        let (width, height) = image.dimensions();
        assert!(width > height, "{}", path.display());
        let near = |x: u32, y: u32, Rgb(wanted): Rgb<u8>| {
            image.get_pixel(x, y).0.iter().zip(wanted).all(|(one, other)| one.abs_diff(other) < 40)
        };
        assert!(near(4, 4, Rgb([230, 20, 20])), "top left of {}", path.display());
        assert!(near(width - 5, 4, Rgb([20, 200, 20])), "top right of {}", path.display());
        assert!(near(width - 5, height - 5, Rgb([20, 20, 230])), "bottom of {}", path.display());
        seen += 1;
    }
    // Identical pictures are embedded in the PDF once.
    assert!((1..=8).contains(&seen), "{seen}");
}

#[test]
fn photos_are_as_fine_as_the_project_asks() {
    let project = Project::new();
    project.write("records/a.jpg", telling_jpeg(&corners(3000, 2000), 1, ""));
    project.write("records/a.toml", record_of(&["a.jpg"]));
    let head = fs::read_to_string(project.path("byline.toml")).unwrap();
    let mut sizes = Vec::new();
    for (resolution, wanted) in
        [("screen", Some(150.0)), ("print", Some(300.0)), ("original", None)]
    {
        project.write("byline.toml", format!("{head}photos = {{ resolution = '{resolution}' }}\n"));
        project.build();
        let [(width, _, per_inch)] = images(&project, "output/a-report.pdf")[..] else { panic!() };
        match wanted {
            Some(wanted) => assert!((per_inch - wanted).abs() <= 1.0, "{resolution}: {per_inch}"),
            None => assert_eq!(width, 3000),
        }
        sizes.push(project.read("output/a-report.pdf").len());
    }
    assert!(sizes.is_sorted(), "{sizes:?}");
    project.write("byline.toml", format!("{head}photos = {{ megapixels = 5 }}\n"));
    let run = project.byline(&["build"]);
    assert_eq!(run.code, 1);
    assert!(run.stderr.contains("3000 by 2000 pixels; the limits are 5 million"), "{}", run.stderr);
    // By default, photos are prepared for print.
    project.write("byline.toml", head).build();
    assert_eq!(project.read("output/a-report.pdf").len(), sizes[1]);
}

/// Photos that belong to no part of the report stand in rows, each as wide as the page, whatever
/// their shapes; a single upright one is not cut to a strip.
#[test]
fn photos_of_the_whole_event_stand_in_rows_across_the_page() {
    // The width between the margins, the space between photos, in millimetres.
    const ACROSS: f64 = 168.0;
    const GAP: f64 = 4.0;
    let shapes = [(1800, 1200), (1800, 1200), (1200, 1800), (1800, 1200), (1800, 1200)];
    let names: Vec<_> = (0..shapes.len()).map(|at| format!("{at}.jpg")).collect();
    let project = Project::small("templates = ['report']\n");
    for (name, (width, height)) in names.iter().zip(shapes) {
        project.write(&format!("records/{name}"), telling_jpeg(&corners(width, height), 1, ""));
    }
    let record = record_of(&names.iter().map(String::as_str).collect::<Vec<_>>());
    project.write("records/a.toml", &record);
    project.build();
    let widths = |name: &str| -> Vec<f64> {
        let images = images(&project, name).into_iter();
        images.map(|(width, _, ppi)| f64::from(width) / ppi * 25.4).collect()
    };
    let printed = widths("output/a-report.pdf");
    assert_eq!(printed.len(), shapes.len(), "{printed:?}");
    let across =
        |photos: &[f64]| photos.iter().sum::<f64>() + if photos.len() > 1 { GAP } else { 0.0 };
    for row in [&printed[..1], &printed[1..3], &printed[3..]] {
        assert!((across(row) - ACROSS).abs() < 2.0, "{printed:?}");
    }
    // One that stands alone, and is upright, is higher than wide.
    project.write("records/a.toml", record_of(&["2.jpg"]));
    project.build();
    let images = images(&project, "output/a-report.pdf");
    assert!(matches!(images[..], [(width, height, _)] if height > width), "{images:?}");
}

/// Photos that ask for pages fill them, in each look: a single upright one, a pair, a mosaic. The
/// last page has the credits at its foot, and none has the text of the report.
#[test]
fn photos_have_pages_of_their_own() {
    // The width and the height between the margins, in millimetres.
    const ACROSS: f64 = 168.0;
    const DOWN: f64 = 249.0;
    let shapes = [(1800, 1200), (1800, 1200), (1500, 2000), (1800, 1200), (1500, 2000)];
    let names: Vec<_> = (0..shapes.len()).map(|at| format!("{at}.jpg")).collect();
    for look in ["editorial", "formal", "bold"] {
        let project =
            Project::small(&format!("templates = ['report']\n[brand]\nlook = '{look}'\n"));
        for (name, (width, height)) in names.iter().zip(shapes) {
            project.write(&format!("records/{name}"), telling_jpeg(&corners(width, height), 1, ""));
        }
        for of in [&[2][..], &[0, 1], &[0, 1, 3, 2, 4]] {
            let files: Vec<_> = of.iter().map(|at| names[*at].as_str()).collect();
            let record = record_of(&files).replace("caption =", "width = 'page'\ncaption =");
            let told = "lead = 'They met.'\noutcomes = ['They will meet again.']\n";
            let record = record.replacen("[[photos]]", &format!("{told}[[photos]]"), 1);
            project.write("records/a.toml", record + "[credits]\nwriter = 'Ada'\n");
            project.build();
            let file = project.path("output/a-report.pdf");
            let page = |number: &str| {
                tool("pdftotext", &["-f", number, "-l", number, file.to_str().unwrap(), "-"]).stdout
            };
            assert!(page("1").contains("They met."), "{look}: {}", page("1"));
            let photos = page("2");
            let missing = files.iter().find(|file| !photos.contains(&file.replace('.', " as ")));
            assert_eq!(missing, None, "{look}: {photos}");
            assert!(photos.contains("Ada") && !photos.contains("They"), "{look}: {photos}");
            assert_eq!(page("3"), "", "{look}");
            let areas = images(&project, "output/a-report.pdf").into_iter();
            let areas = areas.map(|(width, height, ppi)| {
                f64::from(width) * f64::from(height) / (ppi * ppi) * 25.4 * 25.4
            });
            let part = areas.sum::<f64>() / (ACROSS * DOWN);
            assert!((0.5..0.95).contains(&part), "{look}, {}: {part}", files.len());
        }
    }
}

/// Photos of any shapes stand in rows or by themselves, in each look, and no caption is as narrow as
/// a sliver of a picture.
#[test]
fn photos_of_any_shapes_find_their_places() {
    let shapes = [(300, 200), (200, 300), (800, 120), (100, 600), (300, 300), (300, 225)];
    let names: Vec<_> = (0..shapes.len()).map(|at| format!("{at}.jpg")).collect();
    for look in ["editorial", "formal", "bold"] {
        let project =
            Project::small(&format!("templates = ['report']\n[brand]\nlook = '{look}'\n"));
        for (name, (width, height)) in names.iter().zip(shapes) {
            let photo = telling_jpeg(&corners(width * 4, height * 4), 1, "");
            project.write(&format!("records/{name}"), photo);
        }
        for (record, order) in
            [[0, 1, 2, 3, 4, 5], [3, 2, 1, 0, 5, 4], [2, 3, 3, 2, 4, 1]].iter().enumerate()
        {
            let files: Vec<_> = order.iter().map(|at| names[*at].as_str()).collect();
            let text = record_of(&files)
                .replace("caption = 'C ", "caption = 'Guests look at the gauges, ");
            project.write(&format!("records/r{record}.toml"), text);
        }
        project.build();
        for record in 0..3 {
            let printed = images(&project, &format!("output/r{record}-report.pdf"));
            // The last record names two pictures twice: each is stored once.
            assert!(printed.len() >= 4, "{look}, r{record}: {printed:?}");
        }
    }
}

/// A template of the project's own that crops the first photo.
const CROPPING: &str = "#let main(event, project) = [\n#set page(width: 120mm, height: 120mm)\n\
    #set text(lang: \"en\")\n= #event.title\n#let photo = event.photos.rest.first()\n\
    #block(width: 60mm, height: 20mm, clip: true, move(dy: -20mm, \
    image(photo.picture.data, alt: photo.picture.alt, width: 60mm, height: 40mm)))\n]\n";

#[test]
fn what_a_template_crops_away_is_not_in_the_pdf() {
    let project = Project::new();
    let manifest = "contract = 4\nrecord = 'event'\npurpose = 'Crops.'\n";
    project.write("templates/crop/main.typ", CROPPING);
    project.write("templates/crop/template.toml", manifest);
    project.write("records/a.jpg", telling_jpeg(&corners(1200, 800), 1, ""));
    project.write("records/a.toml", record_of(&["a.jpg"]));
    let run = project.byline(&["build", "--template", "crop"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    // Half of the height, at 300 pixels per inch: 60 by 20 mm.
    let printed = images(&project, "output/a-crop.pdf");
    assert!(matches!(printed[..], [(708..=710, 236..=238, _)]), "{printed:?}");
    let (file, prefix) = (project.path("output/a-crop.pdf"), project.path("image"));
    tool("pdfimages", &["-png", file.to_str().unwrap(), prefix.to_str().unwrap()]);
    let image = image::open(project.path("image-000.png")).unwrap().to_rgb8();
    let (width, height) = image.dimensions();
    // The lower half: white and blue at the bottom, and neither red nor green at the top.
    assert!(image.get_pixel(5, height - 5).0.iter().all(|channel| *channel > 200));
    assert!(image.get_pixel(width - 5, height - 5).0[2] > 180);
    let Rgb([red, green, _]) = *image.get_pixel(5, 5);
    assert!(red < 200 || green > 60, "the red corner is in the PDF");
}

#[test]
fn texts_in_drawings_become_outlines_in_the_fonts_there_are() {
    let project = Project::new();
    let text = |font: &str| {
        format!("<text y='30' font-size='30' font-family='{font}' fill='red'>Wide</text>")
    };
    let red = |font: &str| {
        let svg = "<svg xmlns='http://www.w3.org/2000/svg' width='90' height='40'>";
        project.write("records/a.svg", format!("{svg}{}</svg>", text(font)));
        project.write("records/a.toml", record_of(&["a.svg"]));
        project.build();
        assert!(!project.words("output/a-report.pdf").contains("Wide"));
        let (file, page) = (project.path("output/a-report.pdf"), project.path("page"));
        tool("pdftoppm", &["-r", "50", "-png", file.to_str().unwrap(), page.to_str().unwrap()]);
        let page = image::open(project.path("page-1.png")).unwrap().to_rgb8();
        page.pixels().filter(|pixel| pixel.0[0] > 200 && pixel.0[1] < 90).count()
    };
    let (serif, sans) = (red("Unheard of"), red("sans-serif"));
    assert!(serif > 500 && sans > serif, "{serif} {sans}");
    // A font of the project, under a name of its own.
    let mut font = notosans::BOLD_TTF.to_vec();
    let name = |name: &str| name.encode_utf16().flat_map(u16::to_be_bytes).collect::<Vec<_>>();
    let (old, new) = (name("Noto Sans"), name("Moto Wans"));
    while let Some(at) = font.windows(old.len()).position(|window| window == old) {
        font[at..at + new.len()].copy_from_slice(&new);
    }
    project.write("fonts/own.ttf", font);
    assert!(red("Moto Wans") > sans);
}

#[test]
fn a_photo_speaks_for_itself_where_the_record_is_silent() {
    let project = Project::new();
    let said = "<dc:description><rdf:Alt><rdf:li xml:lang='x-default'>The gauge at low tide\
        </rdf:li></rdf:Alt></dc:description><dc:creator><rdf:Seq><rdf:li>Noor Haddad</rdf:li>\
        </rdf:Seq></dc:creator><photoshop:Credit>Westhaven Post</photoshop:Credit>\
        <Iptc4xmpCore:AltTextAccessibility><rdf:Alt><rdf:li xml:lang='x-default'>A pole with \
        marks in shallow water</rdf:li></rdf:Alt></Iptc4xmpCore:AltTextAccessibility>";
    project.write("records/a.jpg", telling_jpeg(&corners(600, 400), 1, said));
    project.write("records/a.toml", format!("{SMALL}[[photos]]\nfile = 'a.jpg'\n"));
    let run = project.byline(&["check"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let told =
        "information[photo-metadata]: `a.jpg` brings its own `alt`, `caption`, `credit`, `creator`";
    assert!(run.stderr.contains(told), "{}", run.stderr);
    project.build();
    let words = project.words("output/a-report.pdf");
    assert!(words.contains("The gauge at low tide Westhaven Post"), "{words}");

    let own = "[[photos]]\nfile = 'a.jpg'\ncaption = 'At noon'\nalt = 'A pole'\ncredit = 'ICS'\n";
    project.write("records/a.toml", format!("{SMALL}{own}"));
    project.build();
    let words = project.words("output/a-report.pdf");
    assert!(words.contains("At noon ICS") && !words.contains("low tide"), "{words}");
}

/// Programs for drawing write SVG in other encodings, too, and compressed.
#[test]
fn an_svg_in_another_form_is_named_with_the_remedy() {
    let svg = "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'>\
        <title>Café</title><rect width='9' height='9'/></svg>";
    let head = |encoding| format!("<?xml version='1.0' encoding='{encoding}'?>\n{svg}");
    let latin = head("ISO-8859-1").chars().map(|char| u8::try_from(char).unwrap()).collect();
    let utf16 = |number: fn(u16) -> [u8; 2]| {
        format!("\u{feff}{}", head("UTF-16")).encode_utf16().flat_map(number).collect()
    };
    let plain = "save it as plain SVG";
    let files: [(_, Vec<u8>, _, _); 4] = [
        ("latin.svg", latin, "its text is not in UTF-8", "save it as SVG in UTF-8"),
        ("little.svg", utf16(u16::to_le_bytes), "it is an SVG in UTF-16", plain),
        ("big.svg", utf16(u16::to_be_bytes), "it is an SVG in UTF-16", plain),
        ("packed.svgz", gzip(svg.as_bytes()), "it is a compressed file, such as SVGZ", plain),
    ];
    let project = Project::new();
    for (name, bytes, ..) in &files {
        project.write(&format!("records/{name}"), bytes);
    }
    project.write("records/a.toml", record_of(&files.each_ref().map(|(name, ..)| *name)));
    for verb in ["check", "build"] {
        let run = project.byline(&[verb]);
        assert_eq!(run.code, 1, "{run:?}");
        let findings: Vec<_> = run.stderr.split("error[unusable-photo]: ").skip(1).collect();
        assert_eq!(findings.len(), files.len(), "{}", run.stderr);
        for (finding, (name, _, why, remedy)) in findings.iter().zip(&files) {
            let told = format!("`{name}` cannot be printed: {why}\n");
            assert!(finding.starts_with(&told) && finding.contains(remedy), "{verb}: {finding}");
        }
    }
}

/// Returns data in the format of gzip, not compressed (RFC 1952; RFC 1951, 3.2.4).
fn gzip(data: &[u8]) -> Vec<u8> {
    let length = u16::try_from(data.len()).unwrap();
    let head = b"\x1f\x8b\x08\0\0\0\0\0\0\xff\x01";
    let lengths = [length.to_le_bytes(), (!length).to_le_bytes()].concat();
    let end = [crc(data).to_le_bytes(), u32::from(length).to_le_bytes()].concat();
    [head, &lengths[..], data, &end].concat()
}

#[test]
#[expect(clippy::too_many_lines, reason = "one picture after the other, and what is said of it")]
fn bad_pictures_are_told_of_and_harm_nobody() {
    let project = Project::new();
    let photo = telling_jpeg(&corners(600, 400), 1, "");
    let mut broken = encode(&corners(600, 400).into(), ImageFormat::Png);
    let middle = broken.len() / 2;
    broken[middle] ^= 0xff;
    let thin = DynamicImage::ImageLuma8(image::GrayImage::new(1, 60_000));
    let bomb = DynamicImage::ImageLuma8(image::GrayImage::new(20_000, 20_000));
    let linked = "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'>\
        <image href='https://example.com/spy.png' width='9' height='9'/></svg>";
    let files: [(&str, Vec<u8>); 12] = [
        ("cut.jpg", photo[..photo.len() / 2].to_vec()),
        ("zero.jpg", vec![]),
        ("text.jpg", b"These are the minutes.".to_vec()),
        ("phone.heic", b"\0\0\0\x18ftypheic\0\0\0\0mif1heic".to_vec()),
        ("next.avif", b"\0\0\0\x18ftypavif\0\0\0\0mif1avif".to_vec()),
        ("film.mp4", b"\0\0\0\x18ftypisom\0\0\0\0isomiso2".to_vec()),
        ("thin.png", encode(&thin, ImageFormat::Png)),
        ("bomb.png", encode(&bomb, ImageFormat::Png)),
        ("broken.png", broken),
        ("linked.svg", linked.into()),
        ("cut.svg", b"<svg xmlns='http://www.w3.org/2000/svg'><rect".to_vec()),
        ("cut.pdf", pdf()[..60].to_vec()),
    ];
    for (name, bytes) in &files {
        project.write(&format!("records/{name}"), bytes);
    }
    fs::create_dir(project.path("records/folder.jpg")).unwrap();
    let pipe = project.path("records/pipe.jpg");
    assert!(Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    let outside = tempfile::NamedTempFile::new().unwrap();
    fs::write(outside.path(), &photo).unwrap();
    std::os::unix::fs::symlink(outside.path(), project.path("records/link.jpg")).unwrap();
    let others = ["folder.jpg", "pipe.jpg", "link.jpg", "../../outside.jpg", "/etc/hostname"];
    let names: Vec<_> = files.iter().map(|(name, _)| *name).chain(others).collect();
    project.write("records/a.toml", record_of(&names));
    project.write("records/b.toml", SMALL);
    for verb in ["check", "build"] {
        let run = project.byline(&[verb]);
        assert_eq!(run.code, 1, "{run:?}");
        for name in &names {
            // Damaged pixels are found when they are decoded, which a build does during layout.
            if ["broken.png", "cut.jpg"].contains(name) && verb == "build" {
                continue;
            }
            let told = format!("error[unusable-photo]: `{name}`");
            assert!(run.stderr.contains(&told), "{verb} says nothing of {name}: {}", run.stderr);
        }
        assert!(run.stderr.contains("set the camera to \"Most Compatible\""));
        assert!(
            run.stderr
                .contains("it depends on another file or address, `https://example.com/spy.png`"),
            "{}",
            run.stderr
        );
    }
    assert!(project.path("output/b-report.pdf").exists());
    project.write("records/a.toml", record_of(&["broken.png", "cut.jpg"]));
    let run = project.byline(&["build", "a"]);
    assert_eq!(run.code, 1);
    assert!(run.stderr.contains("`broken.png` cannot be printed: it is damaged"), "{}", run.stderr);
    assert!(
        run.stderr.contains("`cut.jpg` cannot be printed: the end of the file is missing"),
        "{}",
        run.stderr
    );
    assert!(!project.path("output/a-report.pdf").exists());
}

#[test]
fn doubtful_pictures_are_told_of() {
    let project = Project::new();
    let photo = corners(900, 600);
    project.write("records/a.jpg", telling_jpeg(&photo, 1, ""));
    let smaller = DynamicImage::ImageRgb8(photo).thumbnail_exact(450, 300);
    project.write("records/copy.jpg", encode(&smaller, ImageFormat::Jpeg));
    let tiny = DynamicImage::ImageRgb8(corners(80, 60)).rotate180();
    project.write("records/tiny.jpg", encode(&tiny, ImageFormat::Jpeg));
    let black = DynamicImage::ImageRgb8(RgbImage::new(600, 400));
    project.write("records/black.jpg", encode(&black, ImageFormat::Jpeg));
    project.write(
        "records/a.toml",
        format!(
            "{SMALL}[[photos]]\nfile = 'a.jpg'\nalt = 'IMG_4711'\n\
             [[photos]]\nfile = 'copy.jpg'\nalt = 'The corners!'\ncaption = 'The corners'\n\
             [[photos]]\nfile = 'tiny.jpg'\nalt = 'Small corners'\n\
             [[photos]]\nfile = 'black.jpg'\nalt = 'A night'\n"
        ),
    );
    let run = project.byline(&["build"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    for told in [
        "warning[poor-alt]: `IMG_4711` is the name of a file",
        "warning[poor-alt]: the alternative text says the same as the caption",
        "warning[photo-twice]: `copy.jpg` is the same picture as `a.jpg`",
        "warning[dark-photo]: `black.jpg` is blank",
        "warning[low-resolution]: `tiny.jpg` is printed",
    ] {
        assert!(run.stderr.contains(told), "no {told}: {}", run.stderr);
    }
    assert_eq!(run.stderr.matches("warning[").count(), 5, "{}", run.stderr);
    // Except for the size on the page, a check finds the same.
    let check = project.byline(&["check"]);
    assert_eq!(check.stderr.matches("warning[").count(), 4, "{}", check.stderr);
}

#[test]
fn the_cache_is_never_needed_and_never_trusted() {
    let (project, _) = every_kind();
    project.build();
    let fresh = project.read("output/a-report.pdf");
    let entries = |project: &Project| -> Vec<_> {
        let files = walkdir::WalkDir::new(project.path(".byline/photos")).into_iter();
        let files = files.map(|entry| entry.unwrap()).filter(|entry| entry.file_type().is_file());
        files.map(walkdir::DirEntry::into_path).collect()
    };
    assert!(entries(&project).len() > 5);
    let again = |what: &str| {
        project.build();
        assert!(project.read("output/a-report.pdf") == fresh, "{what}");
    };
    again("from the cache");
    for (number, entry) in entries(&project).iter().enumerate() {
        let bytes = fs::read(entry).unwrap();
        let damaged = match number % 3 {
            0 => vec![],
            1 => bytes[..bytes.len() / 2].to_vec(),
            _ => bytes.iter().map(|byte| byte ^ 0x55).collect(),
        };
        fs::write(entry, damaged).unwrap();
    }
    again("after damage");
    let run = project.byline(&["clean"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert!(!project.path(".byline").exists());
    assert_eq!(project.byline(&["clean"]).code, 0);
    fs::write(project.path(".byline"), "no folder").unwrap();
    again("without a cache");
    fs::remove_file(project.path(".byline")).unwrap();

    let builds: Vec<_> = (0..4)
        .map(|_| {
            Command::new(env!("CARGO_BIN_EXE_byline"))
                .arg("build")
                .current_dir(project.path(""))
                .stderr(Stdio::null())
                .spawn()
                .unwrap()
        })
        .collect();
    for mut build in builds {
        assert!(build.wait().unwrap().success());
    }
    again("after several at once");
}

#[test]
fn the_cache_keeps_its_limit() {
    let project = Project::new();
    let head = fs::read_to_string(project.path("byline.toml")).unwrap();
    project.write("byline.toml", format!("{head}photos = {{ cache = 0 }}\n"));
    project.write("records/a.jpg", telling_jpeg(&corners(600, 400), 1, ""));
    project.write("records/a.toml", record_of(&["a.jpg"]));
    project.build();
    let left = walkdir::WalkDir::new(project.path(".byline/photos")).into_iter();
    let left = left.filter(|entry| entry.as_ref().unwrap().file_type().is_file()).count();
    assert_eq!(left, 0);
}

#[test]
fn a_folder_of_pictures_becomes_entries_of_a_record() {
    let project = Project::new();
    let said = "<dc:description><rdf:Alt><rdf:li xml:lang='x-default'>The pier</rdf:li></rdf:Alt>\
        </dc:description><dc:creator><rdf:Seq><rdf:li>Noor Haddad</rdf:li></rdf:Seq></dc:creator>";
    project.write("records/photos/b pier.jpg", telling_jpeg(&corners(300, 200), 1, said));
    project.write("records/photos/a.png", telling_png(&corners(90, 60)));
    project.write("records/photos/notes.txt", "no picture");
    project.write("records/photos/broken.jpg", "no picture either");
    let record =
        format!("# Mine.\n{SMALL}\n[[photos]]\nfile = 'photos/a.png' # there already\nalt = 'A'\n");
    project.write("records/a.toml", &record);
    let run = project.byline(&["photos", "a", "records/photos"]);
    assert_eq!(run.code, 1, "{}", run.stderr);
    assert!(run.stderr.contains("added photos/b pier.jpg; write its `alt`"), "{}", run.stderr);
    assert!(run.stderr.contains("`photos/broken.jpg` cannot be printed"), "{}", run.stderr);
    let longer = fs::read_to_string(project.path("records/a.toml")).unwrap();
    let added = longer.strip_prefix(&record).unwrap();
    assert_eq!(
        added,
        "\n[[photos]]\nfile = \"photos/b pier.jpg\"\n\
         alt = \"TODO: what the picture shows, for those who cannot see it\"\n\
         caption = \"The pier\"\ncreator = [\"Noor Haddad\"]\n"
    );
    // The placeholders are reported, and nothing is added twice.
    let check = project.byline(&["check", "--strict"]);
    assert!(check.stderr.contains("warning[must-fill]"), "{}", check.stderr);
    fs::remove_file(project.path("records/photos/broken.jpg")).unwrap();
    let run = project.byline(&["photos", "a", "records/photos"]);
    assert_eq!(run.code, 0);
    assert!(run.stderr.contains("no new pictures in"), "{}", run.stderr);
    assert_eq!(fs::read_to_string(project.path("records/a.toml")).unwrap(), longer);

    for (args, told) in [
        (["a", "nowhere"], "`nowhere` is not a folder"),
        (["a", "/"], "`/` is outside the project"),
        (["b", "records/photos"], "no record of this project has the id `b`"),
    ] {
        let run = project.byline(&["photos", args[0], args[1]]);
        assert_ne!(run.code, 0, "{}", run.stderr);
        assert!(run.stderr.contains(told), "{}", run.stderr);
    }
    // A file keeps its line endings, its byte order mark and its permissions.
    let windows = format!("\u{feff}{}", SMALL.replace('\n', "\r\n"));
    project.write("records/c.toml", &windows);
    let path = project.path("records/c.toml");
    fs::set_permissions(&path, std::os::unix::fs::PermissionsExt::from_mode(0o640)).unwrap();
    assert_eq!(project.byline(&["photos", "c", "records/photos"]).code, 0);
    let longer = fs::read_to_string(&path).unwrap();
    assert!(longer.starts_with(&windows) && !longer.replace("\r\n", "").contains('\n'));
    let mode = std::os::unix::fs::PermissionsExt::mode(&fs::metadata(&path).unwrap().permissions());
    assert_eq!(mode & 0o777, 0o640);
    project.write("issues/i.toml", "name = 'Tides'\ndate = 2024-02-01\nstories = 'a'\n");
    let run = project.byline(&["photos", "i", "records/photos"]);
    assert!(run.code == 2 && run.stderr.contains("`i` is an issue"), "{}", run.stderr);
    project.write("records/a.toml", "title = ");
    let run = project.byline(&["photos", "a", "records/photos"]);
    assert!(run.stderr.contains("error[syntax]"), "{}", run.stderr);
    assert!(Path::new(&project.path("records/a.toml")).exists());
}

/// The name that is there is offered; accents composed otherwise are the same name.
#[test]
fn a_picture_by_another_name_is_offered() {
    let project = Project::new();
    let photo = encode(&DynamicImage::ImageRgb8(corners(900, 600)), ImageFormat::Jpeg);
    project.write("records/p/hall.jpg", &photo).write("records/p/IMG_4711.jpg", &photo);
    project.write("records/p/pelabuha\u{301}n.jpg", &photo);
    for (name, hint) in [
        ("p/hall.JPG", "did you mean `p/hall.jpg`? Capitals count"),
        ("P/hall.jpg", "did you mean `p/hall.jpg`? Capitals count"),
        ("p/hall.jpeg", "did you mean `p/hall.jpg`?"),
        ("p\\hall.jpg", "did you mean `p/hall.jpg`? Write / in place of \\"),
        ("p/hall%20.jpg", "did you mean `p/hall.jpg`? Signs such as %20"),
        ("p/hall.jpg ", "did you mean `p/hall.jpg`? The name has a space too many"),
        ("hall.jpg", "did you mean `p/hall.jpg`?"),
        ("p/hal.jpg", "did you mean `p/hall.jpg`?"),
        ("https://x.example/hall.jpg", "`p/hall.jpg`? A picture is a file of the project"),
        ("C:\\Users\\me\\hall.jpg", "`p/hall.jpg`? A path begins at the folder of this file"),
        ("https://x.example/stage.jpg", "this is an address of the web"),
        ("C:\\Users\\me\\stage.jpg", "this is a path on one computer"),
        // Another number is another picture.
        ("p/IMG_4712.jpg", "put the file at `records/p/IMG_4712.jpg`; until then"),
    ] {
        let entry = format!("[[photos]]\nfile = '{name}'\nalt = 'Coloured corners of a field'\n");
        project.write("records/a.toml", format!("{SMALL}{entry}"));
        let run = project.byline(&["check"]);
        assert!(run.stderr.contains("warning[missing-photo]"), "{name}: {}", run.stderr);
        assert!(run.stderr.contains(hint), "{name}: {}", run.stderr);
    }
    let entry = "[[photos]]\nfile = 'p/pelabuh\u{e1}n.jpg'\nalt = 'Coloured corners of a field'\n";
    project.write("records/a.toml", format!("{SMALL}{entry}"));
    let run = project.byline(&["check"]);
    assert!(!run.stderr.contains("missing-photo"), "{}", run.stderr);
}

/// A record that is named from its own folder has its pictures beside it.
#[test]
fn the_pictures_of_a_record_are_found_from_its_folder() {
    let project = Project::new();
    let photo = encode(&DynamicImage::ImageRgb8(corners(900, 600)), ImageFormat::Jpeg);
    let entry = "[[photos]]\nfile = 'hall.jpg'\nalt = 'Coloured corners of a field'\n";
    project.write("records/a.toml", format!("{SMALL}{entry}")).write("records/hall.jpg", &photo);
    for name in ["a.toml", "a", "./a.toml"] {
        let mut command = project.command(&["check", name]);
        let run = Run::of(&command.current_dir(project.path("records")).output().unwrap());
        assert_eq!((run.code, run.stderr.contains("photo]")), (0, false), "{name}: {}", run.stderr);
    }
    let mut command = project.command(&["photos", "a.toml", "."]);
    let run = Run::of(&command.current_dir(project.path("records")).output().unwrap());
    assert_eq!(run.code, 0, "{}", run.stderr);
}

/// A file without its end marker is whole if no pixel is missing.
#[test]
fn a_jpeg_that_lacks_only_its_end_is_printed() {
    let project = Project::new();
    let photo = encode(&DynamicImage::ImageRgb8(corners(900, 600)), ImageFormat::Jpeg);
    let end = photo.len() - 2;
    assert_eq!(photo[end..], [0xff, 0xd9]);
    project.write("records/a.jpg", &photo[..end]).write("records/cut.jpg", &photo[..end - 8]);
    let entry = |name| format!("{SMALL}[[photos]]\nfile = '{name}'\nalt = 'Coloured corners'\n");
    project.write("records/a.toml", entry("a.jpg"));
    let run = project.byline(&["build"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert!(run.stderr.contains("warning[incomplete-photo]: `a.jpg`"), "{}", run.stderr);
    let pictures =
        tool("pdfimages", &["-list", project.path("output/a-report.pdf").to_str().unwrap()]);
    assert!(pictures.stdout.contains("jpeg"), "{}", pictures.stdout);
    project.write("records/a.toml", entry("cut.jpg"));
    let run = project.byline(&["build"]);
    assert!(
        run.stderr.contains("`cut.jpg` cannot be printed: the end of the file is missing"),
        "{}",
        run.stderr
    );
}

#[test]
fn photos_are_added_in_the_order_of_their_numbers() {
    let project = Project::new();
    let photo = encode(&DynamicImage::ImageRgb8(corners(90, 60)), ImageFormat::Jpeg);
    for number in [1, 2, 10, 100] {
        project.write(&format!("records/p/IMG_{number}.jpg"), &photo);
    }
    project.write("records/a.toml", SMALL);
    let run = project.byline(&["photos", "a", "records/p"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let record = String::from_utf8(project.read("records/a.toml")).unwrap();
    let files: Vec<_> = record.lines().filter(|line| line.starts_with("file =")).collect();
    let names = [1, 2, 10, 100].map(|number| format!("file = \"p/IMG_{number}.jpg\""));
    assert_eq!(files, names);
}

/// A photo that is still to come says where it goes, and what it will need.
#[test]
fn a_missing_photo_says_where_it_goes() {
    let project = Project::small("");
    let photo = |file: &str, alt: &str| format!("{SMALL}[[photos]]\nfile = '{file}'\n{alt}");
    for (file, place) in [("hall.jpg", "records/hall.jpg"), ("../pictures/a.jpg", "pictures/a.jpg")]
    {
        project.write("records/a.toml", photo(file, ""));
        let run = project.byline(&["check"]);
        assert!(run.stderr.contains(&format!("put the file at `{place}`")), "{run:?}");
        assert!(run.stderr.contains("describe in `alt` what the picture shows, too"), "{run:?}");
    }
    project.write("records/a.toml", photo("hall.jpg", "alt = 'A hall'\n"));
    let run = project.byline(&["check"]);
    assert!(run.stderr.contains("missing-photo") && !run.stderr.contains("add alt"), "{run:?}");
}
