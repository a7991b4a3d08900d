//! Reading a page and editing it, beside yaml-edit and noyalib. `blocks` 15, 1300 and 13000 are 11 KB, 1 MB and 10 MB.

use divan::Bencher;
use divan::counter::BytesCount;
use frontmatter::{Edit, FrontMatter, Value, path};
use frontmatter_bench::page;

#[global_allocator]
static MEMORY: divan::AllocProfiler = divan::AllocProfiler::system();

fn main() {
    divan::main();
}

const SIZES: [usize; 3] = [15, 1_300, 13_000];
const PEERS: [usize; 2] = [15, 1_300];

#[divan::bench(args = SIZES, max_time = 3)]
fn parse(bencher: Bencher, blocks: usize) {
    let text = page(blocks);
    bencher
        .counter(BytesCount::of_str(&text))
        .with_inputs(|| text.clone())
        .bench_values(|text| FrontMatter::parse(text).unwrap());
}

fn edit(bencher: Bencher, blocks: usize, edit: &Edit) {
    let doc = FrontMatter::parse(page(blocks)).unwrap();
    bencher.with_inputs(|| doc.clone()).bench_refs(|doc| doc.edit(edit).unwrap());
}

#[divan::bench(args = SIZES, max_time = 3)]
fn set_text(bencher: Bencher, blocks: usize) {
    let path = path!["section2", "listLeft", blocks / 2, "contentList", 0, "content"];
    edit(bencher, blocks, &Edit::Set { path, value: "一个字".into() });
}

#[divan::bench(args = SIZES, max_time = 3)]
fn add_key(bencher: Bencher, blocks: usize) {
    edit(bencher, blocks, &Edit::Set { path: path!["section2", "listLeft", blocks / 2, "new"], value: "x".into() });
}

#[divan::bench(args = SIZES, max_time = 3)]
fn insert_block(bencher: Bencher, blocks: usize) {
    let value = Value::Map(vec![("title".into(), "x".into()), ("contentList".into(), Value::Seq(vec!["y".into()]))]);
    edit(bencher, blocks, &Edit::Insert { path: path!["section2", "listLeft"], index: blocks / 2, value });
}

#[divan::bench(args = SIZES, max_time = 3)]
fn remove_block(bencher: Bencher, blocks: usize) {
    edit(bencher, blocks, &Edit::Remove { path: path!["section2", "listLeft", blocks / 2] });
}

#[divan::bench(args = SIZES, max_time = 3)]
fn move_block_to_the_end(bencher: Bencher, blocks: usize) {
    edit(bencher, blocks, &Edit::Move { path: path!["section2", "listLeft"], from: 0, to: blocks - 1 });
}

#[divan::bench(args = SIZES, max_time = 3)]
fn undo(bencher: Bencher, blocks: usize) {
    let mut doc = FrontMatter::parse(page(blocks)).unwrap();
    let path = path!["section2", "listLeft", blocks / 2, "contentList", 0, "content"];
    let patch = doc.edit(&Edit::Set { path, value: "x".into() }).unwrap().inverse();
    bencher.with_inputs(|| doc.clone()).bench_refs(|doc| doc.apply(&patch).unwrap());
}

/// The YAML alone: the peers know no fences.
fn yaml(blocks: usize) -> String {
    page(blocks).trim_start_matches("---\n").trim_end_matches("---\n").to_owned()
}

mod noyalib {
    use super::*;

    #[divan::bench(args = PEERS, max_time = 3)]
    fn parse(bencher: Bencher, blocks: usize) {
        let text = yaml(blocks);
        bencher.counter(BytesCount::of_str(&text)).bench(|| ::noyalib::cst::parse_document(&text).unwrap());
    }

    #[divan::bench(args = PEERS, max_time = 3)]
    fn set_text(bencher: Bencher, blocks: usize) {
        let text = yaml(blocks);
        let path = format!("section2.listLeft[{}].contentList[0].content", blocks / 2);
        bencher
            .with_inputs(|| ::noyalib::cst::parse_document(&text).unwrap())
            .bench_refs(|doc| doc.set(&path, "一个字").unwrap());
    }
}

mod yaml_edit {
    use super::*;
    use std::str::FromStr;

    use ::yaml_edit::Document;

    #[divan::bench(args = PEERS, max_time = 3)]
    fn parse(bencher: Bencher, blocks: usize) {
        let text = yaml(blocks);
        bencher.counter(BytesCount::of_str(&text)).bench(|| Document::from_str(&text).unwrap());
    }

    #[divan::bench(args = PEERS, max_time = 3)]
    fn set_text(bencher: Bencher, blocks: usize) {
        let text = yaml(blocks);
        bencher.with_inputs(|| Document::from_str(&text).unwrap()).bench_refs(|doc| {
            let list = doc.as_mapping().unwrap().get_mapping("section2").unwrap().get_sequence("listLeft").unwrap();
            let block = list.get(blocks / 2).unwrap();
            block
                .as_mapping()
                .unwrap()
                .get_sequence("contentList")
                .unwrap()
                .get(0)
                .unwrap()
                .as_mapping()
                .unwrap()
                .set("content", "一个字");
        });
    }
}
