//! What hands do and eyes see: keys as they are pressed, text as it is typed, the page in its frame.

use fantoccini::actions::{InputSource, KeyAction, KeyActions, MOUSE_BUTTON_LEFT, MouseActions, PointerAction};
use fantoccini::key::Key;
use serde_json::{Value, json};
use std::time::Duration;

use crate::app::App;

impl App {
    /// Presses keys where the focus is, as `Ctrl+Shift+Z`, `Alt+ArrowUp`, `Tab`.
    pub async fn key(&self, keys: &str) {
        let all: Vec<char> = keys.split('+').map(code).collect();
        let down = all.iter().map(|value| KeyAction::Down { value: *value });
        let up = all.iter().rev().map(|value| KeyAction::Up { value: *value });
        let keys = down.chain(up).fold(KeyActions::new("keys".into()), |keys, action| keys.then(action));
        self.client.perform_actions(keys).await.unwrap();
    }

    /// Types Latin text where the focus is, letter by letter.
    pub async fn type_keys(&self, text: &str) {
        let keys = text.chars().fold(KeyActions::new("keys".into()), |keys, value| {
            keys.then(KeyAction::Down { value }).then(KeyAction::Up { value })
        });
        self.client.perform_actions(keys).await.unwrap();
    }

    /// Puts any text in where the focus is, at once, as an input method or a paste does.
    pub async fn insert(&self, text: &str) {
        let done = self.run(&format!("return document.execCommand('insertText', false, {text:?})")).await;
        assert_eq!(done, Value::Bool(true), "{text} is put in");
    }

    /// Clicks with the mouse into the middle of what a CSS selector finds, wherever that lies.
    pub async fn point(&self, css: &str) {
        let (x, y) = self.middle(css).await;
        self.point_at(x, y).await;
    }

    /// Clicks with the mouse at a point of the window.
    pub async fn point_at(&self, x: f64, y: f64) {
        let mouse = MouseActions::new("mouse".into())
            .then(to((x, y)))
            .then(PointerAction::Down { button: MOUSE_BUTTON_LEFT })
            .then(PointerAction::Up { button: MOUSE_BUTTON_LEFT });
        self.client.perform_actions(mouse).await.unwrap();
    }

    /// Drags what one CSS selector finds to a point near the other: `below` or above its middle line.
    pub async fn drag(&self, css: &str, onto: &str, below: bool) {
        let from = self.middle(css).await;
        let edge = if below { "box.bottom - 2" } else { "box.top + 2" };
        let to_point = self.run(&format!("{} return [box.left + 30, {edge}]", rectangle(onto))).await;
        let onto = (to_point[0].as_f64().unwrap(), to_point[1].as_f64().unwrap());
        let mouse = MouseActions::new("mouse".into())
            .then(to(from))
            .then(PointerAction::Down { button: MOUSE_BUTTON_LEFT })
            .then(to(((from.0 + onto.0) / 2.0, (from.1 + onto.1) / 2.0)))
            .then(to(onto))
            .then(PointerAction::Up { button: MOUSE_BUTTON_LEFT });
        self.client.perform_actions(mouse).await.unwrap();
    }

    /// Goes through the window by Tab until a CSS selector finds the focus.
    pub async fn tab_to(&self, css: &str) {
        for _ in 0..200 {
            if self.is_focused(css).await {
                return;
            }
            self.key("Tab").await;
        }
        panic!("Tab never gets to {css}");
    }

    /// Whether the focus is on what a CSS selector finds.
    pub async fn is_focused(&self, css: &str) -> bool {
        self.run(&format!("return document.activeElement?.matches({css:?}) ?? false")).await == Value::Bool(true)
    }

    /// Puts the focus on what a CSS selector finds, and the caret at the end of its text.
    pub async fn focus(&self, css: &str) {
        let field = format!("document.querySelector({css:?})");
        let end = "if (field.setSelectionRange) field.setSelectionRange(field.value.length, field.value.length)";
        // Again, should what was done before still be on its way to put the focus elsewhere.
        let take = format!(
            "((field) => {{ if (!field) return false; field.focus(); {end}; return field === document.activeElement }})({field})"
        );
        self.until(&take).await;
    }

    /// What a text box holds.
    pub async fn value(&self, css: &str) -> String {
        self.find(css).await;
        self.run(&format!("return document.querySelector({css:?}).value")).await.as_str().unwrap().to_owned()
    }

    /// Waits until the page in the frame shows a text.
    pub async fn until_page_shows(&self, text: &str) {
        self.until(&format!("{PAGE}?.textContent.includes({text:?})")).await;
    }

