//! Measures the time per page of each standard template, in milliseconds on one core, against
//! `typst compile` on the same document. Run it with `cargo bench --bench templates`.
//!
//! It requires the command `typst` from the crate typst-cli 0.15.1. All times are for whole
//! processes: byline builds all copies in one process, whereas `typst` needs one process for each.
//! The summary fits its page without tightening, because `typst` alone does not retry a layout to
//! meet a page budget. The benchmark has no pass or fail criterion.

#![expect(clippy::print_stdout, reason = "a benchmark tells times")]

mod common;

use std::fs;
use std::path::Path;
use std::process::Command;

use common::{Run, byline, copy, in_turn, prepare_typst, run, typst};

const RUNS: usize = 3;

fn main() {
    println!("one core, median of {RUNS} runs     byline   typst compile   ratio");
    for (template, record) in
        [("report", "typical"), ("summary", "gauge-clinic"), ("newsletter", "tidelines-typical")]
    {
        let project = tempfile::tempdir().expect("a folder for the benchmark");
        let root = project.path();
        let tests = Path::new(env!("CARGO_MANIFEST_DIR")).join("templates/tests");
        // Omit pictures: their placeholders are the same for both tools.
        copy(&tests, root, &|name| name.extension().is_none_or(|extension| extension != "png"));
        prepare_typst(root);
        let sample = byline(root, &["templates", "sample", template, record]).output();
        let sample = sample.expect("byline runs").stdout;
        fs::write(root.join(format!("typst/{template}/sample.typ")), sample).expect("space");

        let folder = if template == "newsletter" { "issues" } else { "records" };
        let original = root.join(format!("{folder}/{record}.toml"));
        for copies in [1, 20] {
            let ids: Vec<_> = (0..copies).map(|copy| format!("copy-{copy}")).collect();
            for id in &ids {
                fs::copy(&original, root.join(format!("{folder}/{id}.toml"))).expect("space");
            }
            let one_core = |command: &mut Command| run(command.env("RAYON_NUM_THREADS", "1"));
            let [ours, theirs] = in_turn(
                RUNS,
                [
                    &|| {
                        let args = ["build", "--force", "--jobs", "1", "--template", template];
                        one_core(byline(root, &args).args(&ids))
                    },
                    &|| {
                        let args = ["--ignore-system-fonts", "--jobs", "1"];
                        let main = format!("typst/{template}/main.typ");
                        let time = (0..copies)
                            .map(|_| one_core(typst(root, &args).args([&main, "typst.pdf"])).time);
                        Run { time: time.sum(), memory: 0 }
                    },
                ],
            );
            // In stock Typst, the lengths of texts are a rough guess, so a newsletter may break
            // its pages elsewhere.
            let their_pages = common::pages(&root.join("typst.pdf"));
            let our_pages = common::pages(&root.join(format!("output/{}-{template}.pdf", ids[0])));
            #[expect(clippy::cast_precision_loss, reason = "a few digits are enough")]
            let a_page = |run: Run, pages: usize| run.seconds() * 1000.0 / (copies * pages) as f64;
            println!(
                "{template:<10} {our_pages} pages, {copies:>2} documents: {:>7.1} ms {:>9.1} ms a page {:>7.2}",
                a_page(ours, our_pages),
                a_page(theirs, their_pages),
                ours.seconds() / theirs.seconds()
            );
        }
    }
}
