//! `newsmill stages`: what pipeline.toml may name.

use std::process::ExitCode;

use anyhow::Result;
use newsmill_stage::{Registry, nearest};

use crate::args;
use crate::failure::Usage;

/// Lists the stages, or the settings of one.
#[expect(clippy::print_stdout, reason = "the list is what was asked for")]
pub(crate) fn list_stages(args: &args::Stages, stages: &Registry) -> Result<ExitCode> {
    let Some(name) = &args.name else {
        for it in stages.iter() {
            println!("{:12} {}", it.name, it.about);
        }
        return Ok(ExitCode::SUCCESS);
    };
    let Some(stage) = stages.iter().find(|it| it.name == name) else {
        let names = stages.iter().map(|it| it.name);
        let hint = nearest(name, names).map(|it| format!("; did you mean `{it}`?")).unwrap_or_default();
        return Err(Usage(format!("there is no stage called `{name}`{hint}")).into());
    };
    println!("# {}\n[[stage]]\nuse = \"{name}\"", stage.about);
    for it in (stage.settings)() {
        let value = if it.default == "None" { "(unset)" } else { &it.default };
        println!("\n# {}\n# {} = {value}", it.about, it.name);
    }
    Ok(ExitCode::SUCCESS)
}
