//! The desk: the real binary, asked by clients made by hand, as a browser, another program or an
//! attacker would.

#![cfg(unix)]
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]
#![allow(clippy::disallowed_methods, reason = "tests look at the clock and the environment")]
#![allow(clippy::print_stdout, reason = "what some tests measured")]

mod client;
#[path = "../common/mod.rs"]
mod common;
mod new;
mod pages;
#[path = "../common/rights.rs"]
mod rights;
mod saving;
mod security;
mod start;
mod trouble;
mod writing;
