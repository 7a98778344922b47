//! What a provider publishes of its servers in Mozilla's autoconfiguration format (`config-v1.1.xml`), fetched by HTTPS alone: whoever
//! could change it would be told the password.

use std::path::Path;
use std::time::Duration;

use roxmltree::{Document, Node, ParsingOptions};
use tokio::time::timeout;
use url::form_urlencoded::Serializer;

use super::NetError;
use super::http::document;

/// How long a place may take that may not be there.
const PATIENCE: Duration = Duration::from_secs(10);
/// No such file has nearly as many elements, attributes and texts.
const NODES: u32 = 10_000;

/// A server for mail.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Server {
    /// Its name.
    pub host: String,
    /// Its port.
    pub port: u16,
    /// Whether TLS begins after STARTTLS, not at once. One without TLS isn't taken.
    pub starttls: bool,
    /// Whom one logs in as.
    pub user: String,
}

/// What a provider says of its servers, the first to be preferred.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Servers {
    /// Where mail is read.
    pub imap: Vec<Server>,
    /// Where mail is sent.
    pub smtp: Vec<Server>,
}

/// What `domain` publishes for `address`, at the two places where it may: `None` when there is nothing at either.
///
/// # Errors
/// Why the last of them could not be read.
pub async fn published(domain: &str, address: &str, extra_ca: Option<&Path>) -> Result<Option<Servers>, NetError> {
    let query: String = Serializer::new(String::new()).append_pair("emailaddress", address).finish();
    let places = [
        format!("https://autoconfig.{domain}/mail/config-v1.1.xml?{query}"),
        format!("https://{domain}/.well-known/autoconfig/mail/config-v1.1.xml"),
    ];
    let mut problem = None;
    for place in places {
        let found = timeout(PATIENCE, document(&place, extra_ca)).await;
        let found = found.unwrap_or_else(|_| Err(NetError::Retry(format!("{place} did not answer in time"))));
        match found.and_then(|text| text.map(|text| parse(&text, address)).transpose().map_err(NetError::Retry)) {
            Ok(Some(servers)) => return Ok(Some(servers)),
            Ok(None) => {}
            Err(error) => problem = Some(error),
        }
    }
    problem.map_or(Ok(None), Err)
}

/// Reads such a file for an address.
///
/// # Errors
/// Why it can't be read.
pub fn parse(text: &str, address: &str) -> Result<Servers, String> {
    let options = ParsingOptions { allow_dtd: false, nodes_limit: NODES, ..ParsingOptions::default() };
    let document = Document::parse_with_options(text, options).map_err(|error| format!("it is no autoconfiguration: {error}"))?;
    let provider = document.descendants().find(|node| node.has_tag_name("emailProvider"));
    let provider = provider.ok_or("it is no autoconfiguration: it names no provider")?;
    let of = |element: &str, kind: &str| {
        let servers = provider.children().filter(|node| node.has_tag_name(element) && node.attribute("type") == Some(kind));
        servers.filter_map(|node| server(node, address)).collect()
    };
    Ok(Servers { imap: of("incomingServer", "imap"), smtp: of("outgoingServer", "smtp") })
}

/// One server, if it can be reached with TLS and a password.
fn server(node: Node<'_, '_>, address: &str) -> Option<Server> {
    let text = |name: &str| {
        let child = node.children().find(|child| child.has_tag_name(name))?;
        Some(filled(child.text()?.trim(), address)).filter(|text| !text.is_empty())
    };
    let starttls = match text("socketType")?.to_ascii_uppercase().as_str() {
        "SSL" => false,
        "STARTTLS" => true,
        _ => return None,
    };
    let mut ways = node.children().filter(|child| child.has_tag_name("authentication")).filter_map(|child| child.text());
    // Kerberos, client certificates and OAuth need more than a password; a file that names no way means one.
    let by_password = |way: &str| ["password-cleartext", "plain", "password-encrypted", "secure"].contains(&way.trim());
    let named = node.children().any(|child| child.has_tag_name("authentication"));
    if named && !ways.any(by_password) {
        return None;
    }
    let url::Host::Domain(host) = url::Host::parse(&text("hostname")?).ok()? else { return None };
    let port = text("port")?.parse().ok().filter(|port| *port > 0)?;
    let user = text("username").filter(|user| !user.chars().any(char::is_control)).unwrap_or_else(|| address.to_owned());
    Some(Server { host, port, starttls, user })
}

/// The text with what stands for parts of the address.
fn filled(text: &str, address: &str) -> String {
    let (local, domain) = address.rsplit_once('@').unwrap_or((address, ""));
    text.replace("%EMAILADDRESS%", address).replace("%EMAILLOCALPART%", local).replace("%EMAILDOMAIN%", domain)
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>
        <clientConfig version=\"1.1\"><emailProvider id=\"northfield.example\"><domain>northfield.example</domain>
        <incomingServer type=\"pop3\"><hostname>pop.northfield.example</hostname><port>995</port><socketType>SSL</socketType></incomingServer>
        <incomingServer type=\"imap\"><hostname>old.northfield.example</hostname><port>143</port><socketType>plain</socketType>
          <username>%EMAILADDRESS%</username><authentication>password-cleartext</authentication></incomingServer>
        <incomingServer type=\"imap\"><hostname>sso.northfield.example</hostname><port>993</port><socketType>SSL</socketType>
          <username>%EMAILADDRESS%</username><authentication>OAuth2</authentication></incomingServer>
        <incomingServer type=\"imap\"><hostname>imap.%EMAILDOMAIN%</hostname><port> 143 </port><socketType>STARTTLS</socketType>
          <username>%EMAILLOCALPART%</username><authentication>OAuth2</authentication><authentication>password-cleartext</authentication></incomingServer>
        <incomingServer type=\"imap\"><hostname>a b</hostname><port>993</port><socketType>SSL</socketType></incomingServer>
        <incomingServer type=\"imap\"><hostname>imap2.northfield.example</hostname><port>99999</port><socketType>SSL</socketType></incomingServer>
        <outgoingServer type=\"smtp\"><hostname>smtp.northfield.example</hostname><port>465</port><socketType>SSL</socketType></outgoingServer>
        </emailProvider></clientConfig>";

    #[test]
    fn servers_that_take_a_password_over_tls_are_found_with_whom_to_log_in_as() {
        let found = parse(FILE, "dana@northfield.example").unwrap();
        let server = |host: &str, port, starttls, user: &str| Server { host: host.into(), port, starttls, user: user.into() };
        assert_eq!(found.imap, [server("imap.northfield.example", 143, true, "dana")]);
        assert_eq!(found.smtp, [server("smtp.northfield.example", 465, false, "dana@northfield.example")]);
    }

    #[test]
    fn what_is_no_such_file_is_an_error_and_bombs_are_not_expanded() {
        let bomb = "<!DOCTYPE x [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;\">]><clientConfig><emailProvider>&b;</emailProvider></clientConfig>";
        let deep = "<a>".repeat(100_000);
        let wide = format!("<emailProvider>{}</emailProvider>", "<a/>".repeat(20_000));
        for text in ["", "<html><body>404</body></html>", "no xml", bomb, &deep, &wide] {
            assert!(parse(text, "dana@northfield.example").is_err(), "{:.60}", text);
        }
    }
}
