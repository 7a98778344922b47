//! Log lines to systemd's journal in its own protocol, so that each field can be asked for: `journalctl WENTDARK_MAILBOX=...`.
//! (The line itself holds the fields too: that is what people read.)

use std::fmt::{Debug, Write as _};
use std::os::unix::fs::MetadataExt;
use std::os::unix::net::UnixDatagram;

use tracing::field::{Field, Visit};
use tracing::{Event, Level, Subscriber};
use tracing_subscriber::Layer;
use tracing_subscriber::layer::Context;

const SOCKET: &str = "/run/systemd/journal/socket";
/// A datagram holds about 200 KB; a line is never that long unless something is wrong.
const LONGEST: usize = 64 << 10;

/// Writes to the journal.
pub struct Journal(UnixDatagram);

impl Journal {
    /// The journal, when stderr goes there anyway: `$JOURNAL_STREAM` names the device and inode that it has then (systemd.exec(5)).
    pub fn instead_of_stderr() -> Option<Self> {
        let stream = std::env::var("JOURNAL_STREAM").ok()?;
        let stderr = std::fs::metadata("/proc/self/fd/2").ok()?;
        if stream != format!("{}:{}", stderr.dev(), stderr.ino()) {
            return None;
        }
        let socket = UnixDatagram::unbound().ok()?;
        socket.connect(SOCKET).ok()?;
        Some(Self(socket))
    }
}

impl<S: Subscriber> Layer<S> for Journal {
    fn on_event(&self, event: &Event<'_>, _: Context<'_, S>) {
        let mut line = Line::default();
        event.record(&mut line);
        let priority = match *event.metadata().level() {
            Level::ERROR => "3",
            Level::WARN => "4",
            Level::INFO => "6",
            _ => "7",
        };
        let mut datagram = Vec::new();
        put(&mut datagram, "PRIORITY", priority);
        put(&mut datagram, "SYSLOG_IDENTIFIER", "wentdark");
        put(&mut datagram, "MESSAGE", &(line.message.clone() + &line.shown));
        for (name, value) in &line.fields {
            put(&mut datagram, &format!("WENTDARK_{}", name.to_uppercase()), value);
        }
        if self.0.send(&datagram).is_err() {
            // Stderr goes to the journal as well.
            eprintln!("{}{}", line.message, line.shown);
        }
    }
}

/// What an event says.
#[derive(Default)]
struct Line {
    message: String,
    shown: String,
    fields: Vec<(&'static str, String)>,
}

impl Visit for Line {
    fn record_str(&mut self, field: &Field, value: &str) {
        self.put(field, value.to_owned());
    }

    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        self.put(field, format!("{value:?}"));
    }
}

impl Line {
    fn put(&mut self, field: &Field, value: String) {
        if field.name() == "message" {
            self.message = value;
            return;
        }
        let _ = write!(self.shown, " {}={value}", field.name());
        self.fields.push((field.name(), value));
    }
}

/// A field as the journal takes it: its length stands before a value, which may then have several lines (systemd's "Journal Native
/// Protocol").
fn put(datagram: &mut Vec<u8>, name: &str, value: &str) {
    let mut end = value.len().min(LONGEST);
    while !value.is_char_boundary(end) {
        end -= 1;
    }
    let value = value.get(..end).unwrap_or_default().as_bytes();
    datagram.extend_from_slice(name.as_bytes());
    datagram.push(b'\n');
    datagram.extend_from_slice(&(value.len() as u64).to_le_bytes());
    datagram.extend_from_slice(value);
    datagram.push(b'\n');
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_of_several_lines_stands_behind_its_length() {
        let mut datagram = Vec::new();
        put(&mut datagram, "MESSAGE", "a\nb");
        assert_eq!(datagram, b"MESSAGE\n\x03\0\0\0\0\0\0\0a\nb\n");
    }
}
