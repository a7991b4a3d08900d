//! File names of cases: made from a company's name, and what is wrong with one.
//!
//! A name is Latin letters, small, with digits and hyphens: it is a part of the page's address, and a file on every
//! system. It counts as taken when any language has it, in whatever capitals.

use pinyin::ToPinyin;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::site::Site;

/// Longer names are refused; the system's own limit is in bytes of the whole path.
pub const LONGEST: usize = 80;
/// What is suggested is shorter.
const LONGEST_SUGGESTED: usize = 48;

/// Legal forms, which no name needs.
const FORMS: &[&str] = &[
    "股份有限公司",
    "有限责任公司",
    "有限公司",
    "集团公司",
    "公司",
    "co., ltd.",
    "co., ltd",
    "co.,ltd.",
    "co.,ltd",
    ", inc.",
    " inc.",
    " ltd.",
    " llc",
    " gmbh",
];

/// Words that end a Chinese company's name and read better apart from it.
const TAILS: &[&str] = &[
    "科技", "技术", "网络", "信息", "软件", "数据", "智能", "银行", "保险", "证券", "金融", "物流", "快递", "教育",
    "医疗", "能源", "电力", "汽车", "生鲜", "集团", "股份", "通信", "电子", "云",
];

/// Words that sound otherwise than their characters do alone.
const SOUNDS: &[(&str, &str)] = &[
    ("银行", "yinhang"),
    ("商行", "shanghang"),
    ("央行", "yanghang"),
    ("分行", "fenhang"),
    ("行业", "hangye"),
    ("行情", "hangqing"),
    ("重庆", "chongqing"),
    ("重构", "chonggou"),
    ("重塑", "chongsu"),
    ("重新", "chongxin"),
    ("长安", "changan"),
    ("长城", "changcheng"),
    ("长春", "changchun"),
    ("长电", "changdian"),
    ("长飞", "changfei"),
    ("长虹", "changhong"),
    ("长江", "changjiang"),
    ("长乐", "changle"),
    ("长隆", "changlong"),
    ("长青", "changqing"),
    ("长荣", "changrong"),
    ("长三角", "changsanjiao"),
    ("长沙", "changsha"),
    ("长兴", "changxing"),
    ("长鑫", "changxin"),
    ("长园", "changyuan"),
    ("长远", "changyuan"),
    ("长征", "changzheng"),
    ("长治", "changzhi"),
    ("成都", "chengdu"),
    ("首都", "shoudu"),
    ("大都会", "daduhui"),
    ("都江堰", "dujiangyan"),
    ("都市", "dushi"),
    ("厦门", "xiamen"),
    ("朝阳", "chaoyang"),
    ("音乐", "yinyue"),
    ("乐器", "yueqi"),
    ("会计", "kuaiji"),
    ("率先", "shuaixian"),
    ("了解", "liaojie"),
    ("还呗", "huanbei"),
    ("薄荷", "bohe"),
    ("弹性", "tanxing"),
    ("空调", "kongtiao"),
    ("协调", "xietiao"),
    ("调味", "tiaowei"),
    ("供给", "gongji"),
    ("西藏", "xizang"),
    ("宝藏", "baozang"),
    ("蚌埠", "bengbu"),
    ("六安", "luan"),
    ("番禺", "panyu"),
    ("单县", "shanxian"),
];

/// Names that a system keeps for itself, or that mean something to Hugo.
const RESERVED: &[&str] = &["con", "prn", "aux", "nul", "index", "_index", "page"];

/// Why a name cannot be a case's.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NameFault {
    /// Nothing is there.
    #[error("a name is needed")]
    Empty,
    /// Longer than [`LONGEST`].
    #[error("a name has at most {LONGEST} letters")]
    TooLong,
    /// Something else than `a`–`z`, digits and hyphens.
    #[error("{bad:?} cannot be in a name")]
    Characters {
        /// The first of them.
        bad: char,
    },
    /// A hyphen at an end.
    #[error("a name neither begins nor ends with a hyphen")]
    Hyphen,
    /// A system, or Hugo, has it for itself.
    #[error("{name} is a name that systems keep for themselves")]
    Reserved {
        /// The name.
        name: String,
    },
    /// There is a page or a folder of this name.
    #[error("{name} is there already ({languages})")]
    Taken {
        /// The name.
        name: String,
        /// The languages that have it, by their own names.
        languages: String,
    },
}

/// A name for a company's case that is free in all languages; empty when nothing of the company's name can be in one.
pub fn suggest(site: &Site, company: &str) -> String {
    let name = from_company(company);
    if name.is_empty() {
        return name;
    }
    let free = |name: &String| fault(site, name, None).is_none();
    let numbered = (2..10_000).map(|number| format!("{name}-{number}"));
    std::iter::once(name.clone()).chain(numbered).find(free).unwrap_or(name)
}

/// What is wrong with a name. A case keeps its own, in other capitals if need be: `of` is its present one.
pub fn fault(site: &Site, name: &str, of: Option<&str>) -> Option<NameFault> {
    let is_own = |name: &str| of.is_some_and(|of| of.to_lowercase() == name);
    written(name).or_else(|| {
        if is_own(name) {
            return None;
        }
        let having: Vec<&str> = site
            .case_languages()
            .filter(|language| site.names_taken(language).contains(name))
            .map(|language| language.name.as_str())
            .collect();
        let languages = having.join(", ");
        (!having.is_empty()).then(|| NameFault::Taken { name: name.to_owned(), languages })
    })
}

