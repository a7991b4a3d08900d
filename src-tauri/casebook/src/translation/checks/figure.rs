//! Numbers as they are written in texts, and what they can mean: `3 万`, `30,000`, `30k`, `３０％`.

use std::sync::LazyLock;

use regex::Regex;

/// A number's worth: digits without zeros at their end, times a power of ten. `None` for versions, which are compared as
/// they are written.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) enum Worth {
    Number(u128, i32),
    Version(String),
}

/// A number in a text.
#[derive(Clone, Debug)]
pub(super) struct Figure {
    /// As the text has it.
    pub(super) written: String,
    /// What it can mean, the likeliest first.
    pub(super) worth: Vec<Worth>,
    pub(super) percent: bool,
}

#[allow(clippy::unwrap_used, reason = "constants")]
static FIGURE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?ix)
        (?<digits> \d+ (?: [.,] \d+ )* )
        (?: (?<attached> [kmbw] ) (?-u:\b)
          | [\ \u{a0}]* [余多几来数]? [\ \u{a0}]* (?<han> 万亿|千亿|百亿|十亿|千万|百万|十万|亿|万|千|百 )
          | [\ \u{a0}-]* (?<word> hundred|thousand|million|billion|trillion|mln|bn )s? (?-u:\b)
        )?
        (?: [\ \u{a0}]* (?<percent> % | percent(?:age)? | per\ cent | 个?百分点 | pct (?-u:\b) ) )?
        ",
    )
    .unwrap()
});

impl Worth {
    pub(super) fn whole(number: u128) -> Worth {
        Worth::Number(number, 0).simple()
    }

    pub(super) fn times(self, power: i32) -> Worth {
        match self {
            Worth::Number(digits, exponent) => Worth::Number(digits, exponent + power).simple(),
            version => version,
        }
    }

    pub(super) fn of_decimal(whole: &str, part: &str) -> Option<Worth> {
        let exponent = i32::try_from(part.len()).ok()?;
        format!("{whole}{part}").parse().ok().map(|digits| Worth::Number(digits, -exponent).simple())
    }

    fn simple(self) -> Worth {
        match self {
            Worth::Number(0, _) => Worth::Number(0, 0),
            Worth::Number(mut digits, mut exponent) => {
                while digits % 10 == 0 {
                    digits /= 10;
                    exponent += 1;
                }
                Worth::Number(digits, exponent)
            }
            version => version,
        }
    }
}

/// The numbers of a text without codes. Digits within names (`K8s`, `S3`, `v3.1`) are none, nor are those that number a
/// list.
pub(super) fn figures(text: &str) -> Vec<Figure> {
    if !text.contains(|c: char| c.is_ascii_digit() || matches!(c, '０'..='９')) {
        return Vec::new();
    }
    let text = narrow(text);
    let mut found = Vec::new();
    for captures in FIGURE.captures_iter(&text) {
        let Some(digits) = captures.name("digits") else { continue };
        let before = &text[..digits.start()];
        if is_in_a_name(before) || numbers_a_list(before, &text[digits.end()..]) {
            continue;
        }
        // Letters right behind the digits are a name's (`3D` is one on both sides) or a unit's; both keep the number.
        let power = multiplier(&captures);
        let percent = captures.name("percent").is_some() || before.trim_end().ends_with("百分之");
        let whole = captures.get(0).map_or("", |all| all.as_str()).trim();
        let written = if captures.name("attached").is_some() && power.is_none() { digits.as_str() } else { whole };
        for (index, readings) in readings(digits.as_str()).into_iter().enumerate() {
            let mut worth: Vec<Worth> = Vec::new();
            let power = power.filter(|_| index == 0 || digits.as_str().contains(','));
            if let Some((power, sure)) = power {
                worth.extend(readings.iter().cloned().map(|worth| worth.times(power)));
                if !sure {
                    worth.extend(readings.iter().cloned());
                }
            } else {
                worth.extend(readings);
            }
            found.push(Figure { written: written.to_owned(), worth, percent });
        }
    }
    found
}

