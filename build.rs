//! Builds byline again when a standard template is added or taken away.

fn main() {
    println!("cargo::rerun-if-changed=templates");
}
