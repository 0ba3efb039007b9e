// build script of a crate that generates a table from a template folder and dies when it is not there
fn main() {
    println!("cargo:rerun-if-changed=templates");
    println!("cargo:warning=error table: 0 entries so far");
    eprintln!("generating labels");
    let n = std::fs::read_dir("templates").unwrap_or_else(|e| panic!("templates/: {e}\nset LABELS_DIR or check out the submodule")).count();
    println!("cargo:rustc-env=LABELS={n}");
}
