//! What is remembered of an account's calendars from one pass to the next.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// How many passes in a row a server that can't tell all that it has is asked for everything anew; from then on once a day.
pub(super) const PATIENCE: u8 = 3;

/// What is remembered of an account.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(super) struct Cursor {
    /// The day on which its calendars were looked for.
    pub day: String,
    pub calendars: Vec<Known>,
}

/// What is remembered of one calendar.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(super) struct Known {
    pub url: String,
    /// DAV:sync-token.
    pub token: Option<String>,
    /// CS:getctag.
    pub ctag: Option<String>,
    /// The etag of each resource, where the calendar has no tokens.
    pub etags: BTreeMap<String, String>,
    /// That it could not tell all that it has.
    #[serde(default)]
    pub short: Option<Short>,
}

/// That a calendar could not tell all that it has: for how many passes in a row, up to [`PATIENCE`], and why.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Short {
    pub passes: u8,
    pub why: String,
}

impl Known {
    /// As one that is to be read anew.
    pub(super) fn anew(self) -> Self {
        Self { url: self.url, short: self.short, ..Self::default() }
    }
}
