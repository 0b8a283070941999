//! Prints a saved page's blocks: what is understood of its form, before anything of its words is.
//!
//! `cargo run -p weixin-pages --example document -- PAGE…`

use std::process::ExitCode;

use weixin_pages::{BlockKind, Document, Inline};

fn main() -> ExitCode {
    let mut code = ExitCode::SUCCESS;
    for path in std::env::args_os().skip(1) {
        println!("=== {}", path.display());
        let bytes = match std::fs::read(&path) {
            Ok(bytes) => bytes,
            Err(error) => {
                eprintln!("{}: {error}", path.display());
                code = ExitCode::FAILURE;
                continue;
            }
        };
        match Document::read(&bytes) {
            Ok(document) => print(&document),
            Err(problem) => {
                let line = problem.line.map(|line| format!(":{line}")).unwrap_or_default();
                eprintln!("{}{line}: {} ({})", path.display(), problem.message, problem.help);
                code = ExitCode::FAILURE;
            }
        }
    }
    code
}

fn print(document: &Document) {
    println!("form {:?}, address {:?}", document.form, document.address);
    for block in &document.blocks {
        print!("{:>5} ", block.line);
        match &block.kind {
            BlockKind::Heading { level, text } => {
                println!("{} {}", "#".repeat(usize::from(*level)), words(text));
            }
            BlockKind::Paragraph(text) => println!("{}", words(text)),
            BlockKind::Item(text) => println!("- {}", words(text)),
            BlockKind::Table(table) => {
                let mark = if table.run_together { " (run together)" } else { "" };
                println!("| {}{mark}", cells(&table.header));
                for row in &table.rows {
                    println!("{:>5} | {}", row.line, cells(&row.cells));
                }
            }
            BlockKind::Code { language, text } => {
                println!("``` {}", language.as_deref().unwrap_or("-"));
                text.lines().for_each(|line| println!("        {line}"));
            }
        }
    }
    if let Some(line) = document.truncated {
        println!("{line:>5} the file ends in the middle");
    }
}

fn cells(cells: &[Inline]) -> String {
    cells.iter().map(words).collect::<Vec<_>>().join(" | ")
}

/// The words, with the targets of links and the parts marked as code behind them.
fn words(words: &Inline) -> String {
    let mut all = words.text.replace('\n', "⏎");
    for link in &words.links {
        all += &format!(" <{}→{}>", link.text, link.target);
    }
    for code in &words.code {
        all += &format!(" `{code}`");
    }
    all
}
