//! A case page: banner, right panel, blocks.

use super::escape;
use super::page::{Here, Html};
use crate::page::{BlockKind, block_kind};

pub(super) fn main(html: &mut Html<'_>, root: &Here<'_>, blocks: bool) {
    html.raw("<main class='main-section'>\n");
    if root.get("section1").is_there() || html.is_marked() {
        banner(html, root);
    }
    html.raw("<section class='section-2'>\n");
    let section2 = root.get("section2");
    if section2.is_there() || html.is_marked() {
        html.raw("  <div class=\"common-layout\">\n");
        panel(html, root);
        html.raw("    <ul class='ul-left'>\n");
        if blocks {
            html.items(&section2.get("listLeft"), block);
        }
        html.raw("    </ul>\n  </div>\n  <img src=\"/images/common/hexagon.svg\" alt=\"\">\n");
    }
    html.raw("</section>\n</main>\n");
}

/// Nothing without `section1`; only where parts are marked its element stays, so that it can be found.
pub(super) fn banner(html: &mut Html<'_>, root: &Here<'_>) {
    html.raw("<section class=\"section-1 bg-cover\"");
    html.part("banner");
    html.raw(" style='background-image: url(\"/images/case/case-detail-bg.png\");'>\n");
    let section = root.get("section1");
    if section.is_there() {
        html.raw("    <div class=\"common-layout\">\n");
        field(html, "        ", "h1 class=\"title-h1\"", &section.get("title"));
        field(html, "        ", "p class=\"common-p\"", &section.get("content"));
        html.raw("    </div>\n");
    }
    html.raw("</section>\n");
}

pub(super) fn panel(html: &mut Html<'_>, root: &Here<'_>) {
    html.raw("    <div");
    html.part("panel");
    html.raw(">\n");
    let panel = root.get("section2").get("rightPart");
    if panel.is_there() {
        html.raw("      ");
        image(html, &panel.get("icon"));
        html.raw("\n      <ul class='ul-right'>\n");
        for row in panel.get("list").items() {
            html.raw("        <li>\n");
            field(html, "          ", "p class='p1'", &row.get("title"));
            field(html, "          ", "p class='p2'", &row.get("content"));
            html.raw("        </li>\n");
        }
        html.raw("      </ul>\n");
    }
    html.raw("    </div>\n");
}

pub(super) fn block(html: &mut Html<'_>, block: &Here<'_>) {
    html.raw("        <li");
    html.part(&format!("block-{}", block.owner.0));
    html.raw(">\n");
    match block.node.map_or(BlockKind::Text, block_kind) {
        BlockKind::Results => {
            html.raw("            <ul>\n");
            for item in block.get("contentList").items() {
                html.raw("              <li>\n");
                field(html, "                ", "p", &item.get("content"));
                html.raw("              </li>\n");
            }
            html.raw("            </ul>\n");
        }
        BlockKind::Quote => {
            html.raw("            <div>\n");
            field(html, "              ", "p class='p1'", &block.get("content"));
            field(html, "              ", "p class='p2'", &block.get("author"));
            html.raw("              <img src=\"/images/case/ic-quote-right.svg\" alt=\"\">\n            </div>\n");
        }
        BlockKind::Text => text(html, block),
    }
    html.raw("        </li>\n");
}

fn text(html: &mut Html<'_>, block: &Here<'_>) {
    field(html, "            ", "h2", &block.get("title"));
    for item in block.get("contentList").items().filter(Here::is_map) {
        special(html, &item.get("specialContent"));
        let content = item.get("content");
        if content.is_there() {
            html.raw("                  <p");
            html.place(&content);
            html.raw(">");
            html.markdown(&content);
            html.raw("</p>\n");
        }
    }
    let picture = block.get("image");
    if picture.is_there() {
        html.raw("                ");
        image(html, &picture);
        html.raw("\n");
    }
}

/// A heading, a link or a line. A heading is in a link even when it has no address.
fn special(html: &mut Html<'_>, special: &Here<'_>) {
    if !special.is_there() {
        return;
    }
    let (link, level, words) = (special.get("link"), special.get("level"), special.get("text"));
    let bold = if special.get("bold").is_there() { "title-bold" } else { "" };
    if !link.is_there() && !level.is_there() {
        field(html, "", &format!("p class=\"{bold}\""), &words);
        return;
    }
    html.raw("<a href=\"");
    html.url(&link);
    html.raw(if link.is_there() { "\" style=\"color: #55bc8a;\"" } else { "\" style=\"\"" });
    html.raw(&format!(" class=\"{bold}\""));
    if !level.is_there() {
        html.place(&words);
        html.raw(">\n        ");
        html.text(&words);
        html.raw("\n</a>\n");
        return;
    }
    let mut heading = "h".to_owned();
    escape::tag_name(&level.printed(), &mut heading);
    html.raw(&format!(">\n        <{heading} style=\""));
    let color = special.get("color");
    if color.is_there() {
        html.raw("color:");
        escape::css_value(&color.printed(), &mut html.out);
        html.raw(";");
    }
    html.raw("\"");
    html.place(&words);
    html.raw(">");
    html.text(&words);
    html.raw(&format!("</{heading}>\n</a>\n"));
}

fn image(html: &mut Html<'_>, address: &Here<'_>) {
    html.raw("<img src=\"");
    html.url(address);
    html.raw("\" alt=\"\"");
    html.place(address);
    html.raw(">");
}

/// An element that shows a field: `open` is its name and attributes.
pub(super) fn field(html: &mut Html<'_>, indent: &str, open: &str, here: &Here<'_>) {
    html.raw(indent);
    html.raw("<");
    html.raw(open);
    html.place(here);
    html.raw(">");
    html.text(here);
    html.raw("</");
    html.raw(open.split(' ').next().unwrap_or(open));
    html.raw(">\n");
}
