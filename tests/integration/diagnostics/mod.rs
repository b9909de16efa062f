//! Diagnostics: what an editor reads when a file is wrong.

mod messages;
mod slips;
