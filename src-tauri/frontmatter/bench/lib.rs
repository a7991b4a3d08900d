//! Pages to measure on.

/// A case page with as many blocks as asked for; 15 make 11 KB, as a usual page has.
pub fn page(blocks: usize) -> String {
    let mut text = String::from(
        "---\ntitle: 图灵\ndescription:\n\ncss: scss/case-detail.scss\n\nsection1:\n  title: 图灵\n  content: 一句话说清这家公司。\n\nsection2:\n  listLeft:\n",
    );
    for n in 0..blocks {
        text.push_str(&format!(
            "    - title: '第 {n} 节'\n      contentList:\n        - content: {}\n        - content: {}\n        - specialContent:\n            text: 小标题 {n}\n            level: 3\n      image: https://example.org/images/case/{n}.png\n\n",
            "平台上线以后，交付时间从两周缩短到一天，故障也少了一半。".repeat(4),
            "We moved every service, one by one, and kept both systems running side by side. ".repeat(3).trim_end(),
        ));
    }
    text.push_str(
        "  rightPart:\n    icon: /images/case/logo.png\n    list:\n      - title: 行业\n        content: 互联网\n---\n",
    );
    text
}
