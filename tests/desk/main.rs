//! The desk: the real binary, asked by clients made by hand, as a browser, another program or an
//! attacker would.

#![cfg(unix)]
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]
#![allow(clippy::disallowed_methods, reason = "tests look at the clock and the environment")]
#![allow(clippy::print_stdout, reason = "what some tests measured")]

mod client;
#[path = "../common/mod.rs"]
mod common;
#[allow(dead_code, reason = "each test file uses a part of this")]
#[path = "../common/examples.rs"]
mod examples;
mod form_words;
mod forms;
#[allow(dead_code, reason = "each test file uses a part of this")]
#[path = "../common/hostile.rs"]
mod hostile;
mod kept;
mod logos;
mod mending;
mod new;
mod pages;
mod photo_security;
mod photos;
#[path = "../common/pictures.rs"]
mod pictures;
#[allow(dead_code, reason = "each test file uses a part of this")]
#[path = "../common/rasters.rs"]
mod rasters;
#[path = "../common/rights.rs"]
mod rights;
mod saving;
mod security;
mod start;
mod translations;
mod trouble;
mod writing;
