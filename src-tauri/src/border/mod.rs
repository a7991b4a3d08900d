//! What crosses to the UI besides the pages themselves. Written into `ui/src/ipc/bindings.ts` by `make types`.

mod agency;
mod bench;
mod page;
mod pictures;
mod settings;
mod site;
mod versions;

pub(crate) use agency::*;
pub(crate) use bench::*;
pub(crate) use page::*;
pub(crate) use pictures::*;
pub(crate) use settings::*;
pub(crate) use site::*;
pub(crate) use versions::*;
