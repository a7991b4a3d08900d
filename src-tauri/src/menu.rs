//! The menu bar that macOS expects. Undo and redo are not in it: they are the open page's own, and the UI's keys.

use tauri::menu::{Menu, MenuBuilder, SubmenuBuilder};
use tauri::{AppHandle, Runtime};

/// Application, Edit and Window, in the system's own words.
pub(crate) fn bar<R: Runtime>(app: &AppHandle<R>) -> tauri::Result<Menu<R>> {
    let name = app.package_info().name.clone();
    let own = SubmenuBuilder::new(app, name).about(None).separator().hide().hide_others().show_all().separator().quit();
    let edit = SubmenuBuilder::new(app, "Edit").cut().copy().paste().select_all();
    let window = SubmenuBuilder::new(app, "Window").minimize().maximize().fullscreen().close_window();
    MenuBuilder::new(app).items(&[&own.build()?, &edit.build()?, &window.build()?]).build()
}
