//! Where a domain's mail servers are, by SRV records (RFC 6186): one question to the system's name server (RFC 1035, RFC 2782).

use std::net::{IpAddr, SocketAddr};
use std::time::Duration;

use tokio::net::UdpSocket;
use tokio::time::timeout;

/// How long a name server may take.
const PATIENCE: Duration = Duration::from_secs(3);
const SRV: u16 = 33;

/// A server that a domain names.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Target {
    /// Lower comes first.
    pub priority: u16,
    /// Among equals, higher is to be preferred.
    pub weight: u16,
    /// The port.
    pub port: u16,
    /// The host.
    pub host: String,
}

/// The servers for a service such as `_imaps._tcp` of a domain, the first to be preferred; none when nobody answers in time.
pub async fn servers(service: &str, domain: &str) -> Vec<Target> {
    let conf = std::fs::read_to_string("/etc/resolv.conf").unwrap_or_default();
    let Some(question) = question(&format!("{service}.{domain}")) else { return Vec::new() };
    for server in name_servers(&conf).into_iter().take(2) {
        if let Ok(Ok(answer)) = timeout(PATIENCE, ask(server, &question)).await {
            return targets(&answer);
        }
    }
    Vec::new()
}

async fn ask(server: SocketAddr, question: &[u8]) -> std::io::Result<Vec<u8>> {
    let own: SocketAddr = if server.is_ipv4() { ([0, 0, 0, 0], 0).into() } else { ([0; 16], 0).into() };
    let socket = UdpSocket::bind(own).await?;
    socket.connect(server).await?;
    socket.send(question).await?;
    let mut answer = vec![0; 4096];
    loop {
        let length = socket.recv(&mut answer).await?;
        // What answers another question is not for us.
        if answer.get(..2) == question.get(..2) {
            answer.truncate(length);
            return Ok(answer);
        }
    }
}

/// The name servers of a resolv.conf.
fn name_servers(conf: &str) -> Vec<SocketAddr> {
    let lines = conf.lines().filter_map(|line| line.trim().strip_prefix("nameserver"));
    lines.filter_map(|address| Some(SocketAddr::new(address.trim().parse::<IpAddr>().ok()?, 53))).collect()
}

/// The octets of a question; `None` for what is no name.
fn question(name: &str) -> Option<Vec<u8>> {
    // An identity that an outsider can't guess.
    let id = std::hash::BuildHasher::hash_one(&std::hash::RandomState::new(), name) as u16;
    let mut out = id.to_be_bytes().to_vec();
    // A plain question, recursion desired; one entry.
    out.extend([1, 0, 0, 1, 0, 0, 0, 0, 0, 0]);
    for label in name.trim_end_matches('.').split('.') {
        let length = u8::try_from(label.len()).ok().filter(|length| (1..64).contains(length))?;
        out.push(length);
        out.extend(label.as_bytes());
    }
    out.push(0);
    out.extend(SRV.to_be_bytes());
    out.extend([0, 1]);
    (out.len() < 300).then_some(out)
}

/// The targets that an answer names, in their order. Whatever is malformed ends it.
fn targets(answer: &[u8]) -> Vec<Target> {
    let mut found = Vec::new();
    let number = |at: usize| answer.get(at..at + 2).and_then(|two| two.try_into().ok()).map(u16::from_be_bytes);
    let (Some(questions), Some(answers)) = (number(4), number(6)) else { return found };
    let mut at = 12;
    for _ in 0..questions {
        let Some((_, end)) = name(answer, at) else { return found };
        at = end + 4;
    }
    for _ in 0..answers.min(100) {
        let Some((_, end)) = name(answer, at) else { break };
        let (Some(kind), Some(length)) = (number(end), number(end + 8)) else { break };
        let data = end + 10;
        if kind == SRV
            && let (Some(priority), Some(weight), Some(port)) = (number(data), number(data + 2), number(data + 4))
            && let Some((host, _)) = name(answer, data + 6)
            // A single dot: the service is decidedly not there.
            && !host.is_empty()
        {
            found.push(Target { priority, weight, port, host });
        }
        at = data + usize::from(length);
    }
    found.sort_by_key(|target| (target.priority, u16::MAX - target.weight));
    found
}

/// A name, and where what follows it begins. Pointers (RFC 1035 section 4.1.4) are followed a few times only.
fn name(answer: &[u8], mut at: usize) -> Option<(String, usize)> {
    let (mut labels, mut end, mut jumps) = (Vec::new(), None, 0);
    loop {
        let length = *answer.get(at)?;
        match length {
            0 => return Some((labels.join("."), end.unwrap_or(at + 1))),
            1..64 => {
                let label = answer.get(at + 1..at + 1 + usize::from(length))?;
                labels.push(String::from_utf8_lossy(label).to_lowercase());
                at += 1 + usize::from(length);
            }
            192.. => {
                end.get_or_insert(at + 2);
                jumps += 1;
                at = usize::from(length & 63) << 8 | usize::from(*answer.get(at + 1)?);
            }
            64..192 => return None,
        }
        if jumps > 10 || labels.len() > 64 {
            return None;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_with_pointers_is_read_and_sorted() {
        let mut answer = question("_imaps._tcp.northfield.example").unwrap();
        answer[7] = 2;
        for (priority, host) in [(20_u16, "backup"), (10, "imap")] {
            // The name: a pointer to the question's. Class, time to live.
            answer.extend([0xc0, 12, 0, 33, 0, 1, 0, 0, 0, 60]);
            answer.extend((6 + 1 + host.len() as u16 + 2).to_be_bytes());
            answer.extend(priority.to_be_bytes());
            answer.extend([0, 5, 3, 225, host.len() as u8]);
            answer.extend(host.as_bytes());
            // Behind `_imaps._tcp`: 12 + 7 + 5.
            answer.extend([0xc0, 24]);
        }
        let hosts: Vec<(String, u16)> = targets(&answer).into_iter().map(|target| (target.host, target.port)).collect();
        assert_eq!(hosts, [("imap.northfield.example".into(), 993), ("backup.northfield.example".into(), 993)]);
    }

    #[test]
    fn a_pointer_that_points_to_itself_ends() {
        let mut answer = question("_imaps._tcp.x.example").unwrap();
        answer[7] = 1;
        let here = u8::try_from(answer.len()).unwrap();
        answer.extend([0xc0, here, 0, 33]);
        assert_eq!(targets(&answer), []);
    }

    #[test]
    fn the_systems_name_servers_are_asked() {
        let conf = "# x\nsearch example\nnameserver 192.0.2.1\n nameserver ::1\nnameserver what\n";
        assert_eq!(name_servers(conf), [([192, 0, 2, 1], 53).into(), "[::1]:53".parse().unwrap()]);
        assert_eq!(question("a..b"), None);
    }

    proptest::proptest! {
        #[test]
        fn whatever_comes_nothing_breaks(answer in proptest::collection::vec(proptest::num::u8::ANY, 0..200)) {
            proptest::prop_assert!(targets(&answer).len() <= 100);
        }
    }
}
