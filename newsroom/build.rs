//! Has the library compiled again when the sample paper changes: what is embedded is listed at
//! compile time, so a new file would otherwise be missed.

fn main() {
    println!("cargo::rerun-if-changed=../sample/articles");
    println!("cargo::rerun-if-changed=../sample/pictures");
}
