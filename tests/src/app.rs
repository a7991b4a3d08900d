//! The real app, driven the way a person would: what is seen is found, clicked and typed into.

use std::path::{Path, PathBuf};
use std::time::Duration;

use fantoccini::elements::Element;
use fantoccini::key::Key;
use fantoccini::{Client, ClientBuilder, Locator};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::driver::Driver;

/// How long anything may take to show before the test fails.
const PATIENCE: Duration = Duration::from_secs(20);

/// How the app is started.
#[derive(Debug, Default)]
pub struct Setup {
    arguments: Vec<String>,
    environment: Vec<(String, String)>,
    config: Option<PathBuf>,
}

impl Setup {
    /// On a site.
    pub fn site(mut self, folder: &Path) -> Setup {
        self.arguments.push(folder.to_str().unwrap().to_owned());
        self
    }

    /// On a page of the site, relative to it.
    pub fn page(mut self, path: &str) -> Setup {
        self.arguments.extend(["--page".to_owned(), path.to_owned()]);
        self
    }

    /// With something in its environment: `LANG`, `CASEBOOK_PICK`.
    pub fn environment(mut self, name: &str, value: &str) -> Setup {
        self.environment.push((name.to_owned(), value.to_owned()));
        self
    }

    /// With the settings of an earlier run; else with none.
    pub fn config(mut self, folder: &Path) -> Setup {
        self.config = Some(folder.to_owned());
        self
    }

    /// Starts it.
    pub async fn start(self) -> App {
        let own = tempfile::tempdir().unwrap();
        let config = self.config.as_deref().unwrap_or(own.path()).to_str().unwrap();
        let mut environment = vec![("CASEBOOK_CONFIG_DIR", config)];
        environment.extend(self.environment.iter().map(|(name, value)| (name.as_str(), value.as_str())));
        let driver = Driver::start(&environment).await;
        let options = json!({
            "webkitgtk:browserOptions": {"binary": program(), "args": self.arguments},
            "timeouts": {"implicit": 0},
        });
        let Value::Object(capabilities) = options else { unreachable!() };
        let client = ClientBuilder::new(HttpConnector::new())
            .capabilities(capabilities)
            .connect(&driver.url)
            .await
            .expect("the app starts");
        App { client, driver, _config: own }
    }
}

/// The running app.
#[derive(Debug)]
pub struct App {
    /// For all that has no name here.
    pub client: Client,
    /// What drives it.
    pub driver: Driver,
    _config: TempDir,
}

impl App {
    /// The element of a CSS selector, as soon as it is there.
    pub async fn find(&self, css: &str) -> Element {
        let found = self.client.wait().at_most(PATIENCE).every(Duration::from_millis(20));
        match found.for_element(Locator::Css(css)).await {
            Ok(element) => element,
            Err(error) => panic!("{css}: {error}"),
        }
    }

    /// Clicks what a CSS selector finds.
    pub async fn click(&self, css: &str) {
        self.find(css).await.click().await.unwrap_or_else(|error| panic!("{css}: {error}"));
    }

    /// Presses keys where the focus is.
    pub async fn press(&self, keys: &str) {
        self.client.active_element().await.unwrap().send_keys(keys).await.unwrap();
    }

    /// Presses a key together with Ctrl.
    pub async fn ctrl(&self, key: &str) {
        self.press(&format!("{}{key}{}", Key::Control, Key::Null)).await;
    }

    /// Runs JavaScript in the window.
    pub async fn run(&self, script: &str) -> Value {
        self.client.execute(script, Vec::new()).await.unwrap_or_else(|error| panic!("{script}: {error}"))
    }

