import assert from "node:assert/strict";
import { test } from "node:test";
import { NO_CRATE, crateOf } from "./crate_of.mjs";

function all(expected) {
  for (const [symbol, crate] of Object.entries(expected)) assert.equal(crateOf(symbol), crate, symbol);
}

/** A symbol of the older kind from its encoded parts. */
const older = (...parts) => `_ZN${[...parts, "h0123456789abcdef"].map((part) => part.length + part).join("")}E`;

test("a path of the older kind begins with its crate", () => {
  all({
    _ZN9zstd_safe8ptr_void17h8a8677ac61e8a1d4E: "zstd_safe",
    "_ZN9zstd_safe8ptr_void17h8a8677ac61e8a1d4E.llvm.1234567": "zstd_safe",
    [older("core", "num", "_$LT$impl$u20$u32$GT$", "pow")]: "core",
    [older("alloc", "vec", "Vec$LT$T$C$A$GT$", "push")]: "alloc",
    [older("app", "sign_up", "_$u7b$$u7b$closure$u7d$$u7d$")]: "app",
  });
});

test("an impl of the older kind belongs to its type, unless only its trait is not the standard library's", () => {
  all({
    [older("_$LT$app..sign_up..Box$u20$as$u20$leptos..into_view..IntoView$GT$", "into_view")]: "app",
    [older("_$LT$app..Kind$u20$as$u20$core..fmt..Debug$GT$", "fmt")]: "app",
    [older("_$LT$alloc..string..String$u20$as$u20$tachys..view..Render$GT$", "build")]: "tachys",
    [older("_$LT$alloc..string..String$u20$as$u20$core..fmt..Debug$GT$", "fmt")]: "alloc",
    [older("_$LT$$RF$T$u20$as$u20$core..fmt..Display$GT$", "fmt")]: "core",
    [older("_$LT$$RF$mut$u20$app..Kind$u20$as$u20$a..B$GT$", "c")]: "app",
    [older("_$LT$F$u20$as$u20$tachys..Render$GT$", "build")]: "tachys",
    [older("_$LT$$u5b$app..T$u5d$$GT$", "sort")]: "app",
  });
});

test("a name that is in words already is read the same way", () => {
  all({
    "core::fmt::write": "core",
    "alloc::vec::Vec<T,A>::push": "alloc",
    "<app::Kind as core::fmt::Debug>::fmt": "app",
    "<alloc::boxed::Box<dyn core::ops::Fn(u8) -> app::T> as leptos::Go>::go": "leptos",
    "<(dyn core::ops::function::Fn(A) .> R + 'static) as wasm_bindgen::closure::WasmClosure>::call": "wasm_bindgen",
    "<(dyn app::Kind + 'static)>::new": "app",
    "<<a::T as core::ops::Deref>::Target as core::fmt::Debug>::fmt": "a",
    "core::ptr::drop_in_place<app::Kind>": "core",
  });
});

// The crates' hashes are made up; the long ones are from a program of ours.
test("a path of the newer kind names the crate that defines it", () => {
  all({
    _RNvNtCs1234_7mycrate3foo3bar: "mycrate",
    _RNvC7mycrate4main: "mycrate",
    "_RNvC7mycrate4main.llvm.42": "mycrate",
    _RNCNvC7mycrate4main0: "mycrate",
    _RINvNtC3std3mem8align_ofdE: "std",
    _RINvNtC3std3mem8align_ofNtC3app4KindEC3app: "std",
    _RINvMNtCscoScM8QT1vH_4core5sliceSh11copy_withinINtNtNtB5_3ops5range14RangeInclusivejEECsjtDiMkjlK9P_11miniz_oxide: "core",
  });
});

test("an impl of the newer kind belongs to where it stands", () => {
  all({
    _RNvMs1_NtNtCscoScM8QT1vH_4core3ptr8non_nullINtB5_7NonNullhE3addCsh2SRtV2GcqW_10proc_macro: "core",
    _RNvXCs1_3appNtB2_4KindNtNtC4core3fmt5Debug3fmt: "app",
    _RNvXs_C6tachysNtNtC5alloc6string6StringNtB4_6Render5build: "tachys",
  });
});

test("a method that the trait provides belongs to the trait, whatever the type", () => {
  const ord = "NtNtCscoScM8QT1vH_4core3cmp3Ord3max";
  const types = {
    "a number": "j",
    "a reference with a lifetime": "RL_h",
    "a slice in a pointer": "PSh",
    "a tuple": "TjhNtC3app4KindE",
    "an array": "Ahj10_",
    "a generic type": "INtC5alloc3VecNtC3app4KindE",
    "a type with constants": "INtC3app4GridKj3_Kb1_Kin5_Kc61_E",
    "a type with made-up constants": "INtC3app4GridKRe616263_KTj1_j2_EKVNtC3app4KindUKVNtC3app4SizeS5widthj1_EKVNtC3app4PairTj1_EE",
    "a function": "FG_UKCRL0_hjEu",
    "a function with another ABI": "FK6systemhEu",
    "a trait object": "DG_INtNtC4core3ops2FnTRL0_hEEp6OutputuEL_",
    "an associated type": "NtYNtC3app4KindNtC4core5Deref6Target",
    "a closure": "NCNvC3app4main0",
    "an impl's closure": "NCNvMs_C3appNtB5_4Kind3new0",
    "a trait impl's closure": "NCNvXs_C3appNtB5_4KindNtC4core5Deref3new0",
    "a name outside ASCII": "NtC3appu8gdel_5qa",
  };
  for (const [what, type] of Object.entries(types)) assert.equal(crateOf(`_RNvY${type}${ord}`), "core", what);
});

test("a reference to something earlier is followed", () => {
  all({ _RNvYNtC3app4KindNtB4_6Render5build: "app" });
});

test("names that are cut short or refer to what follows have no crate", () => {
  const whole = "_RNvYINtC5alloc3VecNtC3app4KindENtC6tachys6Render5build";
  for (let length = 0; length < whole.indexOf("tachys") + 6; length += 1) {
    assert.equal(crateOf(whole.slice(0, length)), NO_CRATE, whole.slice(0, length));
  }
  all({ _RNvB_4main: NO_CRATE, _RNvB5_4main: NO_CRATE, _RNvBzzzzzz_4main: NO_CRATE, _R: NO_CRATE, _ZN: NO_CRATE, _ZN99core: NO_CRATE });
});

test("functions without a path are told by their names where they can be", () => {
  all({ memcpy: "compiler_builtins", __multi3: "compiler_builtins", __rust_alloc: "std", __wbindgen_malloc: "wasm_bindgen", hydrate: NO_CRATE, "": NO_CRATE });
});
