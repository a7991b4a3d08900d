//! Texts out to agencies and back: XLIFF 1.2 and 2.1, tables.

use casebook::page::{Id, Place};
use casebook::translation::exchange::{PageTexts, Plan, Returned, Version, plan, read, table, tmx, xliff};
use casebook::translation::{Role, State, Text, Unit};

const VERSIONS: [Version; 2] = [Version::Xliff12, Version::Xliff21];

fn unit(role: Role, path: &str, source: &str, target: &str, state: State) -> Unit {
    let text =
        |text: &str| Text { place: Place::new(Id::PAGE, []), path: path.to_owned(), role, text: text.to_owned() };
    Unit { role, source: Some(text(source)), target: Some(text(target)), state, made_from: None }
}

/// Texts with what texts hold: codes, the same text twice, signs of XML, line breaks, characters XML cannot hold.
pub(crate) fn units() -> Vec<Unit> {
    let mut units = vec![
        unit(Role::Company, "section1/title", "青鹭 & 伙伴 <上海>", "Qinglu & Partners <Shanghai>", State::Done),
        unit(
            Role::Paragraph,
            "a/0",
            "用**强**的[文档](https://a.cn/?a=1&b=2 \"题\")，\n`kubectl`",
            "Use **strong** [docs](https://a.io/?a=1&b=2),\n`kubectl`",
            State::Review,
        ),
        unit(Role::Paragraph, "a/1", "![图](/images/a.png)<b>快</b><br>见https://a.cn/ *三*", "", State::Missing),
        unit(Role::BlockTitle, "b/0/title", "背景", "Background", State::Done),
        unit(Role::BlockTitle, "b/1/title", "背景", "The background", State::Review),
        unit(Role::Paragraph, "a/2", "  坏\u{1}字符\r\n换行 ~~旧~~\t", "  bad\u{1}\r\nline ~~old~~\t", State::Same),
        unit(Role::Paragraph, "a/3", "平台有 300 台服务器。", "It has 200 servers.", State::Stale),
    ];
    units[6].made_from = Some("平台有 200 台服务器。".to_owned());
    units
}

pub(crate) fn page(units: &[Unit]) -> PageTexts {
    PageTexts::of("content/zh/case/青鹭.md", "zh", "en", units)
}

fn back(version: Version, page: &PageTexts) -> Returned {
    let mut all = read(xliff(version, std::slice::from_ref(page)).as_bytes()).unwrap();
    assert_eq!(all.len(), 1);
    all.remove(0)
}

fn afters(plan: &Plan) -> Vec<(usize, &str)> {
    plan.changes.iter().map(|change| (change.unit, change.after.as_str())).collect()
}

#[test]
fn out_and_in_again_changes_nothing() {
    let page = page(&units());
    for version in VERSIONS {
        let plan = plan(&back(version, &page), &page);
        assert_eq!((plan.changes.len(), plan.told.len()), (0, 0), "{version:?} {plan:#?}");
        assert_eq!((plan.unchanged, plan.untranslated), (6, 1), "{version:?}");
    }
}

/// What an agency does: each source's codes stay, its words become others.
fn translated(xml: &str) -> String {
    let mut out = String::new();
    let mut rest = xml;
    while let Some(start) = rest.find("<source>") {
        let end = rest[start..].find("</source>").unwrap() + start + "</source>".len();
        out += &rest[..end];
        let source = &rest[start + "<source>".len()..end - "</source>".len()];
        rest = &rest[end..];
        // Not what the program before said.
        if out.trim_end().ends_with("</alt-trans>") || out.rfind("<alt-trans") > out.rfind("</alt-trans>") {
            continue;
        }
        if let Some(after) = rest.trim_start().strip_prefix("<target") {
            rest = after.split_once("</target>").unwrap().1;
        }
        let mut in_tag = false;
        let words: String = source
            .chars()
            .map(|c| {
                in_tag = c == '<' || in_tag && c != '>';
                if !in_tag && is_han(c) { 'x' } else { c }
            })
            .collect();
        out += &format!("<target>{words}</target>");
    }
    out + rest
}

fn is_han(c: char) -> bool {
    matches!(u32::from(c), 0x4E00..=0x9FFF)
}

