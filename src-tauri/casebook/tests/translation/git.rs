//! With the real Git: what is stale by a site's history, and the work of two translators merged.

use std::path::Path;
use std::process::Command;

use casebook::translation::State;

use super::desk::{Desk, EN, ZH, page};

/// Whether Git could do it; said so where there is none.
fn git(root: &Path, arguments: &[&str]) -> bool {
    let mut git = Command::new("git");
    git.arg("-C").arg(root).args([
        "-c",
        "user.name=T",
        "-c",
        "user.email=t@example.org",
        "-c",
        "commit.gpgsign=false",
        "-c",
        "core.autocrlf=false",
    ]);
    git.args(arguments).output().is_ok_and(|output| {
        let done = output.status.success();
        if !done {
            println!("git {arguments:?}: {}", String::from_utf8_lossy(&output.stdout));
        }
        done
    })
}

fn commit(desk: &Desk) {
    assert!(git(&desk.root(), &["add", "."]) && git(&desk.root(), &["commit", "-qm", "More"]));
}

fn checkout() -> Option<Desk> {
    let desk = Desk::new()
        .with(ZH, &page("图菱", &[("背景", &["车队有 20 辆车。", "第二段。", "第三段。"])]))
        .with(EN, &page("Tuling", &[("Background", &["The fleet has 20 trucks.", "Second.", "Third."])]));
    if !git(&desk.root(), &["init", "-q", "-b", "main"]) {
        println!("skipped: there is no git here");
        return None;
    }
    commit(&desk);
    Some(desk)
}

#[test]
fn without_a_record_the_history_tells_what_is_stale() {
    let Some(desk) = checkout() else { return };
    assert!(desk.states().iter().all(|(_, state)| matches!(state, State::Done | State::Same)), "{:?}", desk.states());
    desk.put(ZH, &page("图菱", &[("新的", &["新来的。"]), ("背景", &["第二段。", "车队有 30 辆车。", "第三段。"])]));
    commit(&desk);
    let units = desk.units();
    let of = |text: &str| units.iter().find(|unit| unit.source_text() == Some(text)).unwrap();
    assert_eq!(of("车队有 30 辆车。").state, State::Stale);
    assert_eq!(of("车队有 30 辆车。").made_from.as_deref(), Some("车队有 20 辆车。"));
    assert_eq!(of("新来的。").state, State::Missing);
    assert_eq!(of("第三段。").state, State::Done);

    desk.put(EN, &desk.read(EN).replace("20 trucks", "30 trucks"));
    commit(&desk);
    let units = desk.units();
    assert!(units.iter().all(|unit| unit.state != State::Stale), "the translation is newer than the source");
}

/// A checkout of a commit from before the record, while the bench is open.
#[test]
fn a_record_that_git_takes_away_leaves_what_the_history_tells() {
    let Some(desk) = checkout() else { return };
    desk.put(ZH, &desk.read(ZH).replace("20 辆车", "30 辆车"));
    commit(&desk);
    let mut bench = desk.bench();
    assert_eq!(bench.state("车队有 30 辆车。"), State::Stale);
    bench.confirm("车队有 30 辆车。", true);
    bench.write("One more.", "第三段。");
    bench.confirm("第三段。", true);
    bench.save(&desk);
    commit(&desk);
    assert_eq!(bench.state("车队有 30 辆车。"), State::Done);
    bench.confirm("背景", true);

    assert!(git(&desk.root(), &["checkout", "-q", "HEAD~1"]));
    assert!(!desk.root().join("translations/en/case/a.jsonl").exists());
    bench.meet(&desk);
    assert_eq!(bench.state("车队有 30 辆车。"), State::Stale);
    assert_eq!(bench.beside("第三段。"), "Third.");
    assert_eq!((bench.state("第三段。"), bench.state("背景")), (State::Done, State::Done));
    assert_eq!(bench.bench.notes(), 1, "what was said since stays");
    assert!(git(&desk.root(), &["checkout", "-q", "main"]));
    bench.meet(&desk);
    assert_eq!(bench.state("车队有 30 辆车。"), State::Done);
}

#[test]
fn the_records_of_two_translators_merge_without_a_conflict() {
    let Some(desk) = checkout() else { return };
    let root = desk.root();
    let confirmed = |branch: &str, texts: &[&str]| {
        assert!(git(&root, &["checkout", "-q", "-b", branch, "main"]));
        let mut bench = desk.bench();
        texts.iter().for_each(|text| bench.confirm(text, true));
        bench.save(&desk);
        commit(&desk);
    };
    // Both make the file, and confirm neighbours, and one text both.
    confirmed("ann", &["背景", "第二段。"]);
    confirmed("bo", &["第二段。", "车队有 20 辆车。", "第三段。"]);
    assert!(git(&root, &["merge", "-q", "-m", "Both", "ann"]), "no conflict");
    let mut bench = desk.bench();
    for text in ["背景", "车队有 20 辆车。", "第二段。", "第三段。"] {
        let found = bench.bench.record().text().matches(&format!("\"{text}\"")).count();
        assert!(found >= 1, "{text}");
    }
    // And again, from a file that both had.
    assert!(git(&root, &["checkout", "-q", "-B", "main"]));
    let review = |branch: &str, text: &str, good: bool| {
        assert!(git(&root, &["checkout", "-q", "-b", branch, "main"]));
        let mut bench = desk.bench();
        bench.confirm(text, good);
        bench.save(&desk);
        commit(&desk);
    };
    review("cy", "车队有 20 辆车。", false);
    review("di", "第二段。", false);
    assert!(git(&root, &["merge", "-q", "-m", "Both", "cy"]), "no conflict");
    assert_eq!(bench.state("背景"), State::Done);
}
