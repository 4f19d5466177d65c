//! The WebAssembly entry: starts the islands, nothing more.

// Islands are exported by the macro; naming the crate keeps the linker from dropping them.
use app as _;
use wasm_bindgen::prelude::wasm_bindgen;

/// Called by the page's start script once the module is loaded.
#[wasm_bindgen]
pub fn hydrate() {
    leptos::mount::hydrate_islands();
}

/// Called by the page's start script whenever all islands that are there have come to life.
#[wasm_bindgen]
pub fn all_listen() {
    app::live::all_listen();
}
