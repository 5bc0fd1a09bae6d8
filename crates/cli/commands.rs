//! The commands, one file each.

mod check;
mod explain;
mod init;
mod run;
mod stages;

pub(crate) use check::check;
pub(crate) use explain::explain;
pub(crate) use init::init;
pub(crate) use run::run;
pub(crate) use stages::list_stages;
