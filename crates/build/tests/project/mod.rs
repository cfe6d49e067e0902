//! A small project with every kind of file, and random edits to them.

#![allow(clippy::case_sensitive_file_extension_comparisons, reason = "the names are its own")]

use std::fs;
use std::path::{Path, PathBuf};

use tempfile::TempDir;

/// A deterministic random number generator (xorshift64).
pub(crate) struct Random(u64);

impl Random {
    pub(crate) fn new(seed: u64) -> Self {
        Self(0x9e37_79b9_7f4a_7c15 ^ seed)
    }

    pub(crate) fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % end as u64).unwrap()
    }
}

/// An edit to a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Edit {
    Create,
    Change,
    Rename,
    Remove,
}

impl Edit {
    pub(crate) const ALL: [Self; 4] = [Self::Create, Self::Change, Self::Rename, Self::Remove];
}

/// The kinds of files that a document depends on.
pub(crate) const KINDS: [&str; 9] = [
    "records",
    "translations",
    "the directory",
    "the project file",
    "templates",
    "locales",
    "pictures",
    "fonts",
    "issues",
];

/// The files of each kind that are edited, in the order of [`KINDS`]. They need not exist.
const FILES: [&[&str]; 9] = [
    &["records/alpha.toml", "records/beta.toml", "records/gamma.toml", "records/2025/delta.toml"],
    &["records/alpha.ms.toml", "records/beta.ms.toml", "records/orphan.ms.toml"],
    &["people.toml", "organisations.toml"],
    &["byline.toml"],
    &[
        "templates/card/main.typ",
        "templates/card/part.typ",
        "templates/card/template.toml",
        "templates/sheet/main.typ",
    ],
    &["locales/ms.toml", "locales/en.toml"],
    &["records/photos/hall.png", "records/photos/late.png", "logo.png"],
    &["fonts/Serif.ttf", "fonts/Broken.ttf"],
    &["issues/issue.toml", "issues/next.toml"],
];

/// Files that do not exist at the start: an edit creates them.
const LATER: [&str; 6] = [
    "records/2025/delta.toml",
    "records/photos/late.png",
    "issues/next.toml",
    "fonts/Broken.ttf",
    "records/orphan.ms.toml",
    "records/beta.ms.toml",
];

/// A project in a temporary folder.
pub(crate) struct Project {
    folder: TempDir,
}

impl Project {
    pub(crate) fn new() -> Self {
        let project = Self { folder: TempDir::new().unwrap() };
        for name in FILES.iter().flat_map(|files| files.iter()) {
            if !LATER.contains(name) {
                project.write(name, content(name, 0));
            }
        }
        project.write("templates/sheet/template.toml", "contract = 4\nrecord = \"issue\"\n");
        project
    }

    pub(crate) fn root(&self) -> &Path {
        self.folder.path()
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.root().join(name)
    }

