//! The site's own styles: worn by the page, anew when they change; the app's own where there are none or they are broken.

use casebook_tests::app::App;
use casebook_tests::hand::PAGE;
use casebook_tests::site::Site;

use crate::{english, on_page};

const FILE: &str = "content/zh/case/harbour.md";
const SHEET: &str = "assets/scss/case-detail.scss";
const NOTE: &str = "document.querySelector('.preview .bar')?.textContent ?? ''";

/// What a property of the page's title comes to.
fn title(property: &str) -> String {
    format!("{PAGE}.ownerDocument.defaultView.getComputedStyle({PAGE}.querySelector('h1')).{property}")
}

async fn until_colour(app: &App, rgb: &str) {
    app.until(&format!("{} === {rgb:?}", title("color"))).await;
}

#[tokio::test]
async fn the_sites_styles_are_worn_and_follow_its_files() {
    let site = Site::odd();
    let before = site.read(FILE);
    let app = on_page(&site, FILE).await;
    until_colour(&app, "rgb(255, 255, 255)").await;

    // They come while the page is open.
    site.write(
        "assets/scss/common.scss",
        "@import 'tokens'; main { height: 100vh; } h1 { color: $ink; text-indent: 7px; }",
    );
    site.write("assets/scss/_tokens.scss", "$ink: rgb(1, 2, 3);");
    site.write(SHEET, "@use 'sass:math'; .section-1 { h1 { text-indent: math.div(18px, 2); } background: url(../images/case/crane.png); }");
    until_colour(&app, "rgb(1, 2, 3)").await;
    app.until(&format!("{} === '9px'", title("textIndent"))).await;
    let banner = app.run(&format!("const banner = {PAGE}.querySelector('.section-1'); banner.removeAttribute('style'); return banner.ownerDocument.defaultView.getComputedStyle(banner).backgroundImage")).await;
    assert_eq!(
        banner, "url(\"site://localhost/images/case/crane.png\")",
        "addresses begin where the site has the sheet"
    );
    assert_eq!(
        app.run(&format!("return {PAGE}.ownerDocument.defaultView.getComputedStyle({PAGE}).height")).await,
        "800px"
    );
    let height = app.run("return document.querySelector('iframe').offsetHeight").await;

    // A part of theirs changes.
    site.write("assets/scss/_tokens.scss", "$ink: rgb(40, 50, 60);");
    until_colour(&app, "rgb(40, 50, 60)").await;
    assert_eq!(app.run("return document.querySelector('iframe').offsetHeight").await, height, "the page does not grow");

    // Broken, the app's own serve, and it is said why.
    site.write("assets/scss/_tokens.scss", "\n$ink: $gone;");
    until_colour(&app, "rgb(255, 255, 255)").await;
    app.until(&format!("{NOTE}.includes('_tokens.scss, line 2: Undefined variable')")).await;
    site.write("assets/scss/_tokens.scss", "$ink: rgb(4, 5, 6);");
    until_colour(&app, "rgb(4, 5, 6)").await;
    app.until(&format!("{NOTE} === ''")).await;

    // Another page wears them from the first look on, and a page that names a sheet that is not there wears the app's.
    crate::show(&app, "head").await;
    let name = r#"textarea[data-field="0/css"]"#;
    app.until(&format!("document.querySelector({name:?})")).await;
    app.focus(name).await;
    app.type_keys("x").await;
    until_colour(&app, "rgb(255, 255, 255)").await;
    app.key("Backspace").await;
    until_colour(&app, "rgb(4, 5, 6)").await;
    app.end().await;
    assert_eq!(site.read(FILE), before);
}

#[tokio::test]
async fn their_fonts_come_from_the_site() {
    let site = Site::odd();
    std::fs::create_dir_all(site.file("static/fonts")).unwrap();
    std::fs::write(site.file("static/fonts/wide.ttf"), include_bytes!("../../fixtures/wide.ttf")).unwrap();
    site.write(
        SHEET,
        "@font-face { font-family: Wide; src: url(/fonts/wide.ttf); } \
         @font-face { font-family: Gone; src: url(../fonts/gone.ttf); } h1 { font-family: Gone, Wide !important; }",
    );
    let app = on_page(&site, FILE).await;
    app.until(&format!(
        "[...{PAGE}.ownerDocument.fonts].map((font) => font.family + ' ' + font.status).sort().join() === 'Gone error,Wide loaded'"
    ))
    .await;
    app.end().await;
}

#[tokio::test]
async fn styles_that_never_end_end_nothing() {
    let site = Site::odd();
    site.write("assets/scss/_loop.scss", "@while true { $a: 1; }");
    site.write(SHEET, "@import 'loop';");
    let app = on_page(&site, FILE).await;
    app.until(&format!("{NOTE}.includes('take too long')")).await;
    until_colour(&app, "rgb(255, 255, 255)").await;
    // Calling itself fills the stack: of the compiler, not of the app.
    site.write("assets/scss/_loop.scss", "@function f($a) { @return f($a + 1) + 1; } a { b: f(1) }");
    app.run("window.dispatchEvent(new Event('focus'))").await;
    app.focus(r#"textarea[data-field="0/section1/content"]"#).await;
    app.type_keys("!").await;
    app.until_page_shows("!").await;
    site.write("assets/scss/_loop.scss", "h1 { color: rgb(1, 1, 1) !important }");
    until_colour(&app, "rgb(1, 1, 1)").await;
    app.end().await;
}

#[tokio::test]
async fn the_sample_wears_its_own() {
    let site = Site::sample();
    let sheet = site.read(SHEET);
    site.write(SHEET, format!("{sheet}\nh1 {{ outline: 3px solid rgb(9, 9, 9); }}"));
    let app = english().site(&site.root()).page("content/zh/case/qinglu.md").start().await;
    app.until(&format!("{PAGE}?.querySelector('h1') && {} === 'rgb(9, 9, 9)'", title("outlineColor"))).await;
    assert_eq!(
        app.run(&format!("return {PAGE}.ownerDocument.querySelector('link').sheet?.disabled ?? true")).await,
        true
    );
    app.end().await;
}
