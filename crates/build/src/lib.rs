//! Builds documents: what a project's documents share, which are to be made, and the making
//! of them, one by one or in batches.

mod archive;
mod changes;
mod helper;
mod kept;
pub mod load;
mod make;
mod outcome;
mod pipeline;
mod plan;
mod proof;
mod run;
mod session;
mod state;
mod texts;
mod translations;
mod wire;

pub use helper::{Helper, MEMORY_LIMIT, Starter, TIME_LIMIT, serve};
pub use make::{Document, Documents, inputs};
pub use outcome::{Artifact, Outcome};
pub use pipeline::{Composed, Content, Provenance, Read};
pub use plan::{Job, Planned, Shard, plan};
pub use proof::Shelf;
pub use run::{Options, STACK, Stopwatch, Task, run};
pub use session::{Request, Session};
pub use state::{Extent, Made, Reason, Stale, State, Survey};
pub use translations::{Translated, Translation, translated};