#[test]
fn what_the_agency_wrote_is_what_is_taken_in() {
    let page = page(&units());
    for version in VERSIONS {
        let sent = xliff(version, std::slice::from_ref(&page));
        let returned = read(translated(&sent).as_bytes()).unwrap();
        let plan = plan(&returned[0], &page);
        assert_eq!(plan.told, [], "{version:?}");
        let expected: Vec<(usize, String)> = units()
            .iter()
            .enumerate()
            .map(|(at, unit)| (at, unit.source_text().unwrap()))
            .map(|(at, source)| {
                let words: String = source.chars().map(|c| if is_han(c) && c != '题' { 'x' } else { c }).collect();
                (at, words.replace("https://a.cn/?", "https://a.io/?").replace(" \"题\"", ""))
            })
            .collect();
        let got: Vec<(usize, String)> = afters(&plan).into_iter().map(|(at, text)| (at, text.to_owned())).collect();
        assert_eq!(got, expected, "{version:?}");
    }
}

#[test]
fn texts_are_found_when_blocks_moved_and_stale_ones_are_told_from_what() {
    let before = units();
    let sent = page(&before);
    let mut now = before.clone();
    now.reverse();
    for (at, unit) in now.iter_mut().enumerate() {
        unit.source.as_mut().unwrap().path = format!("moved/{at}");
    }
    // One source was changed meanwhile, one is gone.
    let changed = now.iter_mut().find(|unit| unit.role == Role::Company).unwrap();
    changed.source.as_mut().unwrap().text = "青鹭 & 伙伴们 <上海>".to_owned();
    now.retain(|unit| unit.state != State::Same);
    for version in VERSIONS {
        let returned = read(translated(&xliff(version, std::slice::from_ref(&sent))).as_bytes()).unwrap();
        let plan = plan(&returned[0], &page(&now));
        let codes: Vec<&str> = plan.told.iter().map(|told| told.code.as_str()).collect();
        assert_eq!(codes, ["unknownText"], "{version:?}");
        let changed = plan.changes.iter().find(|change| change.source.contains("伙伴们")).unwrap();
        assert_eq!(
            (changed.after.as_str(), changed.made_from.as_deref()),
            ("xx & xx <xx>", Some("青鹭 & 伙伴 <上海>"))
        );
        assert_eq!(plan.changes.len(), 6, "{version:?}");
    }
}

#[test]
fn damage_is_told_text_by_text_and_the_rest_is_taken_in() {
    let page = page(&units());
    let sent = xliff(Version::Xliff12, std::slice::from_ref(&page));
    let came = translated(&sent);
    // The second text: a code is lost; the third: one is torn in two and one is new.
    let lost = came.replacen("<target>x<g id=\"1\" ctype=\"bold\" equiv-text=\"**…**\">x</g>", "<target>x", 1);
    assert_ne!(lost, came);
    let plan_of = |xml: &str| plan(&read(xml.as_bytes()).unwrap()[0], &page);
    let told = plan_of(&lost);
    assert_eq!((told.told[0].code.as_str(), told.told[0].params["codes"].as_str()), ("codeMissing", "**…**"));
    assert!(told.told[0].line > 5);
    assert_eq!(told.changes.len(), 6);
    let unknown = came.replacen("<target>x<g id=\"1\"", "<target>x<g id=\"77\"", 1);
    assert_eq!(plan_of(&unknown).told[0].code, "codeUnknown");
    let twice = came.replacen("<target>x<g id=\"1\"", "<target><x id=\"3\"/>x<g id=\"1\"", 1);
    assert_eq!(plan_of(&twice).told[0].code, "codeRepeated");
    let typed = came.replacen("<target>x<g id=\"1\"", "<target>**y** x<g id=\"1\"", 1);
    assert_eq!(plan_of(&typed).told[0].code, "otherMarks");
    let other = PageTexts { page: "content/zh/case/b.md".to_owned(), segments: vec![], ..page.clone() };
    let another = PageTexts::of("b.md", "zh", "en", &[unit(Role::Company, "x", "别的公司", "Other", State::Done)]);
    assert_eq!(plan(&read(came.as_bytes()).unwrap()[0], &another).told[0].code, "otherPage");
    assert_eq!(
        plan(&read(came.as_bytes()).unwrap()[0], &PageTexts { to: "tr".to_owned(), ..other }).told[0].code,
        "otherLanguages"
    );
    let broken = read(came.replacen("</body>", "", 1).as_bytes()).unwrap_err();
    assert_eq!(broken.code(), "brokenXml");
    assert_eq!(read(b"<tmx/>").unwrap_err().code(), "otherXml");
    assert_eq!(read(b"<xliff version='3.0'/>").unwrap_err().code(), "xliffVersion");
}

