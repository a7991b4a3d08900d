//! A link's destination and title as they are written: the site's templates get them with their backslashes and
//! character references.

/// Destination and title out of `<a b> "c"`, what stands behind `](` or behind a definition's colon.
pub(super) fn raw(text: &str) -> (&str, &str) {
    let text = text.trim();
    let (destination, rest) = match text.strip_prefix('<') {
        Some(inside) => {
            let end = unescaped(inside, |c| c == b'>').unwrap_or(inside.len());
            (&inside[..end], inside.get(end + 1..).unwrap_or(""))
        }
        None => text.split_at(text.find([' ', '\t', '\n']).unwrap_or(text.len())),
    };
    let rest = rest.trim();
    (destination, rest.get(1..rest.len().saturating_sub(1)).unwrap_or(""))
}

/// What stands behind the colon of `[label]: here`.
pub(super) fn definition(source: &str) -> Option<&str> {
    let label = source.strip_prefix('[')?;
    let end = unescaped(label, |c| c == b']')?;
    label[end + 1..].strip_prefix(':')
}

fn unescaped(text: &str, wanted: impl Fn(u8) -> bool) -> Option<usize> {
    let mut escaped = false;
    for (at, c) in text.bytes().enumerate() {
        if !escaped && wanted(c) {
            return Some(at);
        }
        escaped = !escaped && c == b'\\';
    }
    None
}
