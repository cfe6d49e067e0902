//! Runs each harness of crates/fuzz at random.

use std::fs;
use std::path::Path;

use byline_fuzz::HARNESSES;

use crate::{art, harness, rounds};

macro_rules! harnesses {
    ($($name:ident $times:literal)*) => {
        $(#[test] fn $name() { at_random(stringify!($name), $times); })*

        #[test]
        fn every_harness_is_run() {
            let names = HARNESSES.iter().map(|harness| harness.name);
            let names: Vec<&str> = names.filter(|name| !art::KINDS.contains(name)).collect();
            assert_eq!(names, [$(stringify!($name)),*]);
        }
    };
}

// Each takes about two seconds.
harnesses! {
    record 1000
    issue 1000
    translation 500
    edits 400
    markdown 20_000
    project 5000
    directory 2000
    manifest 5000
    locale 100
    jpeg 1000
    png 1000
    tiff 1000
    webp 1000
    gif 2000
    metadata 3000
    cache 1000
}

fn at_random(name: &str, executions: usize) {
    rounds(name, executions, |seed| {
        if let Err(fault) = harness(name).run_at_random(seed, executions) {
            let file = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("fault-{name}"));
            fs::write(&file, fault.input).unwrap();
            let file = file.display();
            panic!("{}\nTry it again with: tools/fuzz {name} {file}", fault.message);
        }
    });
}
