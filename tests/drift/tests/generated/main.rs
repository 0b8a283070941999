//! `generated/`, the examples and the model are the output of the generator for `spec/`, byte for byte and
//! without extra files.

use std::path::Path;

use weixin_codegen::{Drift, Output, Places, Runtime, generate};
use weixin_spec::load::{Source, Sources, read};

fn made(sources: &Sources) -> Output {
    generate(sources, Runtime::Inside).expect("spec/ has no errors")
}

#[test]
fn generated_is_what_the_spec_makes() {
    let sources = read(Path::new("../../spec"), "spec").expect("spec/ can be read");
    let places = Places::checkout(Path::new("../.."));
    let drift = made(&sources).compare(&places).expect("the checkout can be read");
    assert_eq!(drift, Vec::<Drift>::new(), "run `cargo gen`");
}

#[test]
fn the_order_of_files_changes_nothing() {
    let sources = read(Path::new("../../spec"), "spec").expect("spec/ can be read");
    let mut files: Vec<Source> = sources.iter().map(|(_, source)| source.clone()).collect();
    files.reverse();
    files.rotate_left(2);
    assert_eq!(made(&Sources::new(files)), made(&sources));
}
