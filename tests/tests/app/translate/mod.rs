//! The translator's bench: a room for each thing that is done there.

mod filled;
mod followed;
mod looks;
mod made;
mod paired;
mod repeated;

use casebook_tests::app::App;
use casebook_tests::site::Site;

use crate::english;

const ZH: &str = "content/zh/case/small.md";
const EN: &str = "content/en/case/small.md";
const RECORD: &str = "translations/en/case/small.jsonl";

const SOURCE: &str = "---\ntitle: 小河\nsection1:\n  title: 小河\n  content:\nsection2:\n  listLeft:\n    - title: 公司\n      contentList:\n        - content: 成立于 2019 年。\n      image: /images/case/a.png\n    - title: 平台\n      contentList:\n        - content: 管理 42 个集群。\n      image:\n---\n";
const TARGET: &str = "---\ntitle: Brook\nsection1:\n  title: Brook\n  content:\nsection2:\n  listLeft:\n    - title: Company\n      contentList:\n        - content: Founded in 2019.\n      image: /images/case/a.png\n    - title:\n      contentList:\n        - content:\n      image:\n---\n";

/// The place of the field beside a text of the source, as `data-field` has it.
pub(crate) async fn beside(app: &App, source: &str) -> String {
    let line = format!(
        "[...document.querySelectorAll('main.rows .line')].find((line) => line.querySelector('.source .text')?.textContent === {source:?})"
    );
    app.until(&format!("{line}?.querySelector('[data-field]')")).await;
    let place = app.run(&format!("return {line}.querySelector('[data-field]').dataset.field")).await;
    format!("main.rows [data-field={:?}]", place.as_str().unwrap())
}

/// Waits until a text of the source has this translation beside it.
pub(crate) async fn until_translated(app: &App, source: &str, target: &str) {
    let of = "[...document.querySelectorAll('main.rows .line')].filter((line) => line.querySelector('.source .text')?.textContent";
    let value = "line.querySelector('.target textarea, .target input')?.value";
    app.until(&format!("{of} === {source:?}).some((line) => {value} === {target:?})")).await;
}

/// Waits until the text beside a text of the source is so far.
pub(crate) async fn until_state(app: &App, source: &str, state: &str) {
    let line = format!(
        "[...document.querySelectorAll('main.rows .line')].find((line) => line.querySelector('.source .text')?.textContent.includes({source:?}))"
    );
    app.until(&format!("{line}?.querySelector('[data-state={state}]')")).await;
}

/// The app on the bench of a page.
pub(crate) async fn on_bench(site: &Site, page: &str) -> App {
    let app = english().site(&site.root()).page(page).start().await;
    app.find("main.form [data-card=banner]").await;
    app.key("Ctrl+t").await;
    app.find("main.rows [data-card=banner]").await;
    app
}

/// The record, as soon as it says something: it is written behind the page.
async fn recorded(site: &Site, words: &str) -> String {
    for _ in 0..400 {
        if site.file(RECORD).is_file() && site.read(RECORD).contains(words) {
            break;
        }
        tokio::time::sleep(std::time::Duration::from_millis(25)).await;
    }
    site.read(RECORD)
}

/// What the app learns when its window gets the focus again.
async fn come_back(app: &App) {
    app.run("window.dispatchEvent(new Event('focus'))").await;
}
