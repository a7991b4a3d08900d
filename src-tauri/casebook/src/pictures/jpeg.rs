//! Whether a JPEG is there as a whole. Decoders fill what is missing with grey and say nothing (ITU T.81, B.1.1.2: a marker
//! is `FF` and a byte that is neither `00` nor `FF`).

const END: u8 = 0xd9;

/// Whether the marker for the end of the picture is there; those of a thumbnail within do not count.
pub(super) fn is_whole(bytes: &[u8]) -> bool {
    let mut at = 2;
    while let Some(rest) = bytes.get(at..) {
        let Some(marker) = rest.windows(2).position(|pair| pair[0] == 0xff && !matches!(pair[1], 0 | 0xff)) else {
            return false;
        };
        match rest[marker + 1] {
            END => return true,
            // These stand alone.
            0x01 | 0xd0..=0xd8 => at += marker + 2,
            _ => {
                let Some(&[high, low]) = rest.get(marker + 2..marker + 4) else { return false };
                at += marker + 2 + usize::from(u16::from_be_bytes([high, low])).max(2);
            }
        }
    }
    false
}
