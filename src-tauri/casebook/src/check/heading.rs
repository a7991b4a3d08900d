//! Headings: the levels the site has a look for, and no level left out on the way down.

use frontmatter::Kind;

use super::problem::{Level, Problem, problem};
use crate::page::Spot;

/// The level of a special item's heading; none where it has none, or no valid one.
fn level_of(special: &Spot<'_>) -> Option<u8> {
    let written = special.get("level")?.text()?;
    written.parse().ok().filter(|level| (2..=6).contains(level))
}

/// Heading levels other than 2 to 6 have no look of their own.
pub(super) fn level(special: &Spot<'_>, found: &mut Vec<Problem>) {
    let spot = special.below("level");
    let Some(node) = spot.node.filter(|node| node.kind() != Kind::Null) else { return };
    if level_of(special).is_none() {
        let written = node.text().unwrap_or_default();
        found.push(problem(Level::Warning, "badLevel", &[("written", &written)], Some(spot.place()), node));
    }
}

/// Levels left out within a block. The block's own heading is of level 2; a block without one goes on where the block
/// above it ended, most often under a heading of level 3.
pub(super) fn jumps(block: &Spot<'_>, found: &mut Vec<Problem>) {
    let mut above = if super::empty::is_blank(&block.below("title")) { 3 } else { 2 };
    for item in block.below("contentList").items() {
        let special = item.below("specialContent");
        let Some(level) = level_of(&special) else { continue };
        if level > above + 1 {
            let spot = special.below("level");
            let params = [("level", &*level.to_string()), ("wanted", &*(above + 1).to_string())];
            found.extend(spot.node.map(|node| problem(Level::Hint, "levelJump", &params, Some(spot.place()), node)));
        }
        above = level;
    }
}
