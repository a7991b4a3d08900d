//! Pages like the real ones, only longer.

/// Blocks of the long page.
pub(crate) const BLOCKS: usize = 2000;
/// Paragraphs of a block that nobody has divided.
pub(crate) const ITEMS: usize = 300;

pub(crate) const HEAD: &str =
    "---\ntitle: 长页\nsection1:\n  title: 长页公司\n  content: 一句话的介绍。\nsection2:\n  listLeft:\n";
pub(crate) const TAIL: &str = "  rightPart:\n    icon:\n    list:\n      - title: 行业\n        content: 测试\n---\n";

pub(crate) fn many_blocks() -> String {
    let mut text = HEAD.to_owned();
    for number in 0..BLOCKS {
        text.push_str(&format!(
            "    - title: 第 {number} 块\n      contentList:\n        - content: 这一块说明第 {number} 步做了什么，**为什么**这样做，以及[效果](https://example.org/{number})如何；字数与真实页面相近，足够让浏览器排上两三行。\n        - content: 第二段更短一些。\n      image:\n\n"
        ));
    }
    text + TAIL
}

pub(crate) fn many_items() -> String {
    let item = |number| {
        format!(
            "        - content: 第 {number} 段说明这一步做了什么，**为什么**这样做，以及效果如何，字数与真实页面相近。\n"
        )
    };
    let items: String = (0..ITEMS).map(item).collect();
    format!("{HEAD}    - title: 一块\n      contentList:\n{items}{TAIL}")
}
