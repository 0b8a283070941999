//! Writes vendor pages about invented calls, to measure the importer.
//!
//! `cargo bench -p weixin-benches --bench pages -- 1000 DIR`. The pages follow the vendor's template with
//! invented texts. Each page is different, and depends only on its number.

mod call;
mod page;

use std::fs;
use std::path::Path;

use call::Call;

fn main() {
    let arguments: Vec<String> =
        std::env::args().skip(1).filter(|argument| argument != "--bench").collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match arguments.as_slice() {
        [count, folder] => write(count.parse().expect("a number of pages"), Path::new(folder)),
        // `cargo bench` alone runs every bench.
        _ => check(),
    }
}

fn write(count: usize, folder: &Path) {
    fs::create_dir_all(folder).expect("the folder can be made");
    for number in 0..count {
        let call = Call::invent(number);
        let path = folder.join(format!("{}.md", call.name));
        fs::write(path, page::text(&call)).expect("the page can be written");
    }
}

/// Checks that the reader finds the invented facts in the pages, and has no findings to review.
fn check() {
    for number in 0..200 {
        let call = Call::invent(number);
        let text = page::text(&call);
        let page = weixin_import::read(text.as_bytes()).unwrap_or_else(|problems| {
            panic!("page {number} can't be read: {problems:?}\n{text}");
        });
        assert_eq!(page.name.as_deref(), Some(call.name.as_str()));
        assert_eq!(page.findings, [], "page {number}\n{text}");
        assert_eq!(page.errors.len(), call.errors.len(), "page {number}");
        let reply = match &page.response {
            weixin_import::Response::Json(fields) => fields.len(),
            weixin_import::Response::File(_) => 0,
        };
        assert_eq!(reply, call.reply.len(), "page {number}\n{text}");
    }
    println!("200 invented pages are read correctly");
}
