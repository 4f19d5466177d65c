//! The `dateline` binary.

use std::process::ExitCode;

use clap::Parser;
use server::command::{self, Arguments};

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    match command::run(arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            server::said::beside(format_args!("dateline: {error:#}\n"));
            ExitCode::FAILURE
        }
    }
}
