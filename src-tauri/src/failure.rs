//! Every way a command can fail, as the UI hears of it: a code and what its words need.
//!
//! [`FailureCode`] is the one list. The words are in `ui/src/locales` under `failure.<code>`.

use std::collections::BTreeMap;
use std::fmt::Display;

use casebook::cases::{CaseError, LONGEST, NameFault};
use casebook::clipboard::{ClipError, MOST_PARAGRAPHS};
use casebook::document::Refusal;
use casebook::pictures::{self, ChangeError, LARGEST_FILE};
use casebook::site::SiteError;
use casebook::storage::{LARGEST_PAGE, ReadError, SaveError, TransactionError};
use casebook::translation::RecordError;
use casebook::translation::glossary::GlossaryError;
use casebook::translation::resources::TermError;
use frontmatter::EditError;
use serde::Serialize;
use ts_rs::TS;

/// What went wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export_to = "bindings.ts")]
pub(crate) enum FailureCode {
    // Opening a site.
    /// There is no such folder, or it vanished. `path`
    SiteGone,
    /// A file stands where a folder is needed. `path`
    NotAFolder,
    /// No Hugo configuration in the folder. `path`
    NotAHugoSite,
    /// The site's configuration cannot be read. `path`, `reason`
    BadConfig,
    /// No language of the site has a folder of cases. `path`
    NoCaseFolder,
    /// A command needs a site, and none is open.
    NoSite,

    // Opening a page.
    /// No such file, or it vanished. `path`
    NotFound,
    /// A folder or a device, not a file. `path`
    NotAFile,
    /// The path leads out of the site. `path`
    Outside,
    /// The system does not let this user read it. `path`
    Permission,
    /// Larger than what is opened. `path`, `size` and `limit` in MB
    TooLarge,
    /// Not UTF-8 text. `path`, `line`
    NotUtf8,
    /// The system's own reason, in its own words. `path`, `reason`
    ReadFailed,
    /// The page is not open (any more).
    NotOpen,

    // The site's styles.
    /// A sheet has a fault. `path`, `line`, `reason` in the compiler's words
    StylesFault,
    /// A sheet cannot be read. `path`
    StylesUnreadable,
    /// The sheets, or what becomes of them, are larger than what is used.
    StylesTooLarge,
    /// Compiling comes to no end.
    StylesEndless,

    // Saving.
    /// The file or its folder may not be written. `path`
    ReadOnly,
    /// No room on the disk. `path`
    DiskFull,
    /// The page's folder vanished. `path`
    FolderGone,
    /// Someone else changed the file since it was read. `path`
    Changed,
    /// The file was deleted or renamed since it was read. `path`
    Gone,
    /// The system's own reason, in its own words. `path`, `reason`
    SaveFailed,

    // Drafts.
    /// No room for what is typed.
    DraftDiskFull,
    /// The app's folder may not be written.
    DraftReadOnly,
    /// The system's own reason, in its own words. `reason`
    DraftFailed,

    // Editing.
    /// What the edit was meant for is not there any more.
    PartGone,
    /// Something else stands where a list is needed.
    NotAList,
    /// The page cannot be read; only its text can be edited.
    Unreadable,
    /// The page has no form; only its text can be edited.
    NoForm,
    /// The place is an alias (`*name`) of another. `path`
    InsideAlias,
    /// Other places repeat this one by an alias, and would change as well. `path`
    AnchorInUse,
    /// The key would come back from a merge key. `path`
    MergeKey,
    /// The file is written there in a way that cannot be edited. `path`
    UnsupportedPlace,
    /// The edit could not be proved to change nothing else, and was not done. `path`
    UnsafeEdit,

    // Earlier versions.
    /// It was let go of meanwhile, or is damaged.
    VersionGone,

    // Whole cases.
    /// A case's name is empty.
    NameEmpty,
    /// A case's name is too long. `limit`
    NameTooLong,
    /// Something that cannot be in a case's name. `bad`
    NameCharacters,
    /// A case's name begins or ends with a hyphen.
    NameHyphen,
    /// Systems keep the name for themselves. `name`
    NameReserved,
    /// There is one of that name. `name`, `languages`
    NameTaken,
    /// A new case needs a company.
    NoCompany,
    /// A new case needs a language.
    NoLanguage,
    SameLanguage,
    /// There is no such case (any more). `slug`
    NoCase,
    /// A page that is needed for this is not valid. `path`
    PageBroken,
    /// Something has the name that a new file should get. `path`
    FileExists,
    /// A file is not what it was when this was done; it cannot be taken back. `path`
    ChangedSince,
    /// An open page has unsaved changes. `path`
    Unsaved,
    /// Another window has unsaved changes, of this page or of a translation. `path`
    UnsavedElsewhere,
    /// Too many files would change at once.
    TooMuch,
    /// Another window is at work on this site.
    Busy,
    /// The app's own folder cannot be written, so nothing was begun. `reason`
    JournalFailed,
    /// A step failed, and these files could not be taken back. `left`
    Unfinished,
    /// What was cut short last time was taken back.
    TakenBack,
    /// The same, but for these files. `left`
    TakenBackBut,
    // Translations.
    /// The site's glossary cannot be read. `reason`
    GlossaryBroken,

