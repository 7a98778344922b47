//! The words of the product and what it concludes from them. Pure: no clock, no I/O, no SQL, no logging.

pub mod action;
pub mod address;
pub mod digest;
pub mod mail;
pub mod matching;
pub mod meeting;
pub mod names;
pub mod policy;
pub mod roster;
pub mod signal;
pub mod time;
pub mod verdict;
