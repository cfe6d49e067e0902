//! Has the binary built again when a standard template is added, changed or taken away.

fn main() {
    println!("cargo::rerun-if-changed=templates");
}
