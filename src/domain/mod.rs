//! The words of the product and what it concludes from them. Pure: no clock, no I/O, no SQL, no logging.

pub mod action;
pub mod address;
pub mod answering;
pub mod assess;
pub mod digest;
pub mod foundation;
pub mod hash;
pub mod letter;
pub mod lists;
pub mod mail;
pub mod mailbag;
pub mod matching;
pub mod meeting;
pub mod money;
pub mod names;
pub mod next_move;
pub mod policy;
pub mod recurrence;
pub mod remark;
pub mod rhythm;
pub mod roster;
pub mod signal;
pub mod subject;
pub mod texts;
pub mod time;
pub mod verdict;
