//! A digest as data to a mail, and the mail on its way: SMTP, or a folder of .eml files.

mod html;
mod mail;
pub mod send;
mod text;

pub use html::html;
pub use mail::{BuildError, may_write_to, message, message_id};
pub use text::text;
