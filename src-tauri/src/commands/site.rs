//! The site.

use tauri::ipc::Channel;
use tauri::{State, WebviewWindow};

use crate::border::{PageStyles, SiteView};
use crate::dialogs;
use crate::failure::Failure;
use crate::guard::aside;
use crate::session::Session;
use casebook::catalogue::{CaseList, Found, Hit};
use casebook::site::SiteProblems;

#[tauri::command]
pub(crate) async fn pick_site(
    window: WebviewWindow,
    session: State<'_, Session>,
    title: Option<String>,
) -> Result<Option<SiteView>, Failure> {
    let session = session.inner().clone();
    let Some(folder) = dialogs::pick_folder(&window, title, session.folder_to_start_in()).await else {
        return Ok(None);
    };
    aside(move || session.open_site(&folder).map(Some)).await
}

#[tauri::command]
pub(crate) async fn open_site(session: State<'_, Session>, path: String) -> Result<SiteView, Failure> {
    let session = session.inner().clone();
    aside(move || session.open_site(path.as_ref())).await
}

#[tauri::command]
pub(crate) async fn open_sample(session: State<'_, Session>) -> Result<SiteView, Failure> {
    let session = session.inner().clone();
    aside(move || session.open_sample()).await
}

#[tauri::command]
pub(crate) async fn close_site(session: State<'_, Session>) -> Result<(), Failure> {
    let session = session.inner().clone();
    aside(move || {
        session.close_site();
        Ok(())
    })
    .await
}

#[tauri::command]
pub(crate) async fn list_cases(session: State<'_, Session>, found: Channel<Found>) -> Result<CaseList, Failure> {
    let session = session.inner().clone();
    // Nobody hears the channel once the window has loaded anew.
    aside(move || session.list_cases(move |pages| drop(found.send(pages)))).await
}

#[tauri::command]
pub(crate) async fn search_cases(session: State<'_, Session>, query: String) -> Result<Vec<String>, Failure> {
    let session = session.inner().clone();
    aside(move || session.search_cases(&query)).await
}

#[tauri::command]
pub(crate) async fn hits(session: State<'_, Session>, query: String, paths: Vec<String>) -> Result<Vec<Hit>, Failure> {
    let session = session.inner().clone();
    aside(move || session.hits(&query, &paths)).await
}

#[tauri::command]
pub(crate) async fn check_site(session: State<'_, Session>) -> Result<SiteProblems, Failure> {
    let session = session.inner().clone();
    aside(move || session.check_site()).await
}

#[tauri::command]
pub(crate) async fn allow_remote_pictures(session: State<'_, Session>, on: bool) -> Result<SiteView, Failure> {
    let session = session.inner().clone();
    aside(move || session.allow_remote_pictures(on)).await
}

#[tauri::command]
pub(crate) async fn styles(
    session: State<'_, Session>,
    sheet: String,
    known: Option<u32>,
) -> Result<Option<PageStyles>, Failure> {
    let session = session.inner().clone();
    aside(move || session.styles(&sheet, known)).await
}
