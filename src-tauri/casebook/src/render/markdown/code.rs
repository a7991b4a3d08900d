//! Fenced code as Hugo writes it.
//!
//! Hugo colours code in languages it knows. Here the frame is the same, and the code is in one colour.

use super::escape;

/// Languages Hugo colours, under the names people use.
const COLOURED: &str = " bash c c++ clojure cmake console cpp cs csharp css dart diff docker dockerfile elixir erlang \
    fish go go-html-template golang graphql groovy haskell hcl html http ini java javascript jinja js json jsx julia \
    kotlin lua make makefile markdown mathematica md nginx nix objective-c ocaml perl php plaintext powershell promql \
    properties proto protobuf py python r rb rs ruby rust sass scala scss sh shell sql swift tcl tex text terraform \
    toml ts tsx typescript vim vue xml yaml yml zig zsh ";

/// Writes a block: what stands behind the opening fence, and the lines between.
pub(super) fn fenced(out: &mut String, info: &str, code: &str) {
    let language = info.split([' ', '{']).next().unwrap_or("");
    if language.is_empty() {
        out.push_str("<pre tabindex=\"0\"><code>");
        escape::text(out, code);
        out.push_str("</code></pre>");
        return;
    }
    // Hugo writes it as it is.
    let name = language;
    let coloured = COLOURED.contains(&format!(" {} ", language.to_ascii_lowercase()));
    let (open, close) = if coloured {
        let style = "color:#f8f8f2;background-color:#272822;-moz-tab-size:4;-o-tab-size:4;tab-size:4;";
        (format!("<div class=\"highlight\"><pre tabindex=\"0\" style=\"{style}\">"), "</code></pre></div>")
    } else {
        ("<pre tabindex=\"0\">".to_owned(), "</code></pre>")
    };
    out.push_str(&open);
    out.push_str(&format!("<code class=\"language-{name}\" data-lang=\"{name}\">"));
    if coloured {
        for line in code.split_inclusive('\n') {
            out.push_str("<span style=\"display:flex;\"><span>");
            escape::text(out, line);
            out.push_str("</span></span>");
        }
    } else {
        escape::text(out, code);
    }
    out.push_str(close);
}
