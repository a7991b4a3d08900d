//! The app's windows: where they were, what may be shown in them, and what they are told.

use std::path::Path;

use serde::Serialize;
use tauri::ipc::{CommandArg, CommandItem, InvokeError};
use tauri::utils::config::WindowConfig;
use tauri::webview::NewWindowResponse;
use tauri::{App, AppHandle, Emitter, EventTarget, Manager, Url, WebviewWindow, WebviewWindowBuilder, Wry};

use crate::arguments::Arguments;
use crate::csp;
use crate::news::News;
use crate::session::{MAIN, Session};

/// How far a window stands from the one that it was opened from, in logical pixels.
const STEP: f64 = 32.0;

/// Opens the first one as `tauri.conf.json` says, at the size and place that are kept in `config`.
pub(crate) fn open(app: &App, config: &Path) -> tauri::Result<()> {
    let kept = config.join("window.json");
    app.handle().plugin(tauri_plugin_window_state::Builder::new().with_filename(kept.to_string_lossy()).build())?;
    build(app.handle(), MAIN, None)
}

/// Opens another one on the open site: on a page of it, or on its cases.
pub(crate) fn open_another(app: &AppHandle, page: Option<String>) -> tauri::Result<()> {
    let windows = app.webview_windows();
    // A name that was free once has the size and place of then.
    let mut names = std::iter::once(MAIN.to_owned()).chain((2..).map(|number| format!("window-{number}")));
    let Some(name) = names.find(|name| !windows.contains_key(name)) else { return Ok(()) };
    app.state::<Session>().at(&name).expect(Arguments { site: None, page });
    build(app, &name, front(app).as_ref())
}

fn build(app: &AppHandle, name: &str, from: Option<&WebviewWindow>) -> tauri::Result<()> {
    let Some(settings) = app.config().app.windows.first() else { return Ok(()) };
    let settings = WindowConfig { label: name.to_owned(), ..settings.clone() };
    let session = app.state::<Session>().inner().clone();
    let handle = app.clone();
    let mut window = WebviewWindowBuilder::from_config(app, &settings)?
        .on_web_resource_request(move |_, response| {
            if session.remote_pictures() {
                csp::allow_remote_pictures(response);
            }
        })
        // A link in a page leads nowhere here, however it is followed.
        .on_navigation(move |url| is_own(&handle, url))
        .on_new_window(|_, _| NewWindowResponse::Deny)
        // The UI says what the window is about. Should the system not take that, it is called as it was.
        .on_document_title_changed(|window, title| drop(window.set_title(&title)));
    if let Some(from) = from
        && let (Ok(place), Ok(scale)) = (from.outer_position(), from.scale_factor())
    {
        let place = place.to_logical::<f64>(scale);
        window = window.position(place.x + STEP, place.y + STEP);
    }
    let window = window.build()?;
    #[cfg(target_os = "linux")]
    draw_plainly(&window)?;
    #[cfg(not(target_os = "linux"))]
    let _ = window;
    Ok(())
}

/// The window that a person is at, or was last.
fn front(app: &AppHandle) -> Option<WebviewWindow> {
    let windows = app.webview_windows();
    let focused = windows.values().find(|window| window.is_focused().unwrap_or(false));
    focused.or_else(|| windows.values().next()).cloned()
}

/// The app was started once more: what was asked for is shown by the window that has it open already, else by one that has
/// no page open, else by a new one.
pub(crate) fn come_forward(app: &AppHandle, arguments: Arguments) {
    let session = app.state::<Session>().inner().clone();
    let asked = session.asked(arguments);
    let window = match &asked {
        Arguments { site: None, page: Some(page) } => {
            let empty = || app.webview_windows().into_values().find(|window| !session.at(window.label()).has_page());
            session.window_with(page).and_then(|name| app.get_webview_window(&name)).or_else(empty)
        }
        _ => front(app),
    };
    let Some(window) = window else {
        let _ = open_another(app, asked.page);
        return;
    };
    // What a system does not let a program do in front of others is not worth a word.
    let _ = window.unminimize();
    let _ = window.set_focus();
    let _ = window.emit_to(to(&window), "asked", asked);
}

/// Tells whom it is of interest.
pub(crate) fn tell(app: &AppHandle, news: &News) {
    // Without a window there is nobody to tell.
    let _ = match news {
        News::Outside(doc) => app.emit("page-outside", doc),
        News::Cases => app.emit("cases-outside", ()),
        News::Changed(doc) => app.emit("page-changed", doc),
        News::Bench(by, page) => app.emit_filter("bench-outside", page, |to| by.as_ref().is_none_or(|by| !is(to, by))),
        News::Moved(doc, path) => app.emit("page-moved", (doc, path)),
        News::Closed(doc) => app.emit("page-closed", doc),
        News::Site(by) => app.emit_filter("site-changed", (), |to| !is(to, by)),
    };
}

/// Tells the other windows.
pub(crate) fn tell_others(window: &WebviewWindow, event: &str, what: impl Serialize + Clone) {
    let _ = window.emit_filter(event, what, |to| !is(to, window.label()));
}

/// As the target of an event.
pub(crate) fn to(window: &WebviewWindow) -> EventTarget {
    EventTarget::webview_window(window.label())
}

fn is(target: &EventTarget, name: &str) -> bool {
    matches!(target, EventTarget::WebviewWindow { label } if label == name)
}

/// The session, as the window has it that calls a command.
impl<'de> CommandArg<'de, Wry> for Session {
    fn from_command(command: CommandItem<'de, Wry>) -> Result<Session, InvokeError> {
        let webview = command.message.webview_ref();
        Ok(webview.state::<Session>().at(webview.label()))
    }
}

/// Without a graphics card WebKitGTK still composes each frame as one would, in software, and each key then waits three
/// times as long. Drawn plainly only what has changed is drawn. Not while a test drives the app: WebKitWebDriver never
/// answers then when asked for a screenshot.
#[cfg(target_os = "linux")]
fn draw_plainly(window: &WebviewWindow) -> tauri::Result<()> {
    use webkit2gtk::{HardwareAccelerationPolicy, SettingsExt, WebViewExt};

    let has_card = std::fs::read_dir("/dev/dri").is_ok_and(|devices| {
        devices.flatten().any(|device| device.file_name().to_string_lossy().starts_with("render"))
    });
    if has_card || std::env::var_os("TAURI_WEBVIEW_AUTOMATION").is_some() {
        return Ok(());
    }
    window.with_webview(|view| {
        if let Some(settings) = view.inner().settings() {
            settings.set_hardware_acceleration_policy(HardwareAccelerationPolicy::Never);
        }
    })
}

/// Whether it is a page of the app's own UI.
fn is_own(app: &AppHandle, url: &Url) -> bool {
    let served = matches!(url.scheme(), "tauri" | "about") || url.host_str() == Some("tauri.localhost");
    served || tauri::is_dev() && app.config().build.dev_url.as_ref().is_some_and(|dev| dev.origin() == url.origin())
}
