//! How long a page of each standard template takes, in milliseconds of one core, beside
//! `typst compile` on the same document: `cargo bench --bench templates`.
//!
//! It needs the command `typst` of crate typst-cli 0.15.1. Each figure is that of whole
//! processes, from start to end: byline builds the copies in one, typst has one for each.
//! The summary is one that fits its page at once: typst knows no ladder.
//! Nothing passes or fails here.

#![expect(clippy::print_stdout, clippy::disallowed_methods, reason = "a benchmark tells times")]

use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::Instant;

use walkdir::WalkDir;

const RUNS: usize = 3;

fn main() {
    println!("one core, median of {RUNS} runs     byline   typst compile   ratio");
    for (template, record) in
        [("report", "typical"), ("summary", "gauge-clinic"), ("newsletter", "tidelines-typical")]
    {
        let project = tempfile::tempdir().expect("a folder for the benchmark");
        let root = project.path();
        let repository = Path::new(env!("CARGO_MANIFEST_DIR"));
        copy(&repository.join("templates/tests"), root);
        copy(&repository.join("templates"), &root.join("typst"));
        let sample = byline(root).args(["templates", "sample", template, record]).output();
        let sample = sample.expect("byline runs").stdout;
        fs::write(root.join(format!("typst/{template}/sample.typ")), sample).expect("space");
        fonts(&root.join("faces"));

        let folder = if template == "newsletter" { "issues" } else { "records" };
        let original = root.join(format!("{folder}/{record}.toml"));
        for copies in [1_u32, 20] {
            let ids: Vec<_> = (0..copies).map(|copy| format!("copy-{copy}")).collect();
            for id in &ids {
                fs::copy(&original, root.join(format!("{folder}/{id}.toml"))).expect("space");
            }
            let ours = median(|| {
                let args = ["build", "--jobs", "1", "--template", template];
                run(byline(root).args(args).args(&ids));
            });
            let theirs = median(|| {
                for _ in 0..copies {
                    run(Command::new("typst")
                        .args([
                            "compile",
                            "--ignore-system-fonts",
                            "--jobs",
                            "1",
                            "--root",
                            "typst",
                        ])
                        .args(["--font-path", "faces", "--pdf-standard", "a-2a,ua-1"])
                        .args([&format!("typst/{template}/main.typ"), "typst.pdf"])
                        .current_dir(root));
                }
            });
            let pages = pages(&root.join("typst.pdf"));
            assert_eq!(pages, pages_of(root, &ids[0], template), "these are two documents");
            let a_page = |seconds: f64| seconds * 1000.0 / f64::from(copies * pages);
            println!(
                "{template:<10} {pages} pages, {copies:>2} documents: {:>7.1} ms {:>9.1} ms a page {:>7.2}",
                a_page(ours),
                a_page(theirs),
                ours / theirs
            );
        }
    }
}

/// byline in a project, on one thread.
fn byline(project: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_byline"));
    command.current_dir(project).env("RAYON_NUM_THREADS", "1");
    command
}

fn run(command: &mut Command) {
    let output = command.env("RAYON_NUM_THREADS", "1").output();
    let output = output.unwrap_or_else(|error| {
        panic!("{command:?}: {error}; cargo install typst-cli@0.15.1 --locked")
    });
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

fn median(work: impl Fn()) -> f64 {
    let mut times: Vec<f64> = (0..RUNS)
        .map(|_| {
            let start = Instant::now();
            work();
            start.elapsed().as_secs_f64()
        })
        .collect();
    times.sort_by(f64::total_cmp);
    times[RUNS / 2]
}

/// Copies a folder without its pictures: their placeholders are the same for both.
fn copy(from: &Path, to: &Path) {
    let files = WalkDir::new(from).into_iter().map(|entry| entry.expect("it can be read"));
    for file in files.filter(|entry| entry.file_type().is_file()) {
        let name = file.path().strip_prefix(from).expect("it was found there");
        if name.extension().is_some_and(|extension| extension == "png") {
            continue;
        }
        let path = to.join(name);
        fs::create_dir_all(path.parent().expect("it is in a folder")).expect("space");
        fs::copy(file.path(), path).expect("space");
    }
}

/// The faces of the labels, which typst does not carry.
fn fonts(folder: &Path) {
    fs::create_dir(folder).expect("space");
    let faces = [
        notosans::REGULAR_TTF,
        notosans::BOLD_TTF,
        notosans::ITALIC_TTF,
        notosans::BOLD_ITALIC_TTF,
    ];
    for (number, face) in faces.iter().enumerate() {
        fs::write(folder.join(format!("{number}.ttf")), face).expect("space");
    }
}

fn pages_of(project: &Path, id: &str, template: &str) -> u32 {
    pages(&project.join(format!("output/{id}-{template}.pdf")))
}

fn pages(file: &Path) -> u32 {
    lopdf::Document::load(file)
        .expect("it is a PDF")
        .get_pages()
        .keys()
        .copied()
        .max()
        .unwrap_or_default()
}