/// What is wrong with a name on any site.
fn written(name: &str) -> Option<NameFault> {
    let numbered =
        |prefix: &str| name.strip_prefix(prefix).is_some_and(|n| n.len() == 1 && n.as_bytes()[0].is_ascii_digit());
    if name.is_empty() {
        return Some(NameFault::Empty);
    }
    if RESERVED.contains(&name.to_lowercase().as_str()) || numbered("com") || numbered("lpt") {
        return Some(NameFault::Reserved { name: name.to_owned() });
    }
    if let Some(bad) = name.chars().find(|c| !matches!(c, 'a'..='z' | '0'..='9' | '-')) {
        return Some(NameFault::Characters { bad });
    }
    if name.starts_with('-') || name.ends_with('-') {
        return Some(NameFault::Hyphen);
    }
    (name.len() > LONGEST).then_some(NameFault::TooLong)
}

/// `图菱（成都）科技有限公司` → `tuling-keji`.
fn from_company(company: &str) -> String {
    let mut text = without_brackets(&company.trim().to_lowercase());
    while let Some(form) = FORMS.iter().find(|form| text.len() > form.len() && text.ends_with(*form)) {
        text.truncate(text.len() - form.len());
    }
    let mut words: Vec<String> = Vec::new();
    let (mut latin, mut chinese) = (String::new(), String::new());
    for c in text.nfkd().filter(|c| !is_combining_mark(*c) && !matches!(c, '\'' | '’')).chain([' ']) {
        if c.to_pinyin().is_some() {
            push(&mut words, &mut latin);
            chinese.push(c);
            continue;
        }
        push_chinese(&mut words, &mut chinese);
        match c {
            'a'..='z' | '0'..='9' => latin.push(c),
            _ => push(&mut words, &mut latin),
        }
    }
    let mut name = String::new();
    for word in words {
        if !name.is_empty() && name.len() + 1 + word.len() > LONGEST_SUGGESTED {
            break;
        }
        if !name.is_empty() {
            name.push('-');
        }
        name.push_str(&word);
    }
    name.truncate(LONGEST_SUGGESTED);
    name
}

fn push(words: &mut Vec<String>, word: &mut String) {
    if !word.is_empty() {
        words.push(std::mem::take(word));
    }
}

/// A run of Chinese is one word, but for what companies' names end in.
fn push_chinese(words: &mut Vec<String>, run: &mut String) {
    let mut rest = std::mem::take(run);
    let mut tails = Vec::new();
    while let Some(tail) = TAILS.iter().find(|tail| rest.len() > tail.len() && rest.ends_with(*tail)) {
        rest.truncate(rest.len() - tail.len());
        tails.push(*tail);
    }
    for part in std::iter::once(rest.as_str()).chain(tails.into_iter().rev()) {
        push(words, &mut sound(part));
    }
}

fn sound(mut run: &str) -> String {
    let mut sound = String::new();
    while let Some(c) = run.chars().next() {
        let word = SOUNDS.iter().find(|(word, _)| run.starts_with(word));
        let (length, said) = match word {
            Some((word, said)) => (word.len(), *said),
            None => (c.len_utf8(), c.to_pinyin().map_or("", |sound| sound.plain())),
        };
        sound.push_str(said);
        run = &run[length..];
    }
    // ü is written v in names.
    sound.replace('ü', "v")
}

fn without_brackets(text: &str) -> String {
    let mut depth = 0_u32;
    let outside: String = text
        .chars()
        .filter(|c| match c {
            '(' | '（' => {
                depth += 1;
                false
            }
            ')' | '）' => {
                depth = depth.saturating_sub(1);
                false
            }
            _ => depth == 0,
        })
        .collect();
    // A name that is all brackets is better than none.
    if outside.trim().is_empty() { text.to_owned() } else { outside }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_come_from_companies() {
        for (company, name) in [
            ("图菱（成都）科技有限公司", "tuling-keji"),
            ("中通快递", "zhongtong-kuaidi"),
            ("SegmentFault 思否", "segmentfault-sifou"),
            ("Café Société, Inc.", "cafe-societe"),
            ("Macy’s R&D", "macys-r-d"),
            ("Maxnerva Technology Services Co., Ltd.", "maxnerva-technology-services"),
            ("绿米", "lvmi"),
            ("招商银行股份有限公司", "zhaoshang-yinhang"),
            ("成都银行", "chengdu-yinhang"),
            ("四川长虹电器", "sichuanchanghongdianqi"),
            ("科技", "keji"),
            ("７－Ｅｌｅｖｅｎ", "7-eleven"),
            ("(Acme)", "acme"),
            ("Компания", ""),
            ("  ", ""),
        ] {
            assert_eq!(from_company(company), name, "{company}");
        }
        let long = from_company(&"北京".repeat(60));
        assert!(long.len() <= LONGEST_SUGGESTED && written(&long).is_none());
    }

    #[test]
    fn names_that_no_system_can_hold() {
        for (name, fault) in [
            ("", NameFault::Empty),
            ("con", NameFault::Reserved { name: "con".into() }),
            ("LPT1", NameFault::Characters { bad: 'L' }),
            ("com7", NameFault::Reserved { name: "com7".into() }),
            ("_index", NameFault::Reserved { name: "_index".into() }),
            ("acme.", NameFault::Characters { bad: '.' }),
            ("a/b", NameFault::Characters { bad: '/' }),
            ("a b", NameFault::Characters { bad: ' ' }),
            ("Acme", NameFault::Characters { bad: 'A' }),
            ("图菱", NameFault::Characters { bad: '图' }),
            ("-a", NameFault::Hyphen),
            ("a-", NameFault::Hyphen),
        ] {
            assert_eq!(written(name), Some(fault), "{name}");
        }
        assert_eq!(written(&"a".repeat(LONGEST + 1)), Some(NameFault::TooLong));
        assert_eq!(written("com10"), None);
    }
}