    pub(crate) fn write(&self, name: &str, content: impl AsRef<[u8]>) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, content).unwrap();
    }

    pub(crate) fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap()
    }

    /// Removes all records and issues except one, which only the template `card` prints.
    pub(crate) fn remove_all_but(&self, id: &str) {
        fs::remove_dir_all(self.path("issues")).unwrap();
        for entry in fs::read_dir(self.path("records")).unwrap() {
            let path = entry.unwrap().path();
            if path.is_file() && path.file_stem().unwrap() != id {
                fs::remove_file(path).unwrap();
            }
        }
        let project = self.read("byline.toml");
        self.write("byline.toml", project.replace("languages = [\"en\", \"ms\"]\n", ""));
    }

    /// Makes all files of a kind valid again, and returns the edit and the changed paths.
    pub(crate) fn mend(&self, kind: usize) -> (Edit, Vec<PathBuf>) {
        let files: Vec<_> = FILES[kind].iter().filter(|name| !LATER.contains(name)).collect();
        let there = files.iter().all(|name| self.path(name).exists());
        for name in &files {
            self.write(name, content(name, 0));
        }
        let edit = if there { Edit::Change } else { Edit::Create };
        (edit, files.iter().map(|name| self.path(name)).collect())
    }

    /// Edits a file of a kind, and returns the edit and the changed paths.
    pub(crate) fn edit(&self, kind: usize, random: &mut Random) -> (Edit, Vec<PathBuf>) {
        let name = FILES[kind][random.below(FILES[kind].len())];
        let path = self.path(name);
        let aside = self.path(&format!("{name}.aside"));
        let there = path.exists();
        let edit = match random.below(4) {
            0 if there => Edit::Remove,
            1 if there => Edit::Rename,
            _ if there => Edit::Change,
            _ => Edit::Create,
        };
        let changed = match edit {
            Edit::Remove => {
                fs::remove_file(&path).unwrap();
                vec![path]
            }
            Edit::Rename => {
                // A new name that is still valid for a record, but not for other kinds of file.
                let other = if name.starts_with("records/") && name.ends_with(".toml") {
                    self.path(&name.replace("records/", "records/renamed-"))
                } else {
                    aside
                };
                if other.exists() {
                    fs::remove_file(&other).unwrap();
                }
                fs::create_dir_all(other.parent().unwrap()).unwrap();
                fs::rename(&path, &other).unwrap();
                vec![path, other]
            }
            Edit::Change | Edit::Create => {
                self.write(name, content(name, random.below(6)));
                vec![path]
            }
        };
        (edit, changed)
    }
}

