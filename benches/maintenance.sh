#!/usr/bin/env bash
# The time to maintain many endpoints, in seconds of whole processes: import of pages (1,000 by default),
# generation of the imported specs, and `cargo check` of half of them in a crate of their own, whose build
# script generates them. The pages are invented (`benches/pages`).
set -euo pipefail
cd "$(dirname "$0")/.."

pages=${1:-1000} checked=$((${1:-1000} / 2)) root=$PWD
export CARGO_TARGET_DIR="${CARGO_TARGET_DIR:-$PWD/target}"
# As users build the library, without the `cfg` of a checkout.
export RUSTFLAGS=''
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

seconds() { # name, command …: prints the name and the time of the command
    local name=$1 start end
    shift
    start=$(date +%s.%N)
    "$@" >"$work/output" 2>&1 || { tail -20 "$work/output" >&2; echo "failed: $*" >&2; exit 1; }
    end=$(date +%s.%N)
    awk -v name="$name" -v start="$start" -v end="$end" 'BEGIN { printf "%-48s %6.2f s\n", name, end - start }'
}

cargo build --quiet --release --package weixin-cli
gen=$CARGO_TARGET_DIR/release/weixin-cli
cargo bench --quiet --package weixin-benches --bench pages -- "$pages" "$work/pages"
cd "$work"

"$gen" new --init spec 2>/dev/null
seconds "import of $pages pages" "$gen" import pages --into spec
seconds "generate the $(find spec -mindepth 2 -name '*.yaml' | wc -l) imported, new files" "$gen" --spec spec --out generated
seconds 'again, nothing to write' "$gen" --spec spec --out generated

mkdir -p user/src
cat >user/Cargo.toml <<TOML
[package]
name = "user"
version = "0.1.0"
edition = "2024"

[dependencies]
serde = { version = "1", features = ["derive"] }
weixin = { path = "$root" }

[build-dependencies]
weixin-codegen = { path = "$root/codegen" }

[workspace]
TOML
echo 'fn main() { weixin_codegen::Builder::new("spec").warnings(weixin_codegen::Warnings::Hide).compile(); }' >user/build.rs
echo 'pub mod api { include!(concat!(env!("OUT_DIR"), "/api.rs")); }' >user/src/lib.rs
# The versions of this checkout, so that nothing else is fetched.
cp "$root/Cargo.lock" user/
export CARGO_TARGET_DIR="$CARGO_TARGET_DIR/maintenance"
cd user
mkdir spec
cp ../spec/{api,errors}.yaml spec/
cargo check --quiet # the dependencies
(cd ../spec && find . -mindepth 2 -name '*.yaml' | sort | head -n "$checked" | xargs cp --parents -t ../user/spec)
seconds "cargo check of $checked of them, build script included" cargo check
