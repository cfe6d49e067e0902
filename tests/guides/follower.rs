//! A reader who types everything as printed.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use image::ImageFormat;
use toml_edit::{DocumentMut, TableLike};

use super::blocks::{Block, Note, blocks, is_endless};
use super::common::{Project, Run, repository};
use super::pictures::{corners, encode};

/// The template around a block that is a part of one.
const FRAME: &str = r#"// A template.
#import "../design/design.typ": *
#let main(event, project) = {
  set document(title: event.title)
  show: house-style.with(event.language)
  show: sheet
  headline(event.title)
  let people = event.key-people
  let (place, date) = (event.where.first(), event.when.text)
  [
"#;

/// A reader who follows a guide in a project.
pub(crate) struct Follower {
    home: Project,
    folder: PathBuf,
}

impl Follower {
    /// Starts in an empty folder.
    fn new() -> Self {
        let home = Project::new();
        let folder = home.path("home");
        fs::create_dir(&folder).unwrap();
        Self { home, folder }
    }

    /// Starts in the project that the README makes, with what a page says that there is.
    pub(crate) fn of(page: &str) -> Self {
        let mut follower = Self::new();
        if page == "README.md" {
            return follower;
        }
        let readme = fs::read_to_string(repository().join("README.md")).unwrap();
        let (readme, _) = blocks("README.md", &readme);
        for block in readme.iter().filter(|block| block.section == "Your first record") {
            follower.follow(block).unwrap();
        }
        match page {
            "docs/batches.md" => {
                follower.append("people.toml", "[ben-adeyemi]\nname = 'Ben Adeyemi'\n");
                follower.append("records/harbour-day.toml", "photographer = 'ben-adeyemi'\n");
                follower.expect("byline build").unwrap();
                follower.append("people.toml", "title = 'Harbour Master'\n");
            }
            "docs/languages.md" => {
                let fonts = follower.folder.join("fonts");
                fs::create_dir(&fonts).unwrap();
                for font in ["NotoSerifCJK-Regular.ttc", "NotoSansCJK-Bold.ttc"] {
                    let installed = Path::new("/usr/share/fonts/opentype/noto").join(font);
                    fs::copy(installed, fonts.join(font)).unwrap();
                }
            }
            _ => {}
        }
        follower
    }

    /// Adds lines to a file.
    fn append(&self, name: &str, lines: &str) {
        let path = self.folder.join(name);
        fs::write(&path, fs::read_to_string(&path).unwrap() + lines).unwrap();
    }

    pub(crate) fn follow(&mut self, block: &Block) -> Result<(), String> {
        match (&block.note, block.named_file()) {
            (Some(Note::NotRun(_)), _) => Ok(()),
            (Some(Note::GoesInto(name)), _) => self.put(name, block, false),
            (Some(Note::Replaces(name)), _) => self.put(name, block, true),
            (None, Some(name)) => self.put(name, block, false),
            (None, None) if !block.is_whole() => self.build_part(&block.text),
            (None, None) if block.is_finding() => self.expect_finding(&block.text),
            (None, None) => self.run_all(block),
        }
    }

    /// Runs a line as a shell does, and stays in the folder into which it leads.
    fn run(&mut self, line: &str) -> Run {
        let byline = self.home.command(&[]);
        let mut shell = Command::new("sh");
        for (name, _) in byline.get_envs() {
            shell.env_remove(name);
        }
        let end = self.home.path("folder");
        let tools = Path::new(byline.get_program()).to_owned();
        let script = format!(
            "PATH='{}':$PATH\n{line}\nstatus=$?\npwd > '{}'\nexit $status",
            tools.parent().unwrap().display(),
            end.display()
        );
        let run = Run::of(&shell.args(["-c", &script]).current_dir(&self.folder).output().unwrap());
        self.folder = fs::read_to_string(end).unwrap().trim_end().into();
        run
    }

    /// Runs a line that must succeed.
    fn expect(&mut self, line: &str) -> Result<Run, String> {
        let run = self.run(line);
        if run.code == 0 {
            Ok(run)
        } else {
            Err(format!("`{line}` ended with {}: {}{}", run.code, run.stdout, run.stderr))
        }
    }

    fn run_all(&mut self, block: &Block) -> Result<(), String> {
        let mut printed = String::new();
        for command in block.commands() {
            if command.ends_with(" records/photos") {
                let photo = encode(&corners(600, 400).into(), ImageFormat::Jpeg);
                fs::create_dir_all(self.folder.join("records/photos")).unwrap();
                fs::write(self.folder.join("records/photos/quay.jpg"), photo).unwrap();
            }
            // Of a command that runs until it is stopped, the arguments are tried.
            let help = if is_endless(&command) { " --help" } else { "" };
            let run = self.expect(&format!("{command}{help}"))?;
            printed += &(run.stdout + &run.stderr);
        }
        match block.output().into_iter().find(|line| !printed.contains(line)) {
            Some(line) => Err(format!("`{line}` is not printed, but: {printed}")),
            None => Ok(()),
        }
    }

    /// Puts a block into a file, which byline must then accept. A template is built.
    fn put(&mut self, name: &str, block: &Block, whole: bool) -> Result<(), String> {
        let path = self.folder.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        let old = if whole { None } else { fs::read_to_string(&path).ok() };
        let text = old.map_or_else(|| block.text.clone(), |old| completed(&block.text, &old));
        fs::write(&path, text).unwrap();
        let checked = self.expect("byline check")?.stderr;
        if !checked.contains(" 0 failed") {
            return Err(format!("not every record is sound: {checked}"));
        }
        let folder = path.parent().unwrap();
        let is_template =
            ["main.typ", "template.toml"].iter().all(|file| folder.join(file).exists());
        if is_template {
            let template = folder.file_name().unwrap().display();
            self.expect(&format!("byline build harbour-day --template {template}"))?;
        }
        Ok(())
    }

    /// Builds a template with this part.
    fn build_part(&mut self, part: &str) -> Result<(), String> {
        let folder = self.folder.join("templates/part");
        fs::create_dir_all(&folder).unwrap();
        fs::write(folder.join("main.typ"), format!("{FRAME}{part}]\n}}\n")).unwrap();
        fs::write(folder.join("template.toml"), "contract = 4\npurpose = 'A part.'\n").unwrap();
        self.expect("byline build harbour-day --template part")?;
        fs::remove_dir_all(folder).unwrap();
        Ok(())
    }

    /// Expects that byline prints a finding as a page shows it, if its line is in the record.
    fn expect_finding(&mut self, finding: &str) -> Result<(), String> {
        let mut lines = finding.lines().map(str::trim_start);
        let place = lines.find_map(|line| line.strip_prefix("--> ")).ok_or("it has no place")?;
        let [name, number, _] = place.split(':').collect::<Vec<_>>()[..] else {
            return Err(format!("`{place}` is not a place"));
        };
        let quoted = lines.find_map(|line| line.strip_prefix(&format!("{number} | ")));
        let quoted = quoted.ok_or("it quotes no line")?;
        let path = self.folder.join(name);
        let before = fs::read_to_string(&path).map_err(|error| format!("{name}: {error}"))?;
        let number: usize = number.parse().unwrap();
        let gap = "\n".repeat(number - 1 - before.lines().count());
        fs::write(&path, format!("{before}{gap}{quoted}\n")).unwrap();
        let found = self.run("byline check").stderr;
        fs::write(&path, before).unwrap();
        if found.contains(finding.trim_end()) { Ok(()) } else { Err(format!("not so: {found}")) }
    }
}

/// Returns a part of a TOML file with the other keys of the file, or the text as it is if it is
/// no TOML.
pub(crate) fn completed(part: &str, file: &str) -> String {
    let Ok(mut part) = part.parse::<DocumentMut>() else { return part.into() };
    add_missing(part.as_table_mut(), file.parse::<DocumentMut>().unwrap().as_table());
    part.to_string()
}

/// Adds the keys that a table lacks.
fn add_missing(table: &mut dyn TableLike, other: &dyn TableLike) {
    for (key, value) in other.iter() {
        let Some(own) = table.get_mut(key) else {
            table.insert(key, value.clone());
            continue;
        };
        if let (Some(own), Some(other)) = (own.as_table_like_mut(), value.as_table_like()) {
            add_missing(own, other);
        }
    }
}
