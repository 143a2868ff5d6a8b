//! Goldens: one folder an article of our own writing, `source.txt` beside `expected.txt`, the annotation written out as
//! [`common::render`] tells. After a change run with `UPDATE_EXPECT=1` and read the diff: every line of it should be an
//! improvement or be explained in the commit.

mod common;

use std::fs;
use std::path::Path;

use expect_test::expect_file;

#[test]
fn annotations_are_as_expected() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/articles");
    let mut slugs: Vec<_> =
        fs::read_dir(&folder).expect("tests/articles is part of the tree").flatten().map(|e| e.path()).collect();
    slugs.sort();
    assert!(slugs.len() >= 8, "only {} articles in {}", slugs.len(), folder.display());
    for slug in slugs {
        let source = fs::read_to_string(slug.join("source.txt")).expect("every article has a source.txt");
        let expected = slug.join("expected.txt");
        expect_file![expected].assert_eq(&common::render(&common::annotate(&source)));
    }
}
