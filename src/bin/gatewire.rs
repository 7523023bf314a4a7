//! The `gatewire` command: looks into captures of Gateway sessions and rewrites them.

#[path = "../cli/mod.rs"]
mod cli;

fn main() -> std::process::ExitCode {
    cli::main()
}
