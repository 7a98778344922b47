//! The one place that reads the wall clock. Everything else is told what time it is.

use jiff::Timestamp;

/// The instant now.
pub fn now() -> Timestamp {
    Timestamp::now()
}
