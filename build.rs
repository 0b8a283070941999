//! Regenerates `generated/` and the other files that are derived from `spec/`, so that a new spec is a method
//! in the same build.
//!
//! Only in a checkout, for which `.cargo/config.toml` sets a `cfg`. Users of `weixin` have no generator in
//! their dependency tree, and the package has no build script.

fn main() {
    for path in ["spec", "generated", "tests/wire/examples", "crates/sandbox/model.jsonl"] {
        println!("cargo::rerun-if-changed={path}");
    }
    println!("cargo::rerun-if-env-changed=CI");
    // Each line of a report is a message of its own. A `cargo::error` fails the build.
    match run() {
        Ok(warnings) => warnings.lines().for_each(|line| println!("cargo::warning={line}")),
        Err(message) => message.lines().for_each(|line| println!("cargo::error={line}")),
    }
}

#[cfg(weixin_checkout)]
fn run() -> Result<String, String> {
    use std::path::Path;
    use weixin_codegen::{Mode, Places, keep_current};

    keep_current(Path::new("spec"), &Places::checkout(Path::new("")), Mode::of_environment())
}

#[cfg(not(weixin_checkout))]
fn run() -> Result<String, String> {
    Ok("generated/ is not regenerated: unset RUSTFLAGS, which overrides .cargo/config.toml"
        .to_owned())
}
