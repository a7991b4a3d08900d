//! `cases/*.txt`: `%% name`, then the front matter's lines under `=== base`, `=== mine` and `=== theirs`, and what is to
//! come of them: `=== merged` (where nobody has chosen), `=== conflicts` (`place: base | mine | theirs`, `–` for nothing),
//! `=== chosen mine` (all conflicts decided so), or `=== apart`.

use std::collections::HashMap;

use casebook::document::merge::{Conflict, Merged, Side, merge};
use frontmatter::Step;

const CASES: [&str; 3] =
    [include_str!("cases/fields.txt"), include_str!("cases/items.txt"), include_str!("cases/oddities.txt")];

fn page(lines: &str) -> String {
    // A case that says where its front matter ends has more than front matter.
    if lines.contains("---\n") { lines.to_owned() } else { format!("---\n{lines}---\n") }
}

fn told(conflict: &Conflict) -> String {
    let step = |step: &Step| match step {
        Step::Key(key) => key.clone(),
        Step::Index(index) => index.to_string(),
    };
    let path = conflict.path.iter().map(step).collect::<Vec<_>>().join("/");
    let shown = |side: &Option<String>| side.as_deref().unwrap_or("–").replace('\n', " / ");
    format!("{path}: {} | {} | {}", shown(&conflict.base), shown(&conflict.mine), shown(&conflict.theirs))
}

#[test]
fn every_case_comes_out_as_it_says() {
    let mut count = 0;
    for case in CASES.iter().flat_map(|file| file.split("%% ").skip(1)) {
        let (name, rest) = case.split_once('\n').unwrap();
        let parts: HashMap<&str, &str> =
            rest.split("=== ").skip(1).map(|part| part.split_once('\n').unwrap()).collect();
        let text = |part: &str| {
            page(&format!(
                "{}\n",
                parts.get(part).unwrap_or_else(|| panic!("{name}: no {part}")).trim_end_matches('\n')
            ))
        };
        let base = text("base");
        let side = |part: &str| if parts.contains_key(part) { text(part) } else { base.clone() };
        let (mine, theirs) = (side("mine"), side("theirs"));
        count += 1;
        match merge(&base, &mine, &theirs, &[]) {
            Merged::Apart => assert!(parts.contains_key("apart"), "{name}: nothing came of it"),
            Merged::Together { text: merged, conflicts } => {
                assert!(!parts.contains_key("apart"), "{name}: {merged}");
                assert_eq!(merged, text("merged"), "{name}");
                let told: Vec<String> = conflicts.iter().map(told).collect();
                let wanted: Vec<&str> =
                    parts.get("conflicts").map(|part| part.trim().lines().collect()).unwrap_or_default();
                assert_eq!(told, wanted, "{name}");
                let choose = |side| merge(&base, &mine, &theirs, &vec![Some(side); conflicts.len()]);
                let theirs_chosen = Merged::Together { text: merged, conflicts: conflicts.clone() };
                assert_eq!(choose(Side::Theirs), theirs_chosen, "{name}: where nobody chooses, theirs stands");
                if parts.contains_key("chosen mine") {
                    assert_eq!(choose(Side::Mine), Merged::Together { text: text("chosen mine"), conflicts }, "{name}");
                }
            }
        }
    }
    assert!(count >= 25, "{count} cases were found");
}
