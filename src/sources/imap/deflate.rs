//! COMPRESS=DEFLATE (RFC 4978): header fields and texts shrink to a third. What the server sends is inflated; our own commands are short
//! and go out in stored blocks (RFC 1951 section 3.2.4), so that a connection that waits for news holds 40 kB and no compressor.

use std::io;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use flate2::{Decompress, FlushDecompress, Status};
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};

/// A stream that is compressed from some moment on.
#[derive(Debug)]
pub(super) struct Wire<S> {
    stream: S,
    deflate: Option<Box<Deflate>>,
}

#[derive(Debug)]
struct Deflate {
    inflater: Decompress,
    /// What has arrived and isn't inflated yet: from `at` on.
    arrived: Vec<u8>,
    at: usize,
    /// What is on its way out: from `sent` on.
    leaving: Vec<u8>,
    sent: usize,
}

/// How many octets are read at once.
const CHUNK: usize = 8 << 10;
/// The longest stored block.
const BLOCK: usize = 0xffff;

impl<S> Wire<S> {
    /// A stream as it is.
    pub(super) fn plain(stream: S) -> Self {
        Self { stream, deflate: None }
    }

    /// From now on both sides compress. `arrived` has come already and is compressed.
    pub(super) fn compress(&mut self, arrived: Vec<u8>) {
        // Neither side writes zlib's frame.
        let inflater = Decompress::new(false);
        self.deflate = Some(Box::new(Deflate { inflater, arrived, at: 0, leaving: Vec::new(), sent: 0 }));
    }
}

impl Deflate {
    /// Inflates into `buf`; whether anything came of it, or of what arrived was taken in.
    fn inflate(&mut self, buf: &mut ReadBuf<'_>) -> io::Result<bool> {
        let input = self.arrived.get(self.at..).unwrap_or_default();
        let (taken, given) = (self.inflater.total_in(), self.inflater.total_out());
        let status = self.inflater.decompress(input, buf.initialize_unfilled(), FlushDecompress::None);
        let difference = |later: u64, before: u64| usize::try_from(later - before).unwrap_or(0);
        let given = difference(self.inflater.total_out(), given);
        buf.advance(given);
        self.at += difference(self.inflater.total_in(), taken);
        match status {
            Ok(Status::StreamEnd) if given == 0 => Err(io::ErrorKind::UnexpectedEof.into()),
            Ok(_) => Ok(given > 0),
            Err(error) => {
                Err(io::Error::new(io::ErrorKind::InvalidData, format!("what the server compressed is damaged: {error}")))
            }
        }
    }

    fn poll_leave<S: AsyncWrite + Unpin>(&mut self, stream: &mut S, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        while let Some(rest @ [_, ..]) = self.leaving.get(self.sent..) {
            match ready!(Pin::new(&mut *stream).poll_write(cx, rest))? {
                0 => return Poll::Ready(Err(io::ErrorKind::WriteZero.into())),
                count => self.sent += count,
            }
        }
        self.leaving.clear();
        self.sent = 0;
        Poll::Ready(Ok(()))
    }
}

impl<S: AsyncRead + Unpin> AsyncRead for Wire<S> {
    fn poll_read(self: Pin<&mut Self>, cx: &mut Context<'_>, buf: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        let Self { stream, deflate } = self.get_mut();
        let Some(deflate) = deflate else { return Pin::new(stream).poll_read(cx, buf) };
        if buf.remaining() == 0 {
            return Poll::Ready(Ok(()));
        }
        loop {
            if deflate.inflate(buf)? {
                return Poll::Ready(Ok(()));
            }
            if deflate.at < deflate.arrived.len() {
                continue;
            }
            deflate.at = 0;
            deflate.arrived.resize(CHUNK, 0);
            let mut chunk = ReadBuf::new(&mut deflate.arrived);
            let read = Pin::new(&mut *stream).poll_read(cx, &mut chunk);
            let count = chunk.filled().len();
            deflate.arrived.truncate(count);
            ready!(read)?;
            if count == 0 {
                return Poll::Ready(Ok(()));
            }
        }
    }
}

