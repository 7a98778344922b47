#![no_main]

#[path = "../parsers.rs"]
mod parsers;

use libfuzzer_sys::fuzz_target;

fuzz_target!(|octets: &[u8]| parsers::of("caldav")(octets));
