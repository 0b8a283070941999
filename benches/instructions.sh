#!/usr/bin/env bash
# CPU instructions of one call, through weixin and by hand, and of decoding an invoice, counted by callgrind.
#
# Each program runs with 100 and with 1,100 calls; the difference is 1,000 calls without start-up. The server
# is another process and not counted.
set -euo pipefail
cd "$(dirname "$0")/.."
command -v valgrind >/dev/null || { echo "valgrind is needed: apt-get install valgrind" >&2; exit 1; }

program=$(cargo bench --no-run --package weixin-benches --bench instructions --message-format=json 2>/dev/null |
    grep -o '"executable":"[^"]*instructions-[^"]*"' | tail -n 1 | cut -d'"' -f4)
address=127.0.0.1:${PORT:-18090}
"$program" serve "$address" &
server=$!
trap 'kill $server' EXIT
sleep 1

count() { # count KIND [ADDRESS] TIMES
    valgrind --tool=callgrind --callgrind-out-file=/dev/null "$program" "$@" 2>&1 |
        sed -n 's/.*Collected : //p'
}

for kind in weixin by-hand; do
    few=$(count "$kind" "$address" 100)
    many=$(count "$kind" "$address" 1100)
    per_call=$(((many - few) / 1000))
    echo "$kind: $per_call instructions a call"
    [ "$kind" = weixin ] && ours=$per_call || theirs=$per_call
done
awk "BEGIN { printf \"ratio weixin / by-hand: %.3f\n\", $ours / $theirs }"
few=$(count read-invoice 100)
many=$(count read-invoice 1100)
echo "reading an invoice: $(((many - few) / 1000)) instructions"
