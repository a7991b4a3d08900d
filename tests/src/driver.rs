//! WebKitWebDriver, on a port of its own.

use std::net::{TcpListener, TcpStream};
use std::path::PathBuf;
use std::process::Stdio;
use std::time::{Duration, Instant};

use tokio::process::{Child, Command};

/// A running driver; ends with its owner.
#[derive(Debug)]
pub struct Driver {
    /// Where it listens.
    pub url: String,
    process: Child,
}

impl Driver {
    /// Starts it with what the app is to find in its environment.
    pub async fn start(environment: &[(&str, &str)]) -> Driver {
        let port = TcpListener::bind("127.0.0.1:0").and_then(|listener| listener.local_addr()).unwrap().port();
        let mut command = Command::new(program());
        // The app is its child: one group, so that nothing outlives a test that failed.
        #[cfg(unix)]
        command.process_group(0);
        let process = command
            .args(["--host=127.0.0.1", &format!("--port={port}")])
            .envs(environment.iter().copied())
            // Without it the app does not answer the driver.
            .env("TAURI_WEBVIEW_AUTOMATION", "true")
            .stdin(Stdio::null())
            .kill_on_drop(true)
            .spawn()
            .expect("WebKitWebDriver starts (Debian: webkit2gtk-driver)");
        let begun = Instant::now();
        while TcpStream::connect(("127.0.0.1", port)).is_err() {
            assert!(begun.elapsed() < Duration::from_secs(20), "WebKitWebDriver does not answer");
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        Driver { url: format!("http://127.0.0.1:{port}"), process }
    }
}

impl Driver {
    /// The process id of the app that the session has started.
    pub fn app(&self) -> Option<u32> {
        let id = self.process.id()?;
        let children = std::fs::read_to_string(format!("/proc/{id}/task/{id}/children")).ok()?;
        children.split_whitespace().next()?.parse().ok()
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        if let Some(id) = self.process.id() {
            let _ = std::process::Command::new("kill").args(["-9", "--", &format!("-{id}")]).status();
        }
    }
}

/// Some systems keep it beside WebKit's own programs, off the path.
fn program() -> PathBuf {
    let elsewhere = PathBuf::from("/usr/libexec/webkit2gtk-4.1/WebKitWebDriver");
    if elsewhere.is_file() { elsewhere } else { PathBuf::from("WebKitWebDriver") }
}
