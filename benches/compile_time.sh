#!/usr/bin/env bash
# The cost of the endpoints in `cargo check`, with dependencies built before: all endpoints, only those of the
# groups that the runtime uses (`token`, `component`), and a check after an edit of one endpoint. Works on a
# copy of the checkout. Times are user + system seconds, the minimum of five runs.
set -euo pipefail
cd "$(dirname "$0")/.."

copy=$(mktemp -d)
trap 'rm -rf "$copy"' EXIT
git ls-files -z --cached --others --exclude-standard | tar --null -T - -cf - | tar -xf - -C "$copy"
export CARGO_TARGET_DIR="${CARGO_TARGET_DIR:-$PWD/target}/compile_time"
cd "$copy"

seconds() { # command …: the CPU time of one run
    local TIMEFORMAT='%U %S'
    { time "$@" >/dev/null 2>&1 || echo "failed: $*" >&2; } 2>&1 |
        awk '/^failed/ { print > "/dev/stderr"; exit 1 } { print $1 + $2 }'
}

least() { # command …: of five runs, each after the crate was touched
    for _ in 1 2 3 4 5; do
        touch src/lib.rs
        seconds "$@"
    done | sort -n | head -1
}

count() { find spec -mindepth 2 -name '*.yaml' -not -path 'spec/types/*' | wc -l; }
lines() { find generated -name '*.rs' -not -path 'generated/example/*' -print0 | xargs -0 cat | wc -l; }

# From scratch: without the generator (an empty RUSTFLAGS removes its `cfg`) and without incremental
# compilation, as CI and users build.
scratch() { CARGO_INCREMENTAL=0 RUSTFLAGS='' cargo check --quiet --package weixin; }
scratch
all=$(least scratch) all_count=$(count) all_lines=$(lines)

# After an edit: the generator runs and one endpoint's code changes.
edit() {
    cargo check --quiet --package weixin >/dev/null 2>&1
    for n in 1 2 3 4 5; do
        sed -i "s/^title: .*/title: Put an invoice into a user's cards, edit $n/" spec/invoice/insert_invoice.yaml
        seconds cargo check --quiet --package weixin
    done | sort -n | head -1
}
edited=$(edit)

find spec -mindepth 1 -maxdepth 1 -type d -not -name token -not -name component -not -name types -exec rm -r {} +
cargo run --quiet --package weixin-cli >/dev/null
scratch
few=$(least scratch) few_count=$(count) few_lines=$(lines)

awk -v all="$all" -v few="$few" -v a="$all_count" -v f="$few_count" -v al="$all_lines" -v fl="$few_lines" -v e="$edited" 'BEGIN {
    printf "%3d endpoints, %6d generated lines: %.2f s from scratch\n", a, al, all
    printf "%3d endpoints, %6d generated lines: %.2f s from scratch\n", f, fl, few
    printf "each endpoint: %.1f ms\n", (all - few) / (a - f) * 1000
    printf "after one endpoint was edited, generator included: %.2f s\n", e
}'
