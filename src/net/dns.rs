//! What the DNS says beyond addresses (those the system looks up): where a domain's servers are (SRV, RFC 2782), which exchangers take
//! its mail (MX, RFC 1035), and attributes of a service (TXT, RFC 6763 section 6). The system's name servers are asked, by UDP, and by TCP where an
//! answer is too long for it. No cache: these are questions of somebody who sets something up.

use std::collections::BTreeMap;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::time::Duration;

use ring::rand::{SecureRandom, SystemRandom};
use simple_dns::rdata::RData;
use simple_dns::{CLASS, Name, Packet, PacketFlag, Question, RCODE, TYPE, header_buffer};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpStream, UdpSocket};
use tokio::time::timeout;

use super::NetError;

/// How long a name server may take for one answer.
const PATIENCE: Duration = Duration::from_secs(2);
/// How often all of them are asked before nobody answers: datagrams get lost.
const ROUNDS: usize = 2;
/// More name servers than this are not asked (resolv.conf(5) has the same limit).
const SERVERS: usize = 3;
/// An answer with more records than this in a section is none that we believe.
const RECORDS: u16 = 500;

/// A server that a domain names.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Target {
    /// Lower comes first.
    pub priority: u16,
    /// Among equals, higher is to be preferred.
    pub weight: u16,
    /// The port.
    pub port: u16,
    /// The host, without a dot at its end.
    pub host: String,
}

/// Asks name servers.
#[derive(Clone, Debug)]
pub struct Resolver {
    servers: Vec<SocketAddr>,
}

/// Why one name server gave no answer.
enum Trouble {
    /// Another one may know.
    Other(String),
    /// The question itself can't be asked.
    Question(String),
}

impl Resolver {
    /// The name servers that `/etc/resolv.conf` lists; the one of this machine where it lists none, as resolv.conf(5) has it.
    pub fn system() -> Self {
        Self::asking(name_servers(&std::fs::read_to_string("/etc/resolv.conf").unwrap_or_default()))
    }

    /// These name servers, in this order.
    pub fn asking(mut servers: Vec<SocketAddr>) -> Self {
        servers.truncate(SERVERS);
        if servers.is_empty() {
            servers.push((Ipv4Addr::LOCALHOST, 53).into());
        }
        Self { servers }
    }

    /// The servers for a service such as `_imaps._tcp` of a domain, the first to be preferred; none where there are no records, or one
    /// that says that the service is decidedly not offered (its target is the root, RFC 2782).
    ///
    /// # Errors
    /// [`NetError::Retry`] when no name server answers, or each answers badly; [`NetError::Human`] for what is no domain.
    pub async fn srv(&self, service: &str, domain: &str) -> Result<Vec<Target>, NetError> {
        let answer = self.ask(&format!("{service}.{}", ascii(domain)?), TYPE::SRV).await?;
        let mut found = read(&answer, |data| match data {
            RData::SRV(srv) => {
                Some(Target { priority: srv.priority, weight: srv.weight, port: srv.port, host: host(&srv.target)? })
            }
            _ => None,
        })?;
        found.sort_by_key(|target| (target.priority, u16::MAX - target.weight));
        Ok(found)
    }

    /// The hosts that take a domain's mail, the first to be preferred; none where there are no records, or one that says that it
    /// takes none (RFC 7505).
    ///
    /// # Errors
    /// See [`Resolver::srv`].
    pub async fn mx(&self, domain: &str) -> Result<Vec<String>, NetError> {
        let answer = self.ask(&ascii(domain)?, TYPE::MX).await?;
        let mut found = read(&answer, |data| match data {
            RData::MX(mx) => Some((mx.preference, host(&mx.exchange)?)),
            _ => None,
        })?;
        found.sort();
        Ok(found.into_iter().map(|(_, host)| host).collect())
    }

    /// The attributes of a service of a domain, as its TXT records tell them, such as `path` (RFC 6764); names in lower case, each
    /// with its first value. What isn't UTF-8 is left out.
    ///
    /// # Errors
    /// See [`Resolver::srv`].
    pub async fn attributes(&self, service: &str, domain: &str) -> Result<BTreeMap<String, String>, NetError> {
        let answer = self.ask(&format!("{service}.{}", ascii(domain)?), TYPE::TXT).await?;
        let records = read(&answer, |data| match data {
            RData::TXT(text) => {
                let pairs = text.iter_raw().filter_map(|(key, value)| {
                    let value = std::str::from_utf8(value.unwrap_or_default()).ok()?;
                    Some((std::str::from_utf8(key).ok()?.to_ascii_lowercase(), value.to_owned()))
                });
                Some(pairs.collect::<Vec<_>>())
            }
            _ => None,
        })?;
        let mut found = BTreeMap::new();
        for (key, value) in records.into_iter().flatten() {
            found.entry(key).or_insert(value);
        }
        Ok(found)
    }

    /// The octets of an answer that fits the question, from the first name server that has one.
    async fn ask(&self, name: &str, kind: TYPE) -> Result<Vec<u8>, NetError> {
        let mut last = String::new();
        for server in std::iter::repeat_n(&self.servers, ROUNDS).flatten() {
            let why = match timeout(PATIENCE, exchange(*server, name, kind)).await {
                Ok(Ok(answer)) => return Ok(answer),
                Ok(Err(Trouble::Question(why))) => return Err(NetError::Human(format!("{name} can't be looked up: {why}"))),
                Ok(Err(Trouble::Other(why))) => why,
                Err(_) => "no answer in time".to_owned(),
            };
            last = format!("{name} could not be looked up: {}: {why}", server.ip());
        }
        Err(NetError::Retry(last))
    }
}

