//! How long an annotation takes: for an article, and against the length of the text.
//!
//! The text is `story.txt`, of our own writing, repeated with other names each time. `cargo xtask bench` shows the results
//! beside those of the browser, which measures the same texts (`tests/web/bench.mjs`).

use std::hint::black_box;
use std::time::Duration;

use criterion::{BenchmarkId, Criterion, SamplingMode, Throughput, criterion_group, criterion_main};
use glossator::model::Model;
use glossator::pipeline::{Options, annotate};

const STORY: &str = include_str!("story.txt");

/// Lengths in bytes, each twice the one before: 1 kB to 4 MB.
const LENGTHS: std::ops::RangeInclusive<u32> = 10..=22;

/// The story over and over with other names, cut to a length in bytes.
fn text(len: usize) -> String {
    let mut text = String::new();
    for copy in 0.. {
        if text.len() >= len {
            break;
        }
        text += &STORY.replace("{n}", &letters(copy));
        text += "\n\n";
    }
    let end = (0..=len).rev().find(|&end| text.is_char_boundary(end)).unwrap_or(0);
    text.truncate(end);
    text
}

/// A number in letters: a, b, …, z, ba, bb, …
fn letters(number: u32) -> String {
    let last = char::from(b'a' + (number % 26) as u8);
    if number < 26 { last.to_string() } else { letters(number / 26) + &last.to_string() }
}

fn article(c: &mut Criterion) {
    let model = Model::embedded();
    let text = text(6 << 10);
    let n_words = text.split_whitespace().count();
    let mut group = c.benchmark_group("article");
    group.throughput(Throughput::Elements(n_words as u64));
    group.bench_function("annotate", |b| b.iter(|| annotate(&model, black_box(text.clone()), &Options::default())));
    group.finish();
}

fn length(c: &mut Criterion) {
    let model = Model::embedded();
    let mut group = c.benchmark_group("length");
    group.sampling_mode(SamplingMode::Flat).sample_size(10);
    group.warm_up_time(Duration::from_millis(300)).measurement_time(Duration::from_secs(1));
    for len in LENGTHS.map(|bits| 1usize << bits) {
        let text = text(len);
        group.throughput(Throughput::Bytes(len as u64));
        group.bench_with_input(BenchmarkId::from_parameter(len), &text, |b, text| {
            b.iter(|| annotate(&model, black_box(text.clone()), &Options::default()));
        });
    }
    group.finish();
}

criterion_group!(benches, article, length);
criterion_main!(benches);
