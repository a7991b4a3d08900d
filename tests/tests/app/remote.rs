//! Pictures of other servers.

use std::io::{Read, Write};
use std::net::TcpListener;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use casebook_tests::app::App;
use casebook_tests::site::Site;

use crate::english;

const PAGE: &str = "content/en/case/remote.md";
const PICTURE: &str = "document.querySelector('iframe').contentDocument.querySelector('img[src*=picture]')";

/// A server of pictures on this machine, and how often it was asked.
fn server() -> (u16, Arc<AtomicUsize>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    let asked = Arc::new(AtomicUsize::new(0));
    let count = Arc::clone(&asked);
    std::thread::spawn(move || {
        const SVG: &str = "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>";
        for mut stream in listener.incoming().flatten() {
            count.fetch_add(1, Ordering::SeqCst);
            let _ = stream.read(&mut [0; 4096]);
            let head =
                format!("HTTP/1.1 200 OK\r\nContent-Type: image/svg+xml\r\nContent-Length: {}\r\n\r\n", SVG.len());
            let _ = stream.write_all((head + SVG).as_bytes());
        }
    });
    (port, asked)
}

async fn on_page(site: &Site) -> App {
    let app = english().site(&site.root()).page(PAGE).start().await;
    app.until(&format!("document.querySelector('iframe')?.contentDocument?.querySelector('img') && {PICTURE}")).await;
    app
}

#[tokio::test]
async fn pictures_of_other_servers_load_only_when_allowed() {
    let (port, asked) = server();
    let site = Site::odd();
    let picture = format!("http://127.0.0.1:{port}/picture.svg");
    site.write(PAGE, format!("---\nsection2:\n  listLeft:\n    - title: Remote\n      image: {picture}\n---\n"));
    let app = on_page(&site).await;

    app.until(&format!("{PICTURE}.complete")).await;
    assert_eq!(app.run(&format!("return {PICTURE}.naturalWidth")).await, 0);
    assert_eq!(asked.load(Ordering::SeqCst), 0, "the server was asked");

    app.run("window.__TAURI_INTERNALS__.invoke('allow_remote_pictures', {on: true}).then(() => location.reload())")
        .await;
    app.until(&format!("document.querySelector('iframe')?.contentDocument && {PICTURE}?.naturalWidth === 9")).await;
    assert!(asked.load(Ordering::SeqCst) > 0);
    app.end().await;
}
