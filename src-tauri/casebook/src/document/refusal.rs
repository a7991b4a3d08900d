//! Why a deed was not done. The document is as before.

use frontmatter::EditError;

/// A refused deed.
#[derive(Debug, thiserror::Error)]
pub enum Refusal {
    /// What it was meant for is not there any more.
    #[error("this part of the page is not there any more")]
    Gone,
    /// Something else stands where a list or a group is needed.
    #[error("something else stands where a list is needed")]
    NotAList,
    /// The page cannot be read; only its text can be edited.
    #[error("the page cannot be read; edit it as text")]
    Unreadable,
    /// It has no form: front matter of another kind or none, or more than a form can bear.
    #[error("the page has no form; edit it as text")]
    NoForm,
    /// The text does not read as the form shows it: a fault of ours.
    #[error("the text does not read as the form shows it ({0})")]
    Astray(String),
    /// The file's text cannot carry it.
    #[error(transparent)]
    Edit(EditError),
}
