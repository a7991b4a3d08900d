//! The list page: a card per case, logos by industry.

use super::case::field;
use super::escape;
use super::page::{Here, Html};

pub(super) fn main(html: &mut Html<'_>, root: &Here<'_>, cards: bool) {
    html.raw("<main class='main-section'>\n");
    if root.get("section1").is_there() || html.is_marked() {
        banner(html, root);
    }
    html.raw("<section class=\"section-2\">\n");
    let section = root.get("section2");
    if section.is_there() {
        html.raw("    <ul class=\"cases-ul common-layout\">\n");
        if cards {
            html.items(&section.get("caseList"), |html, item| card(html, &section, item));
        }
        html.raw("    </ul>\n");
        below_cards(html, &section);
    }
    html.raw("</section>\n");
    logos(html, root);
    html.raw("</main>\n");
}

/// Nothing without `section1`; only where parts are marked its element stays, so that it can be found.
pub(super) fn banner(html: &mut Html<'_>, root: &Here<'_>) {
    let section = root.get("section1");
    html.raw("<section class=\"section-1 bg-cover\"");
    html.part("banner");
    html.raw(" style='background-image: url(\"");
    html.url(&section.get("topImage"));
    html.raw("\");'>\n    <div class=\"title-div common-layout\">\n");
    if section.is_there() {
        field(html, "        ", "h1 class=\"title-center-h1\"", &section.get("title"));
        field(html, "        ", "p class=\"common-p\"", &section.get("content"));
    }
    html.raw("    </div>\n</section>\n");
}

/// `section` has the words of its link.
pub(super) fn card(html: &mut Html<'_>, section: &Here<'_>, card: &Here<'_>) {
    html.raw("            <li");
    html.part(&format!("block-{}", card.owner.0));
    html.raw(">\n");
    late_image(html, None, &card.get("icon"));
    field(html, "                ", "p class=\"title-p\"", &card.get("content"));
    let address = card.get("link");
    html.raw("                <div>\n");
    link(html, &address, &section.get("tip"), &address);
    html.raw("                </div>\n            </li>\n");
}

/// The picture below the cards stands for the part that all cards have in common.
pub(super) fn below_cards(html: &mut Html<'_>, section: &Here<'_>) {
    late_image(html, Some("cards"), &section.get("icon"));
}

pub(super) fn logos(html: &mut Html<'_>, root: &Here<'_>) {
    html.raw("<section class=\"section-3\"");
    html.part("logos");
    html.raw(">\n");
    let section = root.get("section3");
    if section.is_there() {
        industries(html, &section);
    }
    html.raw("</section>\n");
}

fn industries(html: &mut Html<'_>, section: &Here<'_>) {
    field(html, "    ", "h2 class=\"title-black-h2 common-layout\"", &section.get("title"));
    html.raw("    <div class=\"common-layout\">\n        <ul id=\"case-group\">\n");
    field(html, "            ", "li class=\"active\"", &section.get("tip"));
    for industry in section.get("caseType").items() {
        let name = industry.get("name");
        named_item(html, &name);
        html.place(&name);
        html.raw(">");
        html.text(&name);
        html.raw("</li>\n");
    }
    html.raw("        </ul>\n        <ul id=\"case-children\">\n");
    for industry in section.get("caseType").items() {
        for logo in industry.get("children").items() {
            named_item(html, &industry.get("name"));
            html.raw(">\n");
            late_image(html, None, &logo.get("icon"));
            html.raw("            </li>\n");
        }
    }
    html.raw("        </ul>\n");
    let bottom = section.get("bottomContent");
    if bottom.is_there() {
        let (content, words) = (bottom.get("content"), bottom.get("linkContent"));
        html.raw("        <p");
        html.place(&content);
        html.raw(">");
        html.text(&content);
        html.raw(" ");
        link(html, &bottom.get("link"), &words, &words);
        html.raw("</p>\n");
    }
    html.raw("    </div>\n");
    late_image(html, None, &section.get("icon"));
}

/// The start of an item that the site's script finds by the name of its industry.
fn named_item(html: &mut Html<'_>, industry: &Here<'_>) {
    html.raw("            <li data-name=\"");
    html.text(industry);
    html.raw("\"");
}

/// A link that shows the field `shown`.
fn link(html: &mut Html<'_>, address: &Here<'_>, words: &Here<'_>, shown: &Here<'_>) {
    html.raw("<a class=\"common-green-a\" href=\"");
    html.url(address);
    html.raw("\"");
    html.place(shown);
    html.raw(">");
    html.text(words);
    html.raw("</a>");
}

/// A picture that the site's script loads when it comes into view.
fn late_image(html: &mut Html<'_>, part: Option<&str>, address: &Here<'_>) {
    html.raw("<img data-src=\"");
    escape::url(&rooted(&address.as_text()), &mut html.out);
    html.raw("\" alt=\"\"");
    if let Some(part) = part {
        html.part(part);
    }
    html.place(address);
    html.raw(">\n");
}

/// An address as Hugo's `relURL` gives it: the site's own from its root, without `//`, `.` and `..`.
fn rooted(address: &str) -> String {
    if address.starts_with("http") || address.starts_with("//") {
        return address.to_owned();
    }
    let mut steps: Vec<&str> = Vec::new();
    for step in address.split('/') {
        match step {
            "" | "." => {}
            ".." => drop(steps.pop()),
            step => steps.push(step),
        }
    }
    let end = if address.ends_with('/') && !steps.is_empty() { "/" } else { "" };
    format!("/{}{end}", steps.join("/"))
}
