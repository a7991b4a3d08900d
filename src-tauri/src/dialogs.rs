//! The system's own dialogs.

use std::path::PathBuf;

use tauri::WebviewWindow;

/// Lets the user pick a site's folder, starting from `near`; `title` is in the user's language. None when they think better of it.
///
/// The environment's `CASEBOOK_PICK` answers in the user's place: nothing else can drive a system dialog in a test.
pub(crate) async fn pick_folder(
    window: &WebviewWindow,
    title: Option<String>,
    near: Option<PathBuf>,
) -> Option<PathBuf> {
    if let Some(answer) = std::env::var_os("CASEBOOK_PICK") {
        return (!answer.is_empty()).then(|| PathBuf::from(answer));
    }
    let mut dialog = rfd::AsyncFileDialog::new().set_parent(window);
    if let Some(title) = title {
        dialog = dialog.set_title(title);
    }
    // Without a folder to start in, GTK shows "Recent", where no folder can be picked.
    if let Some(folder) = near.or_else(std::env::home_dir) {
        dialog = dialog.set_directory(folder);
    }
    dialog.pick_folder().await.map(|folder| folder.path().to_owned())
}

/// Lets the user pick a file with one of these endings; `title` is in the user's language. None when they think better of it.
pub(crate) async fn pick_file(window: &WebviewWindow, title: Option<String>, endings: &[&str]) -> Option<PathBuf> {
    if let Some(answer) = std::env::var_os("CASEBOOK_PICK") {
        return (!answer.is_empty()).then(|| PathBuf::from(answer));
    }
    let dialog = rfd::AsyncFileDialog::new().set_parent(window).add_filter(title.clone().unwrap_or_default(), endings);
    at_home(dialog, title).pick_file().await.map(|file| file.path().to_owned())
}

/// Lets the user say where a new file goes; `name` is what it is called otherwise. None when they think better of it.
///
/// The environment's `CASEBOOK_SAVE` answers in the user's place.
pub(crate) async fn save_file(window: &WebviewWindow, title: Option<String>, name: &str) -> Option<PathBuf> {
    if let Some(answer) = std::env::var_os("CASEBOOK_SAVE") {
        return (!answer.is_empty()).then(|| PathBuf::from(answer));
    }
    let dialog = rfd::AsyncFileDialog::new().set_parent(window).set_file_name(name);
    at_home(dialog, title).save_file().await.map(|file| file.path().to_owned())
}

fn at_home(dialog: rfd::AsyncFileDialog, title: Option<String>) -> rfd::AsyncFileDialog {
    let dialog = title.into_iter().fold(dialog, |dialog, title| dialog.set_title(title));
    std::env::home_dir().into_iter().fold(dialog, |dialog, folder| dialog.set_directory(folder))
}

/// Lets the user pick a picture; `title` is in the user's language. None when they think better of it.
pub(crate) async fn pick_picture(window: &WebviewWindow, title: Option<String>) -> Option<PathBuf> {
    pick_file(window, title, &["png", "jpg", "jpeg", "webp", "svg", "gif", "bmp"]).await
}
