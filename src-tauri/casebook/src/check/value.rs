//! Values that mean something else than they look like: `yes` is true, `010` is 8, a group is no text.

use frontmatter::{Kind, Style};

use super::comment;
use super::problem::{Level, Problem, problem};
use crate::page::Spot;
use crate::render::{is_empty, printed};

/// What the site does with a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Use {
    /// Prints it.
    Printed,
    /// Prints it unless it is empty, zero or false.
    Guarded,
    /// The same, and takes nothing but a single value.
    Single,
}

/// A value that is shown as text: no group, and shown as it is written, all of it.
pub(super) fn text(spot: &Spot<'_>, used: Use, found: &mut Vec<Problem>) {
    let Some(node) = spot.node.filter(|_| !comment::cuts(spot, found)) else { return };
    let place = || Some(spot.place());
    match node.kind() {
        Kind::Map | Kind::Seq if node.is_empty() && used != Use::Printed => {}
        Kind::Map | Kind::Seq => {
            let level = if used == Use::Single { Level::Error } else { Level::Warning };
            found.push(problem(level, "notAText", &[], place(), node));
        }
        Kind::Null if !matches!(node.raw(), "" | "~") => {
            // Where a value may well be missing, the word is most often meant as the site takes it.
            let level = if used == Use::Guarded { Level::Hint } else { Level::Warning };
            found.push(problem(level, "readAsNothing", &[("written", node.raw())], place(), node));
        }
        Kind::Bool | Kind::Int | Kind::Float if node.style() == Style::Plain => {
            let shown = printed(node);
            let written = node.raw();
            if used != Use::Printed && is_empty(node) {
                found.push(problem(Level::Warning, "readAsNothing", &[("written", written)], place(), node));
            } else if shown != written {
                let params = [("written", written), ("shown", &shown)];
                found.push(problem(Level::Warning, "readAs", &params, place(), node));
            }
        }
        _ => {}
    }
}
