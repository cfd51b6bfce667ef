//! The program: arguments as typed, plans as decided, commands, and failures with their hints and exit codes. The only place that
//! knows a terminal.

mod args;
mod backup;
mod batch;
mod dry_run;
mod failure;
mod figures;
mod index;
mod mentions;
mod names;
mod names_file;
mod output;
mod pace;
mod panics;
mod plan;
mod query;
mod quotes;
mod show;
mod signals;
mod spool;
mod status;
mod timeline;
mod verify;
mod wait;
mod watch;

use std::env;
use std::ffi::OsString;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{CommandFactory, Parser};

use self::args::{Args, Command, GenerateArgs, READ_ONE};
use self::failure::Failure;
use crate::corpus;

/// What a command found; decides the exit code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Verdict {
    Found,
    None,
}

/// Runs the program: exit code 0 if something was found, 1 if nothing was, 2 on an error.
#[must_use]
pub fn main(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let args = match Args::try_parse_from(arguments) {
        Ok(args) => args,
        Err(error) => {
            // Help and version go to stdout and are no error.
            let _ = error.print();
            return ExitCode::from(if error.use_stderr() { 2 } else { 0 });
        }
    };
    let colour = args.color;
    match panics::told(|| run(args)) {
        Ok(Verdict::Found) => ExitCode::SUCCESS,
        Ok(Verdict::None) => ExitCode::from(1),
        Err(failure) if failure.is_closed_pipe() => ExitCode::SUCCESS,
        Err(failure) => {
            failure.print(colour);
            ExitCode::from(2)
        }
    }
}

fn run(args: Args) -> Result<Verdict, Failure> {
    let Args { command, index, color } = args;
    if let Some(program) = own_program() {
        corpus::read_apart(program, READ_ONE);
    }
    match command {
        Command::Index(args) if args.dry_run => dry_run::run(args.format, &args.decide(index).run),
        Command::Index(args) => index::run(&args.decide(index)),
        Command::Query(args) => query::run(&args.decide(index, color)?),
        Command::Mentions(args) => mentions::run(&args.decide(index, color)?),
        Command::Names(args) => names::run(&args.decide(index)?),
        Command::Figures(args) => figures::run(&args.decide(index, color)?),
        Command::Quotes(args) => quotes::run(&args.decide(index, color)?),
        Command::Timeline(args) => timeline::run(&args.decide(index, color)?),
        Command::Show(args) => show::run(&args.decide(index, color)),
        Command::Status(args) => status::run(&index, args.format),
        Command::Verify(args) => verify::run(&args.decide(index)),
        Command::Backup(args) => backup::run(&index, &args.dir),
        Command::Completions(args) => generate(&args),
        Command::Man => manual(),
        Command::ReadOne => corpus::serve_apart().map(|()| Verdict::Found).map_err(Failure::output),
    }
}

/// This program, also where its file has been replaced since it was started.
fn own_program() -> Option<PathBuf> {
    let running = PathBuf::from("/proc/self/exe");
    if running.exists() { Some(running) } else { env::current_exe().ok() }
}

fn generate(args: &GenerateArgs) -> Result<Verdict, Failure> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Args::command(), "morgue", &mut script);
    output::print(&script)
}

fn manual() -> Result<Verdict, Failure> {
    let mut page = Vec::new();
    clap_mangen::Man::new(Args::command()).render(&mut page).map_err(Failure::output)?;
    for command in Args::command().get_subcommands().cloned() {
        let name = format!("morgue-{}", command.get_name());
        clap_mangen::Man::new(command.display_name(name)).render(&mut page).map_err(Failure::output)?;
    }
    output::print(&page)
}
