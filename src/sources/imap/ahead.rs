//! Reading ahead: a small task takes in what a server sends while what came before is being understood and written, so that neither
//! waits for the other.

use std::io;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use futures::FutureExt;
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, ReadBuf, ReadHalf, WriteHalf};
use tokio::sync::mpsc;
use tokio::task::JoinHandle;

/// A stream of which a task reads ahead. It ends with the stream.
#[derive(Debug)]
pub(super) struct Ahead<S> {
    came: mpsc::Receiver<io::Result<Vec<u8>>>,
    /// What came last: from `at` on it isn't taken yet.
    last: Vec<u8>,
    at: usize,
    writes: WriteHalf<S>,
    reads: JoinHandle<()>,
}

/// A piece holds as much as is there, up to so many octets.
const PIECE: usize = 64 << 10;
/// So many pieces are held: two MiB at most.
const PIECES: usize = 32;
/// What a connection holds that waits for news.
const IDLE: usize = 2 << 10;

impl<S: AsyncRead + AsyncWrite + Send + 'static> Ahead<S> {
    /// Reads ahead from now on.
    pub(super) fn over(stream: S) -> Self {
        let (reads, writes) = tokio::io::split(stream);
        let (tell, came) = mpsc::channel(PIECES);
        Self { came, last: Vec::new(), at: 0, writes, reads: tokio::spawn(read(reads, tell)) }
    }
}

/// Reads until the stream ends or nobody listens.
async fn read<S: AsyncRead>(mut stream: ReadHalf<S>, tell: mpsc::Sender<io::Result<Vec<u8>>>) {
    loop {
        let mut piece = Vec::with_capacity(IDLE);
        let mut more = stream.read_buf(&mut piece).await;
        // Whatever is there already goes along: who listens is woken once.
        while matches!(more, Ok(1..)) && piece.len() < PIECE {
            piece.reserve(PIECE - piece.len());
            match stream.read_buf(&mut piece).now_or_never() {
                Some(read) => more = read,
                None => break,
            }
        }
        if !piece.is_empty() && tell.send(Ok(piece)).await.is_err() {
            return;
        }
        match more {
            Err(error) => {
                // Whoever doesn't listen any more needs no error.
                let _ = tell.send(Err(error)).await;
                return;
            }
            Ok(0) => return,
            Ok(_) => {}
        }
    }
}

impl<S> Drop for Ahead<S> {
    fn drop(&mut self) {
        // The connection ends with this, whatever the server does.
        self.reads.abort();
    }
}

impl<S> AsyncRead for Ahead<S> {
    fn poll_read(self: Pin<&mut Self>, cx: &mut Context<'_>, buf: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        let ahead = self.get_mut();
        if ahead.at == ahead.last.len() {
            (ahead.last, ahead.at) = (Vec::new(), 0);
            match ready!(ahead.came.poll_recv(cx)) {
                Some(Ok(piece)) => ahead.last = piece,
                Some(Err(error)) => return Poll::Ready(Err(error)),
                None => return Poll::Ready(Ok(())),
            }
        }
        let rest = ahead.last.get(ahead.at..).unwrap_or_default();
        let part = rest.get(..buf.remaining()).unwrap_or(rest);
        buf.put_slice(part);
        ahead.at += part.len();
        Poll::Ready(Ok(()))
    }
}

impl<S: AsyncRead + AsyncWrite> AsyncWrite for Ahead<S> {
    fn poll_write(self: Pin<&mut Self>, cx: &mut Context<'_>, octets: &[u8]) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.get_mut().writes).poll_write(cx, octets)
    }

    fn poll_flush(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.get_mut().writes).poll_flush(cx)
    }

    fn poll_shutdown(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.get_mut().writes).poll_shutdown(cx)
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use tokio::io::{AsyncWriteExt, duplex};
    use tokio::time::timeout;

    use super::*;

    #[tokio::test]
    async fn everything_comes_in_order_and_then_the_end() {
        let text: Vec<u8> = (0..1_000_000u32).map(|n| (n % 251) as u8).collect();
        for piece in [1_000_000, 70_000, 333] {
            let (near, mut far) = duplex(100_000);
            let mut ahead = Ahead::over(near);
            let sent = text.clone();
            let sending = tokio::spawn(async move {
                for part in sent.chunks(piece) {
                    far.write_all(part).await.unwrap();
                }
                let mut heard = [0; 5];
                far.read_exact(&mut heard).await.unwrap();
                heard
            });
            let mut got = vec![0; text.len()];
            ahead.read_exact(&mut got).await.unwrap();
            assert!(got == text, "in pieces of {piece}");
            ahead.write_all(b"hello").await.unwrap();
            assert_eq!(&sending.await.unwrap(), b"hello");
            assert_eq!(ahead.read(&mut got).await.unwrap(), 0, "the end is told");
            assert_eq!(ahead.read(&mut got).await.unwrap(), 0, "and told again");
        }
    }

    #[tokio::test]
    async fn who_sends_more_than_anybody_reads_is_made_to_wait_and_hung_up_on() {
        let (near, mut far) = duplex(1000);
        let ahead = Ahead::over(near);
        let much = vec![0; 64 << 20];
        let sending = tokio::spawn(async move { far.write_all(&much).await });
        tokio::time::sleep(Duration::from_millis(200)).await;
        assert!(!sending.is_finished() && ahead.came.len() <= PIECES);
        drop(ahead);
        let ended = timeout(Duration::from_secs(5), sending).await.unwrap().unwrap();
        assert!(ended.is_err(), "the connection is closed");
    }
}
