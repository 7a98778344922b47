//! Connections to servers: TLS with every certificate verified, HTTP with answers bounded in size and time; and where servers are: what
//! the DNS says, and what providers publish.

pub mod autoconfig;
pub mod dns;
pub mod expiry;
pub mod http;
pub mod sasl;
pub mod tls;

/// Why a server could not be talked to, by what the caller does next.
#[derive(Debug, thiserror::Error)]
pub enum NetError {
    /// Try again later.
    #[error("{0}")]
    Retry(String),
    /// A human must act: a certificate that isn't trusted, an address that is none.
    #[error("{0}")]
    Human(String),
}
