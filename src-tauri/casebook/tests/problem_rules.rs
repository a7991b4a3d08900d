//! Each rule by itself: a file of cases in `problems/`, named by the rule's code.
//!
//! `%% name` begins a case, `%file path` a page of its site (else `content/en/case/page.md`). A line `# ^ level key=value …`
//! under a line says that the rule finds a problem there: in the column of the `^`, or in the first one with `#<`.
//! `%picture address bytes width height` gives the site a picture, `%shortcode name` a shortcode. What stands in no such line is not found. `␠` is a blank. `%mended` is followed by the lines that mending all of the
//! page's problems of this kind takes away (`-`) and brings (`+`).
#![allow(clippy::unwrap_used, clippy::panic, clippy::print_stdout, missing_docs)]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;
use std::time::Instant;

use casebook::check::{self, Context, Level, PageFacts, Problem, SiteFacts};
use casebook::document::{Action, Ailment, DiffKind, Document, compare};
use casebook::page::{IdTree, Names, PageKind};
use casebook::pictures::{PictureFile, PictureFiles};
use casebook::site::Shortcodes;
use frontmatter::FrontMatter;

#[derive(Debug)]
struct Case {
    name: String,
    pages: Vec<Page>,
}

#[derive(Debug, Default)]
struct Page {
    path: String,
    text: String,
    /// `line:column level key=value …`
    expected: Vec<String>,
    mended: Option<Vec<String>>,
    pictures: Vec<(String, PictureFile)>,
    shortcodes: Vec<String>,
}

fn rules() -> Vec<(String, Vec<Case>)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/problems");
    let mut files: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|file| file.unwrap().path()).collect();
    files.sort();
    let code = |file: &Path| file.file_stem().unwrap().to_str().unwrap().to_owned();
    files.iter().map(|file| (code(file), cases(&fs::read_to_string(file).unwrap()))).collect()
}

fn cases(text: &str) -> Vec<Case> {
    let each = text.split("%% ").skip(1);
    each.map(|case| {
        let (name, body) = case.split_once('\n').unwrap();
        let body = body.trim_end();
        let body =
            if body.starts_with("%file") { body.to_owned() } else { format!("%file content/en/case/page.md\n{body}") };
        Case { name: name.to_owned(), pages: body.split("%file ").skip(1).map(page).collect() }
    })
    .collect()
}

fn page(text: &str) -> Page {
    let (path, body) = text.split_once('\n').unwrap();
    let mut page = Page { path: path.to_owned(), ..Page::default() };
    let mut lines = 0;
    for line in body.lines().map(|line| line.replace('␠', " ")) {
        let mark = line.strip_prefix("#<").map(|rest| (1, rest));
        let mark = mark.or_else(|| {
            let (before, rest) = line.strip_prefix('#')?.split_once('^')?;
            before.trim().is_empty().then(|| (before.chars().count() + 2, rest))
        });
        if let Some(file) = line.strip_prefix("%picture ") {
            page.pictures.push(picture(file));
            continue;
        }
        if let Some(name) = line.strip_prefix("%shortcode ") {
            page.shortcodes.push(name.to_owned());
            continue;
        }
        match (&mut page.mended, mark) {
            _ if line == "%mended" => page.mended = Some(Vec::new()),
            (Some(mended), _) => mended.extend(Some(line).filter(|line| !line.is_empty())),
            (None, Some((column, rest))) => page.expected.push(format!("{lines}:{column} {}", rest.trim())),
            (None, None) => page.text.push_str(&format!("{line}\n")),
        }
        lines = page.text.lines().count();
    }
    page
}

fn picture(told: &str) -> (String, PictureFile) {
    let mut words = told.split(' ');
    let address = words.next().unwrap().to_owned();
    let mut number = || words.next().map(|number| number.parse::<u32>().unwrap());
    let (bytes, width, height) = (number().unwrap_or(1000), number(), number());
    (address, PictureFile { bytes: bytes.into(), size: width.zip(height) })
}

