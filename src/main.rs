//! The `morgue` program: everything is in the library.

use std::process::ExitCode;

fn main() -> ExitCode {
    morgue::cli::main(std::env::args_os())
}
