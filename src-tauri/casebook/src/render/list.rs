//! The list page: a card per case, logos by industry.

use super::case::field;
use super::escape;
use super::page::{Here, Html};

/// The whole page is one part: it is short, and rarely edited.
pub(super) fn main(html: &mut Html<'_>, root: &Here<'_>) {
    html.raw("<main class='main-section'");
    html.part("other");
    html.raw(">\n");
    banner(html, &root.get("section1"));
    cards(html, &root.get("section2"));
    industries(html, &root.get("section3"));
    html.raw("</main>\n");
}

fn banner(html: &mut Html<'_>, section: &Here<'_>) {
    if !section.is_there() {
        return;
    }
    html.raw("<section class=\"section-1 bg-cover\" style='background-image: url(\"");
    html.url(&section.get("topImage"));
    html.raw("\");'>\n    <div class=\"title-div common-layout\">\n");
    field(html, "        ", "h1 class=\"title-center-h1\"", &section.get("title"));
    field(html, "        ", "p class=\"common-p\"", &section.get("content"));
    html.raw("    </div>\n</section>\n");
}

fn cards(html: &mut Html<'_>, section: &Here<'_>) {
    html.raw("<section class=\"section-2\">\n");
    if !section.is_there() {
        html.raw("</section>\n");
        return;
    }
    html.raw("    <ul class=\"cases-ul common-layout\">\n");
    let tip = section.get("tip");
    for card in section.get("caseList").items() {
        html.raw("            <li>\n                ");
        late_image(html, &card.get("icon"));
        field(html, "                ", "p class=\"title-p\"", &card.get("content"));
        html.raw("                <div>\n                    <a class=\"common-green-a\" href=\"");
        let link = card.get("link");
        html.url(&link);
        html.raw("\"");
        html.place(&link);
        html.raw(">");
        html.text(&tip);
        html.raw("</a>\n                </div>\n            </li>\n");
    }
    html.raw("    </ul>\n    ");
    late_image(html, &section.get("icon"));
    html.raw("</section>\n");
}

fn industries(html: &mut Html<'_>, section: &Here<'_>) {
    html.raw("<section class=\"section-3\">\n");
    if !section.is_there() {
        html.raw("</section>\n");
        return;
    }
    field(html, "    ", "h2 class=\"title-black-h2 common-layout\"", &section.get("title"));
    html.raw("    <div class=\"common-layout\">\n        <ul id=\"case-group\">\n");
    field(html, "            ", "li class=\"active\"", &section.get("tip"));
    for industry in section.get("caseType").items() {
        html.raw("            <li data-name=\"");
        html.text(&industry.get("name"));
        html.raw("\"");
        html.place(&industry.get("name"));
        html.raw(">");
        html.text(&industry.get("name"));
        html.raw("</li>\n");
    }
    html.raw("        </ul>\n        <ul id=\"case-children\">\n");
    for industry in section.get("caseType").items() {
        for logo in industry.get("children").items() {
            html.raw("            <li data-name=\"");
            html.text(&industry.get("name"));
            html.raw("\">\n                ");
            late_image(html, &logo.get("icon"));
            html.raw("            </li>\n");
        }
    }
    html.raw("        </ul>\n");
    let bottom = section.get("bottomContent");
    if bottom.is_there() {
        html.raw("        <p");
        html.place(&bottom.get("content"));
        html.raw(">");
        html.text(&bottom.get("content"));
        html.raw(" <a class=\"common-green-a\" href=\"");
        html.url(&bottom.get("link"));
        html.raw("\"");
        html.place(&bottom.get("linkContent"));
        html.raw(">");
        html.text(&bottom.get("linkContent"));
        html.raw("</a></p>\n");
    }
    html.raw("    </div>\n    ");
    late_image(html, &section.get("icon"));
    html.raw("</section>\n");
}

/// A picture that the site's script loads when it comes into view. Addresses without a scheme are the site's own.
fn late_image(html: &mut Html<'_>, address: &Here<'_>) {
    html.raw("<img data-src=\"");
    let mut path = address.printed().into_owned();
    if !path.contains("://") && !path.starts_with('/') {
        path.insert(0, '/');
    }
    escape::url(&path, &mut html.out);
    html.raw("\" alt=\"\"");
    html.place(address);
    html.raw(">\n");
}
