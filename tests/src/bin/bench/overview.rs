//! A site of thousands of cases.

use std::time::{SystemTime, UNIX_EPOCH};

use casebook_tests::app::Setup;
use casebook_tests::site::Site;
use casebook_tests::window::{self, Keyboard};

use crate::figures::{SHOWN, numbers, report, started};

/// Cases of the large site.
const CASES: usize = 10_000;

/// Notes when the list shows what a key in the search brought.
const SEARCHED: &str = r#"
    const count = () => document.querySelector('.arrange [role=status]')?.textContent;
    window.searched = (event) => {
        const before = count();
        const look = () => {
            if (count() === before) return requestAnimationFrame(look);
            window.shown(event);
        };
        requestAnimationFrame(look);
    };
    addEventListener('keydown', window.searched, true);
"#;

/// A site of 10,000 cases: until it can be worked with, until all is read, and keys in its search.
pub(crate) async fn overview(small: &Site, page: &str) {
    let site = Site::sample();
    let text = small.read(page);
    for number in 0..CASES {
        let said = text.replacen("title: ", &format!("title: xj{number:04} "), 1);
        site.write(&format!("content/zh/case/case-{number:04}.md"), said);
    }
    let (mut first, mut complete) = (Vec::new(), Vec::new());
    for run in 0..4 {
        let app = Setup::default().environment("LC_ALL", "C.UTF-8").site(&site.root()).start().await;
        app.until("document.querySelectorAll('[role=row] .case').length > 5").await;
        let id = app.driver.app().unwrap();
        let now = || SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_secs_f64() * 1000.0;
        first.push(now() - started(id));
        app.until(
            "document.querySelector('.arrange') && !document.querySelector('.arrange').textContent.includes('reading')",
        )
        .await;
        complete.push(now() - started(id));
        if run == 3 {
            // What is done once all is read has ended, too.
            app.until("document.querySelector('header .site-problems')").await;
            app.focus("header input").await;
            window::activate(&app);
            let keyboard = Keyboard::open();
            let mut times = Vec::new();
            for number in [1234, 9876, 4049, 7531] {
                app.run("document.activeElement.select()").await;
                app.insert("xj").await;
                app.until(&format!("document.querySelector('.arrange [role=status]').textContent.replace(/\\D/g, '').startsWith('{CASES}')"))
                    .await;
                app.run(&format!("{SHOWN}{SEARCHED}")).await;
                // Each key leaves a tenth of what was found; the last one leaves nothing.
                for key in format!("{number}y").chars() {
                    keyboard.press(key);
                    tokio::time::sleep(std::time::Duration::from_millis(400)).await;
                }
                app.until("window.arrived === 5").await;
                times.extend(numbers(&app.run("return window.keys").await));
                app.run("window.removeEventListener('keydown', window.searched, true)").await;
            }
            report("  a key in the search, until the list shows it", times);
        }
        app.end().await;
    }
    println!("a site of {CASES} cases of {} KB", text.len().div_ceil(1024));
    report("  start to first rows", first);
    report("  start to all read", complete);
}
