//! What the window may call: every command of ours, and nothing of Tauri's but hearing the app's events.

#![allow(clippy::unwrap_used)]

use std::collections::BTreeSet;
use std::fs;

use serde_json::Value;
use tauri::{Context, Wry};

const COMMANDS: &[&str] = include!("commands/names.rs");

#[test]
fn the_window_may_call_our_commands_and_hear_events() {
    let mut context: Context<Wry> = tauri::generate_context!();
    let authority = context.runtime_authority_mut();
    let may = |window: &str, command: &str| {
        authority.resolve_access(command, window, window, &tauri::ipc::Origin::Local).is_some()
    };
    let allowed = |command: &str| may("main", command);
    for command in COMMANDS {
        assert!(allowed(command), "{command} is refused");
        assert!(may("window-2", command) && !may("other", command), "{command} in other windows");
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

/// Not one more than is named here, in not one more file.
#[test]
fn the_capabilities_hold_nothing_else() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/src-tauri/capabilities");
    let files: Vec<_> = fs::read_dir(folder).unwrap().map(|file| file.unwrap().path()).collect();
    assert_eq!(files.len(), 1, "{files:?}");
    let capability: Value = serde_json::from_slice(&fs::read(&files[0]).unwrap()).unwrap();
    let own = COMMANDS.iter().map(|command| format!("allow-{}", command.replace('_', "-")));
    let events = ["core:event:allow-listen", "core:event:allow-unlisten"].map(str::to_owned);
    let expected: BTreeSet<String> = own.chain(events).collect();
    let permissions = capability["permissions"].as_array().unwrap();
    let given: BTreeSet<String> = permissions.iter().map(|one| one.as_str().unwrap().to_owned()).collect();
    assert_eq!(given, expected);
    assert_eq!(capability["windows"], serde_json::json!(["main", "window-*"]));
    // No page of the web is ever let in, whatever the window shows.
    assert!(capability.get("remote").is_none() && capability.get("webviews").is_none());
}
