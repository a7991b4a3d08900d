//! Pictures from other servers load only when the user has allowed it for the open site.
//!
//! The policy of `tauri.conf.json` names no other server. When allowed, the app's pages are served with one that lets
//! pictures, and nothing else, come from anywhere; the UI reloads itself to get it.

use tauri::http::{HeaderValue, Response, header::CONTENT_SECURITY_POLICY};

/// Adds other servers to the places where pictures may come from.
pub(crate) fn allow_remote_pictures<B>(response: &mut Response<B>) {
    let headers = response.headers_mut();
    let policy = headers.get(CONTENT_SECURITY_POLICY).and_then(|policy| policy.to_str().ok()).map(widened);
    if let Some(policy) = policy.and_then(|policy| HeaderValue::try_from(policy).ok()) {
        headers.insert(CONTENT_SECURITY_POLICY, policy);
    }
}

fn widened(policy: &str) -> String {
    let widened = policy.split(';').map(|directive| match directive.trim() {
        pictures if pictures.starts_with("img-src ") => format!("{pictures} https: http:"),
        other => other.to_owned(),
    });
    widened.collect::<Vec<_>>().join("; ")
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    /// What the app is shipped with: our own files, our own protocols, and no exception.
    #[test]
    fn the_policy_has_no_exceptions() {
        let config: serde_json::Value = serde_json::from_str(include_str!("../../tauri.conf.json")).unwrap();
        let security = &config["app"]["security"];
        let policy = security["csp"].as_object().unwrap();
        let allowed = ["'none'", "'self'", "data:", "site:", "http://site.localhost", "ipc:", "http://ipc.localhost"];
        for (directive, sources) in policy {
            for source in sources.as_str().unwrap().split(' ') {
                assert!(allowed.contains(&source), "{directive} {source}");
                assert!(source != "data:" || directive == "img-src", "{directive} {source}");
            }
        }
        assert_eq!(policy["default-src"], "'none'");
        for (directive, only) in [("script-src", "'self'"), ("style-src", "'self'"), ("form-action", "'none'")] {
            assert_eq!(policy[directive], only);
        }
        assert_eq!(security["freezePrototype"], true);
        for weakened in ["dangerousDisableAssetCspModification", "assetProtocol", "capabilities"] {
            assert!(security.get(weakened).is_none(), "{weakened}");
        }
    }

    #[test]
    fn only_pictures_are_let_in() {
        let policy = "default-src 'none'; img-src 'self' site: data:; script-src 'self'";
        let mut response = Response::new(());
        response.headers_mut().insert(CONTENT_SECURITY_POLICY, HeaderValue::from_static(policy));
        allow_remote_pictures(&mut response);
        assert_eq!(
            response.headers()[CONTENT_SECURITY_POLICY],
            "default-src 'none'; img-src 'self' site: data: https: http:; script-src 'self'"
        );
    }

    #[test]
    fn what_has_no_policy_gets_none() {
        let mut response = Response::new(());
        allow_remote_pictures(&mut response);
        assert!(response.headers().is_empty());
    }
}
