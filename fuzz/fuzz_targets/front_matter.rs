//! A file that is imported.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|file: &[u8]| newsroom::importing::fuzzing::article(file));
