//! The way from the root to a node.

/// One step of a path: into a mapping by key, into a list by index.
///
/// ```
/// use frontmatter::Step;
/// assert_eq!([Step::from("key"), Step::from(0)], [Step::Key("key".into()), Step::Index(0)]);
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Step {
    /// A key of a mapping.
    Key(String),
    /// An index in a list, from 0.
    Index(usize),
}

impl From<&str> for Step {
    fn from(key: &str) -> Self {
        Step::Key(key.to_owned())
    }
}

impl From<String> for Step {
    fn from(key: String) -> Self {
        Step::Key(key)
    }
}

impl From<usize> for Step {
    fn from(index: usize) -> Self {
        Step::Index(index)
    }
}

/// A path from keys and indices.
///
/// ```
/// use frontmatter::{path, Step};
/// assert_eq!(path!["list", 0], vec![Step::from("list"), Step::from(0)]);
/// ```
#[macro_export]
macro_rules! path {
    ($($step:expr),* $(,)?) => { ::std::vec::Vec::<$crate::Step>::from([$($crate::Step::from($step)),*]) };
}

/// `section2/listLeft/0`, for words to people.
pub(crate) fn show(path: &[Step]) -> String {
    if path.is_empty() {
        return "the front matter".to_owned();
    }
    let steps: Vec<String> = path
        .iter()
        .map(|step| match step {
            Step::Key(key) => key.clone(),
            Step::Index(index) => index.to_string(),
        })
        .collect();
    steps.join("/")
}
