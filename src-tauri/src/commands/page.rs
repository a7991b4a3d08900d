//! An open page. Edits run where they arrive, one after the other; what touches files runs aside.

use casebook::changes::Changes;
use casebook::document::{Action, Ailment, Change, Diff, Mend, Target, Verdict};
use casebook::page::Id;
use casebook::suggest::{Asked, Suggestion};
use tauri::WebviewWindow;

use crate::border::{Against, Met, Opened, PageVersions, Pasted, Saved, With};
use crate::failure::Failure;
use crate::guard::{aside, guarded};
use crate::session::Session;
use crate::window;

#[tauri::command]
pub(crate) async fn open_page(session: Session, path: String) -> Result<Opened, Failure> {
    aside(move || session.open_page(&path)).await
}

#[tauri::command]
pub(crate) fn edit(session: Session, doc: u32, action: Action) -> Result<Change, Failure> {
    guarded(|| session.page(doc)?.edit(action))
}

#[tauri::command]
pub(crate) async fn mends(session: Session, doc: u32, of: Option<Ailment>) -> Result<Vec<Mend>, Failure> {
    let page = session.page(doc)?;
    aside(move || Ok(page.mends(of.as_ref()))).await
}

/// What other windows did to the page.
#[tauri::command]
pub(crate) fn hear(session: Session, doc: u32) -> Result<Change, Failure> {
    guarded(|| Ok(session.page(doc)?.hear()))
}

/// Whether another window has the page open as well.
#[tauri::command]
pub(crate) fn is_shared(session: Session, doc: u32) -> Result<bool, Failure> {
    guarded(|| session.is_shared(doc))
}

#[tauri::command]
pub(crate) async fn recheck(session: Session, doc: u32) -> Result<Change, Failure> {
    let page = session.page(doc)?;
    aside(move || Ok(page.recheck())).await
}

#[tauri::command]
pub(crate) async fn suggestions(
    session: Session,
    doc: u32,
    asked: Asked,
    typed: String,
) -> Result<Vec<Suggestion>, Failure> {
    aside(move || session.suggestions(doc, &asked, &typed)).await
}

/// Without an item, the whole page.
#[tauri::command]
pub(crate) async fn copy(session: Session, doc: u32, id: Option<Id>) -> Result<(), Failure> {
    aside(move || session.copy(doc, id)).await
}

#[tauri::command]
pub(crate) async fn paste(session: Session, doc: u32, at: Target) -> Result<Pasted, Failure> {
    aside(move || session.paste(doc, &at)).await
}

#[tauri::command]
pub(crate) fn undo(session: Session, doc: u32) -> Result<Change, Failure> {
    guarded(|| Ok(session.page(doc)?.undo()))
}

#[tauri::command]
pub(crate) fn redo(session: Session, doc: u32) -> Result<Change, Failure> {
    guarded(|| Ok(session.page(doc)?.redo()))
}

#[tauri::command]
pub(crate) async fn save(window: WebviewWindow, session: Session, doc: u32) -> Result<Saved, Failure> {
    let page = session.page(doc)?;
    aside(move || {
        let saved = page.save()?;
        session.learn(&page);
        // Their lists show what it says.
        window::tell_others(&window, "cases-outside", ());
        Ok(saved)
    })
    .await
}

#[tauri::command]
pub(crate) async fn keep_mine(window: WebviewWindow, session: Session, doc: u32) -> Result<Saved, Failure> {
    let page = session.page(doc)?;
    aside(move || {
        let saved = page.keep_mine()?;
        session.learn(&page);
        // Their lists show what it says.
        window::tell_others(&window, "cases-outside", ());
        Ok(saved)
    })
    .await
}

#[tauri::command]
pub(crate) async fn take_theirs(session: Session, doc: u32) -> Result<Change, Failure> {
    let page = session.page(doc)?;
    aside(move || page.take_theirs()).await
}

#[tauri::command]
pub(crate) async fn meet(session: Session, doc: u32, verdict: Option<Verdict>) -> Result<Met, Failure> {
    aside(move || session.meet(doc, verdict.as_ref())).await
}

#[tauri::command]
pub(crate) async fn follow(session: Session, doc: u32, path: String) -> Result<Opened, Failure> {
    aside(move || session.follow(doc, &path)).await
}

#[tauri::command]
pub(crate) async fn compare(session: Session, doc: u32, with: With) -> Result<Diff, Failure> {
    let page = session.page(doc)?;
    aside(move || page.compare(with)).await
}

#[tauri::command]
pub(crate) async fn changes(session: Session, doc: u32, with: With) -> Result<Changes, Failure> {
    let page = session.page(doc)?;
    aside(move || page.changes(with)).await
}

#[tauri::command]
pub(crate) async fn versions(session: Session, doc: u32, older_than: Option<String>) -> Result<PageVersions, Failure> {
    let page = session.page(doc)?;
    aside(move || Ok(page.versions(older_than.as_deref()))).await
}

#[tauri::command]
pub(crate) async fn compare_version(
    session: Session,
    doc: u32,
    name: String,
    against: Against,
) -> Result<Diff, Failure> {
    let page = session.page(doc)?;
    aside(move || page.compare_version(&name, against)).await
}

#[tauri::command]
pub(crate) async fn restore_version(session: Session, doc: u32, name: String) -> Result<Change, Failure> {
    let page = session.page(doc)?;
    aside(move || page.restore_version(&name)).await
}

#[tauri::command]
pub(crate) async fn revert(session: Session, doc: u32) -> Result<Change, Failure> {
    let page = session.page(doc)?;
    aside(move || Ok(page.revert())).await
}

#[tauri::command]
pub(crate) async fn close_page(session: Session, doc: u32) -> Result<(), Failure> {
    aside(move || {
        session.close_page(doc);
        Ok(())
    })
    .await
}

/// What is unsaved is not wanted.
#[tauri::command]
pub(crate) async fn forget_draft(session: Session, doc: u32) -> Result<(), Failure> {
    aside(move || session.forget_draft(doc)).await
}

/// The pages with unsaved changes, open or not.
#[tauri::command]
pub(crate) async fn list_unsaved(session: Session) -> Result<Vec<String>, Failure> {
    aside(move || session.unsaved()).await
}

/// Before a question: whatever the answer, what was typed is safe.
#[tauri::command]
pub(crate) async fn keep_drafts(session: Session) -> Result<(), Failure> {
    aside(move || session.keep_drafts()).await
}
