//! Whole cases.

use casebook::cases::CaseDeed;
use casebook::catalogue::{Chosen, FoundAll, Replaced, Wanted};
use tauri::ipc::Request;
use tauri::{State, WebviewWindow};

use crate::border::{CaseDone, PickedLogo};
use crate::dialogs;
use crate::failure::Failure;
use crate::guard::aside;
use crate::imports::{Imports, Source};
use crate::session::Session;

#[tauri::command]
pub(crate) async fn suggest_name(session: Session, company: String) -> Result<String, Failure> {
    aside(move || session.suggest_name(&company)).await
}

#[tauri::command]
pub(crate) async fn check_name(session: Session, name: String, of: Option<String>) -> Result<Option<Failure>, Failure> {
    aside(move || session.check_name(&name, of.as_deref())).await
}

#[tauri::command]
pub(crate) async fn pick_logo(
    window: WebviewWindow,
    imports: State<'_, Imports>,
    title: Option<String>,
) -> Result<Option<PickedLogo>, Failure> {
    let Some(file) = dialogs::pick_picture(&window, title).await else { return Ok(None) };
    let imports = imports.inner().clone();
    aside(move || imports.logo(&Source::File(file)).map(Some)).await
}

#[tauri::command]
pub(crate) async fn drop_logo(imports: State<'_, Imports>, request: Request<'_>) -> Result<PickedLogo, Failure> {
    let (source, imports) = (Source::dropped(&request)?, imports.inner().clone());
    aside(move || imports.logo(&source)).await
}

#[tauri::command]
pub(crate) async fn plan_case(session: Session, deed: CaseDeed) -> Result<CaseDone, Failure> {
    aside(move || session.plan_case(&deed)).await
}

#[tauri::command]
pub(crate) async fn do_case(session: Session, deed: CaseDeed) -> Result<CaseDone, Failure> {
    aside(move || session.do_case(&deed)).await
}

#[tauri::command]
pub(crate) async fn undo_case(session: Session) -> Result<bool, Failure> {
    aside(move || session.undo_case()).await
}

#[tauri::command]
pub(crate) async fn find_all(session: Session, wanted: Wanted) -> Result<FoundAll, Failure> {
    aside(move || session.find_all(&wanted)).await
}

#[tauri::command]
pub(crate) async fn replace_all(
    session: Session,
    wanted: Wanted,
    by: String,
    chosen: Chosen,
) -> Result<Replaced, Failure> {
    aside(move || session.replace_all(&wanted, &by, &chosen)).await
}
