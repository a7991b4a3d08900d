//! What another program does to an open page.

use std::fs;
use std::time::{SystemTime, UNIX_EPOCH};

use casebook_tests::hand::PAGE;
use casebook_tests::site::Site;

use crate::figures::report;
use crate::open;

/// From others' writing to an open page's file to the end of the first frame that shows it: written in place, and by
/// another file that takes its place.
pub(crate) async fn outside(site: &Site, page: &str) {
    let app = open(site, page).await;
    let text = site.read(page);
    let title = text.lines().find(|line| line.starts_with("title:")).unwrap().to_owned();
    let company = text.lines().skip_while(|line| *line != "section1:").find(|line| line.starts_with("  title:"));
    let line = company.map_or(title, str::to_owned);
    for replaced in [false, true] {
        let mut times = Vec::new();
        for run in 0..20 {
            let word = format!("outside{run}{replaced}");
            let field = line.split(':').next().unwrap();
            let theirs = text.replacen(&line, &format!("{field}: {word}"), 1);
            let file = site.file(page);
            app.run(&format!(
                "window.shown = null; const look = () => {PAGE}.textContent.includes({word:?}) \
                 ? requestAnimationFrame(() => setTimeout(() => (window.shown = performance.timeOrigin + performance.now()))) \
                 : requestAnimationFrame(look); look()"
            ))
            .await;
            // At any moment between two looks of the app, not right after one.
            tokio::time::sleep(std::time::Duration::from_millis(700 + run * 37)).await;
            let begun = SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_secs_f64() * 1000.0;
            if replaced {
                let new = file.with_extension("new");
                fs::write(&new, theirs).unwrap();
                fs::rename(new, file).unwrap();
            } else {
                fs::write(file, theirs).unwrap();
            }
            app.until("window.shown !== null").await;
            times.push(app.run("return window.shown").await.as_f64().unwrap() - begun);
        }
        report(if replaced { "others' file in its place, until shown" } else { "others' writing, until shown" }, times);
    }
    app.end().await;
    site.write(page, &text);
}
