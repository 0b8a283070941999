//! The texts of `tests/language/diagnostics/`: every rule of the spec language, broken.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use weixin_test_support::spec::Spec;

/// A spec folder that is wrong.
pub(crate) struct Case {
    /// The codes that must be reported.
    pub(crate) codes: Vec<String>,
    pub(crate) spec: Spec,
}

/// Every case of `tests/language/diagnostics/`, by its name.
pub(crate) fn cases() -> BTreeMap<String, Case> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/language/diagnostics");
    let files = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let files = files.filter(|path| path.extension().is_some_and(|extension| extension == "txt"));
    let cases = files.map(|path| {
        let name = path.file_stem().unwrap().to_str().unwrap().to_owned();
        (name, case(&fs::read_to_string(&path).unwrap()))
    });
    cases.collect()
}

fn case(text: &str) -> Case {
    let mut sections = text.split("\n-- ");
    let head = sections.next().unwrap();
    let codes = head.lines().next().unwrap().split(' ').map(str::to_owned).collect();
    let mut spec = Spec::new();
    for section in sections {
        let (title, body) = section.split_once(" --").unwrap();
        // The last line break was taken for that before the next section.
        let body = body
            .strip_prefix('\n')
            .map_or(String::new(), |body| body.trim_end_matches('\n').to_owned() + "\n");
        let body = if body == "\n" { String::new() } else { body };
        let mut words = title.split(' ');
        let path = match words.next().unwrap() {
            "no" => {
                spec = spec.without(words.next().unwrap().strip_prefix("spec/").unwrap());
                continue;
            }
            path => path.strip_prefix("spec/").unwrap(),
        };
        let body = match words.next() {
            Some("escaped") => unescaped(&body),
            Some("times") => body.repeat(words.next().unwrap().parse().unwrap()).into_bytes(),
            _ => body.into_bytes(),
        };
        spec = spec.with(path, body);
    }
    Case { codes, spec }
}

/// `\t`, `\r`, `\x1f` as one byte, `\u{202e}` as UTF-8.
fn unescaped(text: &str) -> Vec<u8> {
    let mut out = Vec::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('\\') {
        out.extend(before.bytes());
        let (kind, after) = after.split_at(1);
        let (bytes, length) = match kind {
            "t" => (vec![b'\t'], 0),
            "r" => (vec![b'\r'], 0),
            "x" => (vec![u8::from_str_radix(&after[..2], 16).unwrap()], 2),
            _ => {
                let end = after.find('}').unwrap();
                let c = char::from_u32(u32::from_str_radix(&after[1..end], 16).unwrap()).unwrap();
                (c.to_string().into_bytes(), end + 1)
            }
        };
        out.extend(bytes);
        rest = &after[length..];
    }
    out.extend(rest.bytes());
    out
}
