//! Configurations, paths and file names that lead out of the site, or to more than anybody reads.

use std::fs::File;

use casebook::catalogue::Catalogue;
use casebook::site::{Site, SiteError};

use crate::den::*;

#[test]
fn configurations_that_are_bombs() {
    let bombs: [(&str, Vec<u8>); 7] = [
        ("hugo.yaml", format!("{}title: *a29\n", laughs(30)).into_bytes()),
        ("hugo.yaml", format!("a: {}\n", "[".repeat(100_000)).into_bytes()),
        ("hugo.json", "[".repeat(1_000_000).into_bytes()),
        ("hugo.json", format!("{{\"title\": {}1{}}}", "[".repeat(100), "]".repeat(100)).into_bytes()),
        ("config/_default/params.toml", format!("a = {}", "[".repeat(100_000)).into_bytes()),
        ("config/_default/params.toml", format!("{}x = 1\n", "a.".repeat(100_000)).into_bytes()),
        ("config/_default/params.yaml", vec![0xff; 100]),
    ];
    for (path, bomb) in bombs {
        let den = Den::new();
        den.put(path, bomb);
        let root = den.root();
        // It is told, or does no harm; what it never does is to end the program.
        let opened = within(move || Site::open(&root));
        assert!(matches!(opened, Ok(_) | Err(SiteError::BadConfig { .. })), "{path}");
    }
    let den = Den::new();
    den.sparse("config/_default/params.toml", 1 << 30);
    let root = den.root();
    assert!(matches!(within(move || Site::open(&root)), Err(SiteError::BadConfig { .. })));
}

#[test]
fn a_configuration_that_names_folders_outside() {
    for folder in ["../outside", "/../outside", "content/../../outside", "..", "content/zh/..\\..\\..\\outside"] {
        let den = Den::new();
        let languages = format!("[languages.zh]\ncontentDir = 'content/zh'\n[languages.en]\ncontentDir = '{folder}'\n");
        den.put(
            "hugo.toml",
            format!("defaultContentLanguage = 'zh'\nstaticDir = '{folder}'\nassetDir = '{folder}'\n{languages}"),
        );
        let cases = den.tour();
        assert_eq!(cases.cases.len(), 1, "{folder}");
        let site = den.open();
        assert_eq!(site.picture("/secret.png"), None, "{folder}");
        assert!(site.files_below(folder).is_empty());
    }
}

#[test]
fn paths_that_lead_out() {
    let den = Den::new();
    let site = den.open();
    let long = "x".repeat(5_000);
    for path in [
        "",
        ".",
        "..",
        "/",
        "//",
        "../outside/case/secret.md",
        "content/../../outside/case/secret.md",
        "/etc/passwd",
        "content/zh/case/",
        "content//zh/case/good.md",
        "content/zh/case/good.md/",
        "./content/zh/case/good.md",
        "content/zh/case/good.md\0",
        "content/zh/case/../case/good.md",
        &long,
    ] {
        assert!(site.resolve(path).is_err(), "{path:?}");
        assert!(site.place(path).is_err(), "{path:?}");
    }
    for address in [
        "/../../outside/secret.png",
        "/%2e%2e/%2e%2e/outside/secret.png",
        "/..%2f..%2foutside%2fsecret.png",
        "/%00",
        "/%ff",
    ] {
        assert_eq!(site.picture(address), None, "{address}");
    }
    // What systems make of such names is theirs alone: here they are names.
    let windows = cfg!(windows);
    for name in ["CON", "nul.md", "Lpt1.txt", "COM¹", "a:b", "dot.", "blank ", "CONIN$"] {
        assert_eq!(site.resolve(&format!("content/zh/case/{name}")).is_err(), windows, "{name}");
    }
}

/// Their names; that many pages are read as they come, and nobody waits for the last one.
#[test]
fn fifty_thousand_pages() {
    let den = Den::quick();
    let folder = den.file("content/zh/case");
    (0..50_000).for_each(|n| drop(File::create(folder.join(format!("n{n}.md"))).unwrap()));
    let site = den.open();
    let cases = within(move || Catalogue::default().list(&site)).unwrap();
    assert_eq!(cases.cases.len(), 50_001);
}
