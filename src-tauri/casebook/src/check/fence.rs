//! A line of three dashes within the fields of a page: what stands below it is not read.

use frontmatter::FrontMatter;

use super::problem::{Level, Problem, problem};
use super::shape;
use crate::page::Spot;

/// Larger pages, in bytes, are not read once more without the dashes.
const LARGEST: usize = 1024 * 1024;

/// Told at the dashes, where the body that they begin is made of fields.
pub(super) fn stray(front: &FrontMatter, root: &Spot<'_>, found: &mut Vec<Problem>) {
    let Some(node) = root.node.filter(|_| has_fields(front.body())) else { return };
    let told = problem(Level::Warning, "strayFence", &[], None, node).at_byte(front, front.yaml().end);
    found.push(if without_stray(front).is_some() { told } else { told.without_mend() });
}

/// The page without the dashes, where it can be read so.
pub(crate) fn without_stray(front: &FrontMatter) -> Option<String> {
    let (head, rest) = front.text().split_at_checked(front.yaml().end)?;
    let (dashes, below) = rest.split_once('\n')?;
    if dashes.trim_end() != "---" || front.text().len() > LARGEST {
        return None;
    }
    let text = format!("{head}{below}");
    FrontMatter::parse(text.as_str()).ok().filter(|front| !has_fields(front.body())).map(|_| text)
}

/// Whether a line of a body names a field of ours. Code in a body may.
fn has_fields(body: &str) -> bool {
    let mut code = false;
    body.lines().any(|line| {
        let line = line.trim_start();
        code ^= line.starts_with("```") || line.starts_with("~~~");
        let field = line.trim_start_matches("- ").trim_start().split_once(':');
        let named = |(key, rest): (&str, &str)| {
            (rest.is_empty() || rest.starts_with(char::is_whitespace))
                && shape::ALL.iter().any(|keys| keys.contains(&key))
        };
        !code && field.is_some_and(named)
    })
}
