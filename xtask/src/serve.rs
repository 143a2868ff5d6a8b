//! Serves `dist/` on a loopback address.

use std::fs;
use std::path::{Component, Path, PathBuf};

use anyhow::{Result, anyhow, bail};
use tiny_http::{Header, Method, Response, Server};

use crate::dist;

/// The first port that is tried when none is asked for, and how many after it.
const PORTS: std::ops::Range<u16> = 8080..8180;

/// How the page is served.
pub struct Options {
    /// The port, or the first free one from 8080.
    pub port: Option<u16>,
    /// Whether the page is built before.
    pub build: bool,
}

impl Default for Options {
    fn default() -> Self {
        Self { port: None, build: true }
    }
}

/// Builds and serves the page until the program is ended.
pub fn serve(options: &Options) -> Result<()> {
    if options.build {
        dist::build()?;
    }
    let folder = dist::folder();
    if !folder.join("index.html").is_file() {
        bail!("there is no page in {}; build it with `cargo xtask build`", folder.display());
    }
    let server = bind(options.port)?;
    println!("http://{}/  (end with Ctrl-C)", server.server_addr());
    for request in server.incoming_requests() {
        let found = file_at(&folder, request.url()).and_then(|path| Some((fs::read(&path).ok()?, media_type(&path))));
        let (status, content, media) = match (request.method(), found) {
            (Method::Get | Method::Head, Some((content, media))) => (200, content, media),
            (Method::Get | Method::Head, None) => (404, b"not found\n".to_vec(), "text/plain; charset=utf-8"),
            _ => (405, b"only GET and HEAD\n".to_vec(), "text/plain; charset=utf-8"),
        };
        let mut response = Response::from_data(content).with_status_code(status);
        for (name, value) in [("Content-Type", media), ("Cache-Control", "no-cache"), ("X-Content-Type-Options", "nosniff")] {
            response.add_header(header(name, value));
        }
        // A browser that went away is no reason to stop serving.
        let _ = request.respond(response);
    }
    Ok(())
}

/// A server on the asked port, else on the first free one.
fn bind(port: Option<u16>) -> Result<Server> {
    let listen = |port: u16| Server::http(("127.0.0.1", port)).map_err(|error| anyhow!("cannot listen on port {port}: {error}"));
    if let Some(port) = port {
        return listen(port);
    }
    let mut last = Err(anyhow!("no port to try"));
    for port in PORTS {
        last = listen(port);
        if last.is_ok() {
            break;
        }
    }
    last
}

fn header(name: &str, value: &str) -> Header {
    Header::from_bytes(name, value).expect("the names and values above are ASCII")
}

/// The file that an address asks for; none where it would lead out of the folder or names no file.
fn file_at(folder: &Path, url: &str) -> Option<PathBuf> {
    let path = url.split(['?', '#']).next().unwrap_or_default();
    let relative = Path::new(path.strip_prefix('/')?);
    // No name in dist/ needs percent-encoding, so that an encoded address names no file.
    if !relative.components().all(|part| matches!(part, Component::Normal(_))) {
        return None;
    }
    let file = folder.join(relative);
    let file = if path.ends_with('/') { file.join("index.html") } else { file };
    file.is_file().then_some(file)
}

/// The media type by the name's end.
fn media_type(path: &Path) -> &'static str {
    match path.extension().and_then(|extension| extension.to_str()) {
        Some("html") => "text/html; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("json") => "application/json",
        Some("webmanifest") => "application/manifest+json",
        Some("wasm") => "application/wasm",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("ico") => "image/x-icon",
        Some("txt") => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_stay_in_the_folder() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
        let found = |url| file_at(&folder, url).is_some();
        assert!(found("/serve.rs"));
        assert!(found("/serve.rs?x=/../y#z"));
        for outside in
            ["/../Cargo.toml", "/../src/serve.rs", "//etc/passwd", "/./../Cargo.toml", "/%2e%2e/Cargo.toml", "serve.rs", "/", ""]
        {
            assert!(!found(outside), "{outside}");
        }
    }
}
