//! Numbers in words: what a digit may have become in a translation.

use std::collections::HashSet;

use super::figure::Worth;
use crate::translation::words::words;

/// All that words of a text can mean as numbers.
pub(super) fn spelled(text: &str) -> HashSet<Worth> {
    let mut found = HashSet::new();
    latin(text, &mut found);
    han(text, &mut found);
    found
}

fn latin(text: &str, found: &mut HashSet<Worth>) {
    let mut sum: Option<u128> = None;
    for word in words(text) {
        let lower = word.text.to_lowercase();
        if let Some((digits, power)) = fraction(&lower) {
            found.insert(Worth::Number(digits, power));
        }
        match (number(&lower), scale(&lower), sum) {
            (Some(number), ..) => {
                found.insert(Worth::whole(number));
                // twenty four
                let whole = sum.filter(|tens| tens % 10 == 0 && number < 10).map_or(number, |tens| tens + number);
                found.insert(Worth::whole(whole));
                sum = Some(whole);
            }
            (None, Some(scale), before) => {
                let whole = before.unwrap_or(1).saturating_mul(scale);
                found.insert(Worth::whole(whole));
                sum = Some(whole);
            }
            _ if lower == "-" || lower == "and" => {}
            _ => sum = None,
        }
    }
}

/// A month may be its number, and `a` may be one.
fn number(word: &str) -> Option<u128> {
    Some(match word {
        "zero" | "no" | "none" | "without" => 0,
        "a" | "an" | "one" | "once" | "first" | "firstly" | "single" | "january" | "jan" | "each" | "every" | "per" => {
            1
        }
        "two" | "twice" | "second" | "secondly" | "both" | "double" | "doubled" | "doubling" | "doubles" | "pair"
        | "dual" | "twofold" | "february" | "feb" => 2,
        "three" | "third" | "thirdly" | "triple" | "tripled" | "threefold" | "march" | "mar" | "thrice" => 3,
        "four" | "fourth" | "fourthly" | "quadruple" | "april" | "apr" => 4,
        "five" | "fifth" | "fivefold" | "may" => 5,
        "six" | "sixth" | "june" | "jun" => 6,
        "seven" | "seventh" | "july" | "jul" => 7,
        "eight" | "eighth" | "august" | "aug" => 8,
        "nine" | "ninth" | "september" | "sep" | "sept" => 9,
        "ten" | "tenth" | "tenfold" | "october" | "oct" => 10,
        "eleven" | "eleventh" | "november" | "nov" => 11,
        "twelve" | "twelfth" | "dozen" | "december" | "dec" => 12,
        "thirteen" | "thirteenth" => 13,
        "fourteen" | "fourteenth" => 14,
        "fifteen" | "fifteenth" => 15,
        "sixteen" | "sixteenth" => 16,
        "seventeen" | "seventeenth" => 17,
        "eighteen" | "eighteenth" => 18,
        "nineteen" | "nineteenth" => 19,
        "twenty" | "twentieth" => 20,
        "thirty" | "thirtieth" => 30,
        "forty" => 40,
        "fifty" | "fiftieth" => 50,
        "sixty" => 60,
        "seventy" => 70,
        "eighty" => 80,
        "ninety" => 90,
        _ => return None,
    })
}

fn scale(word: &str) -> Option<u128> {
    Some(match word {
        "hundred" | "hundreds" | "hundredfold" => 100,
        "thousand" | "thousands" => 1_000,
        "million" | "millions" => 1_000_000,
        "billion" | "billions" => 1_000_000_000,
        "trillion" => 1_000_000_000_000,
        _ => return None,
    })
}

fn fraction(word: &str) -> Option<(u128, i32)> {
    match word {
        "half" | "halved" => Some((5, -1)),
        "quarter" | "quarters" => Some((4, 0)),
        _ => None,
    }
}

fn han(text: &str, found: &mut HashSet<Worth>) {
    let (mut total, mut section, mut digit, mut any): (u128, u128, u128, bool) = (0, 0, 0, false);
    for letter in text.chars().chain(std::iter::once('。')) {
        let value = "〇一二三四五六七八九".chars().position(|c| c == letter).map(|at| at as u128);
        let value = value.or(match letter {
            '零' => Some(0),
            '两' | '双' => Some(2),
            _ => None,
        });
        let power: Option<u128> = match letter {
            '十' => Some(10),
            '百' => Some(100),
            '千' => Some(1_000),
            '万' => Some(10_000),
            '亿' => Some(100_000_000),
            _ => None,
        };
        match (value, power) {
            (Some(value), _) => {
                found.insert(Worth::whole(value));
                digit = value;
                any = true;
            }
            (_, Some(power)) if any || power == 10 => {
                found.insert(Worth::whole(power.saturating_mul(digit.max(1))));
                if power >= 10_000 {
                    total = total.saturating_add((section + digit).max(1).saturating_mul(power));
                    section = 0;
                } else {
                    section += digit.max(1) * power;
                }
                digit = 0;
                any = true;
            }
            _ => {
                if any {
                    found.insert(Worth::whole(total.saturating_add(section + digit)));
                }
                match letter {
                    '半' => {
                        found.insert(Worth::Number(5, -1));
                    }
                    // 三成 is 30 %.
                    '成' | '折' if any => {
                        found.insert(Worth::whole(digit * 10));
                    }
                    '首' | '单' | '每' | '倍' => {
                        found.insert(Worth::whole(1));
                    }
                    _ => {}
                }
                (total, section, digit, any) = (0, 0, 0, false);
            }
        }
    }
}
