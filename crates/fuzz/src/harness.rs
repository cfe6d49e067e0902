//! A harness, and the engine that runs one at random.

use byline_core::panics;

use crate::Rng;

/// The maximum number of changes to a file.
const CHANGES: usize = 6;

/// The maximum size of a damaged file, in bytes: repeated changes must not make it grow without
/// end.
const MAX_BYTES: usize = 1 << 20;

/// A way to try one kind of file.
#[derive(Debug)]
pub struct Harness {
    /// The kind of file.
    pub name: &'static str,
    /// Makes or reads sound files.
    pub seeds: fn() -> Vec<Vec<u8>>,
    /// Damages a file a little.
    pub mutate: fn(&mut Vec<u8>, &mut Rng),
    /// Tries byline on a file, and panics at a fault.
    pub run: fn(&[u8]),
}

/// An input at which a harness panicked.
#[derive(Debug)]
pub struct Fault {
    /// The damaged file.
    pub input: Vec<u8>,
    /// What the panic said.
    pub message: String,
}

impl Harness {
    /// Iterates over a number of damaged files, the same ones for the same seed.
    pub fn inputs(&self, seed: u64, times: usize) -> impl Iterator<Item = Vec<u8>> {
        let seeds = (self.seeds)();
        let mut rng = Rng::new(seed);
        (0..times).map(move |_| {
            let mut input = seeds[rng.below(seeds.len())].clone();
            for _ in 0..=rng.below(CHANGES) {
                (self.mutate)(&mut input, &mut rng);
            }
            input.truncate(MAX_BYTES);
            input
        })
    }

    /// Tries a number of damaged files.
    ///
    /// # Errors
    /// Returns the first input at which the harness panics.
    pub fn run_at_random(&self, seed: u64, times: usize) -> Result<(), Fault> {
        self.inputs(seed, times).try_for_each(|input| {
            panics::catch(|| (self.run)(&input))
                .map_err(|panic| Fault { message: panics::message(&*panic).to_string(), input })
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fault_is_found_again_with_the_same_seed() {
        let run = |file: &[u8]| assert!(!file.starts_with(b"b"), "it starts with b");
        let mutate = |file: &mut Vec<u8>, rng: &mut Rng| crate::mutate::bytes::change(file, rng);
        let harness = Harness { name: "planted", seeds: || vec![b"abc".to_vec()], mutate, run };
        let find =
            || harness.run_at_random(7, 10_000).map_err(|fault| (fault.input, fault.message));
        let found = find();
        assert!(found.as_ref().is_err_and(|(input, _)| input[0] == b'b'), "{found:?}");
        assert_eq!(found, find());
    }
}
