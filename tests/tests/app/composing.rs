//! Chinese through an input method, with the events WebKit sends: nothing disturbs it, and nothing half-typed gets out.

use casebook_tests::app::App;
use casebook_tests::hand::PAGE;
use casebook_tests::site::{Site, changes};
use serde_json::{Value, json};

use crate::on_page;

const FILE: &str = "content/zh/case/harbour.md";
const TITLE: &str = r#"main.form .block[data-index="0"] .title textarea"#;

/// What WebKit does when an input method composes: events, and the text put into the field by the browser itself.
pub(crate) const METHOD: &str = r#"
    const field = document.activeElement;
    window.method = {
        written: [],
        field,
        start: 0,
        length: 0,
        put(text, type) {
            const { field } = this;
            field.dispatchEvent(new InputEvent('beforeinput', { bubbles: true, cancelable: true, data: text, inputType: type, isComposing: true }));
            this.own = true;
            setRangeText.call(field, text, this.start, this.start + this.length, 'end');
            this.own = false;
            this.length = text.length;
            field.dispatchEvent(new InputEvent('input', { bubbles: true, data: text, inputType: type, isComposing: true }));
        },
        begin() {
            this.start = field.selectionStart;
            field.dispatchEvent(new KeyboardEvent('keydown', { bubbles: true, key: 'Process', keyCode: 229 }));
            field.dispatchEvent(new CompositionEvent('compositionstart', { bubbles: true, data: '' }));
        },
        compose(text) {
            field.dispatchEvent(new KeyboardEvent('keydown', { bubbles: true, key: 'Process', keyCode: 229, isComposing: true }));
            field.dispatchEvent(new CompositionEvent('compositionupdate', { bubbles: true, data: text }));
            this.put(text, 'insertCompositionText');
        },
        end(text) {
            this.put(text, 'insertFromComposition');
            field.dispatchEvent(new CompositionEvent('compositionend', { bubbles: true, data: text }));
            field.dispatchEvent(new KeyboardEvent('keydown', { bubbles: true, key: 'Enter', keyCode: 229 }));
            this.length = 0;
        },
    };
    // Everything but the browser that writes into the field is noted.
    const prototype = Object.getPrototypeOf(field);
    const { setRangeText } = prototype;
    const value = Object.getOwnPropertyDescriptor(prototype, 'value');
    Object.defineProperty(field, 'setRangeText', { value(...all) { method.written.push(all); return setRangeText.apply(this, all); } });
    Object.defineProperty(field, 'value', { get() { return value.get.call(this); }, set(text) { method.written.push(text); value.set.call(this, text); } });
"#;

/// What the core holds of the first page opened, against the file.
async fn held(app: &App) -> String {
    let diff = app.invoke("compare", json!({"doc": 1, "with": "saved"})).await.unwrap();
    let added = diff["lines"].as_array().unwrap().iter().filter(|line| line["kind"] == "added");
    added.map(|line| line["text"].as_str().unwrap().trim().to_owned()).collect::<Vec<_>>().join("\n")
}

#[tokio::test]
async fn nothing_gets_out_or_in_while_composing_and_all_of_it_after() {
    let site = Site::odd();
    let before = site.read(FILE);
    let app = on_page(&site, FILE).await;

    // In the middle of 公司简介: 公司|简介.
    app.focus(TITLE).await;
    app.run("document.activeElement.setSelectionRange(2, 2)").await;
    app.run(METHOD).await;
    app.run("method.begin(); method.compose('x'); method.compose('xin')").await;
    assert_eq!(app.value(TITLE).await, "公司xin简介");
    assert_eq!(held(&app).await, "", "nothing half-typed reaches the core");
    app.run("method.end('新')").await;

    app.until_page_shows("公司新简介").await;
    assert_eq!(held(&app).await, "- title: 公司新简介");
    assert_eq!(app.run("return method.written").await, json!([]), "nothing writes into the field");
    assert_eq!(
        app.run("return [method.field.selectionStart, document.activeElement === method.field]").await,
        json!([3, true])
    );

    // The next word goes on where the caret was left; Enter that ends a composition adds no paragraph.
    app.run("method.begin(); method.compose('de'); method.end('的')").await;
    app.until_page_shows("公司新的简介").await;
    app.save().await;
    assert_eq!(changes(&before, &site.read(FILE)), ["-    - title: 公司简介", "+    - title: 公司新的简介"]);
    app.end().await;
}

#[tokio::test]
async fn what_arrives_while_composing_waits() {
    let site = Site::odd();
    let app = on_page(&site, FILE).await;

    app.focus(TITLE).await;
    app.type_keys("ab").await;
    app.until_page_shows("公司简介ab").await;
    app.run(METHOD).await;
    app.run("method.begin(); method.compose('xin')").await;
    // Another hand takes the typing back: the core says so while the word is not finished.
    app.run("document.querySelector('header button[data-tip-keys$=\"Ctrl+Z\"]').click()").await;
    app.until(&format!("!{PAGE}.textContent.includes('公司简介ab')")).await;
    assert_eq!(app.value(TITLE).await, "公司简介abxin", "the word under the fingers stays");
    assert_eq!(app.run("return method.written").await, json!([]));
    // Shortcuts are the input method's while it composes.
    app.run("document.activeElement.dispatchEvent(new KeyboardEvent('keydown', {bubbles: true, key: 's', ctrlKey: true, isComposing: true, keyCode: 229}))").await;
    app.run("method.end('新')").await;
    app.until_page_shows("公司简介ab新").await;
    assert_eq!(
        app.run("return document.querySelector('header .changes') !== null").await,
        Value::Bool(true),
        "not saved"
    );
    app.end().await;
}

#[tokio::test]
async fn giving_up_a_composition_leaves_the_text_as_it_was() {
    let site = Site::odd();
    let app = on_page(&site, FILE).await;
    app.focus(TITLE).await;
    app.run(METHOD).await;
    app.run("method.begin(); method.compose('xin'); method.end('')").await;
    assert_eq!(held(&app).await, "");
    assert_eq!(app.value(TITLE).await, "公司简介");
    assert_eq!(app.run("return document.querySelector('header .saved') !== null").await, Value::Bool(true));
    app.end().await;
}
