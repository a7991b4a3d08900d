//! What the window may call: the app's own commands, and nothing of Tauri's but hearing the app's events.

use serde_json::json;

use casebook_tests::site::Site;

use crate::on_page;

#[tokio::test]
async fn only_the_apps_own_commands_can_be_called() {
    let site = Site::odd();
    let app = on_page(&site, "content/zh/case/harbour.md").await;
    app.invoke("start", json!({})).await.expect("our commands work");
    for (command, arguments) in [
        ("plugin:window|close", json!({"label": "main"})),
        ("plugin:window|set_title", json!({"label": "main", "value": "x"})),
        ("plugin:webview|create_webview_window", json!({"options": {"label": "other", "url": "https://example.org"}})),
        ("plugin:event|emit", json!({"event": "close-requested"})),
        ("plugin:path|resolve_directory", json!({"directory": 1})),
        ("plugin:app|version", json!({})),
        ("plugin:window-state|save_window_state", json!({"flags": 0})),
        ("plugin:fs|read_text_file", json!({"path": "/etc/passwd"})),
    ] {
        let refused = app.invoke(command, arguments).await.expect_err(command);
        let words = refused.to_string();
        assert!(words.contains("not allowed") || words.contains("not found"), "{command}: {words}");
    }
    // Paths that lead out of the site are refused by ours.
    for path in ["../outside.md", "/etc/passwd", "content/zh/case/../../../../outside.md", "content\\..\\..\\x.md"] {
        let refused = app.invoke("open_page", json!({"path": path})).await.expect_err(path);
        assert!(["outside", "notFound"].contains(&refused["code"].as_str().unwrap()), "{path}: {refused}");
    }
    // The page's own window has no way to the app at all.
    let inside = "const inside = document.querySelector('iframe').contentWindow; return [inside.__TAURI_INTERNALS__ === undefined, inside.__TAURI__ === undefined]";
    assert_eq!(app.run(inside).await, json!([true, true]));
    app.end().await;
}
