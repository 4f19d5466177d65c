//! A file of old addresses.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|file: &str| newsroom::desk::redirecting::fuzzing::file(file));
