//! How the site's Markdown is read: the settings of Hugo's goldmark that bear on it.

use super::config::Tree;

/// Settings under `markup.goldmark`; names and meaning are Hugo's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Markup {
    /// `renderer.unsafe`: raw HTML and any link scheme pass through.
    pub unsafe_html: bool,
    /// `renderer.hardWraps`: a line break is a `<br>`.
    pub hard_wraps: bool,
    /// `renderer.xhtml`: `<br />`.
    pub xhtml: bool,
    /// `extensions.typographer`: curly quotes, dashes, ellipses.
    pub typographer: bool,
    /// `extensions.linkify`: bare URLs and e-mail addresses become links.
    pub linkify: bool,
    /// `extensions.linkifyProtocol`: the scheme of `www.` links.
    pub linkify_protocol: String,
    /// `extensions.table`
    pub tables: bool,
    /// `extensions.strikethrough`
    pub strikethrough: bool,
    /// `extensions.taskList`
    pub task_list: bool,
    /// `extensions.definitionList`
    pub definition_list: bool,
    /// `extensions.footnote`
    pub footnotes: bool,
    /// `parser.autoHeadingID`
    pub auto_heading_id: bool,
    /// `parser.autoHeadingIDType`: `github`, `github-ascii` or `blackfriday`.
    pub auto_heading_id_type: String,
    /// `parser.attribute.title`: `{#id .class}` behind headings.
    pub title_attributes: bool,
    /// `parser.attribute.block`: the same below blocks.
    pub block_attributes: bool,
}

impl Markup {
    /// What Hugo does when the site says nothing.
    pub fn hugo() -> Markup {
        Markup {
            unsafe_html: false,
            hard_wraps: false,
            xhtml: false,
            typographer: true,
            linkify: true,
            linkify_protocol: "https".to_owned(),
            tables: true,
            strikethrough: true,
            task_list: true,
            definition_list: true,
            footnotes: true,
            auto_heading_id: true,
            auto_heading_id_type: "github".to_owned(),
            title_attributes: true,
            block_attributes: false,
        }
    }

    /// What the site's configuration says.
    pub(super) fn of(config: &Tree) -> Markup {
        let hugo = Markup::hugo();
        let goldmark = config.get("markup").get("goldmark");
        let (renderer, extensions, parser) =
            (goldmark.get("renderer"), goldmark.get("extensions"), goldmark.get("parser"));
        // From Hugo 0.112 on, typographer is a group with `disable`.
        let typographer = extensions.get("typographer");
        Markup {
            unsafe_html: renderer.get("unsafe").flag(hugo.unsafe_html),
            hard_wraps: renderer.get("hardwraps").flag(hugo.hard_wraps),
            xhtml: renderer.get("xhtml").flag(hugo.xhtml),
            typographer: typographer.flag(!typographer.get("disable").flag(!hugo.typographer)),
            linkify: extensions.get("linkify").flag(hugo.linkify),
            linkify_protocol: extensions.get("linkifyprotocol").text().unwrap_or(hugo.linkify_protocol),
            tables: extensions.get("table").flag(hugo.tables),
            strikethrough: extensions.get("strikethrough").flag(hugo.strikethrough),
            task_list: extensions.get("tasklist").flag(hugo.task_list),
            definition_list: extensions.get("definitionlist").flag(hugo.definition_list),
            footnotes: extensions.get("footnote").flag(hugo.footnotes),
            auto_heading_id: parser.get("autoheadingid").flag(hugo.auto_heading_id),
            auto_heading_id_type: parser.get("autoheadingidtype").text().unwrap_or(hugo.auto_heading_id_type),
            title_attributes: parser.get("attribute").get("title").flag(hugo.title_attributes),
            block_attributes: parser.get("attribute").get("block").flag(hugo.block_attributes),
        }
    }
}

/// Where no site is found: Hugo's defaults with the two settings that case pages are written for.
impl Default for Markup {
    fn default() -> Self {
        Markup { unsafe_html: true, typographer: false, ..Markup::hugo() }
    }
}
