//! Hugo's configuration: `hugo.*` or `config.*` (TOML, YAML, JSON) in the root and in `config/_default`, where a file
//! may also be named after the group it holds (`languages.toml`, `markup.yaml`). Key names count in any case, as for
//! Hugo. Other environments' folders are not read: the pages look the same in them.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::{Map, Value};

use super::SiteError;
use crate::storage::read_at_most;

/// A value of the configuration, or its absence.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Tree(Value);

/// The largest file of a configuration, in bytes.
const LARGEST: u64 = 4 << 20;

const ENDINGS: [&str; 4] = ["toml", "yaml", "yml", "json"];

impl Tree {
    /// Reads a site's configuration. None when there is none: this is no Hugo site.
    pub(super) fn read(root: &Path) -> Result<Option<Tree>, SiteError> {
        let mut config = Map::new();
        let mut found = false;
        let Ok(home) = dunce::canonicalize(root) else { return Ok(None) };
        for folder in [root.to_owned(), root.join("config").join("_default")] {
            let entries = fs::read_dir(&folder).into_iter().flatten().flatten().map(|entry| entry.path());
            // Links are followed, but not out of the site.
            let real =
                |file: PathBuf| Some((dunce::canonicalize(&file).ok().filter(|real| real.starts_with(&home))?, file));
            let mut files: Vec<(PathBuf, PathBuf)> = entries.filter_map(real).collect();
            files.sort_by(|one, other| one.1.cmp(&other.1));
            for (real, file) in files {
                let name = file.file_stem().and_then(|name| name.to_str()).unwrap_or_default().to_lowercase();
                let ending = file.extension().and_then(|ending| ending.to_str()).unwrap_or_default().to_lowercase();
                let whole = name == "hugo" || name == "config";
                if !ENDINGS.contains(&ending.as_str()) || (folder == root && !whole) || !real.is_file() {
                    continue;
                }
                let value = lowercase(parse(&file, &real, &ending)?);
                found |= whole;
                match value {
                    Value::Object(value) if whole => merge(&mut config, value),
                    value if !whole => merge(&mut config, Map::from_iter([(name, value)])),
                    _ => {}
                }
            }
        }
        Ok(found.then_some(Tree(Value::Object(config))))
    }

    /// Whether a folder holds a configuration, without reading it.
    pub(super) fn is_in(root: &Path) -> bool {
        [root.to_owned(), root.join("config").join("_default")].iter().any(|folder| {
            ["hugo", "config"]
                .iter()
                .any(|name| ENDINGS.iter().any(|ending| folder.join(format!("{name}.{ending}")).is_file()))
        })
    }

    /// The value under a key, in lower case.
    pub(super) fn get(&self, key: &str) -> Tree {
        Tree(self.0.get(key).cloned().unwrap_or_default())
    }

    /// Keys and values of a group.
    pub(super) fn entries(&self) -> impl Iterator<Item = (String, Tree)> {
        let group = self.0.as_object().cloned().unwrap_or_default();
        group.into_iter().map(|(key, value)| (key, Tree(value)))
    }

    pub(super) fn flag(&self, default: bool) -> bool {
        self.0.as_bool().unwrap_or(default)
    }

    pub(super) fn number(&self) -> Option<i64> {
        self.0.as_i64()
    }

    pub(super) fn text(&self) -> Option<String> {
        self.0.as_str().filter(|text| !text.is_empty()).map(str::to_owned)
    }

    /// A text, or a list of texts.
    pub(super) fn texts(&self) -> Vec<String> {
        match &self.0 {
            Value::Array(items) => items.iter().filter_map(Value::as_str).map(str::to_owned).collect(),
            _ => self.text().into_iter().collect(),
        }
    }
}

fn parse(file: &Path, real: &Path, ending: &str) -> Result<Value, SiteError> {
    let bad = |reason: String| SiteError::BadConfig { file: file.to_owned(), reason };
    let bytes = read_at_most(real, LARGEST).map_err(|error| bad(error.to_string()))?;
    let text = String::from_utf8(bytes).map_err(|error| bad(error.to_string()))?;
    match ending {
        "toml" => toml::from_str(&text).map_err(|error| bad(error.message().to_owned())),
        "json" => serde_json::from_str(&text).map_err(|error| bad(error.to_string())),
        _ if text.trim().is_empty() => Ok(Value::Null),
        _ => serde_yaml::from_str(&text).map_err(|error| bad(error.to_string())),
    }
}

fn lowercase(value: Value) -> Value {
    match value {
        Value::Object(group) => {
            Value::Object(group.into_iter().map(|(key, value)| (key.to_lowercase(), lowercase(value))).collect())
        }
        Value::Array(items) => Value::Array(items.into_iter().map(lowercase).collect()),
        value => value,
    }
}

/// Groups are merged; of other values, those in `over` count.
fn merge(config: &mut Map<String, Value>, over: Map<String, Value>) {
    for (key, value) in over {
        match (config.get_mut(&key), value) {
            (Some(Value::Object(below)), Value::Object(value)) => merge(below, value),
            (_, value) => {
                config.insert(key, value);
            }
        }
    }
}
