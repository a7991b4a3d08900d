//! `ui/src/ipc/bindings.ts` says in TypeScript what crosses the border. `make types` writes it.

#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::path::Path;
use std::{env, fs};

use casebook::cases::CaseDeed;
use casebook::catalogue::{CaseList, Found, FoundAll, Hit, Replaced, Wanted};
use casebook::changes::Changes;
use casebook::document::{Action, Change, Diff, Mend, Target, Verdict};
use casebook::page::Part;
use casebook::pictures::Picture;
use casebook::site::{FoundProblems, PageCounts, Sought};
use casebook::suggest::{Asked, Suggestion};
use casebook::translation::{BenchRows, PairWith, SiteStatus};
use ts_rs::{Config, TS};

use crate::arguments::Arguments;
use crate::border::{
    Against, BenchOpened, BenchPages, BenchSeen, CameBack, CaseDone, ExchangeProgress, Gathered, Imported, Met, Opened,
    PageStyles, PageVersions, Pasted, PickedLogo, PictureProgress, PictureTarget, Remembered, Saved, Sending, Settings,
    SiteView, Start, With,
};
use crate::failure::Failure;

/// What commands take, answer and fail with; all that these hold comes along.
fn generated() -> String {
    let folder = tempfile::tempdir().unwrap();
    let config = Config::new().with_out_dir(folder.path()).with_large_int("number");
    let exports = [
        Start::export_all,
        Arguments::export_all,
        SiteView::export_all,
        CaseList::export_all,
        CaseDeed::export_all,
        CaseDone::export_all,
        PickedLogo::export_all,
        PageStyles::export_all,
        Found::export_all,
        Hit::export_all,
        Wanted::export_all,
        FoundAll::export_all,
        Replaced::export_all,
        PageCounts::export_all,
        Sought::export_all,
        FoundProblems::export_all,
        Opened::export_all,
        // Flattened into `PartView`, which leaves its name behind.
        Part::export_all,
        Action::export_all,
        Change::export_all,
        Pasted::export_all,
        Target::export_all,
        Asked::export_all,
        Suggestion::export_all,
        Saved::export_all,
        Met::export_all,
        Verdict::export_all,
        With::export_all,
        Changes::export_all,
        PageVersions::export_all,
        Against::export_all,
        Diff::export_all,
        Mend::export_all,
        Settings::export_all,
        Imported::export_all,
        PictureTarget::export_all,
        PictureProgress::export_all,
        Picture::export_all,
        BenchPages::export_all,
        BenchOpened::export_all,
        BenchSeen::export_all,
        BenchRows::export_all,
        Remembered::export_all,
        PairWith::export_all,
        Sending::export_all,
        Gathered::export_all,
        ExchangeProgress::export_all,
        CameBack::export_all,
        SiteStatus::export_all,
        Failure::export_all,
    ];
    exports.iter().for_each(|export| export(&config).unwrap());
    fs::read_to_string(folder.path().join("bindings.ts")).unwrap()
}

#[test]
fn bindings_are_current() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("ui/src/ipc/bindings.ts");
    let generated = generated();
    if env::var_os("CASEBOOK_WRITE_TYPES").is_some() {
        fs::write(&file, &generated).unwrap();
    }
    let committed = fs::read_to_string(&file).unwrap().replace("\r\n", "\n");
    assert!(committed == generated, "ui/src/ipc/bindings.ts is stale: run `make types`");
}
