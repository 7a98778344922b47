//! Bytes to message facts. Pure and total: any bytes give a fact or a counted oddity, never a panic and never an error.

pub mod html;
pub mod names;
pub mod quotes;
