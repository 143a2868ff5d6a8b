//! Goldens: one folder an article of our own writing, `source.txt` beside `expected.txt`, the annotation written out as
//! [`common::render`] tells. Those in `paste/` show one phenomenon of pasted text each and only what [`common::render_blocks`]
//! tells of it. After a change run with `UPDATE_EXPECT=1` and read the diff: every line of it should be an improvement or be
//! explained in the commit.

mod common;

use std::fs;
use std::path::{Path, PathBuf};

use expect_test::expect_file;
use glossator::document::Document;

/// Compares every folder below `tests/articles` at `folder` that holds a source.
fn check(folder: &str, least: usize, render: fn(&Document) -> String) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/articles").join(folder);
    let entries = fs::read_dir(&folder).expect("tests/articles is part of the tree").flatten().map(|e| e.path());
    let mut slugs: Vec<PathBuf> = entries.filter(|slug| slug.join("source.txt").is_file()).collect();
    slugs.sort();
    assert!(slugs.len() >= least, "only {} articles in {}", slugs.len(), folder.display());
    for slug in slugs {
        let source = fs::read_to_string(slug.join("source.txt")).expect("every article is UTF-8");
        expect_file![slug.join("expected.txt")].assert_eq(&render(&common::annotate(&source)));
    }
}

#[test]
fn annotations_are_as_expected() {
    check("", 8, common::render);
}

#[test]
fn pastes_are_cut_into_blocks() {
    check("paste", 40, common::render_blocks);
}
