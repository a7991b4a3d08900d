//! The logo that a new case brings along: made fit for its place as every other picture, and put under a free name.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::pictures::{self, Kind, Prepared, Refusal};
use crate::site::Site;

/// A picture that was picked or dropped, and [prepared](pictures::prepare).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export_to = "bindings.ts")]
pub struct CaseLogo {
    /// The file's own name.
    pub name: String,
    /// `data:image/png;base64,…`: what the window shows, and what is put into the site.
    pub data: String,
}

impl CaseLogo {
    /// The logo of a prepared picture.
    pub fn of(name: &str, picture: &Prepared) -> CaseLogo {
        let kind = match picture.kind {
            Kind::Svg => "svg+xml",
            Kind::Jpeg => "jpeg",
            other => other.ending(),
        };
        CaseLogo {
            name: name.to_owned(),
            data: format!("data:image/{kind};base64,{}", STANDARD.encode(&picture.bytes)),
        }
    }

    /// The picture again, which comes from outside and is held for nothing that it says it is.
    pub(super) fn picture(&self) -> Result<Prepared, Refusal> {
        let coded = self.data.split_once("base64,").map(|(_, coded)| coded);
        pictures::as_it_is(coded.and_then(|coded| STANDARD.decode(coded).ok()).ok_or(Refusal::NotAPicture)?)
    }
}

/// Where a case's logo goes: a path of the site that is free, and the address that pages name.
pub(super) fn place(site: &Site, name: &str, ending: &str) -> (String, String) {
    let folder = format!("{}/images/case", site.static_folder());
    let taken: Vec<String> = site.files_below(&folder).iter().map(|file| file.to_lowercase()).collect();
    let numbered = (2..10_000).map(|number| format!("logo-{name}-{number}.{ending}"));
    let file = std::iter::once(format!("logo-{name}.{ending}"))
        .chain(numbered)
        .find(|file| !taken.contains(&format!("{folder}/{file}").to_lowercase()))
        .unwrap_or_else(|| format!("logo-{name}.{ending}"));
    (format!("{folder}/{file}"), format!("/images/case/{file}"))
}
