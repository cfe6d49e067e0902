//! A file on its way from the browser: read by a thread while it arrives, never held as a whole.

use std::io::{self, Read};

use axum::body::{Body, Bytes};
use tokio::sync::mpsc;
use tokio_stream::StreamExt;

/// The number of pieces that may wait for the disk. A piece has at most a few hundred kilobytes.
const WAITING: usize = 4;

/// A piece of a file, or its end.
enum Piece {
    Bytes(Bytes),
    End,
}

/// The side that gives.
pub(crate) struct Sender(mpsc::Sender<Piece>);

/// The side that reads. Without an end, the file is incomplete, and reading it fails.
pub(crate) struct Upload {
    pieces: mpsc::Receiver<Piece>,
    /// What is left of the last piece.
    rest: Bytes,
    has_ended: bool,
}

/// Returns both sides of an upload.
pub(crate) fn upload() -> (Sender, Upload) {
    let (sender, pieces) = mpsc::channel(WAITING);
    (Sender(sender), Upload { pieces, rest: Bytes::new(), has_ended: false })
}

impl Sender {
    /// Passes on a body. What nobody reads any more is received and dropped, up to `most` bytes: a
    /// browser that is still sending hears no answer.
    pub(crate) async fn send(self, body: Body, most: u64) {
        let mut stream = body.into_data_stream();
        let mut dropped = 0;
        while let Some(bytes) = stream.next().await {
            // A body that breaks off has no end.
            let Ok(bytes) = bytes else { return };
            let length = bytes.len() as u64;
            if self.0.send(Piece::Bytes(bytes)).await.is_err() {
                dropped += length;
            }
            if dropped > most {
                return;
            }
        }
        let _ = self.0.send(Piece::End).await;
    }
}

impl Read for Upload {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        while self.rest.is_empty() && !self.has_ended {
            match self.pieces.blocking_recv() {
                Some(Piece::Bytes(bytes)) => self.rest = bytes,
                Some(Piece::End) => self.has_ended = true,
                None => return Err(io::ErrorKind::UnexpectedEof.into()),
            }
        }
        let length = self.rest.len().min(buffer.len());
        buffer[..length].copy_from_slice(&self.rest.split_to(length));
        Ok(length)
    }
}
