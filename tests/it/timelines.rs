//! The judgement, rule by rule: a table of facts and what is said of the deal at given instants (SPEC sections 2, 5 and 6).

mod belonging;
mod broken;
mod by_letter;
pub mod laws;
mod meetings;
mod rules;
mod shown;
mod states;
pub mod table;
mod words;
