//! The seeds of the fuzz target and thousands of changes of them, the same ones in every run.

use std::path::Path;

use fastrand::Rng;
use weixin_test_support::document::assert_sound;

/// How many changed files of each seed are read.
const CHANGES: usize = 600;

/// Pieces that mean something in one of the forms.
const PIECES: &[&str] = &[
    "|",
    "\\|",
    "---|",
    "```",
    "``` json\n",
    "~~~",
    "`",
    "**",
    "\\",
    "[",
    "](",
    "[#](#a)",
    "<",
    ">",
    "<br>",
    "<td>",
    "</td>",
    "<tr>",
    "<table>",
    "</table>",
    "<pre>",
    "</pre>",
    "<td rowspan=3 colspan=2>",
    "<li>",
    "<h2>",
    "</div>",
    "<script>",
    "<!--",
    "-->",
    "&amp;",
    "&#0;",
    "&#x10ffff;",
    "\n",
    "\r",
    "\n\n",
    "\t",
    " ",
    "    ",
    "\n# ",
    "\n## 6. ",
    "\n> ",
    "\n- ",
    "\n1. ",
    "\n---\n",
    "\n===\n",
    "{",
    "}",
    "[{",
    "}]",
    "\"",
    ",",
    "//",
    "参数名",
    "类型",
    "必填",
    "错误码",
    "string",
    "objarray",
    "是",
    "✔",
    "\u{200b}",
    "\u{feff}",
    "\0",
    "POST https://a ",
    "curl ",
    "<xml>",
    "const a = {",
    "{\"参数名\":\"a\"}",
    "𠀀",
];

fn seeds() -> Vec<(String, Vec<u8>)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/seeds");
    let mut seeds: Vec<_> = std::fs::read_dir(folder)
        .expect("the seeds are there")
        .map(|entry| entry.expect("a file").path())
        .filter(|path| {
            path.extension()
                .is_some_and(|end| ["md", "txt", "html"].iter().any(|known| end == *known))
        })
        .map(|path| (path.display().to_string(), std::fs::read(&path).expect("a file")))
        .collect();
    seeds.sort();
    seeds
}

/// A change as fuzzers make them: bytes go, are doubled, swapped or cut off, pieces are put in, and
/// parts of another seed.
fn change(rng: &mut Rng, bytes: &mut Vec<u8>, other: &[u8]) {
    let place = rng.usize(..=bytes.len());
    let end = place + rng.usize(..=(bytes.len() - place).min(64));
    match rng.u8(..8) {
        0 => drop(bytes.drain(place..end)),
        1 => {
            let doubled = bytes[place..end].repeat(rng.usize(1..8));
            bytes.splice(place..place, doubled);
        }
        2 => bytes.truncate(place),
        3 => bytes[place..end].reverse(),
        4 => bytes.iter_mut().skip(place).take(1).for_each(|byte| *byte = rng.u8(..)),
        5 => {
            let start = rng.usize(..=other.len());
            let part = other[start..].iter().copied().take(200);
            bytes.splice(place..end, part);
        }
        _ => {
            let piece = PIECES[rng.usize(..PIECES.len())];
            bytes.splice(place..place, piece.bytes());
        }
    }
}

#[test]
fn every_seed_is_a_page() {
    let seeds = seeds();
    assert_eq!(seeds.len(), 9);
    for (name, bytes) in &seeds {
        let page = weixin_import::Document::read(bytes);
        assert!(page.is_ok_and(|page| page.blocks.len() > 1), "{name}");
        assert_sound(bytes);
    }
}

#[test]
fn changed_seeds_are_read_without_a_panic() {
    let mut rng = Rng::with_seed(20_261_123);
    let seeds = seeds();
    for (name, seed) in &seeds {
        for round in 0..CHANGES {
            let mut bytes = seed.clone();
            for _ in 0..rng.usize(1..12) {
                let (_, other) = &seeds[rng.usize(..seeds.len())];
                change(&mut rng, &mut bytes, other);
            }
            let read = std::panic::catch_unwind(|| assert_sound(&bytes));
            assert!(read.is_ok(), "{name}, change {round}: {:?}", String::from_utf8_lossy(&bytes));
        }
    }
}
