//! A second start on the same settings opens what it was asked for in the app that runs, and ends.

use casebook_tests::app::program;
use casebook_tests::site::Site;

use crate::english;

#[tokio::test]
async fn a_second_start_opens_its_page_in_the_first() {
    let (site, other) = (Site::odd(), Site::sample());
    let config = tempfile::tempdir().unwrap();
    let app = english().site(&site.root()).config(config.path()).start().await;
    app.find(r#"button[data-path*="harbour"]"#).await;
    let again = async |root: &std::path::Path, page: &str| {
        let mut second = tokio::process::Command::new(program());
        second.arg(root).args(["--page", page]).env("CASEBOOK_CONFIG_DIR", config.path());
        assert!(second.status().await.unwrap().success());
    };
    again(&site.root(), "content/zh/case/harbour.md").await;
    app.until_page_shows("海港物流").await;
    again(&other.root(), "content/en/case/qinglu.md").await;
    app.until_page_drops("海港物流").await;
    app.until_page_shows("Qinglu").await;
    app.end().await;
}
