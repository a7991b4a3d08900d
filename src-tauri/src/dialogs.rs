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

/// Lets the user pick a picture; `title` is in the user's language. None when they think better of it.
pub(crate) async fn pick_picture(window: &WebviewWindow, title: Option<String>) -> Option<PathBuf> {
    if let Some(answer) = std::env::var_os("CASEBOOK_PICK") {
        return (!answer.is_empty()).then(|| PathBuf::from(answer));
    }
    let mut dialog = rfd::AsyncFileDialog::new().set_parent(window);
    let pictures = ["png", "jpg", "jpeg", "webp", "svg", "gif", "bmp"];
    dialog = dialog.add_filter(title.clone().unwrap_or_default(), &pictures);
    if let Some(title) = title {
        dialog = dialog.set_title(title);
    }
    if let Some(folder) = std::env::home_dir() {
        dialog = dialog.set_directory(folder);
    }
    dialog.pick_file().await.map(|file| file.path().to_owned())
}
