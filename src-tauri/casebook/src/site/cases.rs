//! The site's cases, page by page and language by language: what the overview shows.

use std::collections::BTreeMap;
use std::time::UNIX_EPOCH;

use frontmatter::{Fault, FrontMatter, Node};
use serde::Serialize;
use ts_rs::TS;

use super::{Site, SiteError};
use crate::storage;

/// Whether a page can be edited.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export_to = "bindings.ts")]
pub enum PageState {
    /// As a form.
    Ok,
    /// It cannot be read as a page, or not at all.
    Broken,
    /// Front matter of another kind, or none.
    ReadOnly,
}

/// One page of a case.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[ts(export_to = "bindings.ts")]
pub struct CasePage {
    /// The language's code.
    pub language: String,
    /// Relative to the site, with `/`.
    pub path: String,
    /// The company's name; empty when it cannot be read.
    pub company: String,
    /// The page title.
    pub title: String,
    /// The logo's address as the page has it.
    pub logo: String,
    /// Whether it can be edited.
    pub state: PageState,
    /// When the file was last changed, in milliseconds since 1970.
    pub modified: Option<f64>,
}

/// A case in the languages that it is there in.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[ts(export_to = "bindings.ts")]
pub struct CaseRow {
    /// The file name without its ending; pages whose names differ only in case are one case.
    pub slug: String,
    /// Its pages, in the order of the site's languages.
    pub pages: Vec<CasePage>,
}

/// All cases.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[ts(export_to = "bindings.ts")]
pub struct CaseList {
    /// By name.
    pub cases: Vec<CaseRow>,
    /// The list page of each language that has one.
    pub lists: Vec<CasePage>,
}

impl Site {
    /// Reads every case page. A page that cannot be read is in the list all the same.
    ///
    /// # Errors
    /// When the site's folder is not there any more.
    pub fn cases(&self) -> Result<CaseList, SiteError> {
        if !self.root().is_dir() {
            return Err(SiteError::Gone { path: self.root().to_owned() });
        }
        let mut rows: BTreeMap<String, CaseRow> = BTreeMap::new();
        let mut lists = Vec::new();
        for file in self.case_files() {
            let page = self.case_page(&file.path, &file.language);
            let slug = file.slug;
            if slug == "_index" {
                lists.push(page);
            } else {
                let row = rows.entry(slug.to_lowercase()).or_insert_with(|| CaseRow { slug, pages: Vec::new() });
                row.pages.push(page);
            }
        }
        Ok(CaseList { cases: rows.into_values().collect(), lists })
    }

    fn case_page(&self, path: &str, language: &str) -> CasePage {
        let mut page = CasePage {
            language: language.to_owned(),
            path: path.to_owned(),
            company: String::new(),
            title: String::new(),
            logo: String::new(),
            state: PageState::Broken,
            modified: None,
        };
        let Ok(file) = self.resolve(path) else { return page };
        page.modified = file
            .metadata()
            .and_then(|metadata| metadata.modified())
            .ok()
            .and_then(|time| time.duration_since(UNIX_EPOCH).ok())
            .map(|time| (time.as_secs_f64() * 1000.0).floor());
        let Ok(text) = storage::read(&file) else { return page };
        match FrontMatter::parse(text) {
            Ok(front) => {
                let root = front.root();
                page.state = PageState::Ok;
                page.title = word(root.get("title"));
                page.company = word(root.get("section1").and_then(|banner| banner.get("title")));
                page.logo = word(root.get("section2").and_then(|section| section.get("rightPart")?.get("icon")));
            }
            Err(error)
                if matches!(error.fault, Fault::NoFrontMatter | Fault::TomlFrontMatter | Fault::JsonFrontMatter) =>
            {
                page.state = PageState::ReadOnly;
            }
            Err(_) => {}
        }
        page
    }
}

fn word(node: Option<Node<'_>>) -> String {
    node.and_then(|node| node.text()).unwrap_or_default().into_owned()
}
