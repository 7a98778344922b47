//! A digest as data to a mail, and the mail on its way: SMTP, or a folder of .eml files.

pub mod bearer;
mod chart;
mod html;
mod mail;
mod reply;
pub mod send;
mod text;

use crate::domain::digest::{Digest, Morning, Room, compose};

pub use html::html;
pub use mail::{BuildError, Letterhead, may_write_to, message, message_id, sender};
pub use reply::{ReplyHead, reply_message};
pub use text::text;

/// Gmail cuts off a mail whose HTML is larger than 102 kB; whatever is added on the way has room beside this.
const MOST_BYTES: usize = 96_000;

/// The digest of a morning with as much in it as every client shows whole.
pub fn fitted(morning: &Morning<'_>) -> Digest {
    let mut digest = compose(morning);
    for room in Room::STEPS.into_iter().skip(1) {
        if html(&digest).len() <= MOST_BYTES {
            break;
        }
        digest = compose(&Morning { room, ..morning.clone() });
    }
    digest
}
