//! How far a text is, and why.

use casebook::translation::State;

use super::desk::{Desk, EN, ZH, page};

#[test]
fn texts_are_missing_the_same_or_done() {
    let source = "---\ntitle: Acme 云\nsection1:\n  title: Acme\n  content: 一句话的介绍。\nsection2:\n  listLeft:\n    - title: 背景\n      contentList:\n        - content: 第一段。\n        - content: https://example.org/a\n    - type: 2\n      content: 说得好。\n      author: Ann Lee\n---\n";
    let target = "---\ntitle: Acme Cloud\nsection1:\n  title: Acme\n  content: 一句话的介绍。\nsection2:\n  listLeft:\n    - title:\n      contentList:\n        - content: A paragraph.\n        - content: https://example.org/a\n    - type: 2\n      content: Well said.\n      author: Ann Lee\n---\n";
    let desk = Desk::new().with(ZH, source).with(EN, target);
    let expected = [
        ("Acme 云", State::Done),
        // Names and addresses are the same everywhere.
        ("Acme", State::Done),
        ("一句话的介绍。", State::Same),
        ("背景", State::Missing),
        ("第一段。", State::Done),
        ("https://example.org/a", State::Done),
        ("说得好。", State::Done),
        ("Ann Lee", State::Done),
    ];
    assert_eq!(desk.states(), expected.map(|(text, state)| (text.to_owned(), state)));
}

#[test]
fn a_chinese_page_that_is_still_english_is_not_done() {
    let english =
        page("Acme", &[("About the company", &["They moved all of their services into the cloud within a year."])]);
    let again = english.replace("within a year", "in less than one year");
    let desk = Desk::new().with(EN, &english).with(ZH, &again);
    let units = casebook::translation::Pair::read(&desk.site(), &desk.file(EN), &desk.file(ZH)).unwrap().units();
    let of = |text: &str| units.iter().find(|unit| unit.target_text().starts_with(text)).unwrap().state;
    assert_eq!(of("About"), State::Same);
    assert_eq!(of("They moved"), State::Review);
}

#[test]
fn what_was_confirmed_goes_stale_with_the_source_and_says_what_has_changed() {
    let desk = Desk::new()
        .with(ZH, &page("图菱", &[("背景", &["车队有 20 辆车。", "第二段。"])]))
        .with(EN, &page("Tuling", &[("Background", &["The fleet has 20 trucks.", "Second."])]));
    let mut bench = desk.bench();
    bench.confirm("车队有 20 辆车。", true);
    bench.save(&desk);
    assert_eq!(desk.states()[3].1, State::Done);

    // The source is edited, a block comes before it, and the paragraph is no longer where it was.
    desk.put(ZH, &page("图菱", &[("新区块", &["新的。"]), ("背景", &["第二段。", "车队有 30 辆车。"])]));
    let units = desk.units();
    let stale = units.iter().find(|unit| unit.source_text() == Some("车队有 30 辆车。")).unwrap();
    assert_eq!((stale.state, stale.target_text()), (State::Stale, "The fleet has 20 trucks."));
    assert_eq!(stale.made_from.as_deref(), Some("车队有 20 辆车。"));

    // Confirmed anew it is done, and only one line stands for it.
    let mut bench = desk.bench();
    let view = bench.view();
    let lines: Vec<_> = view.rows.iter().flat_map(|row| row.pieces.iter().flat_map(|piece| &piece.lines)).collect();
    let runs = lines.iter().find_map(|line| line.change.as_ref()).unwrap();
    let changed: Vec<&str> =
        runs.iter().filter(|run| run.kind != casebook::document::DiffKind::Same).map(|run| run.text.as_str()).collect();
    assert_eq!(changed, ["20", "30"], "the change is shown within the text");
    bench.write("The fleet has 30 trucks.", "车队有 30 辆车。");
    assert_eq!(bench.state("车队有 30 辆车。"), State::Review);
    bench.confirm("车队有 30 辆车。", true);
    bench.save(&desk);
    assert!(desk.units().iter().all(|unit| unit.state != State::Stale));
    assert_eq!(desk.read("translations/en/case/a.jsonl").matches("辆车").count(), 1);
}

#[test]
fn nothing_is_written_before_something_is_said() {
    let desk = Desk::new()
        .with(ZH, &page("图菱", &[("背景", &["一段。"])]))
        .with(EN, &page("Tuling", &[("Background", &["One."])]));
    let mut bench = desk.bench();
    bench.view();
    bench.save(&desk);
    assert!(!desk.root().join("translations").exists());
    bench.confirm("背景", true);
    assert!(!desk.root().join("translations").exists(), "only with the page");
    bench.save(&desk);
    assert!(desk.root().join("translations/en/case/a.jsonl").is_file());
}

