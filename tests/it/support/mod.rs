//! Servers for tests, each private: own ports on loopback, own files in a temporary folder, gone when dropped. A server that
//! can't be started fails the test.

mod certs;
mod courier;
mod cyrus;
pub mod dav;
mod dovecot;
mod inside;
mod machine;
mod names;
pub mod odd_dav;
mod postfix;
pub mod process;
mod provider;
mod relay;
mod scripted;
pub mod team;
mod wall;
pub mod world;

pub use certs::Certs;
pub use courier::Courier;
pub use cyrus::Cyrus;
pub use dovecot::Dovecot;
pub use inside::{Harm, Inside, Place};
pub use machine::Machine;
pub use names::Names;
pub use postfix::Smtp;
pub use provider::Provider;
pub use relay::{Relay, Rule};
pub use scripted::Scripted;
pub use wall::Wall;
