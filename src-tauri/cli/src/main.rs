//! `casebook`: the editor's core for scripts and for the site's CI.
//!
//! Exit codes: 0 done, 1 refused or an error found, 2 wrong usage or nothing there to check. Reasons are one line each, on standard error.
#![allow(clippy::print_stdout, clippy::print_stderr, reason = "a command speaks on standard output and error")]

mod check;
mod edit;
mod exchange;
mod failure;
mod render;
mod status;
mod words;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// Edits, renders and checks the customer-case pages of a Hugo site.
#[derive(Parser)]
#[command(name = "casebook", version, about)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Edits the front matter of a file; only the lines that carry a change differ.
    Edit {
        /// The file.
        file: PathBuf,
        /// A JSON array of edits (`set`, `remove`, `insert`, `move`); `-` reads standard input.
        #[arg(long)]
        ops: PathBuf,
        /// Writes the file instead of printing the new text.
        #[arg(long)]
        write: bool,
    },
    /// Prints the `<main>` of a case page or list page as the site makes it.
    Render {
        /// The page.
        file: PathBuf,
    },
    /// Lists problems. Fails when one breaks the site's build or a page.
    Check(check::Check),
    /// Texts out to agencies and back: XLIFF 1.2 and 2.1, and tables for reviewers.
    #[command(subcommand)]
    Xliff(exchange::Xliff),
    /// What is translated on a site, as a memory for other programs.
    #[command(subcommand)]
    Tm(exchange::Memory),
    /// Tells how far the translations of a site are, by page and language: texts that are missing, stale, the same as the
    /// source, to be looked at, or done.
    Status {
        /// The site, or a folder in it.
        site: PathBuf,
        /// As JSON.
        #[arg(long)]
        json: bool,
    },
}

fn main() -> ExitCode {
    let done = match Arguments::parse().command {
        Command::Edit { file, ops, write } => edit::run(&file, &ops, write),
        Command::Render { file } => render::run(&file),
        Command::Check(check) => check.run(),
        Command::Xliff(xliff) => xliff.run(),
        Command::Tm(memory) => memory.run(),
        Command::Status { site, json } => status::run(&site, json),
    };
    done.unwrap_or_else(|failure| {
        eprintln!("casebook: {failure}");
        failure.exit_code()
    })
}
