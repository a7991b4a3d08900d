//! The HTML under construction: what all templates of the site's pages need.

use std::borrow::Cow;

use frontmatter::{Kind, Node};

use super::markdown::markdownify;
use super::value::{as_text, is_empty, printed};
use super::{Marks, escape};
use crate::page::{Id, IdTree};
use crate::side_by_side::numbered;
use crate::site::Markup;

/// HTML being written, under a site's settings.
pub(super) struct Html<'a> {
    pub(super) out: String,
    pub(super) markup: &'a Markup,
    marks: Marks<'a>,
}

/// A node, the names in it, and where it is: `owner` and `keys` as in a place.
#[derive(Clone)]
pub(super) struct Here<'a> {
    pub(super) node: Option<Node<'a>>,
    pub(super) ids: &'a IdTree,
    pub(super) owner: Id,
    /// From the owner down, as far as templates look; empty behind that.
    keys: [&'a str; 3],
    in_list: bool,
}

/// Outside lists Hugo does not care about the case of keys; inside, it does.
fn value_of<'a>(map: Node<'a>, key: &str, any_case: bool) -> Option<Node<'a>> {
    let same = |found: &str| found.to_lowercase() == key.to_lowercase();
    let exact = map.get(key);
    if !any_case || exact.is_some() {
        return exact;
    }
    map.entries().rev().find(|(found, _)| same(found)).map(|(_, node)| node)
}

impl<'a> Html<'a> {
    pub(super) fn new(markup: &'a Markup, marks: Marks<'a>) -> Self {
        Html { out: String::new(), markup, marks }
    }

    pub(super) fn root(&self, root: Node<'a>) -> Here<'a> {
        let ids = match self.marks {
            Marks::On(ids) => ids,
            Marks::Off => &IdTree::Leaf,
        };
        Here { node: Some(root), ids, owner: Id::PAGE, keys: [""; 3], in_list: false }
    }

    pub(super) fn raw(&mut self, html: &str) {
        self.out.push_str(html);
    }

    pub(super) fn is_marked(&self) -> bool {
        matches!(self.marks, Marks::On(_))
    }

    /// The items of a list, each made by itself.
    pub(super) fn items<'n>(&mut self, list: &Here<'n>, item: impl Fn(&mut Html<'a>, &Here<'n>) + Sync) {
        let items: Vec<_> = list.items().collect();
        let made = numbered(items.len(), |index| {
            let mut html = Html::new(self.markup, self.marks);
            items.get(index).into_iter().for_each(|here| item(&mut html, here));
            html.out
        });
        self.out.extend(made);
    }

    /// The mark of an element that shows a field.
    pub(super) fn place(&mut self, here: &Here<'_>) {
        if let Marks::On(_) = self.marks {
            self.out.push_str(" data-place=\"");
            self.out.push_str(&here.owner.0.to_string());
            for key in here.keys.iter().filter(|key| !key.is_empty()) {
                self.out.push('/');
                escape::text(key, &mut self.out);
            }
            self.out.push('"');
        }
    }

    /// The mark of an element that stands for a part.
    pub(super) fn part(&mut self, key: &str) {
        if let Marks::On(_) = self.marks {
            self.out.push_str(&format!(" data-part=\"{key}\""));
        }
    }

    pub(super) fn text(&mut self, here: &Here<'_>) {
        escape::text(&here.printed(), &mut self.out);
    }

    /// A field's Markdown. Browsers end the `<p>` around it where a list or the like begins: so that has the mark, too.
    pub(super) fn markdown(&mut self, here: &Here<'_>) {
        let start = self.out.len();
        markdownify(&here.as_text(), self.markup, &mut self.out);
        if self.is_marked()
            && let Some(name) = block_name(&self.out[start..])
        {
            let made = self.out.split_off(start);
            let (before, after) = made.split_at(name);
            self.out.push_str(before);
            self.place(here);
            self.out.push_str(after);
        }
    }

    pub(super) fn url(&mut self, here: &Here<'_>) {
        escape::url(&here.printed(), &mut self.out);
    }
}

/// Where the name of the block ends that `html` begins with; none when it begins with text.
fn block_name(html: &str) -> Option<usize> {
    const BLOCKS: [&str; 15] =
        ["p", "ol", "ul", "dl", "pre", "div", "table", "blockquote", "hr", "h1", "h2", "h3", "h4", "h5", "h6"];
    let name = html.strip_prefix('<')?;
    let end = name.find(|c: char| !c.is_ascii_alphanumeric())?;
    BLOCKS.contains(&&name[..end]).then_some(end + 1)
}

impl<'a> Here<'a> {
    pub(super) fn get(&self, key: &'static str) -> Here<'a> {
        let map = self.node.filter(|node| node.kind() == Kind::Map);
        let node = map.and_then(|map| value_of(map, key, !self.in_list));
        let key = node.and_then(|node| node.key()).unwrap_or(key);
        let mut keys = self.keys;
        if let Some(free) = keys.iter_mut().find(|key| key.is_empty()) {
            *free = key;
        }
        Here { node, ids: self.ids.get(key), owner: self.owner, keys, in_list: self.in_list }
    }

    /// The items that `range` goes through.
    pub(super) fn items(&self) -> impl Iterator<Item = Here<'a>> + use<'a> {
        let ids = self.ids;
        let list = self.node.filter(|node| node.kind() == Kind::Seq);
        list.into_iter().flat_map(|list| list.items()).enumerate().map(move |(index, node)| {
            let (owner, ids) = ids.item(index);
            Here { node: Some(node), ids, owner, keys: [""; 3], in_list: true }
        })
    }

    pub(super) fn item(&self, index: usize) -> Option<Here<'a>> {
        let node = self.node?.item(index)?;
        let (owner, ids) = self.ids.item(index);
        Some(Here { node: Some(node), ids, owner, keys: [""; 3], in_list: true })
    }

    /// Whether `with` takes it.
    pub(super) fn is_there(&self) -> bool {
        self.node.is_some_and(|node| !is_empty(node))
    }

    pub(super) fn is_map(&self) -> bool {
        self.node.is_some_and(|node| node.kind() == Kind::Map)
    }

    /// What a filter gets.
    pub(super) fn as_text(&self) -> Cow<'a, str> {
        self.node.and_then(as_text).unwrap_or_default()
    }

    pub(super) fn printed(&self) -> Cow<'a, str> {
        self.node.map(printed).unwrap_or_default()
    }
}
