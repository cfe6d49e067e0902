//! A project with the examples of all editor's checks: for each, a record that it reports, and one
//! that it passes.

use byline_core::lint::LINTS;
use image::{DynamicImage, ImageFormat, RgbImage};

use super::common::Project;
use super::pictures::{corners, encode};

/// A record with hardly any editorial findings.
pub(crate) const SOUND: &str = "title = 'Sound'\nstart = 2024-10-31\nmode = 'offline'\n";

/// Completes the example of a check to a whole record, with the required keys and an author.
pub(crate) fn whole(example: &str) -> String {
    let keys: toml::Table = example.parse().unwrap_or_else(|error| panic!("{error}: {example}"));
    let head = SOUND.lines().filter(|line| !keys.contains_key(line.split(' ').next().unwrap()));
    let credits = (!keys.contains_key("credits")).then_some("[credits]\nwriter = 'Elin Berg'\n");
    head.chain([example.trim()]).chain(credits).collect::<Vec<_>>().join("\n")
}

/// Returns the project. The records are called `CODE-bad` and `CODE-good`.
pub(crate) fn examples_of_checks() -> Project {
    let project = Project::new();
    project.write("byline.toml", "organisation = 'X'\n");
    let hall = DynamicImage::ImageRgb8(corners(900, 600));
    for (name, picture) in [
        ("hall-small", hall.thumbnail_exact(450, 300)),
        ("IMG_4711", hall.rotate180()),
        ("night", DynamicImage::ImageRgb8(RgbImage::new(600, 400))),
        ("hall", hall),
    ] {
        let file = format!("records/photos/{name}.jpg");
        project.write(&file, encode(&picture, ImageFormat::Jpeg));
    }
    for lint in LINTS {
        project.write(&format!("records/{}-bad.toml", lint.code), whole(lint.bad));
        project.write(&format!("records/{}-good.toml", lint.code), whole(lint.good));
    }
    project
}