/// Every page of a case, and where it is.
fn contexts(case: &Case) -> Vec<Context> {
    let language = |path: &str| path.split('/').nth(1).unwrap().to_owned();
    let facts = case.pages.iter().map(|page| {
        let front = FrontMatter::parse(page.text.as_str()).unwrap();
        let ids = IdTree::of(front.root(), &mut Names::default());
        let kind = PageKind::of(Path::new(&page.path));
        (page.path.clone(), PageFacts::of(kind, &page.path, &language(&page.path), &front, &ids))
    });
    let mut site = SiteFacts::of(facts);
    let pictures: Vec<_> = case.pages.iter().flat_map(|page| page.pictures.clone()).collect();
    site.see((!pictures.is_empty()).then(|| PictureFiles::of(pictures)));
    site.run(Shortcodes::of(case.pages.iter().flat_map(|page| page.shortcodes.clone())));
    let site = Arc::new(site);
    let context =
        |page: &Page| Context { path: page.path.clone(), language: language(&page.path), site: Arc::clone(&site) };
    case.pages.iter().map(context).collect()
}

fn problems(page: &Page, context: &Context) -> Vec<Problem> {
    let front = FrontMatter::parse(page.text.as_str()).unwrap();
    let ids = IdTree::of(front.root(), &mut Names::default());
    check::page(PageKind::of(Path::new(&page.path)), &front, &ids, context)
}

fn told(problem: &Problem) -> String {
    let params: String = problem.params.iter().map(|(name, value)| format!(" {name}={value}")).collect();
    format!("{}:{} {}{params}", problem.line, problem.column, problem.level.name())
}

#[test]
fn each_rule_finds_what_it_is_for_and_nothing_else() {
    let mut count = 0;
    for (code, cases) in rules() {
        assert!(
            cases.iter().any(|case| case.pages.iter().all(|page| page.expected.is_empty())),
            "{code}: no case against it"
        );
        for case in &cases {
            for (page, context) in case.pages.iter().zip(contexts(case)) {
                let found: Vec<_> =
                    problems(page, &context).iter().filter(|problem| problem.code == code).map(told).collect();
                assert_eq!(found, page.expected, "{code}: {}", case.name);
                count += 1;
            }
        }
    }
    println!("{count} pages");
}

#[test]
fn every_rule_has_its_file() {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/check");
    let source: String =
        fs::read_dir(source).unwrap().map(|file| fs::read_to_string(file.unwrap().path()).unwrap()).collect();
    for quoted in source.split('"').skip(1).step_by(2) {
        // Codes are camel case words that stand behind a level.
        let is_code = ["Level::Error, ", "Level::Warning, ", "Level::Hint, ", "level, "]
            .iter()
            .any(|level| source.contains(&format!("{level}\"{quoted}\"")));
        if is_code && !quoted.starts_with("nonesuch") {
            let file = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/problems/{quoted}.txt"));
            assert!(file.is_file(), "{quoted} has no cases");
        }
    }
}