    /// The user thought better of it, or nothing is there to go on with.
    GivenUp,

    // Pictures.
    /// Nothing in it.
    PictureEmpty,
    /// Something else than a picture.
    PictureForeign,
    /// A kind that is not read. `kind`
    PictureUnsupported,
    /// Cut off or broken. `reason`
    PictureDamaged,
    /// `width`, `height` in pixels; `limit` in millions of pixels
    PictureTooManyPixels,
    /// `size`, `limit` in MB
    PictureTooHeavy,
    /// A drawing that cannot be read. `reason`
    PictureBadDrawing,
    /// The user thought better of it.
    PictureCancelled,
    /// Another picture has this name. `name`
    PictureNameTaken,
    /// A page cannot take the new name without changing something else. `page`
    PictureStuck,
    // The clipboard.
    /// The system does not give it. `reason`
    ClipboardUnavailable,
    /// No words are there.
    NothingToPaste,
    /// Pictures are there, and no words.
    OnlyPictures,
    /// More is there than is pasted at once. `limit` in paragraphs
    PasteTooLarge,

    /// A fault in the app itself; open pages are as before. `message`
    Unexpected,
}

/// A failed command.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(export_to = "bindings.ts")]
pub(crate) struct Failure {
    /// What went wrong.
    pub code: FailureCode,
    /// What its words need.
    pub params: BTreeMap<String, String>,
}

impl Failure {
    /// With another parameter.
    pub(crate) fn with(mut self, name: &str, value: impl Display) -> Failure {
        self.params.insert(name.to_owned(), value.to_string());
        self
    }

    /// A fault in the app itself.
    pub(crate) fn unexpected(message: impl Display) -> Failure {
        Failure::from(FailureCode::Unexpected).with("message", message)
    }
}

impl From<FailureCode> for Failure {
    fn from(code: FailureCode) -> Failure {
        Failure { code, params: BTreeMap::new() }
    }
}

impl From<SiteError> for Failure {
    fn from(error: SiteError) -> Failure {
        use FailureCode as Code;
        let (code, path) = match error {
            SiteError::Gone { path } => (Code::SiteGone, path),
            SiteError::NotAFolder { path } => (Code::NotAFolder, path),
            SiteError::NotAHugoSite { path } => (Code::NotAHugoSite, path),
            SiteError::NoCaseFolder { path } => (Code::NoCaseFolder, path),
            SiteError::BadConfig { file, reason } => {
                return Failure::from(Code::BadConfig).with("path", file.display()).with("reason", reason);
            }
            SiteError::Outside { path } => (Code::Outside, path.into()),
            SiteError::NotFound { path } => (Code::NotFound, path.into()),
        };
        Failure::from(code).with("path", path.display())
    }
}

impl From<ReadError> for Failure {
    fn from(error: ReadError) -> Failure {
        use FailureCode as Code;
        match error {
            ReadError::NotFound => Code::NotFound.into(),
            ReadError::Permission => Code::Permission.into(),
            ReadError::NotAFile => Code::NotAFile.into(),
            ReadError::TooLarge { size } => Failure::from(Code::TooLarge)
                .with("size", size.div_ceil(1024 * 1024))
                .with("limit", LARGEST_PAGE / (1024 * 1024)),
            ReadError::NotUtf8 { line } => Failure::from(Code::NotUtf8).with("line", line),
            ReadError::Io(error) => Failure::from(Code::ReadFailed).with("reason", error),
        }
    }
}

impl From<SaveError> for Failure {
    fn from(error: SaveError) -> Failure {
        use FailureCode as Code;
        match error {
            SaveError::Changed => Code::Changed.into(),
            SaveError::Gone => Code::Gone.into(),
            SaveError::ReadOnly => Code::ReadOnly.into(),
            SaveError::DiskFull => Code::DiskFull.into(),
            SaveError::FolderGone => Code::FolderGone.into(),
            SaveError::Io(error) => Failure::from(Code::SaveFailed).with("reason", error),
        }
    }
}

impl From<NameFault> for Failure {
    fn from(fault: NameFault) -> Failure {
        use FailureCode as Code;
        match fault {
            NameFault::Empty => Code::NameEmpty.into(),
            NameFault::TooLong => Failure::from(Code::NameTooLong).with("limit", LONGEST),
            NameFault::Characters { bad } => Failure::from(Code::NameCharacters).with("bad", bad),
            NameFault::Hyphen => Code::NameHyphen.into(),
            NameFault::Reserved { name } => Failure::from(Code::NameReserved).with("name", name),
            NameFault::Taken { name, languages } => {
                Failure::from(Code::NameTaken).with("name", name).with("languages", languages)
            }
        }
    }
}