/// Programs rewrite codes in their own ways.
#[test]
fn codes_come_back_in_the_forms_of_other_programs() {
    let page = page(&units());
    for (xml, expected) in [
        (
            "<xliff version='1.2'><file original='content/zh/case/青鹭.md' source-language='zh-CN' target-language='en-US'><body><trans-unit id='ID'><source>用<g id='1'>强</g>的<g id='2'>文档</g>，\n<x id='3'/></source><target state='final'>The <bpt id='2'>[</bpt>manual<ept id='2'>]</ept> is <bx id='1'/><mrk mtype='term'>good</mrk><ex id='1'/> <ph id='3'>x</ph></target></trans-unit></body></file></xliff>",
            "The [manual](https://a.io/?a=1&b=2) is **good** `kubectl`",
        ),
        (
            "<xliff xmlns='urn:oasis:names:tc:xliff:document:2.0' version='2.0' srcLang='zh-CN' trgLang='en-US'><file id='f' original='content/zh/case/青鹭.md'><unit id='ID'><segment state='final'><source>用<pc id='1'>强</pc>的</source><target>It is <sc id='1'/>good<ec startRef='1'/>.</target></segment><ignorable><source> </source></ignorable><segment state='reviewed'><source><pc id='2'>文档</pc>，<ph id='3'/></source><target><pc id='2'>Manual</pc> <ph id='3'/></target></segment></unit></file></xliff>",
            "It is **good**. [Manual](https://a.io/?a=1&b=2) `kubectl`",
        ),
    ] {
        let xml = xml.replace("ID", &page.segments[1].id);
        let plan = plan(&read(xml.as_bytes()).unwrap()[0], &page);
        assert_eq!(plan.told, []);
        assert_eq!((plan.changes[0].after.as_str(), plan.changes[0].good), (expected, true));
    }
}

struct Words;

impl table::Words for Words {
    fn headings(&self) -> [String; 8] {
        ["页面", "名称", "位置", "原文", "译文", "状态", "原文（旧）", "意见"].map(str::to_owned)
    }
    fn state(&self, state: State) -> String {
        format!("{state:?}")
    }
}

#[test]
fn a_table_comes_back_and_no_cell_is_a_formula() {
    let mut units = units();
    units.push(unit(Role::Paragraph, "z", "=1+1，\"甲\"", "=HYPERLINK(\"x\")", State::Done));
    units.push(unit(Role::Paragraph, "y", "- 一\n- 二", "'=x", State::Done));
    let page = page(&units);
    let text = table::write(std::slice::from_ref(&page), &Words);
    assert!(
        text.starts_with("\u{feff}\"页面\",")
            && text.contains("\"'=HYPERLINK(\"\"x\"\")\"")
            && text.contains("\"'- 一\n- 二\"")
    );
    let plan_of = |text: &str| plan(&table::read(text, "zh", "en")[0], &page);
    let same = plan_of(&text);
    assert_eq!((same.changes.len(), same.told.len(), same.untranslated), (0, 0, 1), "{same:#?}");
    let changed = text.replace("The background", "Where it began");
    assert_eq!(afters(&plan_of(&changed)), [(4, "Where it began")]);
    assert_eq!(table::read("a;b;c\nd;e;f\n", "zh", "en"), []);
}

/// Whatever comes back, nothing panics.
#[test]
fn damaged_files_are_told_or_taken_in_but_never_stop_the_program() {
    let page = page(&units());
    let mut seed = 1_u64;
    let mut random = |below: usize| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (seed >> 33) as usize % below.max(1)
    };
    let mut taken = 0;
    for version in VERSIONS {
        let good = translated(&xliff(version, std::slice::from_ref(&page))).into_bytes();
        let bits: [&[u8]; 10] = [
            b"<g id=\"1\">",
            b"</g>",
            b"<x id=\"2\"/>",
            b"<pc id=\"3\">",
            b"</target>",
            b"&",
            b"]]>",
            b"<!--",
            b"\xff",
            b"<source>",
        ];
        for _ in 0..300 {
            let mut bytes = good.clone();
            for _ in 0..=random(3) {
                let at = random(bytes.len());
                match random(4) {
                    0 => bytes.truncate(at),
                    1 => drop(bytes.splice(at..(at + random(40)).min(bytes.len()), [])),
                    2 => drop(bytes.splice(at..at, bits[random(bits.len())].iter().copied())),
                    _ => bytes[at] = u8::try_from(random(256)).unwrap(),
                }
                if bytes.is_empty() {
                    break;
                }
            }
            if let Ok(returned) = read(&bytes) {
                taken += returned.iter().map(|returned| plan(returned, &page).changes.len()).sum::<usize>();
            }
            let _ = tmx::read(&bytes);
            let _ = table::read(&String::from_utf8_lossy(&bytes), "zh", "en");
        }
    }
    assert!(taken > 30, "too much is broken to tell: {taken}");
}
