//! Fenced code as Hugo writes it.
//!
//! Hugo colours code in languages it knows, with the Chroma library. Here the frame is the same, and the code is in one
//! colour.

use std::fmt::Write as _;

use super::super::escape;

/// Languages Hugo colours, under the names people use.
const KNOWN: &str = " bash c c++ clojure cmake cpp cs csharp css dart diff docker dockerfile elixir erlang fish go \
    go-html-template golang graphql groovy haskell hcl html http ini java javascript js json jsx julia kotlin lua \
    makefile markdown md nginx no-highlight objective-c perl php plaintext powershell promql properties protobuf py \
    python r rb rs ruby rust sass scala scss sh shell sql swift terraform text toml ts tsx typescript vim vue xml yaml \
    yml zsh ";

/// The block, for what stands behind the opening fence, and the lines between.
pub(super) fn fenced(info: &[u8], code: &[u8]) -> String {
    let info = String::from_utf8_lossy(info);
    let language = info.split([' ', '{']).next().unwrap_or("");
    let code = String::from_utf8_lossy(code);
    let mut html = String::new();
    if language.is_empty() {
        let _ = write!(html, "<pre tabindex=\"0\"><code>{}</code></pre>", escape::text(&code));
        return html;
    }
    let class = escape::attribute(language);
    let attributes = format!("class=\"language-{class}\" data-lang=\"{class}\"");
    if !KNOWN.contains(&format!(" {} ", language.to_ascii_lowercase())) {
        let _ = write!(html, "<pre tabindex=\"0\"><code {attributes}>{}</code></pre>", escape::text(&code));
        return html;
    }
    let _ = write!(
        html,
        "<div class=\"highlight\"><pre tabindex=\"0\" style=\"color:#f8f8f2;background-color:#272822;\
         -moz-tab-size:4;-o-tab-size:4;tab-size:4;\"><code {attributes}>"
    );
    for line in code.split_inclusive('\n') {
        let _ = write!(html, "<span style=\"display:flex;\"><span>{}</span></span>", escape::text(line));
    }
    html.push_str("</code></pre></div>");
    html
}
