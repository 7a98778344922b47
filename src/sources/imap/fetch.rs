//! Fetching messages: in commands of bounded length, each message in bounded parts, and never setting \Seen.

use std::collections::BTreeMap;
use std::ops::RangeInclusive;

use tokio::io::{AsyncRead, AsyncWrite};

use super::session::{Fault, Session};
use super::wire::Line;
use crate::sources::Raw;

/// What is fetched of a message.
#[derive(Clone, Copy, Debug)]
pub(super) struct Part {
    /// `HEADER`, or empty for the whole message.
    pub section: &'static str,
    /// The most octets of it.
    pub limit: usize,
    /// How many messages one command asks for.
    pub batch: usize,
}

/// What servers say when they can't answer anything just now (RFC 5530): no message's fault.
const BUSY: [&str; 6] = ["UNAVAILABLE", "SERVERBUG", "INUSE", "LIMIT", "CONTACTADMIN", "EXPIRED"];

/// Fetches `uids` (ascending) of the examined folder. What vanished meanwhile is not in the answer.
pub(super) async fn fetch<S>(session: &mut Session<S>, uids: &[u32], part: Part) -> Result<Vec<Raw>, Fault>
where
    S: AsyncRead + AsyncWrite + Unpin + Send,
{
    let mut found = BTreeMap::new();
    // Halves of a refused batch are taken next, so that one unreadable message doesn't hide its neighbours.
    let mut todo: Vec<&[u32]> = uids.chunks(part.batch.max(1)).rev().collect();
    while let Some(batch) = todo.pop() {
        match fetch_batch(session, batch, part, &mut found).await {
            Ok(()) => {}
            Err(Fault::No { code, .. }) if code == "EXPUNGEISSUED" => {}
            Err(Fault::No { code, shown }) if BUSY.contains(&code.as_str()) => return Err(Fault::No { code, shown }),
            Err(Fault::No { .. }) if batch.len() > 1 => {
                let (first, second) = batch.split_at_checked(batch.len() / 2).unwrap_or((batch, &[]));
                todo.extend([second, first]);
            }
            Err(Fault::No { .. }) => {
                // The message is unreadable if the server answers at all; if it doesn't, nothing is concluded.
                let uid = batch.first().copied().unwrap_or_default();
                session.run(&format!("UID FETCH {uid} (UID)"), |_| ()).await?;
                tracing::warn!(uid, "the server would not give a message; it is passed over");
            }
            Err(fault) => return Err(fault),
        }
    }
    Ok(found.into_values().collect())
}

async fn fetch_batch<S>(session: &mut Session<S>, uids: &[u32], part: Part, found: &mut BTreeMap<u32, Raw>) -> Result<(), Fault>
where
    S: AsyncRead + AsyncWrite + Unpin + Send,
{
    let Part { section, limit, .. } = part;
    let command = format!("UID FETCH {} (UID INTERNALDATE RFC822.SIZE BODY.PEEK[{section}]<0.{limit}>)", set(uids));
    session
        .run(&command, |line| {
            let Line::Data(tokens) = line else { return };
            let Some(fetched) = tokens.fetch() else { return };
            // Unasked news (flags changed elsewhere) carry no body; what wasn't asked for is not taken.
            let (Some(mut bytes), Ok(_)) = (fetched.body, uids.binary_search(&fetched.uid)) else { return };
            bytes.truncate(limit);
            let size = fetched.size.unwrap_or(bytes.len() as u64);
            let raw = Raw { place: fetched.uid.to_string(), received: fetched.received, from_line: false, bytes, size };
            found.insert(fetched.uid, raw);
        })
        .await
}

/// A sequence set (RFC 3501): neighbours as ranges.
fn set(uids: &[u32]) -> String {
    let mut ranges: Vec<RangeInclusive<u32>> = Vec::new();
    for uid in uids {
        match ranges.last_mut() {
            Some(last) if last.end().checked_add(1) == Some(*uid) => *last = *last.start()..=*uid,
            _ => ranges.push(*uid..=*uid),
        }
    }
    let shown = |range: &RangeInclusive<u32>| match (range.start(), range.end()) {
        (start, end) if start == end => start.to_string(),
        (start, end) => format!("{start}:{end}"),
    };
    ranges.iter().map(shown).collect::<Vec<_>>().join(",")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn neighbours_are_asked_for_as_a_range() {
        assert_eq!(set(&[1, 2, 3, 7, 9, 10, u32::MAX]), "1:3,7,9:10,4294967295");
        assert_eq!(set(&[]), "");
    }
}
