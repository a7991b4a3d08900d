//! What the render tests share: HTML compared as a browser would see it, and the real Hugo as the judge.
#![allow(
    dead_code,
    unreachable_pub,
    missing_docs,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout
)]

pub mod made_up;
pub mod odd_pages;

use std::path::{Path, PathBuf};
use std::process::Command;

use html5ever::tendril::TendrilSink;
use html5ever::{ParseOpts, QualName, local_name, ns, parse_fragment};
use markup5ever_rcdom::{Handle, NodeData, RcDom};

/// The DOM of a piece of `<body>`, one node a line. White space alone does not count, nor the order of attributes, nor
/// our own marks; runs of white space count as one blank, but in `<pre>`.
pub fn dom(html: &str) -> String {
    let body = QualName::new(None, ns!(html), local_name!("body"));
    let dom = parse_fragment(RcDom::default(), ParseOpts::default(), body, Vec::new(), false).one(html);
    let mut lines = String::new();
    for child in dom.document.children.borrow().iter() {
        describe(child, 0, false, &mut lines);
    }
    lines
}

fn describe(node: &Handle, depth: usize, verbatim: bool, lines: &mut String) {
    let indent = "  ".repeat(depth);
    let mut verbatim = verbatim;
    match &node.data {
        NodeData::Text { contents } => {
            let text = contents.borrow().to_string();
            if verbatim {
                lines.push_str(&format!("{indent}{text:?}\n"));
            } else if !text.trim_ascii().is_empty() {
                let words: Vec<&str> = text.split_ascii_whitespace().collect();
                let edge = |blank: bool| if blank { " " } else { "" };
                let (before, after) = (text.starts_with(WHITE), text.ends_with(WHITE));
                lines.push_str(&format!(
                    "{indent}{:?}\n",
                    format!("{}{}{}", edge(before), words.join(" "), edge(after))
                ));
            }
            return;
        }
        NodeData::Comment { contents } => lines.push_str(&format!("{indent}<!--{contents}-->\n")),
        NodeData::Element { name, attrs, .. } => {
            let mut attrs: Vec<String> = attrs
                .borrow()
                .iter()
                .filter(|attr| !matches!(&*attr.name.local, "data-part" | "data-place"))
                .map(|attr| format!(" {}={:?}", attr.name.local, &*attr.value))
                .collect();
            attrs.sort();
            verbatim |= &*name.local == "pre";
            if depth > 0 || &*name.local != "html" {
                lines.push_str(&format!("{indent}<{}{}>\n", name.local, attrs.concat()));
            }
        }
        _ => {}
    }
    for child in node.children.borrow().iter() {
        describe(child, depth + 1, verbatim, lines);
    }
}

const WHITE: [char; 5] = [' ', '\t', '\n', '\r', '\x0c'];

/// The pages of the real site: `CASEBOOK_CORPUS`, or `shared/corpus` beside the repository.
pub fn corpus() -> Option<PathBuf> {
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/corpus");
    let folder = std::env::var_os("CASEBOOK_CORPUS").map_or(beside, PathBuf::from);
    if folder.join("content").is_dir() {
        return Some(folder);
    }
    println!("no corpus at {}: own pages only", folder.display());
    None
}

/// A site in a temporary folder, for the real Hugo.
pub struct HugoSite(tempfile::TempDir);

impl HugoSite {
    /// None, and a word, when there is no Hugo.
    pub fn new() -> Option<HugoSite> {
        let there = Command::new("hugo").arg("version").output().is_ok_and(|answer| answer.status.success());
        if !there {
            println!("no `hugo` on this machine: not compared with it");
            return None;
        }
        Some(HugoSite(tempfile::tempdir().unwrap()))
    }

    pub fn put(&self, path: &str, text: &str) -> &Self {
        let path = self.0.path().join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
        self
    }

    /// Builds the site; the text of a file in `public`.
    pub fn build(&self, file: &str) -> String {
        let made = Command::new("hugo").arg("--quiet").current_dir(self.0.path()).output().unwrap();
        assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
        self.read(file)
    }

    /// The text of a file that was built.
    pub fn read(&self, file: &str) -> String {
        std::fs::read_to_string(self.0.path().join("public").join(file)).unwrap()
    }

    /// What `layout`, in which `.` is one text, makes of each text.
    pub fn each(&self, config: &str, layout: &str, texts: &[String]) -> Vec<String> {
        let config = format!(
            "baseURL = \"https://example.org/\"\n\
             disableKinds = [\"taxonomy\", \"term\", \"RSS\", \"sitemap\", \"robotsTXT\", \"404\", \"page\", \"section\"]\n{config}"
        );
        let mark = "\u{1}CUT\u{1}";
        self.put("config.toml", &config);
        self.put("data/texts.json", &serde_json::to_string(texts).unwrap());
        self.put(
            "layouts/index.html",
            &format!("{{{{ range site.Data.texts }}}}{layout}{{{{ \"{mark}\" | safeHTML }}}}{{{{ end }}}}"),
        );
        let mut made: Vec<String> = self.build("index.html").split(mark).map(str::to_owned).collect();
        made.pop();
        assert_eq!(made.len(), texts.len());
        made
    }
}

/// The first lines in which two texts differ.
pub fn first_difference(ours: &str, theirs: &str) -> String {
    let lines = ours.lines().chain(["(end)"]).zip(theirs.lines().chain(["(end)"]));
    let (ours, theirs) = lines.into_iter().find(|(ours, theirs)| ours != theirs).unwrap_or_default();
    format!("ours:   {ours}\ntheirs: {theirs}")
}

/// The case pages' template for links in Markdown, written for these tests.
pub const LINK: &str = "{{ $http := strings.HasPrefix .Destination \"http\" }}
  <a href=\"{{ .Destination | safeURL }}\"{{ with .Title }} title=\"{{ . }}\"{{ end }}{{ if $http }} target=\"_blank\" rel=\"noopener noreferrer\"{{ end }}>{{ .Text }}</a>
";

/// The same for pictures.
pub const IMAGE: &str = "<p>\n  <img src=\"{{ .Destination | safeURL }}\" alt=\"{{ .Text }}\"{{ with .Title }} title=\"{{ . }}\"{{ end }} />\n</p>";

/// Numbers that are the same in every run.
pub struct Dice(pub u64);

impl Dice {
    pub fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % sides
    }

    pub fn pick<'a, T: ?Sized>(&mut self, from: &[&'a T]) -> &'a T {
        from[self.roll(from.len())]
    }
}
