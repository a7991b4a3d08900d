//! With real files: what others do is told in time, whichever way they do it, and our own saves are not.
#![allow(clippy::unwrap_used, clippy::panic)]

use std::fs;
use std::path::Path;
use std::sync::mpsc::{self, Receiver};
use std::time::{Duration, Instant};

use super::{News, begin};
use crate::fixture::{Fixture, LANGUAGES, PAGE, TEXT, title};

/// How long a test waits for news before it fails; how soon they come is measured elsewhere.
const PATIENCE: Duration = Duration::from_secs(20);

fn watched(fixture: &Fixture) -> Receiver<News> {
    let (tell, news) = mpsc::channel();
    begin(&fixture.session, move |one| {
        let _ = tell.send(one);
    });
    // The first look is over when a page that comes is told.
    fixture.put("content/zh/case/first.md", TEXT);
    let begun = Instant::now();
    while news.recv_timeout(Duration::from_millis(500)).is_err() {
        assert!(begun.elapsed() < PATIENCE, "a new page is never told");
        fixture.put("content/zh/case/first.md", format!("{TEXT}{}", begun.elapsed().as_nanos()));
    }
    calm(&news);
    news
}

/// Until nothing is told any more.
fn calm(news: &Receiver<News>) {
    while news.recv_timeout(Duration::from_millis(2500)).is_ok() {}
}

fn wait_for(news: &Receiver<News>, wanted: News) {
    let begun = Instant::now();
    loop {
        match news.recv_timeout(PATIENCE.saturating_sub(begun.elapsed())) {
            Ok(one) if one == wanted => return,
            Ok(_) => {}
            Err(_) => panic!("{wanted:?} is never told"),
        }
    }
}

/// As editors do: a new file takes the place of the old one.
fn put_in_place(file: &Path, text: &str) {
    let new = file.with_extension("new");
    fs::write(&new, text).unwrap();
    fs::rename(new, file).unwrap();
}

#[test]
fn an_open_page_that_others_change_replace_delete_and_bring_back() {
    let fixture = Fixture::new().open();
    let doc = fixture.session.open_page(PAGE).unwrap().doc;
    let news = watched(&fixture);
    let meet = || fixture.session.meet(doc, None).unwrap();

    fixture.put(PAGE, TEXT.replace("图菱", "一"));
    wait_for(&news, News::Outside(doc));
    meet();
    put_in_place(&fixture.file(PAGE), &TEXT.replace("图菱", "二"));
    wait_for(&news, News::Outside(doc));
    meet();
    fs::remove_file(fixture.file(PAGE)).unwrap();
    wait_for(&news, News::Outside(doc));
    fixture.put(PAGE, TEXT.replace("图菱", "三"));
    wait_for(&news, News::Outside(doc));
    assert_eq!(fixture.session.page(doc).unwrap().saved_text(), TEXT.replace("图菱", "二"), "telling changes nothing");
}

#[test]
fn a_page_that_others_are_writing_is_told_when_it_is_there() {
    let fixture = Fixture::new().open();
    let doc = fixture.session.open_page(PAGE).unwrap().doc;
    let news = watched(&fixture);
    let whole = format!("---\ntitle: 新\n{}---\n", "other: a\n".repeat(9));
    let half = whole.len() - "---\n".len();
    // A machine that stops this thread for long writes two changes, not one.
    let wrote_without_rest = (0..20).any(|turn| {
        let (mut last, mut longest) = (Instant::now(), Duration::ZERO);
        for end in (16..half).step_by(4).chain([whole.len()]) {
            fixture.put(PAGE, whole[..end].replace("新", &format!("新{turn}")));
            longest = longest.max(last.elapsed());
            last = Instant::now();
            std::thread::sleep(Duration::from_millis(20));
            let told = news.try_recv();
            assert!(
                end == whole.len() || longest > super::eyes::STILL || told != Ok(News::Outside(doc)),
                "{}",
                &whole[..end]
            );
        }
        fixture.session.meet(doc, None).unwrap();
        calm(&news);
        longest < super::eyes::STILL
    });
    assert!(wrote_without_rest, "this machine is too busy for the test to say anything");

    // What stays half is told as it is.
    fixture.put(PAGE, "---\ntitle: [\n");
    wait_for(&news, News::Outside(doc));
}

#[test]
fn our_own_saves_are_no_news() {
    let fixture = Fixture::new().open();
    let doc = fixture.session.open_page(PAGE).unwrap().doc;
    let news = watched(&fixture);
    let page = fixture.session.page(doc).unwrap();
    for word in ["一", "二", "三"] {
        page.edit(title(word)).unwrap();
        page.save().unwrap();
    }
    assert_eq!(news.recv_timeout(Duration::from_millis(2500)).ok(), None);
}

#[test]
fn a_folder_that_goes_and_comes_back() {
    let fixture = Fixture::new().open();
    let doc = fixture.session.open_page(PAGE).unwrap().doc;
    let news = watched(&fixture);
    let (content, aside) = (fixture.file("content"), fixture.file("aside"));
    fs::rename(&content, &aside).unwrap();
    wait_for(&news, News::Outside(doc));
    calm(&news);
    fs::rename(&aside, &content).unwrap();
    calm(&news);
    // It is another one, and still it is watched.
    fixture.put(PAGE, TEXT.replace("图菱", "一"));
    wait_for(&news, News::Outside(doc));
    fixture.put("content/zh/case/b.md", TEXT);
    wait_for(&news, News::Cases);
}

