//! Why a page could not be read, and why an edit was refused.

use std::collections::BTreeMap;
use std::fmt;

use granit_parser::{ErrorKind, ScanError};

use crate::lines::line_column;

/// What is wrong with a page's front matter. The name of each, in camel case, is its [`ParseError::code`].
///
/// ```
/// use frontmatter::{Fault, FrontMatter};
/// assert_eq!(FrontMatter::parse("+++\ntitle = 1\n+++\n").unwrap_err().fault, Fault::TomlFrontMatter);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Fault {
    /// The page does not start with `---`.
    NoFrontMatter,
    /// The page starts with `+++`: TOML.
    TomlFrontMatter,
    /// The page starts with `{`: JSON.
    JsonFrontMatter,
    /// There is no closing `---`.
    UnclosedFrontMatter,
    /// Two versions of the page, as Git leaves them where it could not put them together.
    TwoVersions,
    /// The page is larger than 32 MiB.
    TooLarge,
    /// More than 100 levels of nesting.
    TooDeep,
    /// The front matter is more than one YAML document.
    SeveralDocuments,
    /// `: ` inside text that has no quotes.
    ColonInText,
    /// A line without the `:` that makes it a key.
    ColonMissing,
    /// No blank behind a `:` or `-`: `key:text`, `-item`.
    MissingBlank,
    /// `：` where a key's `:` belongs.
    WideColon,
    /// A line is indented in a way that fits nothing above it.
    Indentation,
    /// A tab where only blanks may indent.
    Tab,
    /// A character that Hugo takes for the end of a line, in text without quotes.
    LineSeparator,
    /// A quote is opened and never closed.
    UnclosedQuote,
    /// Text stands behind a closed quote.
    TextAfterQuote,
    /// A `[` or `{` is never closed.
    UnclosedBracket,
    /// A bracket, comma or the like where none can stand.
    Bracket,
    /// A `\` escape that does not exist, or not for the site's reader (`\/`).
    Escape,
    /// The line of a `|` or `>` holds something that cannot stand there.
    BlockHeader,
    /// `*name` without an earlier `&name`.
    UnknownAlias,
    /// An anchor or tag that is not written as one.
    AnchorOrTag,
    /// A `- ` where no item can stand.
    Item,
    /// Text that starts with a character that has a meaning of its own, such as `@`, `` ` `` or the `&` of `&nbsp;`.
    Character,
    /// Anything else YAML does not allow.
    Syntax,
    /// A patch was made for another text.
    PatchMisfit,
}

impl Fault {
    /// The name in camel case, as the catalogs of a user interface know it.
    ///
    /// ```
    /// assert_eq!(frontmatter::Fault::ColonInText.code(), "colonInText");
    /// ```
    pub fn code(self) -> &'static str {
        match self {
            Fault::NoFrontMatter => "noFrontMatter",
            Fault::TomlFrontMatter => "tomlFrontMatter",
            Fault::JsonFrontMatter => "jsonFrontMatter",
            Fault::UnclosedFrontMatter => "unclosedFrontMatter",
            Fault::TwoVersions => "twoVersions",
            Fault::TooLarge => "tooLarge",
            Fault::TooDeep => "tooDeep",
            Fault::SeveralDocuments => "severalDocuments",
            Fault::ColonInText => "colonInText",
            Fault::ColonMissing => "colonMissing",
            Fault::MissingBlank => "missingBlank",
            Fault::WideColon => "wideColon",
            Fault::Indentation => "indentation",
            Fault::Tab => "tab",
            Fault::LineSeparator => "lineSeparator",
            Fault::UnclosedQuote => "unclosedQuote",
            Fault::TextAfterQuote => "textAfterQuote",
            Fault::UnclosedBracket => "unclosedBracket",
            Fault::Bracket => "bracket",
            Fault::Escape => "escape",
            Fault::BlockHeader => "blockHeader",
            Fault::UnknownAlias => "unknownAlias",
            Fault::AnchorOrTag => "anchorOrTag",
            Fault::Item => "item",
            Fault::Character => "character",
            Fault::Syntax => "syntax",
            Fault::PatchMisfit => "patchMisfit",
        }
    }

    fn words(self) -> &'static str {
        match self {
            Fault::NoFrontMatter => "the page does not start with `---`, so it has no YAML front matter",
            Fault::TomlFrontMatter => "the front matter is TOML (`+++`), not YAML (`---`)",
            Fault::JsonFrontMatter => "the front matter is JSON (`{`), not YAML (`---`)",
            Fault::UnclosedFrontMatter => "the front matter has no closing `---`",
            Fault::TwoVersions => "two versions of this page were put together without deciding",
            Fault::TooLarge => "the page is larger than 32 MiB",
            Fault::TooDeep => "the front matter is nested more than 100 levels deep",
            Fault::SeveralDocuments => "the front matter is more than one YAML document",
            Fault::ColonInText => "text that holds `: ` needs quotes",
            Fault::MissingBlank => "a blank is missing here, behind a `:` or `-`",
            Fault::WideColon => "`：` stands here where `: ` belongs",
            Fault::ColonMissing => "this line has no `:` that would make it a key",
            Fault::Indentation => "the indentation fits nothing above this line",
            Fault::Tab => "a tab stands where only blanks may indent",
            Fault::LineSeparator => "Hugo takes this character (U+2028, U+2029 or U+0085) for the end of the line",
            Fault::UnclosedQuote => "a quote is opened here and never closed",
            Fault::TextAfterQuote => "text stands behind the closing quote",
            Fault::UnclosedBracket => "a bracket is opened and never closed",
            Fault::Bracket => "a bracket or comma stands where none can",
            Fault::Escape => "this `\\` escape does not exist",
            Fault::BlockHeader => "only an indentation and `+` or `-` may follow `|` or `>` on its line",
            Fault::UnknownAlias => "this `*name` has no earlier `&name`",
            Fault::AnchorOrTag => "this anchor or tag is not complete",
            Fault::Item => "a list item cannot start here",
            Fault::Character => "text that starts with this character needs quotes",
            Fault::Syntax => "this is not valid YAML",
            Fault::PatchMisfit => "the change was made for another text",
        }
    }
}