#[test]
fn a_text_that_was_changed_and_not_confirmed_waits_for_another_look() {
    let desk = Desk::new()
        .with(ZH, &page("图菱", &[("背景", &["一段。"])]))
        .with(EN, &page("Tuling", &[("Background", &["One."])]));
    let mut bench = desk.bench();
    bench.write("Where they came from", "背景");
    assert_eq!(bench.state("背景"), State::Review);
    bench.save(&desk);
    assert_eq!(desk.bench().state("背景"), State::Review, "still so in another run");
    let mut bench = desk.bench();
    bench.confirm("背景", true);
    assert_eq!(bench.state("背景"), State::Done);
    bench.confirm("背景", false);
    assert_eq!(bench.state("背景"), State::Review);
}

/// One text may be translated in two ways, and two texts alike: each is known by both its words.
#[test]
fn texts_that_share_their_words_are_confirmed_each_for_itself() {
    let source =
        |last: &str| page("图菱", &[("介绍", &["一。"]), ("介绍", &["二。"]), ("客户", &["三。"]), (last, &["四。"])]);
    let english =
        [("Introduction", &["One."][..]), ("About", &["Two."]), ("Customers", &["3."]), ("Customers", &["4."])];
    let desk = Desk::new().with(ZH, &source("用户")).with(EN, &page("Tuling", &english));
    let mut bench = desk.bench();
    let titles = |bench: &mut super::desk::OnBench| -> Vec<(State, u32)> {
        let view = bench.view();
        let lines = view.rows.iter().flat_map(|row| row.pieces.iter().flat_map(|piece| &piece.lines));
        let titles = lines.filter(|line| line.role == casebook::translation::Role::BlockTitle);
        titles.map(|line| (line.state, line.repeats)).collect()
    };
    for text in ["客户", "用户"] {
        bench.confirm(text, true);
    }
    // Both places that say 介绍.
    let places: Vec<_> = {
        let view = bench.view();
        let lines = view.rows.iter().flat_map(|row| row.pieces.iter().map(move |piece| (row, piece)));
        let lines = lines.flat_map(|(row, piece)| piece.lines.iter().map(move |line| (row.target.clone(), line)));
        let of = lines.filter(|(_, line)| line.source.as_deref() == Some("介绍"));
        of.map(|(key, line)| (key.unwrap(), line.target.clone().unwrap())).collect()
    };
    for (key, place) in &places {
        bench.confirm_at(key, place, true);
    }
    let done = [(State::Done, 1), (State::Done, 1), (State::Done, 0), (State::Done, 0)];
    assert_eq!(titles(&mut bench), done);
    bench.save(&desk);
    assert_eq!(titles(&mut desk.bench()), done, "and in another run");

    // Only the one whose source has changed is out of date.
    desk.put(ZH, &source("使用者"));
    let states: Vec<State> = titles(&mut desk.bench()).into_iter().map(|(state, _)| state).collect();
    assert_eq!(states, [State::Done, State::Done, State::Done, State::Stale]);
    desk.put(ZH, &source("使用者").replace("title: 客户", "title: 顾客"));
    let states: Vec<State> = titles(&mut desk.bench()).into_iter().map(|(state, _)| state).collect();
    assert_eq!(states, [State::Done, State::Done, State::Stale, State::Stale]);
}

#[test]
fn a_translation_is_put_in_wherever_the_source_says_the_same_as_one_step() {
    let desk = Desk::new()
        .with(ZH, &page("图菱", &[("介绍", &["同一句。"]), ("背景", &["同一句。", "另一句。"]), ("", &["同一句。"])]))
        .with(EN, &page("Tuling", &[("", &["The same."]), ("", &["", "Another."]), ("", &["An old one."])]));
    let mut bench = desk.bench();
    let places = |bench: &mut super::desk::OnBench| -> Vec<casebook::page::Place> {
        let view = bench.view();
        let lines = view.rows.iter().flat_map(|row| row.pieces.iter().flat_map(|piece| &piece.lines));
        let of = lines.filter(|line| line.source.as_deref() == Some("同一句。"));
        of.map(|line| line.target.clone().unwrap()).collect()
    };
    let at = places(&mut bench);
    bench.confirm("同一句。", true);
    let before = bench.target.text().to_owned();
    let (other, _) = (bench.place("另一句。").1, ());
    bench.repeat(&at[0], &[at[1].clone(), at[2].clone(), other]);
    assert_eq!(bench.target.text().matches("The same.").count(), 3);
    assert!(bench.target.text().contains("Another."), "what says something else stays");
    let view = bench.view();
    let states = view.rows.iter().flat_map(|row| row.pieces.iter().flat_map(|piece| &piece.lines));
    assert_eq!(states.filter(|line| line.repeats == 2 && line.state == State::Done).count(), 3);
    bench.target.undo().unwrap();
    assert_eq!(bench.target.text(), before, "one step");
}
