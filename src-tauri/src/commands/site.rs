//! The site.

use std::sync::Arc;

use tauri::WebviewWindow;
use tauri::ipc::Channel;

use crate::border::{PageStyles, SiteView};
use crate::dialogs;
use crate::failure::Failure;
use crate::guard::aside;
use crate::session::Session;
use crate::window;
use casebook::catalogue::{CaseList, Found, Hit};
use casebook::site::{FoundProblems, PageCounts, Sought};

#[tauri::command]
pub(crate) async fn pick_site(
    window: WebviewWindow,
    session: Session,
    title: Option<String>,
) -> Result<Option<SiteView>, Failure> {
    let Some(folder) = dialogs::pick_folder(&window, title, session.folder_to_start_in()).await else {
        return Ok(None);
    };
    aside(move || session.open_site(&folder).map(Some)).await
}

#[tauri::command]
pub(crate) async fn open_site(session: Session, path: String) -> Result<SiteView, Failure> {
    aside(move || session.open_site(path.as_ref())).await
}

#[tauri::command]
pub(crate) async fn open_sample(session: Session) -> Result<SiteView, Failure> {
    aside(move || session.open_sample()).await
}

#[tauri::command]
pub(crate) async fn close_site(session: Session) -> Result<(), Failure> {
    aside(move || session.close_site()).await
}

#[tauri::command]
pub(crate) async fn list_cases(session: Session, found: Channel<Found>) -> Result<CaseList, Failure> {
    // Nobody hears the channel once the window has loaded anew.
    aside(move || session.list_cases(move |pages| drop(found.send(pages)))).await
}

#[tauri::command]
pub(crate) async fn search_cases(session: Session, query: String) -> Result<Vec<Arc<str>>, Failure> {
    aside(move || session.search_cases(&query)).await
}

#[tauri::command]
pub(crate) async fn hits(session: Session, query: String, paths: Vec<String>) -> Result<Vec<Hit>, Failure> {
    aside(move || session.hits(&query, &paths)).await
}

#[tauri::command]
pub(crate) async fn check_site(session: Session) -> Result<Vec<PageCounts>, Failure> {
    aside(move || session.check_site()).await
}

#[tauri::command]
pub(crate) async fn find_problems(session: Session, sought: Sought, most: u32) -> Result<FoundProblems, Failure> {
    aside(move || Ok(session.find_problems(&sought, most))).await
}

#[tauri::command]
pub(crate) async fn allow_remote_pictures(
    window: WebviewWindow,
    session: Session,
    on: bool,
) -> Result<SiteView, Failure> {
    aside(move || {
        let view = session.allow_remote_pictures(on)?;
        window::tell_others(&window, "remote-pictures", ());
        Ok(view)
    })
    .await
}

#[tauri::command]
pub(crate) async fn styles(session: Session, sheet: String, known: Option<u32>) -> Result<Option<PageStyles>, Failure> {
    aside(move || session.styles(&sheet, known)).await
}
