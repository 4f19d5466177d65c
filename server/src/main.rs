//! The `dateline` binary.

use std::process::ExitCode;

use clap::Parser;
use rustix::fs::Mode;
use server::command::{self, Arguments};
use server::said;

fn main() -> ExitCode {
    // What is written here has readers' addresses in it, and links that open the desk: nobody else on the machine reads it.
    rustix::process::umask(Mode::RWXG | Mode::RWXO);
    let arguments = Arguments::parse();
    match command::run(arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            said::beside(format_args!("dateline: {}\n", said::told(&error)));
            ExitCode::FAILURE
        }
    }
}
