//! The newsmill command: the facade's own stages and nothing more.

fn main() -> std::process::ExitCode {
    newsmill::main(&newsmill::stages())
}
