//! Generation of 1, 100, 1,000 and 2,000 endpoints, copies of a realistic one.
//!
//! `cargo bench -p weixin-benches --bench generation -- write 2000 DIR` writes such a spec folder instead, to
//! measure the whole program.

use std::fs;
use std::path::Path;

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group};
use weixin_codegen::{Runtime, generate};
use weixin_spec::load::{Source, Sources};

const ENDPOINT: &str = include_str!("realistic_endpoint.yaml");
const API: &str = include_str!("../spec/api.yaml");
const ERRORS: &str = include_str!("../spec/errors.yaml");

/// The files of a spec folder with this number of endpoints, a hundred in each group.
fn folder(endpoints: usize) -> Vec<(String, String)> {
    let general = [("api.yaml", API), ("errors.yaml", ERRORS)];
    let general = general.map(|(path, text)| (path.to_owned(), text.to_owned()));
    let repeated = (0..endpoints).map(|index| {
        let path = format!("group_{:03}/get_auth_url_{index:05}.yaml", index / 100);
        (
            path,
            ENDPOINT
                .replace("/card/invoice/getauthurl", &format!("/card/invoice/getauthurl{index}")),
        )
    });
    general.into_iter().chain(repeated).collect()
}

fn sources(endpoints: usize) -> Sources {
    let files = folder(endpoints).into_iter();
    let files = files.map(|(path, text)| {
        let name = format!("spec/{path}");
        Source { name, path, bytes: text.into_bytes() }
    });
    Sources::new(files.collect())
}

fn generation(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("generation");
    group.sample_size(10);
    for endpoints in [1, 100, 1_000, 2_000] {
        let sources = sources(endpoints);
        group.throughput(Throughput::Elements(endpoints as u64));
        group.bench_with_input(BenchmarkId::from_parameter(endpoints), &sources, |bencher, of| {
            bencher.iter(|| generate(of, Runtime::Inside).expect("no errors"));
        });
    }
    group.finish();
}

fn write(endpoints: usize, into: &Path) {
    for (path, text) in folder(endpoints) {
        let path = into.join(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("the folder can be made");
        fs::write(path, text).expect("the file can be written");
    }
}

criterion_group!(benches, generation);

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match arguments.as_slice() {
        ["write", endpoints, into, ..] => {
            write(endpoints.parse().expect("a number of endpoints"), Path::new(into));
        }
        _ => {
            benches();
            Criterion::default().configure_from_args().final_summary();
        }
    }
}
