//! Records, one a line: a checksum of eight hexadecimal digits, a space, JSON. A line that was cut short, or holds other
//! than was written, is not there, and nothing behind it is.

use std::io;

use serde::Serialize;
use serde::de::DeserializeOwned;

/// A record as a line.
pub(super) fn line(record: &impl Serialize) -> io::Result<String> {
    let json = serde_json::to_string(record)?;
    Ok(format!("{:08x} {json}\n", crc32fast::hash(json.as_bytes())))
}

/// The records' JSON, and whether that is all of the bytes.
pub(super) fn whole(bytes: &[u8]) -> (Vec<&str>, bool) {
    let mut found = Vec::new();
    for line in bytes.split_inclusive(|byte| *byte == b'\n') {
        let Some(json) = json(line) else { return (found, false) };
        found.push(json);
    }
    (found, true)
}

/// A record of its JSON.
pub(super) fn record<T: DeserializeOwned>(json: &str) -> Option<T> {
    serde_json::from_str(json).ok()
}

fn json(line: &[u8]) -> Option<&str> {
    let line = std::str::from_utf8(line).ok()?.strip_suffix('\n')?;
    let (sum, json) = line.split_once(' ')?;
    (sum.len() == 8 && u32::from_str_radix(sum, 16).ok()? == crc32fast::hash(json.as_bytes())).then_some(json)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    #[test]
    fn what_is_torn_is_not_there() {
        let all = line(&"one").unwrap() + &line(&"zwei\n").unwrap() + &line(&"三").unwrap();
        let full = all.as_bytes();
        assert_eq!(whole(full), (vec![r#""one""#, r#""zwei\n""#, r#""三""#], true));
        for end in 0..full.len() {
            let (found, is_all) = whole(&full[..end]);
            assert_eq!(is_all, full[..end].last().is_none_or(|byte| *byte == b'\n'), "{end}");
            assert_eq!(found.len(), full[..end].iter().filter(|byte| **byte == b'\n').count());
        }
        for at in 0..full.len() {
            let mut other = full.to_vec();
            other[at] ^= 1;
            let before = full[..at].iter().filter(|byte| **byte == b'\n').count();
            let (found, is_all) = whole(&other);
            assert_eq!((found.len(), is_all), (before, false), "byte {at}");
        }
    }
}
