//! Mends for pages that are valid YAML and still not what was meant. Which keys are known is for the caller to say.

use super::Mend;
use super::line::{key_with_wide_colon, key_without_blank, narrowed};
use crate::document::FrontMatter;
use crate::kind::Kind;
use crate::patch::Splice;
use crate::path::Step;
use crate::tree::{Form, Quote};
use crate::write;

/// `- content:text` is a text; with a blank behind its `:` it is a key and its value.
///
/// ```
/// use frontmatter::{FrontMatter, mend, path};
/// let page = FrontMatter::parse("---\nlist:\n  - content:words\n---\n")?;
/// let mend = mend::space_after_colon(&page, &path!["list", 0]).unwrap();
/// assert_eq!(mend.apply(page.text()).as_deref(), Some("---\nlist:\n  - content: words\n---\n"));
/// # Ok::<(), frontmatter::ParseError>(())
/// ```
pub fn space_after_colon(page: &FrontMatter, path: &[Step]) -> Option<Mend> {
    let node = page.node(path)?;
    if !matches!(node.tree.form, Form::Scalar { style: Quote::Plain, .. }) {
        return None;
    }
    let key = key_without_blank(node.raw())?;
    let behind = node.span().start + key.len() + 1;
    let mend = Mend::of(page.text(), "spaceAfterColon", vec![Splice { range: behind..behind, text: " ".to_owned() }])?;
    let mended = FrontMatter::parse(mend.apply(page.text())?).ok()?;
    (mended.node(path)?.kind() == Kind::Map).then(|| mend.with("key", key))
}

/// `- content：text` is a text; with `: ` for its `：` it is a key and its value.
///
/// ```
/// use frontmatter::{FrontMatter, mend, path};
/// let page = FrontMatter::parse("---\nlist:\n  - content：words\n---\n")?;
/// let mend = mend::narrow_colon(&page, &path!["list", 0]).unwrap();
/// assert_eq!(mend.apply(page.text()).as_deref(), Some("---\nlist:\n  - content: words\n---\n"));
/// # Ok::<(), frontmatter::ParseError>(())
/// ```
pub fn narrow_colon(page: &FrontMatter, path: &[Step]) -> Option<Mend> {
    let node = page.node(path)?;
    if !matches!(node.tree.form, Form::Scalar { style: Quote::Plain, .. }) {
        return None;
    }
    let colon = node.span().start + key_with_wide_colon(node.raw())?.len();
    let splice = narrowed(page.text(), colon..colon + '：'.len_utf8());
    let mend = Mend::of(page.text(), "narrowColon", vec![splice])?.with("lines", 1);
    let mended = FrontMatter::parse(mend.apply(page.text())?).ok()?;
    (mended.node(path)?.kind() == Kind::Map).then_some(mend)
}

/// Gives a key another name, for one that is misspelled. `None` when the new name is there already.
///
/// ```
/// use frontmatter::{FrontMatter, mend, path};
/// let page = FrontMatter::parse("---\ncontetn: words\n---\n")?;
/// let mend = mend::rename_key(&page, &path!["contetn"], "content").unwrap();
/// assert_eq!(mend.apply(page.text()).as_deref(), Some("---\ncontent: words\n---\n"));
/// # Ok::<(), frontmatter::ParseError>(())
/// ```
pub fn rename_key(page: &FrontMatter, path: &[Step], name: &str) -> Option<Mend> {
    let (_, parent) = path.split_last()?;
    let node = page.node(path)?;
    let holder = page.node(parent)?;
    if holder.get(name).is_some() || name.contains('\n') {
        return None;
    }
    let old = node.key()?.to_owned();
    let text = write::text(name, holder.tree.is_flow(), Quote::Plain);
    let mend = Mend::of(page.text(), "renameKey", vec![Splice { range: node.key_span()?, text }])?;
    let mended = FrontMatter::parse(mend.apply(page.text())?).ok()?;
    let new = mended.node(parent)?.get(name)?;
    (new.to_value() == node.to_value()).then(|| mend.with("key", old).with("name", name))
}

/// Of a key that is there more than once, takes away all but the last, which is the one that counts.
///
/// ```
/// use frontmatter::{FrontMatter, mend, path};
/// let page = FrontMatter::parse("---\nimage: a\nimage: b\n---\n")?;
/// let mend = mend::drop_earlier(&page, &path!["image"]).unwrap();
/// assert_eq!(mend.apply(page.text()).as_deref(), Some("---\nimage: b\n---\n"));
/// # Ok::<(), frontmatter::ParseError>(())
/// ```
pub fn drop_earlier(page: &FrontMatter, path: &[Step]) -> Option<Mend> {
    let (_, parent) = path.split_last()?;
    let node = page.node(path)?;
    let key = node.key()?;
    let splices = crate::edit::earlier(page, page.node(parent)?, key)?;
    let mend = Mend::of(page.text(), "dropEarlier", splices)?;
    let mended = FrontMatter::parse(mend.apply(page.text())?).ok()?;
    (mended.root().to_value() == page.root().to_value()).then(|| mend.with("key", key))
}

/// A text that a ` #` cuts off, as a whole: with what stands behind it as a comment, in quotes.
///
/// ```
/// use frontmatter::{FrontMatter, mend, path};
/// let page = FrontMatter::parse("---\nfact: Ranked #1\n---\n")?;
/// let mend = mend::quote_comment(&page, &path!["fact"]).unwrap();
/// assert_eq!(mend.apply(page.text()).as_deref(), Some("---\nfact: 'Ranked #1'\n---\n"));
/// # Ok::<(), frontmatter::ParseError>(())
/// ```
pub fn quote_comment(page: &FrontMatter, path: &[Step]) -> Option<Mend> {
    let node = page.node(path)?;
    let comment = node.comment_span()?;
    let (text, start) = match &node.tree.form {
        Form::Empty => (String::new(), comment.start),
        Form::Scalar { style: Quote::Plain, .. } => (node.text()?.into_owned(), node.span().start),
        _ => return None,
    };
    let whole = match text.is_empty() {
        true => page.text().get(comment.clone())?.to_owned(),
        false => text + page.text().get(node.span().end..comment.end)?,
    };
    let splice = Splice { range: start..comment.end, text: write::text(&whole, false, Quote::Single) };
    let mend = Mend::of(page.text(), "quote", vec![splice])?;
    let mended = FrontMatter::parse(mend.apply(page.text())?).ok()?;
    (mended.node(path)?.text()? == whole).then_some(mend)
}