/// The power of ten behind the digits, and whether it is sure to be one (千 may begin 千克).
fn multiplier(captures: &regex::Captures<'_>) -> Option<(i32, bool)> {
    if let Some(word) = captures.name("word") {
        let power = match word.as_str().to_lowercase().as_str() {
            "hundred" => 2,
            "thousand" => 3,
            "million" | "mln" => 6,
            "billion" | "bn" => 9,
            _ => 12,
        };
        return Some((power, true));
    }
    if let Some(han) = captures.name("han") {
        return Some(match han.as_str() {
            "百" => (2, true),
            "千" => (3, false),
            "万" => (4, true),
            "十万" => (5, true),
            "百万" => (6, true),
            "千万" => (7, true),
            "亿" => (8, true),
            "十亿" => (9, true),
            "百亿" => (10, true),
            "千亿" => (11, true),
            _ => (12, true),
        });
    }
    captures.name("attached").map(|letter| match letter.as_str() {
        "k" | "K" => (3, false),
        "m" | "M" => (6, false),
        "b" | "B" => (9, false),
        _ => (4, false),
    })
}

/// Digits of other widths, and signs beside them, as ASCII has them.
pub(super) fn narrow(text: &str) -> String {
    let narrow = |c: char| match c {
        '０'..='９' => char::from_u32(u32::from(c) - u32::from('０') + u32::from('0')).unwrap_or(c),
        '．' => '.',
        '％' => '%',
        c => c,
    };
    text.chars().map(narrow).collect()
}

/// `K8s`, `node_1`, but not `7x24`.
fn is_in_a_name(before: &str) -> bool {
    let times = before.strip_suffix(['x', 'X']).is_some_and(|rest| rest.ends_with(|c: char| c.is_ascii_digit()));
    !times && before.ends_with(|c: char| c.is_ascii_alphabetic() || c == '_')
}

fn numbers_a_list(before: &str, after: &str) -> bool {
    let line = before.rsplit('\n').next().unwrap_or(before);
    let behind = after.strip_prefix(['.', ')', '、', '）']);
    line.trim().is_empty() && behind.is_some_and(|behind| !behind.starts_with(|c: char| c.is_ascii_digit()))
}

/// The numbers that digits and separators make: mostly one, several for a list without blanks (`1,2,3`).
fn readings(digits: &str) -> Vec<Vec<Worth>> {
    let groups: Vec<&str> = digits.split(['.', ',']).collect();
    let signs: Vec<char> = digits.chars().filter(|c| !c.is_ascii_digit()).collect();
    let whole = |digits: &str| digits.parse().ok().map(Worth::whole);
    let in_threes = groups[1..].iter().all(|group| group.len() == 3) && groups[0].len() <= 3;
    let together = || whole(&groups.concat());
    let one = |worth: Vec<Option<Worth>>| vec![worth.into_iter().flatten().collect::<Vec<_>>()];
    match (&signs[..], in_threes) {
        ([], _) => one(vec![whole(digits)]),
        (['.'], true) => one(vec![Worth::of_decimal(groups[0], groups[1]), together()]),
        (['.'], false) => one(vec![Worth::of_decimal(groups[0], groups[1])]),
        ([',', ..], true) if signs.iter().all(|sign| *sign == ',') => one(vec![together()]),
        ([','], false) => {
            let decimal = Worth::of_decimal(groups[0], groups[1]);
            groups.iter().map(|group| whole(group).into_iter().chain(decimal.clone()).collect()).collect()
        }
        (['.', ..], _) if signs.iter().all(|sign| *sign == '.') => {
            let mut worth = vec![Worth::Version(digits.to_owned())];
            worth.extend(together().filter(|_| in_threes));
            vec![worth]
        }
        // Thousands by one sign, decimals by the other, last one.
        ([thousands @ .., last], _) if thousands.iter().all(|sign| sign != last) => {
            let (before, part) = digits.rsplit_once(*last).unwrap_or((digits, ""));
            one(vec![Worth::of_decimal(&before.replace(['.', ','], ""), part)])
        }
        _ => groups.iter().map(|group| whole(group).into_iter().collect()).collect(),
    }
}
