//! Prints what a saved page says, as JSON: `cargo run -p weixin-pages --example page -- PAGE…`.

use std::process::ExitCode;

fn main() -> ExitCode {
    let mut code = ExitCode::SUCCESS;
    for path in std::env::args().skip(1) {
        match show(&path) {
            Ok(json) => println!("{json}"),
            Err(words) => {
                eprintln!("{path}: {words}");
                code = ExitCode::FAILURE;
            }
        }
    }
    code
}

fn show(path: &str) -> Result<String, String> {
    let bytes = std::fs::read(path).map_err(|error| error.to_string())?;
    match weixin_import::read(&bytes) {
        Ok(page) => serde_json::to_string_pretty(&page).map_err(|error| error.to_string()),
        Err(problems) => Err(format!("{problems:#?}")),
    }
}