impl From<CaseError> for Failure {
    fn from(error: CaseError) -> Failure {
        use FailureCode as Code;
        match error {
            CaseError::Name(fault) => fault.into(),
            CaseError::NoCompany => Code::NoCompany.into(),
            CaseError::NoLanguage => Code::NoLanguage.into(),
            CaseError::SameLanguage => Code::SameLanguage.into(),
            CaseError::NoCase { slug } => Failure::from(Code::NoCase).with("slug", slug),
            CaseError::Unreadable { path } => Failure::from(Code::PageBroken).with("path", path),
            CaseError::Edit { path, error } => Failure::from(Refusal::Edit(error)).with("path", path),
            CaseError::Read { path, error } => Failure::from(error).with("path", path),
            CaseError::Picture(refusal) => refusal.into(),
            CaseError::Site(error) => error.into(),
        }
    }
}

impl From<RecordError> for Failure {
    fn from(error: RecordError) -> Failure {
        match error {
            RecordError::Site(error) => error.into(),
            RecordError::Save(error) => error.into(),
        }
    }
}

impl From<TermError> for Failure {
    fn from(error: TermError) -> Failure {
        match error {
            TermError::Site(error) => error.into(),
            TermError::Read(error) => error.into(),
            TermError::Save(error) => error.into(),
            TermError::Glossary(error) => error.into(),
        }
    }
}

impl From<GlossaryError> for Failure {
    fn from(error: GlossaryError) -> Failure {
        Failure::from(FailureCode::GlossaryBroken).with("reason", error)
    }
}

impl From<pictures::Refusal> for Failure {
    fn from(refusal: pictures::Refusal) -> Failure {
        use FailureCode as Code;
        use pictures::Refusal as Why;
        match refusal {
            Why::Empty => Code::PictureEmpty.into(),
            Why::NotAPicture => Code::PictureForeign.into(),
            Why::Unsupported { kind } => Failure::from(Code::PictureUnsupported).with("kind", kind),
            Why::Damaged { reason } => Failure::from(Code::PictureDamaged).with("reason", reason),
            Why::TooManyPixels { width, height, most } => Failure::from(Code::PictureTooManyPixels)
                .with("width", width)
                .with("height", height)
                .with("limit", most / 1_000_000),
            Why::TooHeavy { size } => Failure::from(Code::PictureTooHeavy)
                .with("size", size.div_ceil(1024 * 1024))
                .with("limit", LARGEST_FILE / (1024 * 1024)),
            Why::BadDrawing { reason } => Failure::from(Code::PictureBadDrawing).with("reason", reason),
            Why::Cancelled => Code::PictureCancelled.into(),
        }
    }
}

impl From<TransactionError> for Failure {
    fn from(error: TransactionError) -> Failure {
        use FailureCode as Code;
        match error {
            TransactionError::Changed { path } => Failure::from(Code::ChangedSince).with("path", path),
            TransactionError::Exists { path } => Failure::from(Code::FileExists).with("path", path),
            TransactionError::Site(error) => error.into(),
            TransactionError::TooMuch => Code::TooMuch.into(),
            TransactionError::Busy => Code::Busy.into(),
            TransactionError::Journal(error) => Failure::from(Code::JournalFailed).with("reason", error),
            TransactionError::Io { path, error } => Failure::from(SaveError::from(error)).with("path", path),
            TransactionError::Unfinished { left } => Failure::from(Code::Unfinished).with("left", left.join(", ")),
        }
    }
}

impl From<ChangeError> for Failure {
    fn from(error: ChangeError) -> Failure {
        match error {
            ChangeError::Site(error) => error.into(),
            ChangeError::Taken { name } => Failure::from(FailureCode::PictureNameTaken).with("name", name),
            ChangeError::Stuck { page } => Failure::from(FailureCode::PictureStuck).with("page", page),
            ChangeError::Io { path, error } => Failure::from(ReadError::from(error)).with("path", path),
        }
    }
}

impl From<ClipError> for Failure {
    fn from(error: ClipError) -> Failure {
        match error {
            ClipError::Empty => FailureCode::NothingToPaste.into(),
            ClipError::OnlyPictures => FailureCode::OnlyPictures.into(),
            ClipError::TooLarge => Failure::from(FailureCode::PasteTooLarge).with("limit", MOST_PARAGRAPHS),
        }
    }
}

impl From<Refusal> for Failure {
    fn from(refusal: Refusal) -> Failure {
        use FailureCode as Code;
        let error = match refusal {
            Refusal::Gone => return Code::PartGone.into(),
            Refusal::NotAList => return Code::NotAList.into(),
            Refusal::Unreadable => return Code::Unreadable.into(),
            Refusal::NoForm => return Code::NoForm.into(),
            Refusal::Astray(message) => return Failure::unexpected(message),
            Refusal::Edit(error) => error,
        };
        let code = match error {
            EditError::PathNotFound { .. } | EditError::IndexOutOfRange { .. } => Code::PartGone,
            EditError::NotAList { .. } | EditError::NotAMapping { .. } => Code::NotAList,
            EditError::InsideAlias { .. } => Code::InsideAlias,
            EditError::AnchorInUse { .. } => Code::AnchorInUse,
            EditError::MergeKey { .. } => Code::MergeKey,
            EditError::Unsupported { .. } => Code::UnsupportedPlace,
            _ => Code::UnsafeEdit,
        };
        Failure { code, params: error.params() }
    }
}
