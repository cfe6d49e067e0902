//! Changes to valid files: each keeps the structure that its name says, so that what is damaged
//! lies behind the checks that would reject a file at once.

pub mod bytes;
pub mod chunks;
pub mod tiff;
pub mod tokens;
pub mod tree;
