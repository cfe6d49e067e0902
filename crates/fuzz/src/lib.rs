//! Harnesses for fuzzing. A [`Harness`] has sound files of one kind, a way to damage them, and
//! a function that tries byline on the result and panics at a fault.
//!
//! `cargo test --test fuzz` runs all of them at random, with the same seed each time, and
//! `tools/fuzz` runs one of them under libFuzzer, which keeps the inputs that reach new code.
//! A library that panics on a damaged file is no fault if byline catches the panic.

mod art;
mod catalogue;
mod edits;
mod files;
mod harness;
mod markdown;
mod metadata;
pub mod mutate;
#[path = "../../../tests/common/pictures.rs"]
mod pictures;
mod prints;
mod project;
mod records;
mod rng;

pub use catalogue::HARNESSES;
pub use harness::{Fault, Harness};
pub use rng::Rng;
