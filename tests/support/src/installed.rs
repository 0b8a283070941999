//! For build scripts of test packages: whether programs that tests require are installed.

use std::{env, path::PathBuf};

/// The usual folders of installed programs. Other folders of `PATH` are searched but not watched, since some of
/// them differ with every shell.
const WATCHED: [&str; 2] = ["/usr/bin", "/usr/local/bin"];

/// Sets a `cfg` if all of the programs are in `PATH`.
///
/// Cargo runs the build script again when `PATH` changes or a program is installed or removed. For a missing
/// program it watches folders: watching a missing file would compile the tests each time.
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