impl<S: AsyncWrite + Unpin> AsyncWrite for Wire<S> {
    fn poll_write(self: Pin<&mut Self>, cx: &mut Context<'_>, octets: &[u8]) -> Poll<io::Result<usize>> {
        let Self { stream, deflate } = self.get_mut();
        let Some(deflate) = deflate else { return Pin::new(stream).poll_write(cx, octets) };
        ready!(deflate.poll_leave(stream, cx))?;
        let block = octets.get(..BLOCK).unwrap_or(octets);
        let length = u16::try_from(block.len()).unwrap_or(u16::MAX);
        deflate.leaving.push(0);
        deflate.leaving.extend_from_slice(&length.to_le_bytes());
        deflate.leaving.extend_from_slice(&(!length).to_le_bytes());
        deflate.leaving.extend_from_slice(block);
        Poll::Ready(Ok(block.len()))
    }

    fn poll_flush(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        let Self { stream, deflate } = self.get_mut();
        if let Some(deflate) = deflate {
            ready!(deflate.poll_leave(stream, cx))?;
        }
        Pin::new(stream).poll_flush(cx)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        ready!(self.as_mut().poll_flush(cx))?;
        Pin::new(&mut self.get_mut().stream).poll_shutdown(cx)
    }
}

#[cfg(test)]
mod tests {
    use std::io::{Read, Write};

    use tokio::io::{AsyncReadExt, AsyncWriteExt, duplex};

    use super::*;

    fn deflated(text: &[u8]) -> Vec<u8> {
        let mut encoder = flate2::write::DeflateEncoder::new(Vec::new(), flate2::Compression::default());
        encoder.write_all(text).unwrap();
        // What the server says next comes in the same stream.
        encoder.flush().unwrap();
        encoder.get_ref().clone()
    }

    #[tokio::test]
    async fn what_comes_in_any_pieces_is_inflated_as_soon_as_it_can_be() {
        let text: Vec<u8> = (0..20_000).flat_map(|n| format!("Message {n}: {}\r\n", n * n % 977).into_bytes()).collect();
        let packed = deflated(&text);
        assert!(packed.len() * 3 < text.len());
        for piece in [1, 7, 1000, packed.len()] {
            let (near, mut far) = duplex(1 << 12);
            let mut wire = Wire::plain(near);
            wire.compress(packed[..5].to_vec());
            let rest = packed[5..].to_vec();
            // The other side stays open: nothing waits for more than it needs.
            let sending = tokio::spawn(async move {
                for part in rest.chunks(piece) {
                    far.write_all(part).await.unwrap();
                }
                far
            });
            let mut got = vec![0; text.len()];
            wire.read_exact(&mut got).await.unwrap();
            assert!(got == text, "in pieces of {piece}");
            drop(sending.await.unwrap());
            assert_eq!(wire.read(&mut got).await.unwrap(), 0, "the end is told");
        }
    }

    #[tokio::test]
    async fn what_goes_out_any_decoder_understands() {
        let (near, mut far) = duplex(1 << 12);
        let mut wire = Wire::plain(near);
        wire.compress(Vec::new());
        let long = vec![b'x'; 200_000];
        let sending = tokio::spawn(async move {
            wire.write_all(b"w1 NOOP\r\n").await.unwrap();
            wire.flush().await.unwrap();
            wire.write_all(&long).await.unwrap();
            wire.shutdown().await.unwrap();
        });
        let mut sent = Vec::new();
        far.read_to_end(&mut sent).await.unwrap();
        sending.await.unwrap();
        // The end of the last block, which a session that goes on never writes.
        sent.extend([1, 0, 0, 0xff, 0xff]);
        let mut plain = Vec::new();
        flate2::read::DeflateDecoder::new(&sent[..]).read_to_end(&mut plain).unwrap();
        assert_eq!(plain.len(), 200_009);
        assert!(plain.starts_with(b"w1 NOOP\r\nxxx"));
    }

    #[tokio::test]
    async fn damaged_octets_are_an_error_and_no_endless_wait() {
        let (near, mut far) = duplex(1 << 12);
        let mut wire = Wire::plain(near);
        wire.compress(Vec::new());
        far.write_all(&[0xff; 64]).await.unwrap();
        let error = wire.read(&mut [0; 100]).await.unwrap_err();
        assert_eq!(error.kind(), io::ErrorKind::InvalidData);
    }
}
