//! The protocol `site`: pictures of the open site, for the page and the form, and the fonts of its styles. Read only,
//! nothing else, and nothing outside the site's own picture folders: [`casebook::site::Site::picture`] sees to that.

use std::io::ErrorKind;
use std::path::Path;

use casebook::storage::read_at_most;
use tauri::Manager;
use tauri::http::{Method, Request, Response, StatusCode, header};
use tauri::{Runtime, UriSchemeContext, UriSchemeResponder};

use crate::session::Session;
use crate::thumbnails::Thumbnails;

/// Pictures larger than this are not shown, in bytes.
const LARGEST: u64 = 64 * 1024 * 1024;

/// Answers a request aside: the window never waits for a disk.
pub(crate) fn serve<R: Runtime>(
    context: UriSchemeContext<'_, R>,
    request: Request<Vec<u8>>,
    responder: UriSchemeResponder,
) {
    let session = context.app_handle().state::<Session>().inner().clone();
    let thumbnails = context.app_handle().state::<Thumbnails>().inner().clone();
    tauri::async_runtime::spawn_blocking(move || responder.respond(answer(&session, &thumbnails, &request)));
}

fn answer(session: &Session, thumbnails: &Thumbnails, request: &Request<Vec<u8>>) -> Response<Vec<u8>> {
    if request.method() != Method::GET {
        return refusal(StatusCode::METHOD_NOT_ALLOWED);
    }
    let file = session.site().ok().and_then(|site| site.picture(request.uri().path()));
    let Some((kind, file)) = file.and_then(|file| Some((content_type(&file)?, file))) else {
        return refusal(StatusCode::NOT_FOUND);
    };
    if let Some(side) = side(request.uri().query())
        && let Some(small) = thumbnails.of(&file, side)
    {
        return found("image/webp", small.to_vec());
    }
    match read_at_most(&file, LARGEST) {
        Ok(bytes) => found(kind, bytes),
        Err(error) if error.kind() == ErrorKind::FileTooLarge => refusal(StatusCode::PAYLOAD_TOO_LARGE),
        Err(_) => refusal(StatusCode::NOT_FOUND),
    }
}

/// How large a picture is wanted, when a small one will do.
fn side(query: Option<&str>) -> Option<u32> {
    let side = query?.split('&').find_map(|part| part.strip_prefix("thumb="))?.parse().ok()?;
    (16..=1024).contains(&side).then_some(side)
}

/// By the file's name; none for what is neither picture nor font.
fn content_type(file: &Path) -> Option<&'static str> {
    Some(match file.extension()?.to_str()?.to_ascii_lowercase().as_str() {
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "gif" => "image/gif",
        "webp" => "image/webp",
        "avif" => "image/avif",
        "svg" => "image/svg+xml",
        "ico" => "image/x-icon",
        "bmp" => "image/bmp",
        "woff2" => "font/woff2",
        "woff" => "font/woff",
        "ttf" => "font/ttf",
        "otf" => "font/otf",
        _ => return None,
    })
}

fn found(kind: &str, bytes: Vec<u8>) -> Response<Vec<u8>> {
    let mut response = Response::builder()
        .header(header::CONTENT_TYPE, kind)
        .header(header::X_CONTENT_TYPE_OPTIONS, "nosniff")
        // A drawing (SVG) is a document of its own: no script of it ever runs, wherever it is shown.
        .header(header::CONTENT_SECURITY_POLICY, "default-src 'none'; style-src 'unsafe-inline'; sandbox")
        .header(header::CACHE_CONTROL, "no-cache");
    if kind.starts_with("font/") {
        // Browsers take a font of another origin only where that says so.
        response = response.header(header::ACCESS_CONTROL_ALLOW_ORIGIN, "*");
    }
    response.body(bytes).unwrap_or_else(|_| refusal(StatusCode::INTERNAL_SERVER_ERROR))
}

fn refusal(status: StatusCode) -> Response<Vec<u8>> {
    let mut response = Response::new(Vec::new());
    *response.status_mut() = status;
    response
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;
    use crate::fixture::Fixture;

    fn get(fixture: &Fixture, path: &str) -> Response<Vec<u8>> {
        let request = Request::get(format!("site://localhost{path}")).body(Vec::new()).unwrap();
        answer(&fixture.session, &Thumbnails::default(), &request)
    }

    fn site() -> Fixture {
        let fixture = Fixture::new().with("static/images/case/标志 1.png", "png").with("assets/x.svg", "<svg/>").open();
        fixture.put("../secret.png", "secret");
        fixture.put("static/notes.txt", "text");
        fixture
    }

    #[test]
    fn pictures_of_the_site_are_served() {
        let fixture = site();
        let picture = get(&fixture, "/images/case/%E6%A0%87%E5%BF%97%201.png?v=2");
        assert_eq!(picture.status(), StatusCode::OK);
        assert_eq!(picture.headers()[header::CONTENT_TYPE], "image/png");
        assert_eq!(picture.headers()[header::X_CONTENT_TYPE_OPTIONS], "nosniff");
        assert_eq!(picture.body(), b"png");
        assert_eq!(get(&fixture, "/x.svg").headers()[header::CONTENT_TYPE], "image/svg+xml");
    }

    #[test]
    fn small_ones_on_request() {
        let fixture = site();
        let photo = std::fs::read(concat!(env!("CARGO_MANIFEST_DIR"), "/icons/128x128@2x.png")).unwrap();
        let padded = [photo.clone(), vec![0; 100_000]].concat();
        fixture.put("static/large.png", &padded);
        let small = get(&fixture, "/large.png?thumb=64&state=1");
        assert_eq!(small.headers()[header::CONTENT_TYPE], "image/webp");
        assert!(small.body().len() < photo.len());
        assert_eq!(get(&fixture, "/large.png?thumb=99999").body(), &padded);
        assert_eq!(get(&fixture, "/images/case/%E6%A0%87%E5%BF%97%201.png?thumb=64").body(), b"png", "not to be read");
    }

    #[test]
    fn nothing_else_is() {
        let fixture = site();
        for path in [
            "/../../secret.png",
            "/%2e%2e/%2e%2e/secret.png",
            "/..%2f..%2fsecret.png",
            "/images/../../../secret.png",
            "/notes.txt",
            "/../hugo.toml",
            "/images/case",
            "/images/case/gone.png",
            "//etc/passwd",
            "/",
        ] {
            assert_eq!(get(&fixture, path).status(), StatusCode::NOT_FOUND, "{path}");
        }
        let post = Request::post("site://localhost/x.svg").body(Vec::new()).unwrap();
        assert_eq!(answer(&fixture.session, &Thumbnails::default(), &post).status(), StatusCode::METHOD_NOT_ALLOWED);
        fixture.session.close_site().unwrap();
        assert_eq!(get(&fixture, "/x.svg").status(), StatusCode::NOT_FOUND);
    }

    #[cfg(unix)]
    #[test]
    fn links_do_not_lead_out() {
        let fixture = site();
        std::os::unix::fs::symlink(fixture.folder().join("secret.png"), fixture.file("static/link.png")).unwrap();
        assert_eq!(get(&fixture, "/link.png").status(), StatusCode::NOT_FOUND);
    }
}
