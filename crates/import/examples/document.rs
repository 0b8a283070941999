//! Prints a saved page's blocks: what is understood of its form, before anything of its words is.
//!
//! `cargo run -p weixin-pages --example document -- PAGE…`

use std::process::ExitCode;

use weixin_import::Document;

fn main() -> ExitCode {
    let mut code = ExitCode::SUCCESS;
    for path in std::env::args_os().skip(1) {
        let name = path.display();
        let bytes = match std::fs::read(&path) {
            Ok(bytes) => bytes,
            Err(error) => {
                eprintln!("{name}: {error}");
                code = ExitCode::FAILURE;
                continue;
            }
        };
        match Document::read(&bytes) {
            Ok(page) => {
                println!(
                    "=== {name}: {:?}, {}",
                    page.form,
                    page.address.as_deref().unwrap_or("no address")
                );
                print!("{page}");
            }
            Err(problem) => {
                let line = problem.line.map(|line| format!(":{line}")).unwrap_or_default();
                eprintln!("{name}{line}: {} ({})", problem.message, problem.help);
                code = ExitCode::FAILURE;
            }
        }
    }
    code
}
