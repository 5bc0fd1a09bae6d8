//! `newsmill stages`: what pipeline.toml may name.

use std::process::ExitCode;

use anyhow::Result;
use newsmill_stage::{Registry, nearest};

use crate::args;
use crate::failure::Usage;
use crate::say::print;

/// Lists the stages, or the settings of one.
pub(crate) fn list_stages(args: &args::Stages, stages: &Registry) -> Result<ExitCode> {
    let Some(name) = &args.name else {
        print(&stages.iter().map(|it| format!("{:12} {}", it.name, it.about)).collect::<Vec<_>>())?;
        return Ok(ExitCode::SUCCESS);
    };
    let Some(stage) = stages.iter().find(|it| it.name == name) else {
        let names = stages.iter().map(|it| it.name);
        let hint = nearest(name, names).map(|it| format!("; did you mean `{it}`?")).unwrap_or_default();
        return Err(Usage(format!("there is no stage called `{name}`{hint}")).into());
    };
    let mut lines = vec![format!("# {}\n[[stage]]\nuse = \"{name}\"", stage.about)];
    for it in (stage.settings)() {
        let value = if it.default == "None" { "(unset)" } else { &it.default };
        lines.push(format!("\n# {}\n# {} = {value}", it.about, it.name));
    }
    print(&lines)?;
    Ok(ExitCode::SUCCESS)
}
