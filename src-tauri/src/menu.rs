//! The menu bar that macOS expects. Undo and redo are not in it: they are the open page's own, and the UI's keys.

use tauri::AppHandle;
use tauri::menu::{Menu, MenuBuilder, MenuEvent, MenuItemBuilder, SubmenuBuilder};

use crate::{closing, window};

const NEW_WINDOW: &str = "new-window";
const QUIT: &str = "quit";

/// Application, Edit and Window, in the system's own words.
pub(crate) fn bar(app: &AppHandle) -> tauri::Result<Menu<tauri::Wry>> {
    let name = app.package_info().name.clone();
    // Not the system's own, which ends the app without a question (tauri issue 9198).
    let quit = MenuItemBuilder::with_id(QUIT, format!("Quit {name}")).accelerator("CmdOrCtrl+Q").build(app)?;
    let own =
        SubmenuBuilder::new(app, name).about(None).separator().hide().hide_others().show_all().separator().item(&quit);
    let edit = SubmenuBuilder::new(app, "Edit").cut().copy().paste().select_all();
    let new = MenuItemBuilder::with_id(NEW_WINDOW, "New Window").accelerator("CmdOrCtrl+Shift+N").build(app)?;
    let window =
        SubmenuBuilder::new(app, "Window").item(&new).separator().minimize().maximize().fullscreen().close_window();
    MenuBuilder::new(app).items(&[&own.build()?, &edit.build()?, &window.build()?]).build()
}

/// Does what was chosen from it, as far as it is not the system's.
pub(crate) fn chosen(app: &AppHandle, event: &MenuEvent) {
    if event.id() == QUIT {
        closing::quit(app);
    }
    if event.id() == NEW_WINDOW {
        let app = app.clone();
        // Windows are not made on the thread that draws them.
        tauri::async_runtime::spawn(async move { window::open_another(&app, None) });
    }
}
