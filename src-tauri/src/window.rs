//! The one window: where it was, and what may be shown in it.

use std::path::Path;

#[cfg(target_os = "linux")]
use tauri::WebviewWindow;
use tauri::utils::config::WindowConfig;
use tauri::webview::NewWindowResponse;
use tauri::{App, AppHandle, Emitter, Manager, Url, WebviewWindowBuilder};

use crate::arguments::Arguments;
use crate::csp;
use crate::session::Session;

/// Opens it as `tauri.conf.json` says, at the size and place that are kept in `config`.
pub(crate) fn open(app: &App, config: &Path) -> tauri::Result<()> {
    let kept = config.join("window.json");
    app.handle().plugin(tauri_plugin_window_state::Builder::new().with_filename(kept.to_string_lossy()).build())?;
    let session = app.state::<Session>().inner().clone();
    let settings: Vec<WindowConfig> = app.config().app.windows.clone();
    for window in &settings {
        let session = session.clone();
        let handle = app.handle().clone();
        let window = WebviewWindowBuilder::from_config(app, window)?
            .on_web_resource_request(move |_, response| {
                if session.remote_pictures() {
                    csp::allow_remote_pictures(response);
                }
            })
            // A link in a page leads nowhere here, however it is followed.
            .on_navigation(move |url| is_own(&handle, url))
            .on_new_window(|_, _| NewWindowResponse::Deny)
            .build()?;
        #[cfg(target_os = "linux")]
        draw_plainly(&window)?;
        #[cfg(not(target_os = "linux"))]
        let _ = window;
    }
    Ok(())
}

/// The app was started once more: its window shows what was asked for.
pub(crate) fn come_forward(app: &AppHandle, asked: Arguments) {
    let Some(window) = app.webview_windows().into_values().next() else { return };
    // What a system does not let a program do in front of others is not worth a word.
    let _ = window.unminimize();
    let _ = window.set_focus();
    let _ = window.emit("asked", asked);
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
