//! Bytes to message facts. Pure and total: any bytes give a fact or a counted oddity, never a panic and never an error.
//!
//! [`header`] reads header fields alone and is cheap, to choose what is read whole (`correspondents` knows who was met before, `plain` does without a parser); [`read`] reads a message.
//! `kind` decides what kind of message it is (SPEC section 3) from `fields` (the header; `mark` finds what calls a message automatic), `report` (RFC 3464 and its kin),
//! `bounce` (bounces without a structure), `ses` (notices of Amazon SES), `automatic` (absences and other automatic answers; `absence_notice`: those that no header marks),
//! `leaving` and `departure` (people who are gone, by phrases and by `sayings`, and who only sounds like it), `desk` (people who answer through a ticket desk; `desk_person` tells who), `language` (tongues that no list knows), `machine` (what only words give away; `itself` tells what a machine says of its own message), `invite` (iTIP), `ics` (iCalendar) and `spoken` (calendar answers in words alone). The
//! phrases stand in `*_words`; `absence` reads dates by way of `absence_scripts`, `absence_words`, `absence_dates`, `absence_figures`, `absence_spans`, `absence_numbered`, `absence_week`, `absence_feasts`, `absence_today`, `absence_last`, `absence_before` and `absence_clause`; `absence_leave` tells kinds of leave;
//! `deputy` finds who stands in, and `role` tells addresses of people from those of desks.

pub mod absence;
mod absence_before;
mod absence_clause;
mod absence_dates;
mod absence_feasts;
mod absence_figures;
mod absence_house;
mod absence_last;
mod absence_leave;
mod absence_notice;
mod absence_numbered;
mod absence_scripts;
mod absence_spans;
mod absence_today;
mod absence_vocabulary;
mod absence_week;
mod absence_words;
mod automatic;
mod automatic_words;
mod bounce;
mod bounce_words;
mod by_letter;
mod clean;
mod correspondents;
mod departure;
mod departure_people;
mod departure_words;
mod deputy;
mod desk;
mod desk_person;
mod desk_words;
mod failures;
mod fields;
mod gone;
pub mod html;
pub mod ics;
pub mod identity;
pub mod invite;
mod itself;
mod kind;
mod language;
mod leaving;
mod list;
mod machine;
mod machine_words;
mod mark;
pub mod message;
pub mod names;
mod parsed;
mod plain;
pub mod quotes;
mod refusal;
mod report;
mod role;
mod sayings;
mod ses;
mod slim;
mod spoken;
mod spoken_words;
mod text;
mod title;
pub mod triage;
mod wordlist;

pub use correspondents::Correspondents;
pub use desk_person::shows_a_person;
pub use message::{Header, Home, Reading, header, read, read_at_home};
pub use parsed::all_text;
