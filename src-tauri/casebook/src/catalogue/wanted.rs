//! What is looked for in texts, and the places where it stands.

use std::ops::Range;

use regex::{Regex, RegexBuilder};
use serde::Deserialize;
use ts_rs::TS;

use crate::language::{goes_without_blanks, is_mark};

/// What is looked for.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, TS)]
#[ts(export_to = "bindings.ts")]
pub struct Wanted {
    /// The letters, as they are.
    pub find: String,
    /// Whether capitals count.
    pub capitals: bool,
    /// Whether only whole words count. Chinese and Japanese have no blanks between words: beside their characters every
    /// word is whole.
    pub words: bool,
}

impl Wanted {
    /// What finds it. None for an empty text.
    pub(super) fn pattern(&self) -> Option<Pattern> {
        let letters = RegexBuilder::new(&regex::escape(&self.find)).case_insensitive(!self.capitals).build();
        letters.ok().filter(|_| !self.find.is_empty()).map(|letters| Pattern { letters, words: self.words })
    }
}

/// Finds a text in others.
pub(super) struct Pattern {
    letters: Regex,
    words: bool,
}

impl Pattern {
    /// Where it stands, in order; no place begins within another.
    pub(super) fn places(&self, text: &str) -> impl Iterator<Item = Range<usize>> {
        let mut from = 0;
        std::iter::from_fn(move || {
            loop {
                let found = self.letters.find_at(text, from)?.range();
                if !self.words || is_whole(text, &found) {
                    from = found.end;
                    return Some(found);
                }
                // What is whole may begin within what is not.
                from = found.start + text[found.start..].chars().next().map_or(1, char::len_utf8);
            }
        })
    }
}

/// Whether no word goes on over an edge of a place.
fn is_whole(text: &str, found: &Range<usize>) -> bool {
    let goes_on = |at: usize| {
        let (before, after) = text.split_at(at);
        let is_letter = |c: char| (c.is_alphanumeric() || is_mark(c)) && !goes_without_blanks(c);
        before.ends_with(is_letter) && after.starts_with(is_letter)
    };
    !goes_on(found.start) && !goes_on(found.end)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    #[track_caller]
    fn found(find: &str, words: bool, text: &str) -> String {
        let pattern = Wanted { find: find.to_owned(), capitals: false, words }.pattern().unwrap();
        let mut marked = text.to_owned();
        for place in pattern.places(text).collect::<Vec<_>>().into_iter().rev() {
            marked.replace_range(place.clone(), &format!("[{}]", &text[place]));
        }
        marked
    }

    #[test]
    fn whole_words_end_where_no_letter_or_digit_goes_on() {
        let whole = |find, text| found(find, true, text);
        assert_eq!(whole("20", "20 in 2012, 120; 20, 20%"), "[20] in 2012, 120; [20], [20]%");
        assert_eq!(whole("K8", "K8s, k8 and K8"), "K8s, [k8] and [K8]");
        assert_eq!(whole("cloud", "clouds _cloud_ (Cloud) cloud-native"), "clouds _[cloud]_ ([Cloud]) [cloud]-native");
        assert_eq!(whole("caf", "café cafe\u{301} caf"), "café cafe\u{301} [caf]");
        assert_eq!(whole("cafe", "cafe\u{301} cafe"), "cafe\u{301} [cafe]");
        assert_eq!(whole("облако", "облако облаков"), "[облако] облаков");
    }

    #[test]
    fn characters_that_stand_without_blanks_are_no_edge() {
        let whole = |find, text| found(find, true, text);
        assert_eq!(whole("KubeSphere", "使用KubeSphere平台"), "使用[KubeSphere]平台");
        assert_eq!(whole("KubeSphere", "サーバーKubeSphereで KubeSpheres"), "サーバー[KubeSphere]で KubeSpheres");
        assert_eq!(whole("20", "2012年20个"), "2012年[20]个");
        assert_eq!(whole("云", "云平台的云"), "[云]平台的[云]");
        assert_eq!(whole("云K", "多云K 云K8"), "多[云K] 云K8");
    }

    #[test]
    fn what_is_whole_may_begin_within_what_is_not() {
        assert_eq!(found("a a", true, "xa a a"), "xa [a a]");
        assert_eq!(found("a a", false, "xa a a"), "x[a a] a");
    }
}
