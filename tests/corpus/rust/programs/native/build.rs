//! A build script that panics: cargo prints its output indented.
fn main() {
    let libs: Vec<&str> = Vec::new();
    println!("cargo::rerun-if-changed=build.rs");
    eprintln!("looking for libtill");
    assert!(!libs.is_empty(), "libtill was not found:\n  /usr/lib/libtill.so: missing");
}