#[test]
fn what_is_mended_is_no_problem_any_more_and_undone_byte_for_byte() {
    for (code, cases) in rules() {
        for case in &cases {
            for (page, context) in case.pages.iter().zip(contexts(case)) {
                let kind = PageKind::of(Path::new(&page.path));
                let mut document = Document::open(kind, page.text.clone(), Arc::default());
                document.look_around(context.clone());
                let found: Vec<_> =
                    problems(page, &context).into_iter().filter(|problem| problem.code == code).collect();
                let mendable = found.iter().filter(|problem| problem.mend).count();
                for problem in &found {
                    let of = Ailment { code: code.clone(), place: problem.place.clone() };
                    assert_eq!(
                        document.mends(Some(&of)).len(),
                        usize::from(problem.mend),
                        "{code}: {}: {problem:?}",
                        case.name
                    );
                }
                if mendable == 0 {
                    assert_eq!(page.mended, None, "{code}: {}", case.name);
                    continue;
                }
                let place = found.first().filter(|_| found.len() == 1).and_then(|problem| problem.place.clone());
                let of = Some(Ailment { code: code.clone(), place });
                document
                    .apply(Action::Mend { of, index: 0 }, Instant::now())
                    .unwrap_or_else(|error| panic!("{code}: {}: {error}", case.name));
                let lines = compare(&page.text, document.text()).lines;
                let of = |kind| lines.iter().filter(move |line| line.kind == kind).map(|line| line.text.clone());
                let changed: Vec<_> = of(DiffKind::Removed)
                    .map(|line| format!("-{line}"))
                    .chain(of(DiffKind::Added).map(|line| format!("+{line}")))
                    .collect();
                if let Some(mended) = &page.mended {
                    assert_eq!(&changed, mended, "{code}: {}", case.name);
                }
                let after = Page { text: document.text().to_owned(), path: page.path.clone(), ..Page::default() };
                let left = problems(&after, &context)
                    .into_iter()
                    .filter(|problem| problem.code == code && problem.mend)
                    .count();
                assert_eq!(left, 0, "{code}: {}: {}", case.name, after.text);
                document.recheck().unwrap();
                document.undo().unwrap();
                assert_eq!(document.text(), page.text, "{code}: {}", case.name);
            }
        }
    }
}

/// The sample's templates do with a value what the site's do.
#[test]
fn hugo_fails_on_an_error_and_on_nothing_else() {
    if Command::new("hugo").arg("version").output().is_err() {
        println!("no `hugo` on this machine: not compared with it");
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let site = folder.path().join("site");
    casebook::sample::unpack(&site).unwrap();
    let rules = rules();
    let cases = || rules.iter().flat_map(|(_, cases)| cases);
    for name in cases().flat_map(|case| &case.pages).flat_map(|page| &page.shortcodes) {
        let file = site.join(format!("layouts/shortcodes/{name}.html"));
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, "<i>{{ .Inner }}</i>").unwrap();
    }
    let build = |pages: &[(String, &str)]| {
        fs::remove_dir_all(site.join("content")).unwrap();
        for (name, text) in pages {
            let file = site.join("content/en/case").join(name);
            fs::create_dir_all(file.parent().unwrap()).unwrap();
            fs::write(file, text).unwrap();
        }
        let made = Command::new("hugo").arg("--quiet").current_dir(&site).output().unwrap();
        (made.status.success(), String::from_utf8_lossy(&made.stderr).into_owned())
    };
    let pages: Vec<_> = cases().flat_map(|case| case.pages.iter().zip(contexts(case))).collect();
    let (broken, whole): (Vec<_>, Vec<_>) = pages
        .iter()
        .partition(|(page, context)| problems(page, context).iter().any(|problem| problem.level == Level::Error));
    let name = |index: usize, page: &Page| match page.path.ends_with("_index.md") {
        true => format!("{index}/_index.md"),
        false => format!("{index}.md"),
    };
    let all: Vec<_> =
        whole.iter().enumerate().map(|(index, (page, _))| (name(index, page), page.text.as_str())).collect();
    let (built, reason) = build(&all);
    assert!(built, "{reason}");
    for ((page, context), (name, _)) in whole.iter().zip(&all) {
        let made = site.join("public/case").join(name.trim_end_matches("_index.md").trim_end_matches(".md"));
        let hidden = problems(page, context).iter().any(|problem| problem.code == "notPublished");
        assert_eq!(made.join("index.html").is_file(), !hidden, "{}", page.text);
    }
    for (page, _) in &broken {
        let (built, _) = build(&[(name(0, page), &page.text)]);
        assert!(!built, "Hugo builds this:\n{}", page.text);
    }
    println!("{} pages built, {} not", whole.len(), broken.len());
    assert!(broken.len() > 8);
}
