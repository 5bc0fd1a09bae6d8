//! newsmill, with the tone stage in it.

fn main() -> std::process::ExitCode {
    let mut stages = newsmill::stages();
    acme_tone::register(&mut stages);
    newsmill::main(&stages)
}
