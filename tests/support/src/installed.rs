//! For build scripts of test packages: whether programs that tests need are installed.

use std::{env, path::PathBuf};

/// Where packages and people install programs. Other folders of `PATH` are looked into, but not watched:
/// some of them change with every shell.
const WATCHED: [&str; 2] = ["/usr/bin", "/usr/local/bin"];

/// Sets a `cfg` if all of the programs are in `PATH`.
///
/// Cargo runs the build script again when `PATH` changes or a program comes or goes. It is told to look at
/// folders for the former: a missing file would have it compile the tests each time.
pub fn set_cfg(cfg: &str, programs: &[&str]) {
    println!("cargo::rustc-check-cfg=cfg({cfg})");
    println!("cargo::rerun-if-env-changed=PATH");
    let path = env::var_os("PATH").unwrap_or_default();
    let find = |program: &&str| {
        env::split_paths(&path).map(|folder| folder.join(program)).find(|file| file.is_file())
    };
    let watched: Vec<PathBuf> = match programs.iter().map(find).collect() {
        Some(found) => {
            println!("cargo::rustc-cfg={cfg}");
            found
        }
        None => WATCHED.iter().map(PathBuf::from).filter(|folder| folder.is_dir()).collect(),
    };
    for path in watched {
        println!("cargo::rerun-if-changed={}", path.display());
    }
}