/// A page that cannot be opened as front matter, and where that shows.
///
/// ```
/// let error = frontmatter::FrontMatter::parse("---\na: b: c\n---\n").unwrap_err();
/// assert_eq!((error.code(), error.line, error.column), ("colonInText", 2, 5));
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ParseError {
    /// What is wrong.
    pub fault: Fault,
    /// The line in the file, from 1.
    pub line: usize,
    /// The column in that line, in characters, from 1.
    pub column: usize,
    /// The same place as a byte offset in the file.
    pub offset: usize,
}

impl ParseError {
    pub(crate) fn new(fault: Fault, text: &str, offset: usize) -> Self {
        let (line, column) = line_column(text, offset);
        ParseError { fault, line, column, offset }
    }

    /// The fault's name for a user interface's catalog.
    ///
    /// ```
    /// let error = frontmatter::FrontMatter::parse("Text").unwrap_err();
    /// assert_eq!(error.code(), "noFrontMatter");
    /// ```
    pub fn code(&self) -> &'static str {
        self.fault.code()
    }

    /// What the catalog's sentence needs: `line` and `column`.
    ///
    /// ```
    /// let error = frontmatter::FrontMatter::parse("---\na: [\n---\n").unwrap_err();
    /// assert_eq!(error.params()["line"], error.line.to_string());
    /// ```
    pub fn params(&self) -> BTreeMap<String, String> {
        BTreeMap::from([("line".to_owned(), self.line.to_string()), ("column".to_owned(), self.column.to_string())])
    }
}

impl fmt::Display for ParseError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}, column {}: {}", self.line, self.column, self.fault.words())
    }
}

impl std::error::Error for ParseError {}

/// The reader's own word on what is wrong, as one of ours.
pub(crate) fn fault_of(error: &ScanError) -> Fault {
    use ErrorKind as K;
    match error.kind() {
        K::RecursionLimitExceeded => Fault::TooDeep,
        K::MappingValueNotAllowed | K::InvalidColonPlacement => Fault::ColonInText,
        K::SimpleKeyExpected | K::InvalidSimpleKey | K::ExpectedFlowMappingSeparator => Fault::ColonMissing,
        K::InvalidIndentation
        | K::ExpectedBlockMappingKey
        | K::ExpectedBlockSequenceEntry
        | K::MappingKeyNotAllowed
        | K::InvalidQuotedScalarIndent
        | K::InvalidFlowScalarIndent
        | K::InvalidBlockScalarIndent => Fault::Indentation,
        K::TabNotAllowed
        | K::TabInBlockIndentation
        | K::TabInIndentation
        | K::TabAtBlockScalarStart
        | K::TabInPlainScalar => Fault::Tab,
        K::UnclosedQuotedScalar | K::DocumentIndicatorInQuotedScalar => Fault::UnclosedQuote,
        K::InvalidTrailingSingleQuotedScalar | K::InvalidTrailingDoubleQuotedScalar => Fault::TextAfterQuote,
        K::UnexpectedEofFlowSequence | K::UnexpectedEofFlowMapping | K::UnexpectedEofImplicitFlowMapping => {
            Fault::UnclosedBracket
        }
        K::MisplacedFlowCollectionEnd
        | K::ExpectedFlowSequenceSeparator
        | K::FlowMappingValueAdjacentCollection
        | K::BlockEntryInFlowCollection
        | K::PlainScalarStartsWithDashFlowIndicator => Fault::Bracket,
        K::UnknownQuotedScalarEscape
        | K::InvalidQuotedScalarHexEscape
        | K::InvalidLowSurrogateHexEscape
        | K::InvalidLowSurrogate
        | K::MissingLowSurrogate
        | K::UnpairedLowSurrogate
        | K::InvalidUnicodeEscape => Fault::Escape,
        K::ZeroBlockScalarIndent | K::InvalidBlockScalarHeader => Fault::BlockHeader,
        K::UnknownAnchor => Fault::UnknownAlias,
        K::UndeclaredTagHandle
        | K::ExpectedTagBang
        | K::InvalidGlobalTagCharacter
        | K::InvalidTagTerminator
        | K::MissingTagUri
        | K::UnclosedVerbatimTag
        | K::InvalidTagEscape
        | K::MissingAnchorOrAliasName => Fault::AnchorOrTag,
        K::BlockSequenceEntryNotAllowed | K::InvalidBlockEntryWhitespace => Fault::Item,
        K::MultipleDocumentsUnsupported | K::MissingDocumentEndBeforeDirective => Fault::SeveralDocuments,
        _ => Fault::Syntax,
    }
}