    /// Waits until a JavaScript expression is true.
    pub async fn until(&self, expression: &str) {
        let script = format!("return Boolean({expression})");
        let begun = std::time::Instant::now();
        while self.run(&script).await != Value::Bool(true) {
            if begun.elapsed() > PATIENCE {
                let focus = self.run("return document.activeElement?.outerHTML.slice(0, 300)").await;
                panic!("never true: {expression}\nthe focus is on {focus}");
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    }

    /// The window that is driven.
    pub async fn here(&self) -> String {
        self.client.window().await.unwrap().into()
    }

    /// From now on another window is driven.
    pub async fn go_to(&self, window: &str) {
        let window = window.to_owned().try_into().unwrap();
        self.client.switch_to_window(window).await.unwrap();
    }

    /// Waits for a window besides the one that is driven.
    pub async fn next_window(&self) -> String {
        let here = self.here().await;
        self.until_windows(2).await;
        let all = self.client.windows().await.unwrap().into_iter().map(String::from);
        all.into_iter().find(|window| *window != here).unwrap()
    }

    /// Waits until there are so many windows.
    pub async fn until_windows(&self, count: usize) {
        let begun = std::time::Instant::now();
        while self.client.windows().await.unwrap().len() != count {
            assert!(begun.elapsed() < PATIENCE, "there are never {count} windows");
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    }

    /// Puts a picture of the window into a file.
    pub async fn screenshot(&self, file: &Path) {
        if std::env::var_os("DISPLAY").is_none() {
            return std::fs::write(file, self.client.screenshot().await.unwrap()).unwrap();
        }
        // What is to be seen is on the display the frame after it was drawn.
        let drawn = "const done = arguments[0]; let left = 3; \
            const frame = () => (left-- > 0 ? requestAnimationFrame(frame) : setTimeout(done, 50)); frame()";
        self.client.execute_async(drawn, Vec::new()).await.unwrap();
        crate::window::picture(self).save(file).unwrap();
    }

    /// What the app and its web processes hold of the memory, in bytes.
    pub fn memory(&self) -> u64 {
        let mut family = vec![self.driver.app().unwrap()];
        let mut bytes = 0;
        while let Some(id) = family.pop() {
            let children = std::fs::read_to_string(format!("/proc/{id}/task/{id}/children")).unwrap_or_default();
            family.extend(children.split_whitespace().filter_map(|id| id.parse::<u32>().ok()));
            let status = std::fs::read_to_string(format!("/proc/{id}/status")).unwrap_or_default();
            let held =
                status.lines().find_map(|line| line.strip_prefix("RssAnon:")?.split_whitespace().next()?.parse().ok());
            bytes += 1024 * held.unwrap_or(0_u64);
        }
        bytes
    }

    /// Ends it from one moment to the next, as a crash or a power cut does.
    pub async fn kill(self) {
        let id = self.driver.app().unwrap();
        assert!(std::process::Command::new("kill").args(["-9", &id.to_string()]).status().unwrap().success());
        until_gone(id).await;
    }

    /// Ends it.
    pub async fn end(self) {
        let id = self.driver.app();
        // The driver ends the app when its session is over.
        let _ = self.client.close().await;
        drop(self.driver);
        if let Some(id) = id {
            until_gone(id).await;
        }
    }
}

/// Waits until a process has let go of its files: it is not there, or only waits for somebody to ask how it ended.
async fn until_gone(id: u32) {
    let begun = std::time::Instant::now();
    let lives = || {
        let threads = std::fs::read_dir(format!("/proc/{id}/task")).map_or(0, Iterator::count);
        let status = std::fs::read_to_string(format!("/proc/{id}/status")).unwrap_or_default();
        threads > 1 || threads == 1 && !status.contains("State:\tZ")
    };
    while lives() {
        assert!(begun.elapsed() < PATIENCE, "the app is still there");
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
}

/// The app: `CASEBOOK_APP`, or what `cargo build` has built beside this program.
pub fn program() -> PathBuf {
    let built = || {
        let own = std::env::current_exe().unwrap();
        let name = format!("casebook-app{}", std::env::consts::EXE_SUFFIX);
        own.ancestors().map(|folder| folder.join(&name)).find(|file| file.is_file())
    };
    let program = std::env::var_os("CASEBOOK_APP").map(PathBuf::from).or_else(built);
    program.expect("the app is built: cargo build -p casebook-app")
}
