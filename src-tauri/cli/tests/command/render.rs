use crate::shop::{Shop, out};

#[test]
fn render_uses_the_settings_of_the_site_around_the_file() {
    let page = "---\nsection2:\n  listLeft:\n    - contentList:\n        - content: \"<b>x</b> -- y\"\n---\n";
    let shop =
        Shop::with(&[("page.md", page), ("site/hugo.toml", "title = 's'\n"), ("site/content/case/page.md", page)]);
    let alone = out(&shop.run(&["render", "page.md"], ""));
    assert!(alone.starts_with("<main") && alone.contains("<b>x</b> -- y") && !alone.contains("data-p"), "{alone}");
    // A site that says nothing has Hugo's defaults: no raw HTML.
    let inside = out(&shop.run(&["render", "site/content/case/page.md"], ""));
    assert!(!inside.contains("<b>x</b>"), "{inside}");
}
