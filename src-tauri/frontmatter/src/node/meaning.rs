//! What a node means, as a value of its own.

use super::Node;
use crate::resolve::Meaning;
use crate::tree::Form;
use crate::value::Value;

impl Node<'_> {
    /// What the node means. Aliases are followed, but a document gives at most a million values (then `Null` stands
    /// for the rest): a few lines of aliases can mean more than fits any memory. Merge keys are kept as a key `<<`.
    ///
    /// ```
    /// # use frontmatter::*;
    /// let page = FrontMatter::parse("---\n- 1\n- x\n---\n")?;
    /// assert_eq!(page.root().to_value(), Value::Seq(vec![Value::Int(1), "x".into()]));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn to_value(&self) -> Value {
        let mut budget = 1_000_000;
        self.value(&mut budget, 0)
    }

    fn value(&self, budget: &mut usize, depth: usize) -> Value {
        if *budget == 0 || depth > 512 {
            return Value::Null;
        }
        *budget -= 1;
        match &self.tree.form {
            Form::Alias => self.target().map_or(Value::Null, |t| t.value(budget, depth + 1)),
            Form::Seq { .. } => Value::Seq(self.items().map(|n| n.value(budget, depth + 1)).collect()),
            Form::Map { .. } => {
                let mut map: Vec<(String, Value)> = Vec::with_capacity(self.len());
                for (key, node) in self.entries() {
                    map.push((key.to_owned(), node.value(budget, depth + 1)));
                }
                Value::Map(last_wins(map))
            }
            Form::Empty | Form::Scalar { .. } => match self.meaning() {
                Meaning::Null => Value::Null,
                Meaning::Bool(b) => Value::Bool(b),
                Meaning::Int(n) => Value::Int(n),
                Meaning::Float(x) => Value::Float(x),
                Meaning::Text => Value::String(self.text().unwrap_or_default().into_owned()),
            },
        }
    }
}

/// Of keys that are there twice, the last stays, at its own place.
fn last_wins(mut map: Vec<(String, Value)>) -> Vec<(String, Value)> {
    let mut seen = std::collections::HashSet::new();
    let mut keep: Vec<bool> = map.iter().rev().map(|(k, _)| seen.insert(k.clone())).collect();
    keep.reverse();
    let mut keep = keep.into_iter();
    map.retain(|_| keep.next().unwrap_or(true));
    map
}
