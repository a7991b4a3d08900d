//! From the start of the program, and from a click, to a page that can be written in.

use casebook_tests::app::Setup;
use casebook_tests::hand::PAGE;
use casebook_tests::site::Site;
use fantoccini::wd::TimeoutConfiguration;

use crate::figures::{memory, numbers, report, started};
use crate::open;

/// From the start of the process to the first frame with a form in it, and what that takes of memory.
pub(crate) async fn starting(site: &Site, page: &str) {
    let mut times = Vec::new();
    for run in 0..6 {
        let app = open(site, page).await;
        let id = app.driver.app().unwrap();
        let painted =
            "return performance.timeOrigin + performance.getEntriesByName('first-contentful-paint')[0].startTime";
        let painted = app.run(painted).await.as_f64().unwrap();
        times.push(painted - started(id));
        if run == 0 {
            app.until(&format!("[...{PAGE}.ownerDocument.images].every((image) => image.complete)")).await;
            println!("memory with the page open (PSS of all processes): {} MB", memory(id) / 1024);
        }
        app.end().await;
    }
    report("start to usable window", times);
}

/// Notes when a page can be written in, and when the page beside it is there.
const CLICKED: &str = r#"
    window.opened = null;
    addEventListener('click', (event) => {
        const times = {};
        const look = () => {
            const note = (name, there) => {
                if (!there || name in times) return;
                times[name] = null;
                const after = new MessageChannel();
                after.port1.onmessage = () => (times[name] = performance.now() - event.timeStamp);
                after.port2.postMessage(null);
            };
            note('form', document.querySelector('main.form [data-card=banner] textarea'));
            note('page', document.querySelector('iframe')?.contentDocument?.querySelector('main [data-part]'));
            if (times.form && times.page) window.opened = [times.form, times.page];
            else requestAnimationFrame(look);
        };
        requestAnimationFrame(look);
    }, { capture: true, once: true });
"#;

pub(crate) async fn opening(site: &Site, pages: &[&str]) {
    let app = Setup::default().environment("LC_ALL", "C.UTF-8").site(&site.root()).start().await;
    let limits = TimeoutConfiguration::new(Some(std::time::Duration::from_secs(60)), None, None);
    app.client.update_timeouts(limits).await.unwrap();
    for page in pages {
        let slug = page.rsplit('/').next().unwrap().trim_end_matches(".md");
        let (mut form, mut beside) = (Vec::new(), Vec::new());
        for _ in 0..8 {
            app.find("button[data-path]").await;
            app.focus("header input").await;
            app.run("const field = document.activeElement; field.select()").await;
            app.insert(slug).await;
            let row = format!("[role=row] button[data-path$='/{slug}.md']");
            app.find(&row).await;
            app.run(CLICKED).await;
            app.point(&row).await;
            app.until("window.opened").await;
            let times = numbers(&app.run("return window.opened").await);
            form.push(times[0]);
            beside.push(times[1]);
            app.click("header.toolbar .side > .icon-button").await;
        }
        println!("opening {page}");
        report("  click to editable", form);
        report("  click to page", beside);
    }
    app.end().await;
}
