//! A message that came to the address that letters come back to.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|message: &[u8]| newsroom::letters::returned::fuzzing::message(message));
