//! Pictures: picked, dropped and pasted into a field; fitted, cancelled, refused; found, renamed and deleted in the
//! library. The files and pages on disk say what became of them.

use std::borrow::Cow;
use std::fs;
use std::io::Cursor;
use std::path::PathBuf;

use casebook_tests::app::App;
use casebook_tests::hand::PAGE;
use casebook_tests::site::{Site, changes};
use image::{ImageFormat, Rgb, RgbImage};
use serde_json::json;

use crate::{block, english, on_page, show_block};

const FILE: &str = "content/zh/case/harbour.md";

/// Something with the grain of a photo.
pub(crate) fn photo(width: u32, height: u32, format: ImageFormat) -> Vec<u8> {
    let mut noise = 1u32;
    let image = RgbImage::from_fn(width, height, |x, y| {
        noise = noise.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        let grain = (noise >> 27) as u8;
        Rgb([(x * 200 / width) as u8 + grain, (y * 200 / height) as u8 + grain, 90 + grain])
    });
    let mut bytes = Cursor::new(Vec::new());
    image.write_to(&mut bytes, format).unwrap();
    bytes.into_inner()
}

/// A file beside the site, as on somebody's desk.
fn beside(site: &Site, name: &str, bytes: &[u8]) -> PathBuf {
    let file = site.root().parent().unwrap().join(name);
    fs::write(&file, bytes).unwrap();
    file
}

