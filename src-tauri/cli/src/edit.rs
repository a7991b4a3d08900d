//! `casebook edit`: all edits or none.

use std::io::{Read, Write};
use std::path::Path;
use std::process::ExitCode;

use frontmatter::{Edit, FrontMatter, Step, Value};
use serde::Deserialize;

use crate::failure::{Failure, read, real};

#[derive(Deserialize)]
#[serde(tag = "op", rename_all = "lowercase", deny_unknown_fields)]
enum Op {
    Set { path: Vec<Key>, value: serde_json::Value },
    Remove { path: Vec<Key> },
    Insert { path: Vec<Key>, index: usize, value: serde_json::Value },
    Move { path: Vec<Key>, from: usize, to: usize },
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Key {
    Index(usize),
    Name(String),
}

pub(crate) fn run(file: &Path, ops: &Path, write: bool) -> Result<ExitCode, Failure> {
    let edits = edits(ops)?;
    let text = read(file)?;
    let mut front = FrontMatter::parse(text.as_str()).map_err(|error| Failure::parse(file, error))?;
    front.edit_all(&edits).map_err(|(index, error)| Failure::Edit { index, error })?;
    if !write {
        std::io::stdout().write_all(front.text().as_bytes())?;
    } else if front.text() != text {
        front.recheck().map_err(|error| Failure::parse(file, error))?;
        casebook::storage::save(&real(file), Some(&text), front.text())
            .map_err(|error| Failure::Save { file: file.to_owned(), error })?;
    }
    Ok(ExitCode::SUCCESS)
}

fn edits(ops: &Path) -> Result<Vec<Edit>, Failure> {
    let mut json = String::new();
    let source = if ops == Path::new("-") {
        std::io::stdin().read_to_string(&mut json)
    } else {
        std::fs::File::open(ops).and_then(|mut file| file.read_to_string(&mut json))
    };
    source.map_err(|error| Failure::Ops(error.to_string()))?;
    let ops: Vec<Op> = serde_json::from_str(&json).map_err(|error| Failure::Ops(error.to_string()))?;
    Ok(ops.into_iter().map(Edit::from).collect())
}

impl From<Op> for Edit {
    fn from(op: Op) -> Edit {
        match op {
            Op::Set { path, value } => Edit::Set { path: steps(path), value: Value::from(value) },
            Op::Remove { path } => Edit::Remove { path: steps(path) },
            Op::Insert { path, index, value } => Edit::Insert { path: steps(path), index, value: Value::from(value) },
            Op::Move { path, from, to } => Edit::Move { path: steps(path), from, to },
        }
    }
}

fn steps(path: Vec<Key>) -> Vec<Step> {
    path.into_iter()
        .map(|key| match key {
            Key::Index(index) => Step::Index(index),
            Key::Name(name) => Step::Key(name),
        })
        .collect()
}
