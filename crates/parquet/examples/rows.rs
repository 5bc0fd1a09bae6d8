//! Prints the rows of Parquet files as JSON lines: `cargo run --example rows -- COLUMN,COLUMN FILE…`.

use std::fs::File;
use std::io::Write as _;
use std::ops::ControlFlow;

use newsmill_parquet::Parquet;
use newsmill_stage::Columnar as _;

fn main() -> std::io::Result<()> {
    let mut args = std::env::args().skip(1);
    let columns = args.next().unwrap_or_default();
    let wanted = |name: &str| columns == "*" || columns.split(',').any(|it| it == name);
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    for path in args {
        let read = Parquet::default().rows(Box::new(File::open(&path)?), &wanted, &mut |number, row| {
            let told = match row {
                Ok(json) => out.write_all(&json).and_then(|()| out.write_all(b"\n")),
                Err(why) => writeln!(out, "!{path} {number} {}: {}", why.reason, why.detail),
            };
            if told.is_ok() { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
        });
        if let Err(why) = read {
            writeln!(out, "!{path} {}: {}", why.reason, why.detail)?;
        }
    }
    out.flush()
}