fn names(site: &Site) -> Vec<String> {
    let folder = fs::read_dir(site.file("static/images/case")).unwrap();
    let mut names: Vec<_> = folder.map(|file| file.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

/// The picture field of a block.
fn field(index: usize) -> String {
    format!("{} .image .picture", block(index))
}

async fn picking(site: &Site, file: &std::path::Path) -> App {
    let app =
        english().environment("CASEBOOK_PICK", file.to_str().unwrap()).site(&site.root()).page(FILE).start().await;
    app.find("main.form [data-card=banner]").await;
    app.until(&format!("{PAGE}?.querySelector('[data-part]')")).await;
    app
}

#[tokio::test]
async fn a_large_picture_is_picked_shrunk_and_shown() {
    let site = Site::odd();
    let before = site.read(FILE);
    // What it is counts, not what its name says.
    let photo = photo(1800, 1200, ImageFormat::Png);
    let file = beside(&site, "港口 全景 (1).JPG", &photo);
    let app = picking(&site, &file).await;
    show_block(&app, 0).await;
    app.focus(&format!("{} [aria-label='Choose a picture']", field(0))).await;
    app.key("Enter").await;
    app.until(&format!("document.querySelector({:?})?.textContent.includes('→')", field(0))).await;
    let said = app.run(&format!("return document.querySelector('{} [role=status]').textContent", field(0))).await;
    assert!(said.as_str().unwrap().contains("KB"), "{said}");
    const NAME: &str = "gangkou-quanjing-1.webp";
    assert_eq!(names(&site), ["crane.png", NAME, "logo-harbour.png"]);
    let made = fs::read(site.file(&format!("static/images/case/{NAME}"))).unwrap();
    assert!(made.starts_with(b"RIFF") && made.len() < photo.len());
    let shown = format!("{PAGE}.querySelector('img[src$={NAME:?}]')");
    app.until(&format!("{shown}?.naturalWidth === 1600")).await;
    app.save().await;
    assert_eq!(
        changes(&before, &site.read(FILE)),
        ["-      image: https://images.invalid/images/港口-1.png", &format!("+      image: /images/case/{NAME}"),]
    );

    // The original after all; and back, twice: the files stay.
    app.click(&format!("{} [role=status] button", field(0))).await;
    app.until(&format!("{PAGE}.querySelector('img[src$=\"gangkou-quanjing-1.png\"]')?.naturalWidth === 1800")).await;
    assert_eq!(fs::read(site.file("static/images/case/gangkou-quanjing-1.png")).unwrap(), photo);
    app.key("Ctrl+z").await;
    app.until(&shown).await;
    app.key("Ctrl+z").await;
    app.until(&format!("!{shown}")).await;
    app.save().await;
    assert_eq!(site.read(FILE), before);
    app.end().await;
}

/// Sends a file to a field as a drop or a paste, by the event's constructor.
async fn send(app: &App, event: &str, css: &str, name: &str, kind: &str, bytes: &[u8]) {
    let script = format!(
        "const [css, name, type, bytes] = arguments; const data = new DataTransfer(); \
         data.items.add(new File([new Uint8Array(bytes)], name, {{type}})); const target = document.querySelector(css); \
         const init = {{bubbles: true, cancelable: true, dataTransfer: data, clipboardData: data}}; \
         for (const one of {event:?}.split(' ')) target.dispatchEvent(\
           one === 'paste' ? new ClipboardEvent(one, init) : new DragEvent(one, init))"
    );
    app.client.execute(&script, vec![json!(css), json!(name), json!(kind), json!(bytes)]).await.unwrap();
}

#[tokio::test]
async fn a_dropped_drawing_comes_in_without_its_script() {
    let site = Site::odd();
    let app = on_page(&site, FILE).await;
    show_block(&app, 0).await;
    let drawing =
        br##"<svg xmlns="http://www.w3.org/2000/svg" width="60" height="40" onload="alert(1)"><script>alert(2)</script>
        <rect width="60" height="40" fill="#177a4e"/></svg>"##;
    send(&app, "dragenter dragover drop", &field(0), "Übersicht.svg", "image/svg+xml", drawing).await;
    app.until(&format!("document.querySelector({:?})?.textContent.includes('Scripts')", field(0))).await;
    let made = site.read("static/images/case/ubersicht.svg");
    assert!(made.contains("<rect") && !made.contains("alert"), "{made}");

    // What is no picture is told so, and changes nothing.
    send(&app, "drop", &field(0), "photo.png", "image/png", b"<html>no</html>").await;
    app.until(&format!("document.querySelector({:?})?.textContent.includes('This is not a picture')", field(0))).await;
    assert_eq!(names(&site), ["crane.png", "logo-harbour.png", "ubersicht.svg"]);
    app.until(&format!("document.querySelector('{} textarea').value === '/images/case/ubersicht.svg'", field(0))).await;
    app.end().await;
}

#[tokio::test]
async fn a_picture_is_pasted_from_the_clipboard() {
    let site = Site::odd();
    let app = on_page(&site, FILE).await;
    show_block(&app, 0).await;
    let pixels: Vec<u8> = (0..64 * 48).flat_map(|_| [23, 122, 78, 255]).collect();
    let mut clipboard = arboard::Clipboard::new().unwrap();
    clipboard.set_image(arboard::ImageData { width: 64, height: 48, bytes: Cow::Owned(pixels) }).unwrap();
    app.focus(&format!("{} textarea", field(0))).await;
    app.key("Ctrl+v").await;
    // Named after the case: the clipboard has no better name.
    app.until(&format!("document.querySelector('{} textarea').value.startsWith('/images/case/harbour.')", field(0)))
        .await;
    app.until(&format!("{PAGE}.querySelector('img[src*=\"/images/case/harbour.\"]')?.naturalWidth === 64")).await;
    assert_eq!(names(&site).len(), 3);
    app.end().await;
}

#[tokio::test]
async fn a_picture_on_its_way_is_cancelled() {
    let site = Site::odd();
    let before = site.read(FILE);
    let file = beside(&site, "large.png", &photo(3000, 2000, ImageFormat::Png));
    let app = picking(&site, &file).await;
    show_block(&app, 0).await;
    app.click(&format!("{} [aria-label='Choose a picture']", field(0))).await;
    app.click(&format!("{} .busy button", field(0))).await;
    app.until(&format!("!document.querySelector('{} .busy')", field(0))).await;
    // The next one waits for the one that was given up: when it is there, nothing of that one is.
    send(&app, "drop", &field(0), "next.png", "image/png", &photo(40, 30, ImageFormat::Png)).await;
    app.until(&format!("document.querySelector('{} textarea').value.startsWith('/images/case/next.')", field(0))).await;
    assert!(!names(&site).iter().any(|name| name.starts_with("large")), "{:?}", names(&site));
    app.key("Ctrl+z").await;
    app.until_saved().await;
    assert_eq!(site.read(FILE), before);
    app.end().await;
}

#[tokio::test]
async fn the_library_chooses_renames_and_deletes() {
    let site = Site::odd();
    site.write("static/images/case/lonely.png", photo(20, 10, ImageFormat::Png));
    let pages: Vec<String> = site.pages();
    let before: Vec<String> = pages.iter().map(|page| site.read(page)).collect();
    let app = english().site(&site.root()).start().await;
    app.click("header button[aria-label='Pictures of the site']").await;
    app.until("document.querySelectorAll('[role=listbox] [role=option]').length === 3").await;
    let one = |name: &str| format!("[role=option][data-path$='/{name}']");
    app.until(&format!("document.querySelector(\"{}\")?.querySelector('img').complete", one("crane.png"))).await;

    // By keyboard: from the search down into the list.
    app.until("document.activeElement.matches('[role=dialog] input[type=text]')").await;
    app.key("ArrowDown").await;
    app.until(&format!("document.activeElement.matches(\"{}\")", one("crane.png"))).await;
    app.key("ArrowRight").await;
    app.key("ArrowRight").await;
    app.until(&format!("document.activeElement.matches(\"{}\")", one("lonely.png"))).await;
    app.key("Home").await;
    app.until("document.querySelector('aside h3')?.textContent === 'crane.png'").await;
    let press = |label: &str| {
        format!("[...document.querySelectorAll('aside button')].find((b) => b.textContent.trim() === {label:?})")
    };
    app.run(&format!("{}.click()", press("Rename"))).await;
    app.until("document.activeElement.matches('aside input')").await;
    app.key("Ctrl+a").await;
    app.insert("起重机 No. 2").await;
    app.key("Enter").await;
    app.until_said("Renamed to qizhongji-no-2.png").await;
    assert!(site.file("static/images/case/qizhongji-no-2.png").is_file());
    for (page, before) in pages.iter().zip(&before) {
        assert_eq!(site.read(page), before.replace("/case/crane.png", "/case/qizhongji-no-2.png"), "{page}");
    }
    assert_ne!(site.read(FILE), before[pages.iter().position(|page| page == FILE).unwrap()]);
    app.click(".toast button").await;
    app.until_said("Undone").await;
    for (page, before) in pages.iter().zip(&before) {
        assert_eq!(&site.read(page), before, "{page}");
    }

    app.run("[...document.querySelectorAll('[role=dialog] input[type=radio]')][1].click()").await;
    app.until("document.querySelectorAll('[role=listbox] [role=option]').length === 1").await;
    app.click(&one("lonely.png")).await;
    app.until(&press("Move to the trash")).await;
    app.run(&format!("{}.click()", press("Move to the trash"))).await;
    app.until_said("lonely.png is in the trash").await;
    assert_eq!(names(&site), ["crane.png", "logo-harbour.png"]);
    app.end().await;

    let app = on_page(&site, FILE).await;
    show_block(&app, 0).await;
    app.focus(&format!("{} [aria-label='Pictures of the site']", field(0))).await;
    app.key("Enter").await;
    app.until("document.activeElement.matches('[role=dialog] input[type=text]')").await;
    app.insert("crane").await;
    app.until("document.querySelectorAll('[role=listbox] [role=option]').length === 1").await;
    app.key("Enter").await;
    app.until(&format!("document.querySelector('{} textarea')?.value === '/images/case/crane.png'", field(0))).await;
    app.until(&format!("{PAGE}.querySelector('[data-part^=block-] img[src$=\"crane.png\"]')")).await;
    app.end().await;
}
