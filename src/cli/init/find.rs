//! Where a mailbox's server is, when nobody says so: what the domain's SRV records say (RFC 6186), what its provider publishes, the same of
//! the domain that takes its mail, and usual names.

use std::path::Path;
use std::time::Duration;

use tokio::net::TcpStream;
use tokio::time::timeout;

use crate::domain::address::Address;
use crate::net::autoconfig::{self, Server};
use crate::net::dns::{Resolver, Target};

/// How long a server of a usual name may take to show that it is there.
const PATIENCE: Duration = Duration::from_secs(5);

/// A server that was found.
pub struct Found {
    /// Where mail is read.
    pub imap: Server,
    /// Where mail is sent, if that was found too.
    pub smtp: Option<Server>,
    /// How it was found, in words.
    pub how: String,
    /// Whether it lies in the address's own domain, or was published there with TLS. DNS alone can be forged.
    pub vouched: bool,
}

/// The provider of a domain by where its mail goes, as `--provider` knows it.
pub async fn provider(domain: &str) -> &'static str {
    let exchangers = Resolver::system().mx(domain).await.unwrap_or_default();
    let ends = |ends: &[&str]| exchangers.iter().any(|host| ends.iter().any(|end| host.ends_with(end)));
    if ends(&[".google.com", ".googlemail.com"]) {
        "gmail"
    } else if ends(&[".mail.protection.outlook.com", ".mx.microsoft"]) {
        "microsoft365"
    } else if ends(&[".messagingengine.com"]) {
        "fastmail"
    } else {
        "own"
    }
}

/// The server of an address.
pub async fn server(address: &Address, extra_ca: Option<&Path>) -> Option<Found> {
    let (resolver, domain) = (Resolver::system(), address.domain());
    if let Some(found) = at(&resolver, domain, address, extra_ca).await {
        return Some(found);
    }
    let exchanger = resolver.mx(domain).await.unwrap_or_default().into_iter().next();
    let hosting = exchanger.as_deref().and_then(|host| host.split_once('.')).map(|(_, domain)| domain);
    if let Some(hosting) = hosting.filter(|hosting| hosting.contains('.') && *hosting != domain)
        && let Some(found) = at(&resolver, hosting, address, extra_ca).await
    {
        let how = format!("{}, where the mail of {domain} goes", found.how);
        let vouched = within(&found.imap.host, domain);
        return Some(Found { how, vouched, ..found });
    }
    for host in [format!("imap.{domain}"), format!("mail.{domain}")] {
        if let Ok(Ok(_)) = timeout(PATIENCE, TcpStream::connect((host.as_str(), 993))).await {
            let imap = Server { host, port: 993, starttls: false, user: address.to_string() };
            return Some(Found { imap, smtp: None, how: "by a usual name".to_owned(), vouched: true });
        }
    }
    None
}

/// What a domain says of the servers for an address. What can't be looked up is as good as not there: there are other ways.
async fn at(resolver: &Resolver, domain: &str, address: &Address, extra_ca: Option<&Path>) -> Option<Found> {
    let first = async |service: &str, starttls: bool| {
        let targets = resolver.srv(service, domain).await.unwrap_or_default();
        let server = |Target { host, port, .. }| Server { host, port, starttls, user: address.to_string() };
        targets.into_iter().next().map(server)
    };
    let imap = match first("_imaps._tcp", false).await {
        None => first("_imap._tcp", true).await,
        found => found,
    };
    if let Some(imap) = imap {
        let smtp = match first("_submissions._tcp", false).await {
            None => first("_submission._tcp", true).await,
            found => found,
        };
        let vouched = within(&imap.host, address.domain());
        return Some(Found { imap, smtp, how: format!("by SRV records of {domain}"), vouched });
    }
    let published = autoconfig::published(domain, address.as_str(), extra_ca).await.ok()??;
    let imap = published.imap.into_iter().next()?;
    let smtp = published.smtp.into_iter().next();
    Some(Found { imap, smtp, how: format!("as published by {domain}"), vouched: true })
}

fn within(host: &str, domain: &str) -> bool {
    host == domain || host.strip_suffix(domain).is_some_and(|rest| rest.ends_with('.'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_host_is_within_its_domain_and_those_above_alone() {
        assert!(within("imap.northfield.example", "northfield.example") && within("a.example", "a.example"));
        assert!(!within("imap.notnorthfield.example", "northfield.example") && !within("example", "northfield.example"));
    }
}
