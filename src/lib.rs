//! wentdark finds the deals that went dark after premature celebration.
//!
//! **Facts go in, verdicts come out.** Mail and people's actions become facts, rows that are written once; who owes whom
//! an answer is never stored but computed, for any instant, by pure functions that end in [`domain::assess`].
//!
//! ```text
//! bytes ── reading ──> facts ── store ──┐
//!                                       ├── matching ──> timelines ── assess(as_of) ──> verdicts ── digest ──> mail
//! roster (files) ───────────────────────┘
//! ```
//!
//! | room | what it does | may import |
//! | --- | --- | --- |
//! | [`domain`] | the words, the matching, the state machine; pure | nothing of the crate |
//! | [`reading`] | bytes to message facts; pure and total | `domain` |
//! | [`signals`] | new text to signals with their spans; pure | `domain` |
//! | [`net`] | TLS, HTTP and questions to the DNS beneath the adapters | nothing of the crate |
//! | [`oauth`] | access to Gmail and Microsoft 365 by tokens: asking for them, keeping and renewing them | `net` |
//! | [`sources`] | where mail comes from: IMAP, Maildir, mbox; read-only | `domain`, `net` |
//! | [`store`] | all SQL | `domain` |
//! | [`config`] | files to a checked configuration | `domain` |
//! | [`delivery`] | a digest as data to a mail, and the mail on its way | `domain`, `net` |
//! | [`daemon`] | the passes and the loop that tie the rooms together | all of the above |
//! | [`cli`] | one file a subcommand | all of the above |

pub mod cli;
pub mod config;
pub mod daemon;
pub mod delivery;
pub mod domain;
pub mod net;
pub mod oauth;
pub mod reading;
pub mod signals;
pub mod sources;
pub mod store;
