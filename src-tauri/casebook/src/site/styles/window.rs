//! Heights measured by the window. The page is shown in a frame as high as itself: there `100vh` would be the page's own
//! height, which would grow with each look. So they are measured by a window of a usual height.

use std::sync::LazyLock;

use regex::{Captures, Regex};

/// A hundredth of the window's height, in pixels.
const HUNDREDTH: f64 = 8.0;

/// Strings, addresses and comments are passed over; the rest are the units.
static UNITS: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let passed = r#""(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|url\([^)]*\)|/\*(?s:.)*?\*/|[\w-]*[a-zA-Z_][\w.-]*"#;
    Regex::new(&format!(r"(?i)(\d*\.?\d+)(?:[sld]?v(?:h|b|max))\b|{passed}")).ok()
});

/// The CSS with those heights in pixels.
pub(super) fn fixed(css: &str) -> String {
    let pixels = |found: &Captures<'_>| match found.get(1).and_then(|number| number.as_str().parse::<f64>().ok()) {
        Some(number) => format!("{}px", number * HUNDREDTH),
        None => found.get(0).map_or(String::new(), |all| all.as_str().to_owned()),
    };
    UNITS.as_ref().map_or_else(|| css.to_owned(), |units| units.replace_all(css, pixels).into_owned())
}

#[cfg(test)]
mod tests {
    use super::fixed;

    #[test]
    fn heights_of_the_window_become_pixels_and_nothing_else_changes() {
        for (css, wanted) in [
            ("a{height:100vh}", "a{height:800px}"),
            ("a{min-height:calc(50.5dvh - 1px);top:-.5VH}", "a{min-height:calc(404px - 1px);top:-4px}"),
            ("a{width:100vw;font-size:5vmin;inset:1vmax}", "a{width:100vw;font-size:5vmin;inset:8px}"),
            (".h-100vh{content:\"100vh\";x:url(a/100vh)}", ".h-100vh{content:\"100vh\";x:url(a/100vh)}"),
            ("#a100vh /* 1vh */ b{x:y100vh}", "#a100vh /* 1vh */ b{x:y100vh}"),
        ] {
            assert_eq!(fixed(css), wanted);
        }
    }
}
