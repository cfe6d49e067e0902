//! Runs the harness that `FUZZ_HARNESS` names under libFuzzer. `tools/fuzz` builds it with the
//! instruments that libFuzzer needs, and starts it.
#![no_main]

use std::panic;
use std::sync::LazyLock;

use byline_core::panics;
use byline_fuzz::{HARNESSES, Harness, Rng};
use libfuzzer_sys::{fuzz_mutator, fuzz_target, fuzzer_mutate};

/// An input shorter than this is replaced by a sound file: libFuzzer begins with nothing.
const SHORT: usize = 4;

static HARNESS: LazyLock<&Harness> = LazyLock::new(|| {
    #[expect(clippy::disallowed_methods, reason = "libFuzzer takes all arguments for its own")]
    let name = std::env::var("FUZZ_HARNESS").unwrap_or_default();
    let found = HARNESSES.iter().find(|harness| harness.name == name);
    found.unwrap_or_else(|| panic!("there is no harness `{name}`"))
});

static SEEDS: LazyLock<Vec<Vec<u8>>> = LazyLock::new(|| (HARNESS.seeds)());

fuzz_target!(
    init: {
        // A panic that byline catches is no fault.
        let abort = panic::take_hook();
        panic::set_hook(Box::new(move |info| {
            if !panics::are_caught() {
                abort(info);
            }
        }));
    },
    |file: &[u8]| (HARNESS.run)(file)
);

fuzz_mutator!(|data: &mut [u8], size: usize, max_size: usize, seed: u32| {
    let mut rng = Rng::new(seed.into());
    let mut file = data[..size].to_vec();
    if size < SHORT || rng.one_in(1000) {
        file.clone_from(&SEEDS[rng.below(SEEDS.len())]);
    } else if rng.one_in(2) {
        return fuzzer_mutate(data, size, max_size);
    } else {
        (0..=rng.below(3)).for_each(|_| (HARNESS.mutate)(&mut file, &mut rng));
    }
    let size = file.len().min(max_size);
    data[..size].copy_from_slice(&file[..size]);
    size
});
