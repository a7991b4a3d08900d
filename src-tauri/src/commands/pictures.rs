//! Pictures: taken in for a field, and the site's own.

use casebook::pictures::Picture;
use tauri::ipc::Request;
use tauri::{State, WebviewWindow};

use crate::border::{Imported, PictureTarget};
use crate::clipboard;
use crate::dialogs;
use crate::failure::Failure;
use crate::guard::aside;
use crate::imports::{Imports, Source, Wanted, progress};
use crate::session::Session;

#[tauri::command]
pub(crate) async fn pick_picture(
    window: WebviewWindow,
    session: Session,
    imports: State<'_, Imports>,
    target: PictureTarget,
    title: String,
) -> Result<Option<Imported>, Failure> {
    let wanted = Wanted::field(&session, &target)?;
    let Some(file) = dialogs::pick_picture(&window, Some(title)).await else { return Ok(None) };
    let (imports, progress) = (imports.inner().clone(), progress(&window));
    aside(move || imports.take_in(&session, Source::File(file), &wanted, &progress).map(Some)).await
}

#[tauri::command]
pub(crate) async fn import_picture(
    window: WebviewWindow,
    session: Session,
    imports: State<'_, Imports>,
    request: Request<'_>,
) -> Result<Imported, Failure> {
    let (source, target) = Source::sent(&request)?;
    let wanted = Wanted::field(&session, &target)?;
    let (imports, progress) = (imports.inner().clone(), progress(&window));
    aside(move || imports.take_in(&session, source, &wanted, &progress)).await
}

#[tauri::command]
pub(crate) async fn paste_picture(
    window: WebviewWindow,
    session: Session,
    imports: State<'_, Imports>,
    target: PictureTarget,
) -> Result<Option<Imported>, Failure> {
    let wanted = Wanted::field(&session, &target)?;
    let (imports, progress) = (imports.inner().clone(), progress(&window));
    aside(move || {
        let Some(source) = clipboard::picture() else { return Ok(None) };
        imports.take_in(&session, source, &wanted, &progress).map(Some)
    })
    .await
}

#[tauri::command]
pub(crate) fn cancel_picture(imports: State<'_, Imports>, job: u32) {
    imports.cancel(job);
}

#[tauri::command]
pub(crate) async fn keep_original(
    window: WebviewWindow,
    session: Session,
    imports: State<'_, Imports>,
    target: PictureTarget,
) -> Result<Imported, Failure> {
    let wanted = Wanted::field(&session, &target)?.unchanged();
    let (imports, progress) = (imports.inner().clone(), progress(&window));
    aside(move || imports.take_in_again(&session, &wanted, &progress)).await
}

#[tauri::command]
pub(crate) async fn list_pictures(session: Session) -> Result<Vec<Picture>, Failure> {
    aside(move || Ok(casebook::pictures::library(&*session.site()?)?)).await
}

#[tauri::command]
pub(crate) async fn rename_picture(
    session: Session,
    imports: State<'_, Imports>,
    path: String,
    name: String,
) -> Result<String, Failure> {
    let imports = imports.inner().clone();
    aside(move || imports.rename(&session, &path, &name)).await
}

#[tauri::command]
pub(crate) async fn replace_picture(
    window: WebviewWindow,
    session: Session,
    imports: State<'_, Imports>,
    path: String,
    job: u32,
    title: String,
) -> Result<Option<Imported>, Failure> {
    let Some(file) = dialogs::pick_picture(&window, Some(title)).await else { return Ok(None) };
    let (imports, progress) = (imports.inner().clone(), progress(&window));
    aside(move || imports.replace(&session, &path, Source::File(file), job, &progress).map(Some)).await
}

#[tauri::command]
pub(crate) async fn shrink_picture(
    window: WebviewWindow,
    session: Session,
    imports: State<'_, Imports>,
    path: String,
    job: u32,
) -> Result<Imported, Failure> {
    let (imports, progress) = (imports.inner().clone(), progress(&window));
    aside(move || imports.shrink(&session, &path, job, &progress)).await
}

#[tauri::command]
pub(crate) async fn delete_pictures(
    session: Session,
    imports: State<'_, Imports>,
    paths: Vec<String>,
) -> Result<(), Failure> {
    let imports = imports.inner().clone();
    aside(move || imports.delete(&session, &paths)).await
}
