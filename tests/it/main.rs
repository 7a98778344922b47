//! The one test binary: stories, protocol transcripts and the corpora.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::string_slice, clippy::panic)]

mod answered;
mod answers;
mod calendars;
mod closer;
mod config;
mod corpus_calendars;
mod corpus_kinds;
mod corpus_quotes;
mod corpus_threads;
mod coverage;
mod crew;
mod digest;
mod finding;
mod house;
mod imap;
mod imap_compress;
mod imap_courier;
mod imap_cyrus;
mod imap_economy;
mod imap_faults;
mod imap_odd;
mod imap_parts;
mod imap_refused;
mod init;
mod lasting;
mod learning;
mod mail_delivery;
mod mail_servers;
mod mbox;
mod mutated;
mod oauth;
mod prospect;
mod reading_lines;
mod scenarios;
mod service;
mod signals;
mod smtp;
mod supply;
mod support;
mod sync;
mod systemd;
mod timelines;
mod undo;
mod watching;
