//! The `dateline` binary.

use std::process::ExitCode;

use clap::Parser;
use server::command::{self, Arguments};
use server::said;

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    match command::run(arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            said::beside(format_args!("dateline: {}\n", said::told(&error)));
            ExitCode::FAILURE
        }
    }
}
