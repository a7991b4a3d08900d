//! The record's file: read and written without a loss, and by several hands.

use casebook::translation::{Hashed, Made, Record, Role};

use super::desk::{Desk, EN, ZH, page};

fn made(source: &str, target: &str) -> Made {
    let (from, source) = ("zh".to_owned(), source.to_owned());
    Made { role: Role::Paragraph, from, source, target: Hashed::of(target), review: false }
}

#[test]
fn a_record_reads_as_it_was_written() {
    let mut record = Record::default();
    record.note(made("他说：“好”\n第二行 {x}", "He said \"good\"\nand more"));
    record.note(Made { review: true, ..made("二", "Two") });
    record.ignore("numbers", "Two", true);
    record.set_page(Some("content/zh/case/x.md".to_owned()));
    assert_eq!(Record::of(&record.text()), record);
    assert_eq!(record.text().lines().count(), 4, "a line each: {}", record.text());
}

#[test]
fn lines_that_are_not_understood_are_kept() {
    let text = "<<<<<<< ours\n{\"from the\":\"future\"}\n";
    assert_eq!(Record::of(text).text(), text);
}

#[test]
fn lines_that_two_have_written_both_hold() {
    let text = |target: &str| {
        let mut record = Record::default();
        record.note(made("一", target));
        record.text()
    };
    let both = Record::of(&(text("The first") + &text("First of all")));
    for target in ["The first", "First of all"] {
        assert!(both.made_as(Role::Paragraph, &Hashed::of(target)).any(|made| made.source == "一"));
    }
}

#[test]
fn a_text_that_was_translated_anew_has_one_line() {
    let desk = Desk::new()
        .with(ZH, &page("图菱", &[("背景", &["一段。"])]))
        .with(EN, &page("Tuling", &[("Background", &["One."])]));
    for words in ["A paragraph.", "The first paragraph."] {
        let mut bench = desk.bench();
        bench.write(words, "一段。");
        bench.confirm("一段。", true);
        bench.save(&desk);
        assert_eq!(desk.read("translations/en/case/a.jsonl").matches("一段。").count(), 1, "{words}");
    }
}

#[test]
fn what_others_have_written_meanwhile_is_kept() {
    let desk = Desk::new()
        .with(ZH, &page("图菱", &[("背景", &["一段。"])]))
        .with(EN, &page("Tuling", &[("Background", &["One."])]));
    let (mut mine, mut theirs) = (desk.bench(), desk.bench());
    theirs.confirm("背景", true);
    theirs.save(&desk);
    mine.confirm("一段。", true);
    mine.save(&desk);
    let text = desk.read("translations/en/case/a.jsonl");
    assert!(text.contains("背景") && text.contains("一段。"), "{text}");
    assert!(text.find("背景") < text.find("一段。"), "in the page's order");
}