    /// Waits until the page in the frame does not show a text any more.
    pub async fn until_page_drops(&self, text: &str) {
        self.until(&format!("{PAGE} && !{PAGE}.textContent.includes({text:?})")).await;
    }

    /// Chooses from the menu that is open, by the words of the catalog.
    pub async fn choose(&self, label: &str) {
        let item = format!(
            "[...document.querySelectorAll('[role=menu] [role^=menuitem]')].find((item) => \
             item.querySelector('.label > span').textContent === {label:?})"
        );
        self.until(&format!("document.activeElement.closest('[role=menu]') && {item}")).await;
        // By keyboard: type-ahead has its own rules, the arrow keys are enough for menus as short as these.
        for _ in 0..30 {
            if self.run(&format!("return document.activeElement === {item}")).await == Value::Bool(true) {
                self.key("Enter").await;
                return self.until("!document.querySelector('[role=menu]')").await;
            }
            self.key("ArrowDown").await;
        }
        panic!("the menu has no way to {label}");
    }

    /// Saves by key, once something is there to be saved, and waits until it is.
    pub async fn save(&self) {
        self.until_dirty().await;
        self.key("Ctrl+s").await;
        self.until_saved().await;
    }

    /// Waits until the toolbar says that there are changes.
    pub async fn until_dirty(&self) {
        self.until("document.querySelector('header .changes')").await;
    }

    /// Waits until the toolbar says that all is saved.
    pub async fn until_saved(&self) {
        self.until("document.querySelector('header .saved')").await;
    }

    /// Waits for a message at the window's foot, or in an alert, that holds these words.
    pub async fn until_said(&self, words: &str) {
        let said = "[...document.querySelectorAll('.toast .text, [role=alert], main')]";
        self.until(&format!("{said}.some((one) => one.textContent.includes({words:?}))")).await;
    }

    /// Waits until the open dialog holds these words.
    pub async fn until_dialog_says(&self, words: &str) {
        self.until(&format!("document.querySelector('[role=dialog]')?.textContent.includes({words:?})")).await;
    }

    /// Calls a command as the UI does: what it answers, or what it fails with.
    pub async fn invoke(&self, command: &str, arguments: Value) -> Result<Value, Value> {
        let script = "const [command, args, done] = arguments; \
            window.__TAURI_INTERNALS__.invoke(command, args).then((ok) => done({ok}), (error) => done({error}))";
        let mut answer = self.client.execute_async(script, vec![json!(command), arguments]).await.unwrap();
        match answer.get_mut("error") {
            Some(error) => Err(error.take()),
            None => Ok(answer["ok"].take()),
        }
    }

    async fn middle(&self, css: &str) -> (f64, f64) {
        self.find(css).await;
        let script = format!("{} return [box.left + box.width / 2, box.top + box.height / 2]", rectangle(css));
        let point = self.run(&script).await;
        (point[0].as_f64().unwrap(), point[1].as_f64().unwrap())
    }
}

/// The `<main>` in the frame, in JavaScript.
pub const PAGE: &str = "document.querySelector('iframe')?.contentDocument?.querySelector('main')";

fn rectangle(css: &str) -> String {
    format!(
        "const element = document.querySelector({css:?}); element.scrollIntoView({{block: 'nearest'}}); \
         const box = element.getBoundingClientRect();"
    )
}

fn to((x, y): (f64, f64)) -> PointerAction {
    PointerAction::MoveTo { duration: Some(Duration::from_millis(20)), x, y }
}

fn code(name: &str) -> char {
    match name {
        "Ctrl" => Key::Control.into(),
        "Shift" => Key::Shift.into(),
        "Alt" => Key::Alt.into(),
        "Enter" => Key::Enter.into(),
        "Tab" => Key::Tab.into(),
        "Escape" => Key::Escape.into(),
        "Backspace" => Key::Backspace.into(),
        "Delete" => Key::Delete.into(),
        "Home" => Key::Home.into(),
        "End" => Key::End.into(),
        "ArrowUp" => Key::Up.into(),
        "ArrowDown" => Key::Down.into(),
        "ArrowLeft" => Key::Left.into(),
        "ArrowRight" => Key::Right.into(),
        "F6" => Key::F6.into(),
        "F7" => Key::F7.into(),
        "F8" => Key::F8.into(),
        "Comma" => ',',
        "F10" => Key::F10.into(),
        one => one.chars().next().unwrap(),
    }
}