/// Returns one of the possible contents of a file; some are invalid.
#[expect(clippy::too_many_lines, reason = "one arm for each file")]
fn content(name: &str, variant: usize) -> Vec<u8> {
    let text: String = match (name, variant) {
        (name, 5) if name.ends_with(".toml") && !name.starts_with("templates") => {
            "title = \"Cut off".into()
        }
        ("records/alpha.toml", variant) => format!(
            "title = \"Alpha {variant}\"\nstart = 2025-05-1{variant}\nmode = \"offline\"\n\
             keywords = [\"tides\"]\norganiser = \"ics\"\nlead = \"About *tides*, last week.\"\n\
             [[programme]]\ntitle = \"Welcome\"\n[[programme.sessions]]\nspeaker = \"ben\"\n\
             summary = \"Said so.\"\n[[photos]]\nfile = \"photos/hall.png\"\nalt = \"A hall.\"\n\
             [[photos]]\nfile = \"photos/late.png\"\nalt = \"Late.\"\n"
        ),
        (name, variant)
            if name.starts_with("records/")
                && !name.contains(".ms.")
                && name.ends_with(".toml") =>
        {
            let (word, mode) = [("tides", "online"), ("gauges", "offline")][variant % 2];
            format!(
                "title = \"{name} {variant}\"\nstart = 2025-06-0{}\nmode = \"{mode}\"\n\
                 keywords = [\"{word}\"]\n",
                variant + 1
            )
        }
        (name, variant) if name.ends_with(".ms.toml") => match variant {
            4 => "titel = \"Salah\"\n".into(),
            _ => format!("title = \"Tajuk {variant}\"\n"),
        },
        ("people.toml", variant) => match variant {
            4 => "[someone-else]\nname = \"Ben Adeyemi\"\n".into(),
            _ => format!("[ben]\nname = \"Ben Adeyemi\"\ntitle = \"Harbour Master {variant}\"\n"),
        },
        ("organisations.toml", variant) => format!(
            "[ics]\nname = \"Institute {variant}\"\nlogo = {{ file = \"logo.png\", alt = \"ICS\" }}\n"
        ),
        ("byline.toml", variant) => {
            let templates = [
                "[\"card\", \"sheet\"]",
                "[\"card\", \"sheet\", \"summary\"]",
                "[\"sheet\", \"card\"]",
                "[\"card\", \"shet\"]",
                "[\"card\", \"sheet\"]",
            ][variant.min(4)];
            let accent = ["#00507a", "#8a1c33", "#123456", "#00507a", "#777777"][variant.min(4)];
            format!(
                "organisation = \"Institute\"\nlanguages = [\"en\", \"ms\"]\n\
                 templates = {templates}\n[brand]\naccent = \"{accent}\"\n\
                 logo = {{ file = \"logo.png\", alt = \"ICS\" }}\n[fonts]\nsystem = false\n"
            )
        }
        ("templates/card/main.typ", variant) => match variant {
            4 => "#let main(event, project) = { event.titel }\n".into(),
            _ => format!(
                "#import \"part.typ\": part\n#let main(event, project) = {{\n  set document(title: [A])\n  \
                 [= {variant} #event.title]\n  part\n  for photo in event.photos.rest {{\n    \
                 if photo.picture != none {{ image(photo.picture.data, alt: photo.picture.alt, width: 2cm) }}\n  }}\n  \
                 for part in event.programme {{ for session in part.sessions {{\n    \
                 for person in session.speakers {{ person.name }}\n  }} }}\n  \
                 project.organisation\n  sys.inputs.locale.punctuation.nothing\n}}\n"
            ),
        },
        ("templates/card/part.typ", variant) => match variant {
            4 => "#let part = [Unclosed".into(),
            _ => format!("#let part = text(font: \"Nato Sans\")[Part {variant}]\n"),
        },
        ("templates/card/template.toml", variant) => match variant {
            4 => "contract = 1\n".into(),
            _ => format!("contract = 4\npurpose = \"A card {variant}.\"\n"),
        },
        ("templates/sheet/main.typ", variant) => format!(
            "#let main(issue, project) = {{\n  set document(title: [A])\n  [= {variant} #issue.name]\n  \
             for story in issue.stories {{ [\\ #story.event.title] }}\n}}\n"
        ),
        ("locales/ms.toml", variant) => match variant {
            4 => "[dates]\nnames-of = 3\n".into(),
            _ => format!("[punctuation]\nnothing = \"{variant}\"\n"),
        },
        ("locales/en.toml", variant) => format!(
            "[punctuation]\nnothing = \"- {variant}\"\n[checks]\nrelative-times = [\"{}\"]\n",
            ["last week", "next year"][variant % 2]
        ),
        (name, variant) if name.starts_with("issues/") => match variant {
            3 => format!(
                "name = \"Tides\"\nnumber = {variant}\ndate = 2025-07-01\nstories = [{{ keyword = \"tides\" }}]\n"
            ),
            4 => "name = \"Tides\"\nnumber = 9\ndate = 2025-07-01\nstories = [\"alfa\"]\n".into(),
            _ => format!(
                "name = \"Tides\"\nnumber = {variant}\ndate = 2025-07-01\nstories = [\"alpha\", \"beta\"]\n"
            ),
        },
        _ => String::new(),
    };
    match name.rsplit_once('.').map(|(_, ending)| ending) {
        Some("png") => picture(variant),
        Some("ttf") if name.contains("Serif") && variant != 4 => font(variant),
        Some("ttf") => b"not a font".to_vec(),
        _ => text.into_bytes(),
    }
}

/// Returns a font of a family that byline does not include: one of its own fonts, renamed.
fn font(variant: usize) -> Vec<u8> {
    let mut font = [notosans::BOLD_TTF, notosans::ITALIC_TTF][variant % 2].to_vec();
    let (name, other) = (b"N\0o\0t\0o", b"N\0a\0t\0o");
    for start in 0..font.len() - name.len() {
        if font[start..].starts_with(name) {
            font[start..start + name.len()].copy_from_slice(other);
        }
    }
    font
}

/// Returns a picture; the last variants are dark, and the very last one is also broken.
fn picture(variant: usize) -> Vec<u8> {
    let light = u8::try_from(200 - 40 * variant.min(4)).unwrap();
    let image = image::RgbImage::from_fn(320, 320, |x, y| {
        let shade = light.saturating_sub(u8::try_from((x * y) % 97 / 4).unwrap());
        image::Rgb([shade, shade, light])
    });
    let mut bytes = std::io::Cursor::new(Vec::new());
    image.write_to(&mut bytes, image::ImageFormat::Png).unwrap();
    let mut bytes = bytes.into_inner();
    if variant == 5 {
        bytes.truncate(bytes.len() / 2);
    }
    bytes
}
