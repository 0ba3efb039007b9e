#!/usr/bin/env bash
# fuzz/run.sh TARGET SECONDS [libFuzzer's arguments]: builds a target with coverage and runs it, seeded with the corpus.
set -euo pipefail
cd "$(dirname "$0")"
target=${1:?decode, detect, equal or scrub}
seconds=${2:?how long}
shift 2

# What cargo-fuzz asks of a nightly compiler, asked of a stable one: libFuzzer reads the counters of LLVM's own pass.
flags='-C passes=sancov-module -C codegen-units=1'
for arg in -sanitizer-coverage-level=4 -sanitizer-coverage-inline-8bit-counters -sanitizer-coverage-pc-table \
  -sanitizer-coverage-trace-compares; do
  flags="$flags -C llvm-args=$arg"
done
# With a target named, build scripts and macros are left without counters.
host=$(rustc -vV | sed -n 's/^host: //p')
RUSTFLAGS=$flags cargo build --release --target "$host" --bin "$target"

work=target/fuzz/$target
mkdir -p "$work/corpus" "$work/seeds" "$work/findings"
for log in ../tests/corpus/*/*.log; do
  name=${log#../tests/corpus/}
  cp -u "$log" "$work/seeds/${name//\//-}"
done
# The machines' hints, or the scrubber's keywords, as libFuzzer's dictionary spells strings.
awk '/^(hint|keywords) *= *\[/ { on = 1 } on { print } /\]$/ { on = 0 }' ../patterns/detect/*.toml ../patterns/scrub.toml | grep -oE "\"([^\"\\]|\\\\.)*\"|'[^']*'" \
  | sed -E "s/^'(.*)'\$/\"\1\"/; s/\\\\t/\\\\x09/g; s/\\\\n/\\\\x0a/g" | LC_ALL=C grep -v '[^ -~]' | sort -u > "$work/words"
exec nice "target/$host/release/$target" "$work/corpus" "$work/seeds" -dict="$work/words" \
  -artifact_prefix="$work/findings/" -max_total_time="$seconds" -max_len=8192 -timeout=10 -rss_limit_mb=1024 "$@"
