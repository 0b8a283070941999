//! A spec folder in memory that adds to WeChat's API, and pages brought into it.

use std::collections::BTreeMap;

use weixin_codegen::{Runtime, generate};
use weixin_import::import::{Import, Options, Saved, import};
use weixin_spec::load::{Source, Sources, render};

/// A folder: paths and texts.
pub(crate) type Folder = BTreeMap<String, String>;

/// A folder that says nothing but whose API it adds to.
pub(crate) fn empty() -> Folder {
    [("api.yaml".to_owned(), "extends: weixin\n".to_owned())].into()
}

/// A small API of its own: there is little to read or to generate beside the drafts.
const API: &str = "\
title: Tea API
hosts: { main: https://api.weixin.qq.com }
envelope: { code: errcode, message: errmsg, success: 0 }
tokens: { access_token: { query: access_token, about: A token. } }
accounts: { mini_program: { title: Mini Program, vendor: 小程序, about: An app. } }
error_classes: {}
";

/// A folder with that API.
pub(crate) fn small() -> Folder {
    let files = [("api.yaml", API), ("errors.yaml", "{}\n")];
    files.map(|(path, text)| (path.to_owned(), text.to_owned())).into()
}

pub(crate) fn sources(folder: &Folder) -> Sources {
    let files = folder.iter().map(|(path, text)| Source {
        name: format!("spec/{path}"),
        path: path.clone(),
        bytes: text.clone().into_bytes(),
    });
    Sources::new(files.collect())
}

pub(crate) fn saved(name: &str, text: &str) -> Saved {
    Saved { name: name.to_owned(), bytes: Ok(text.as_bytes().to_vec()) }
}

/// The options of all these tests: a day, so that it doesn't matter when they run.
pub(crate) fn options() -> Options {
    Options { read: Some("2026-11-23".to_owned()), ..Options::default() }
}

/// Imports pages into a folder, which must be one that code can be made of afterwards.
pub(crate) fn brought(folder: &mut Folder, pages: &[&str], options: &Options) -> Import {
    let pages: Vec<Saved> = pages.iter().map(|text| saved("page.md", text)).collect();
    let made = import(&pages, &sources(folder), options, &|| {}).unwrap();
    assert!(made.refused.is_empty(), "{}", render(&made.diagnostics, &made.sources, false));
    folder.extend(made.specs.clone());
    let sources = sources(folder);
    if let Err(found) = generate(&sources, Runtime::Outside) {
        panic!("{}", render(&found, &sources, false));
    }
    made
}

/// What was said about each call.
pub(crate) fn changes(made: &Import) -> Vec<String> {
    made.pages.iter().flat_map(|page| &page.calls).flat_map(|call| call.changes.clone()).collect()
}

/// The file of that call.
pub(crate) const SPEC: &str = "tea/brew_tea.yaml";

/// The draft of a page, whose fingerprint isn't what these tests are about.
pub(crate) fn drafted(text: &str, options: &Options) -> Vec<(String, String)> {
    let mut folder = empty();
    let made = brought(&mut folder, &[text], options);
    let specs = made.specs.into_iter();
    specs.map(|(path, text)| (path, without_fingerprint(&text))).collect()
}

fn without_fingerprint(text: &str) -> String {
    let Some((before, after)) = text.split_once("fingerprint: ") else { return text.to_owned() };
    let digits = after.trim_start_matches('"').trim_start_matches(|c: char| c.is_ascii_hexdigit());
    format!("{before}fingerprint: FINGERPRINT{}", digits.trim_start_matches('"'))
}

/// The lines of the draft of a small page that hold any of `words`.
pub(crate) fn lines(text: &str, words: &[&str]) -> Vec<String> {
    let specs = drafted(text, &options());
    let lines = specs[0].1.lines().filter(|line| words.iter().any(|word| line.contains(word)));
    lines.map(|line| line.trim().to_owned()).collect()
}
