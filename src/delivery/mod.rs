//! A digest as data to a mail, and the mail on its way: SMTP, or a folder of .eml files.

pub mod bearer;
mod html;
mod mail;
pub mod send;
mod text;

pub use html::html;
pub use mail::{BuildError, may_write_to, message, message_id};
pub use text::text;

/// Gmail cuts off a mail whose HTML is larger than 102 kB; whatever is added on the way has room beside this.
const MOST_BYTES: usize = 96_000;

/// Whether a digest is small enough to be shown whole by every client.
pub fn fits(digest: &crate::domain::digest::Digest) -> bool {
    html(digest).len() <= MOST_BYTES
}
