//! What the window may call: every command of ours, and nothing of Tauri's but hearing the app's events.

use tauri::{Context, Wry};

const COMMANDS: &[&str] = include!("commands/names.rs");

#[test]
fn the_window_may_call_our_commands_and_hear_events() {
    let mut context: Context<Wry> = tauri::generate_context!();
    let authority = context.runtime_authority_mut();
    let allowed =
        |command: &str| authority.resolve_access(command, "main", "main", &tauri::ipc::Origin::Local).is_some();
    for command in COMMANDS {
        assert!(allowed(command), "{command} is refused");
    }
    assert!(allowed("plugin:event|listen"));
    for command in [
        "plugin:event|emit",
        "plugin:window|close",
        "plugin:webview|create_webview_window",
        "plugin:window-state|save_window_state",
    ] {
        assert!(!allowed(command), "{command} is allowed");
    }
}
