//! How much a server may tell in one command, by kind: small octets on the wire may be big in memory once they are understood.

use super::Fault;
use crate::sources::imap::wire::Line;

/// The most octets of the words of a status: codes with capabilities stand there.
const WORDS: usize = 64 << 10;
/// The most octets of capabilities. Servers that offer much fill one KiB.
const CAPABILITIES: usize = 64 << 10;
/// The most octets that tell of one folder, and the most folders that are listed, and told how they stand.
const FOLDER: usize = 16 << 10;
const FOLDERS: usize = 100_000;

/// What was told in one command so far.
#[derive(Debug, Default)]
pub(super) struct Told {
    capabilities: usize,
    listed: usize,
    statuses: usize,
}

impl Told {
    /// Counts a response of so many `octets`.
    ///
    /// # Errors
    /// [`Fault::TooMany`] when it is beyond the limits of its kind.
    pub(super) fn admit(&mut self, line: &Line<'_>, octets: usize) -> Result<(), Fault> {
        let (count, limit, octets_limit, what) = match line {
            Line::Continue => return Ok(()),
            Line::Tagged { .. } | Line::Status { .. } => {
                return if octets > WORDS { Err(Fault::TooMany("the words of a status fill more than 64 KiB")) } else { Ok(()) };
            }
            // Nearly all of them.
            Line::Data(tokens) if tokens.is_of_message() => return Ok(()),
            Line::Data(tokens) => {
                let first = tokens.clone().atom().unwrap_or_default();
                let is = |name: &str| first.eq_ignore_ascii_case(name.as_bytes());
                if is("CAPABILITY") {
                    self.capabilities += octets;
                    (self.capabilities, CAPABILITIES, usize::MAX, "the capabilities of the server fill more than 64 KiB")
                } else if is("LIST") || is("LSUB") {
                    self.listed += 1;
                    (self.listed, FOLDERS, FOLDER, "the server lists more than 100,000 folders, or one in more than 16 KiB")
                } else if is("STATUS") {
                    self.statuses += 1;
                    (
                        self.statuses,
                        FOLDERS,
                        FOLDER,
                        "the server tells the status of more than 100,000 folders, or of one in more than 16 KiB",
                    )
                } else {
                    return Ok(());
                }
            }
        };
        if count > limit || octets > octets_limit { Err(Fault::TooMany(what)) } else { Ok(()) }
    }
}