#[test]
fn many_files_at_once_are_told_a_few_times() {
    let mut fixture = Fixture::new();
    for number in 0..300 {
        fixture = fixture.with(&format!("content/zh/case/many-{number}.md"), TEXT);
    }
    let fixture = fixture.open();
    let doc = fixture.session.open_page(PAGE).unwrap().doc;
    let news = watched(&fixture);
    for number in 0..300 {
        put_in_place(&fixture.file(&format!("content/zh/case/many-{number}.md")), &TEXT.replace("图菱", "一"));
    }
    put_in_place(&fixture.file(PAGE), &TEXT.replace("图菱", "一"));
    let mut told = Vec::new();
    while let Ok(one) = news.recv_timeout(Duration::from_millis(2500)) {
        told.push(one);
    }
    assert!(told.contains(&News::Cases) && told.contains(&News::Outside(doc)), "{told:?}");
    assert!(told.len() < 100, "300 files are not told one by one: {}", told.len());
}

#[test]
fn pictures_that_come_are_told() {
    let fixture = Fixture::new().with("static/images/a.svg", "<svg/>").open();
    let news = watched(&fixture);
    fixture.put("static/images/b.svg", "<svg/>");
    wait_for(&news, News::Cases);
}

#[cfg(unix)]
#[test]
fn a_page_behind_a_link_and_the_link_itself() {
    use std::os::unix::fs::symlink;

    let fixture = Fixture::new().with("shared/one.md", TEXT).with("shared/two.md", TEXT.replace("图菱", "二")).open();
    let link = fixture.file("content/zh/case/linked.md");
    symlink(fixture.file("shared/one.md"), &link).unwrap();
    let doc = fixture.session.open_page("content/zh/case/linked.md").unwrap().doc;
    let news = watched(&fixture);
    // No event comes from there.
    fixture.put("shared/one.md", TEXT.replace("图菱", "一"));
    wait_for(&news, News::Outside(doc));
    fixture.session.meet(doc, None).unwrap();
    fs::remove_file(&link).unwrap();
    symlink(fixture.file("shared/two.md"), &link).unwrap();
    wait_for(&news, News::Outside(doc));
    fixture.session.meet(doc, None).unwrap();
    let page = fixture.session.page(doc).unwrap();
    page.edit(title("三")).unwrap();
    page.save().unwrap();
    assert_eq!(fixture.text("shared/two.md"), TEXT.replace("图菱", "三"), "what the link leads to now is written");
    assert_eq!(fixture.text("shared/one.md"), TEXT.replace("图菱", "一"));
}

#[test]
fn a_page_that_went_elsewhere_is_found_and_followed_with_all_that_is_unsaved() {
    let fixture = Fixture::new().open();
    let doc = fixture.changed().doc;
    fs::rename(fixture.file(PAGE), fixture.file("content/zh/case/b.md")).unwrap();
    let met = fixture.session.meet(doc, None).unwrap();
    let crate::border::Met::Gone { moved: Some(to) } = met else { panic!("{met:?}") };
    assert_eq!(to, "content/zh/case/b.md");
    let opened = fixture.session.follow(doc, &to).unwrap();
    assert!(opened.doc == doc && opened.status.dirty);
    fixture.session.page(doc).unwrap().save().unwrap();
    assert_eq!(fixture.text(&to), TEXT.replace("图菱", "新"));
    assert!(!fixture.file(PAGE).exists());
}

#[test]
fn a_record_that_others_write_comes_to_the_bench() {
    use casebook::translation::{Made, Record, Role};
    const EN: &str = "content/en/case/a.md";
    let fixture = Fixture::new().with("hugo.toml", LANGUAGES).with(EN, TEXT.replace("图菱", "Brook")).open();
    let session = &fixture.session;
    session.open_bench(session.open_page(EN).unwrap().doc, PAGE).unwrap();
    let news = watched(&fixture);
    let bench = session.bench().unwrap();
    assert_eq!(bench.view().unwrap().view.counts.stale, 0);
    // Somebody else has confirmed it when the source said something else, and has pushed only the record.
    let mut record = Record::default();
    record.note(Made::new(Role::PageTitle, "zh", "旧名", "Brook", false));
    fixture.put("translations/en/case/a.jsonl", record.text());
    wait_for(&news, News::Bench(None, EN.to_owned()));
    assert_eq!(bench.view().unwrap().view.counts.stale, 1);
    // What the bench writes itself is no news.
    let casebook::document::Action::SetText { place, .. } = title("") else { panic!() };
    bench.confirm("head", &place, true).unwrap();
    bench.save().unwrap();
    assert!(fixture.text("translations/en/case/a.jsonl").contains("图菱"));
    while let Ok(one) = news.recv_timeout(Duration::from_millis(1500)) {
        assert!(!matches!(one, News::Bench(..)), "told of its own");
    }
}