/// One question to one name server.
async fn exchange(server: SocketAddr, name: &str, kind: TYPE) -> Result<Vec<u8>, Trouble> {
    let question = Asked::new(name, kind)?;
    let answer = datagram(server, &question).await.map_err(|error| Trouble::Other(error.to_string()))?;
    let cut = header_buffer::has_flags(&answer, PacketFlag::TRUNCATION).unwrap_or(false);
    let answer = match cut {
        false => answer,
        true => stream(server, &question).await.map_err(|error| Trouble::Other(format!("by TCP: {error}")))?,
    };
    question.check(&answer).map_err(Trouble::Other)?;
    Ok(answer)
}

/// By UDP. Connected, the socket takes what comes from the server alone; what answers an earlier question is passed over.
async fn datagram(server: SocketAddr, question: &Asked<'_>) -> std::io::Result<Vec<u8>> {
    let own: SocketAddr = if server.is_ipv4() { ([0, 0, 0, 0], 0).into() } else { ([0; 16], 0).into() };
    let socket = UdpSocket::bind(own).await?;
    socket.connect(server).await?;
    socket.send(&question.octets).await?;
    let mut answer = vec![0; 4096];
    loop {
        let length = socket.recv(&mut answer).await?;
        if answer.get(..2) == question.octets.get(..2) {
            answer.truncate(length);
            return Ok(answer);
        }
    }
}

/// By TCP: each message behind its length in two octets (RFC 1035 section 4.2.2).
async fn stream(server: SocketAddr, question: &Asked<'_>) -> std::io::Result<Vec<u8>> {
    let mut stream = TcpStream::connect(server).await?;
    let length = u16::try_from(question.octets.len()).unwrap_or_default();
    stream.write_all(&[&length.to_be_bytes()[..], &question.octets].concat()).await?;
    let mut answer = vec![0; usize::from(stream.read_u16().await?)];
    stream.read_exact(&mut answer).await?;
    Ok(answer)
}

/// A question as it was sent.
struct Asked<'a> {
    id: u16,
    name: Name<'a>,
    kind: TYPE,
    octets: Vec<u8>,
}

impl<'a> Asked<'a> {
    fn new(name: &'a str, kind: TYPE) -> Result<Self, Trouble> {
        let question = |error: simple_dns::SimpleDnsError| Trouble::Question(error.to_string());
        // A number that an outsider can't guess.
        let mut id = [0; 2];
        SystemRandom::new().fill(&mut id).map_err(|_| Trouble::Question("no random numbers".to_owned()))?;
        let id = u16::from_be_bytes(id);
        let mut packet = Packet::new_query(id);
        packet.set_flags(PacketFlag::RECURSION_DESIRED);
        let name = Name::new(name).map_err(question)?;
        packet.questions.push(Question::new(name.clone(), kind.into(), CLASS::IN.into(), false));
        let octets = packet.build_bytes_vec().map_err(question)?;
        Ok(Self { id, name, kind, octets })
    }

    /// Whether an answer is one to this question; a name that isn't there is an answer too.
    fn check(&self, answer: &[u8]) -> Result<(), String> {
        let packet = parse(answer)?;
        let same = |asked: &Question<'_>| asked.qname == self.name && asked.qtype == self.kind.into();
        if packet.id() != self.id || !packet.has_flags(PacketFlag::RESPONSE) || !packet.questions.iter().any(same) {
            return Err("an answer to something else".to_owned());
        }
        match packet.rcode() {
            RCODE::NoError | RCODE::NameError => Ok(()),
            other => Err(format!("it says {other:?}")),
        }
    }
}

/// What `wanted` finds in the answers' records.
fn read<T>(answer: &[u8], wanted: impl Fn(&RData<'_>) -> Option<T>) -> Result<Vec<T>, NetError> {
    let packet = parse(answer).map_err(NetError::Retry)?;
    Ok(packet.answers.iter().filter_map(|record| wanted(&record.rdata)).collect())
}

fn parse(answer: &[u8]) -> Result<Packet<'_>, String> {
    let counts =
        [header_buffer::questions, header_buffer::answers, header_buffer::name_servers, header_buffer::additional_records];
    if counts.iter().any(|count| count(answer).is_ok_and(|count| count > RECORDS)) {
        return Err(format!("an answer with more than {RECORDS} records"));
    }
    Packet::parse(answer).map_err(|error| format!("no answer that can be read: {error}"))
}

/// Every host that an answer names, whatever was asked.
///
/// # Errors
/// [`NetError::Retry`] for what is no answer.
pub fn hosts(answer: &[u8]) -> Result<Vec<String>, NetError> {
    read(answer, |data| match data {
        RData::SRV(srv) => host(&srv.target),
        RData::MX(mx) => host(&mx.exchange),
        RData::CNAME(name) => host(&name.0),
        _ => None,
    })
}

/// A host that one can connect to; `None` for the root, and for what is no host's name.
fn host(name: &Name<'_>) -> Option<String> {
    name.is_valid_hostname().then(|| name.to_string().to_ascii_lowercase())
}

/// A domain as the DNS spells it (RFC 5891).
fn ascii(domain: &str) -> Result<String, NetError> {
    match url::Host::parse(domain.trim_end_matches('.')) {
        Ok(url::Host::Domain(domain)) => Ok(domain),
        _ => Err(NetError::Human(format!("`{domain}` is no domain"))),
    }
}

/// The name servers of a resolv.conf.
fn name_servers(conf: &str) -> Vec<SocketAddr> {
    let lines = conf.lines().filter_map(|line| line.trim().strip_prefix("nameserver"));
    lines.filter_map(|address| Some(SocketAddr::new(address.trim().parse::<IpAddr>().ok()?, 53))).collect()
}

#[cfg(test)]
mod tests;
