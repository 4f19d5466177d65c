//! Tells Cargo that the program is made of the site's files too: they are listed at compile time.

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    if std::env::var_os("CARGO_FEATURE_EMBED_SITE").is_some() {
        println!("cargo::rerun-if-changed=../target/site");
    }
}
