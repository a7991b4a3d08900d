//! From a key to the page that shows it.

use casebook_tests::site::Site;
use casebook_tests::window::{self, Keyboard};

use crate::figures::{SHOWN, numbers, report};
use crate::open;

/// Keys that are measured on each page: first while the scroll bars that were needed to get there still fade (WebKit draws
/// that for seconds, and without a graphics card it is felt), then once they have.
const KEYS: [(&str, usize); 2] = [("  key to page, right after scrolling", 40), ("  key to page", 200)];

/// Notes for each key when the page first shows what it brought.
const WATCH: &str = r#"
    const page = document.querySelector('iframe').contentDocument;
    const place = document.activeElement.dataset.field;
    // Looked for in all of the page once: among 2,000 blocks that alone takes a millisecond.
    let part = page.querySelector(`[data-place="${place}"]`).closest('[data-part]');
    const element = () => {
        if (!part.isConnected) part = page.querySelector(`[data-part="${part.dataset.part}"]`);
        return part.querySelector(`[data-place="${place}"]`);
    };
    window.answers = [];
    addEventListener('keydown', (event) => {
        if (event.key.length !== 1) return;
        const before = element().textContent.length;
        const look = () => {
            if (element().textContent.length === before) return requestAnimationFrame(look);
            window.answers.push(changed - event.timeStamp);
            window.shown(event);
        };
        requestAnimationFrame(look);
    }, true);
    // When the page's document was changed, whichever frame shows it.
    let changed = 0;
    new MutationObserver(() => (changed = performance.now())).observe(page.body, { subtree: true, childList: true, characterData: true });
"#;

pub(crate) async fn typing(site: &Site, page: &str, block: usize) {
    let app = open(site, page).await;
    let row = format!(r#"document.querySelector('nav.outline [data-index="{block}"]')"#);
    let top = block.saturating_sub(3) * 30;
    app.run(&format!("document.querySelector('nav.outline .rows > *').scrollTop = {top}")).await;
    app.until(&row).await;
    app.run(&format!("{row}.click()")).await;
    let card = format!(r#"main.form .block[data-index="{block}"]"#);
    app.until(&format!("document.activeElement.closest({card:?})")).await;
    app.focus(&format!("{card} [data-sort^=items] textarea")).await;
    app.run(&format!("{SHOWN}{WATCH}")).await;
    window::activate(&app);
    let keyboard = Keyboard::open();
    let mut typed = 0;
    for (name, keys) in KEYS {
        for count in 1..=keys {
            // Words, and no blank at an end; about as fast as people are.
            keyboard.press(if count % 6 == 0 { '-' } else { 'k' });
            tokio::time::sleep(std::time::Duration::from_millis(130)).await;
        }
        app.until(&format!("window.arrived === {}", typed + keys)).await;
        let times = numbers(&app.run("return window.keys").await).split_off(typed);
        // The first keys are WebKit's own warming up.
        report(name, if typed == 0 { times[10..].to_vec() } else { times });
        typed += keys;
        tokio::time::sleep(std::time::Duration::from_secs(6)).await;
    }
    let answers = app.run("return window.answers").await;
    report("  key to changed document", numbers(&answers).split_off(KEYS[0].1));
    app.end().await;
}