/// Why an edit was refused; nothing has changed then.
///
/// ```
/// use frontmatter::{Edit, FrontMatter, path};
/// let mut page = FrontMatter::parse("---\na: &x 1\nb: *x\n---\n")?;
/// let error = page.edit(&Edit::Set { path: path!["a"], value: 2.into() }).unwrap_err();
/// assert_eq!((error.code(), error.params()["path"].as_str()), ("anchorInUse", "a"));
/// # Ok::<(), frontmatter::ParseError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum EditError {
    /// Nothing is at this path.
    #[error("there is nothing at {path}")]
    PathNotFound {
        /// The path, as `section2/listLeft/0`.
        path: String,
    },
    /// The path leads to something that is no list.
    #[error("{path} is not a list")]
    NotAList {
        /// The path.
        path: String,
    },
    /// The path asks for a key in something that has no keys.
    #[error("{path} does not hold keys")]
    NotAMapping {
        /// The path.
        path: String,
    },
    /// The list has no such place.
    #[error("{path} has {len} items, so there is no place {index}")]
    IndexOutOfRange {
        /// The list's path.
        path: String,
        /// The index asked for.
        index: usize,
        /// How many items there are.
        len: usize,
    },
    /// The path goes through an alias (`*name`): what is there belongs to another place.
    #[error("{path} is an alias of another place; edit that place instead")]
    InsideAlias {
        /// The path of the alias.
        path: String,
    },
    /// Other places repeat this one by an alias, so they would change, too.
    #[error("{path} is repeated elsewhere by an alias, which would change as well")]
    AnchorInUse {
        /// The path of the anchored node.
        path: String,
    },
    /// The key would come back from a merge key (`<<`).
    #[error("{path} would still come in through a merge key (`<<`)")]
    MergeKey {
        /// The path of the key.
        path: String,
    },
    /// The file is written at this place in a way that cannot be edited without touching more than the edit.
    #[error("{path} is written in a way that cannot be edited here ({reason})")]
    Unsupported {
        /// The path.
        path: String,
        /// One of a few plain English reasons.
        reason: &'static str,
    },
    /// The result did not read as what was asked for, or something else would have changed.
    #[error("the edit of {path} could not be written safely: {reason}")]
    Unsafe {
        /// The path.
        path: String,
        /// What the second reading found.
        reason: String,
    },
}

impl EditError {
    /// The reason's name for a user interface's catalog.
    ///
    /// ```
    /// # use frontmatter::*;
    /// let error = FrontMatter::parse("---\na: 1\n---\n")?.edit(&Edit::Remove { path: path!["b"] }).unwrap_err();
    /// assert_eq!(error.code(), "pathNotFound");
    /// # Ok::<(), ParseError>(())
    /// ```
    pub fn code(&self) -> &'static str {
        match self {
            EditError::PathNotFound { .. } => "pathNotFound",
            EditError::NotAList { .. } => "notAList",
            EditError::NotAMapping { .. } => "notAMapping",
            EditError::IndexOutOfRange { .. } => "indexOutOfRange",
            EditError::InsideAlias { .. } => "insideAlias",
            EditError::AnchorInUse { .. } => "anchorInUse",
            EditError::MergeKey { .. } => "mergeKey",
            EditError::Unsupported { .. } => "unsupportedPlace",
            EditError::Unsafe { .. } => "unsafeEdit",
        }
    }

    /// What the catalog's sentence needs; always `path`.
    ///
    /// ```
    /// # use frontmatter::*;
    /// let error = FrontMatter::parse("---\na: 1\n---\n")?.edit(&Edit::Remove { path: path!["b"] }).unwrap_err();
    /// assert_eq!(error.params()["path"], "b");
    /// # Ok::<(), ParseError>(())
    /// ```
    pub fn params(&self) -> BTreeMap<String, String> {
        let mut params = BTreeMap::new();
        let mut put = |key: &str, value: &dyn ToString| params.insert(key.to_owned(), value.to_string());
        match self {
            EditError::PathNotFound { path }
            | EditError::NotAList { path }
            | EditError::NotAMapping { path }
            | EditError::InsideAlias { path }
            | EditError::AnchorInUse { path }
            | EditError::MergeKey { path } => {
                put("path", path);
            }
            EditError::IndexOutOfRange { path, index, len } => {
                put("path", path);
                put("index", index);
                put("len", len);
            }
            EditError::Unsupported { path, reason } => {
                put("path", path);
                put("reason", reason);
            }
            EditError::Unsafe { path, reason } => {
                put("path", path);
                put("reason", reason);
            }
        }
        params
    }
}
