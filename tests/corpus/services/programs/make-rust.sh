#!/bin/sh
# crates.io: see programs/rust/Cargo.toml; rustc 1.95
set -eu
O=$(cd "$(dirname "$0")/.." && pwd); S=/srv/blind/svc; B=/srv/blind/target/debug; mkdir -p $S/src/bin; cp $O/programs/rust/*.rs $S/src/bin/; cp $O/programs/rust/Cargo.toml $S/
export CARGO_HOME=/opt/cargo CARGO_TARGET_DIR=/srv/blind/target
(cd $S; nice cargo build -q --bins); cd /srv/blind/app
want() { [ -z "${ONLY:-}" ] || [ "$ONLY" = "$1" ]; }
run() { n=$1; bt=$2; shift 2; if want "$n"; then env -i PATH=/usr/bin:/bin RUST_BACKTRACE=$bt sh -c 'o=$1; shift; sh -c "exec >\"\$0\" 2>&1; exec nice timeout 60 \"\$@\"" "$o" "$@"; exit 0' sh "$O/$n.log" "$@" 2>/dev/null; fi; }
run rs-gateway-thread 0 $B/gateway
run rs-orders-tracing-json 0 $B/orders json
run rs-orders-tracing-text 1 $B/orders text
run rs-orders-tracing-ansi 0 $B/orders ansi
run rs-etl-anyhow 0 $B/etl
run rs-etl-anyhow-backtrace 1 $B/etl
run rs-etl-rayon 1 $B/etl rayon
for m in ceyre ceyre-panic eyre miette stack snafu box ledger; do run rs-report-$m 0 $B/report $m; done
run rs-report-ceyre-full full $B/report ceyre
for m in drop overflow cfn catch game slice poison scope; do run rs-death-$m 0 $B/deaths $m; done
run rs-death-oom 0 sh -c "ulimit -c 0; ulimit -v 400000; exec $B/deaths oom 90000000000"
for m in log4rs fern simplelog flexi slog; do run rs-log-$m 0 $B/loggers $m; done
run rs-log-panics 0 $B/loggers panics
run rs-cli-mask-full full $B/cli mask "card 1234x 99"
run rs-cli-sum 0 $B/cli sum 100 20 30
run rs-cli-bind-tokio 1 $B/cli serve
run calm-rs-tracing 0 $B/calm
if want rs-two-services-sed; then
{ (RUST_BACKTRACE=0 $B/deaths game 2>&1 || true) | sed -u 's/^/game  | /' & (sleep 0.01; RUST_BACKTRACE=1 $B/deaths poison 2>&1 || true) | sed -u 's/^/cache | /' & wait; } > $O/rs-two-services-sed.log
fi
if want calm-rs-cargo-test; then (cd $S; nice cargo test --bin calm --color never > $O/calm-rs-cargo-test.log 2>&1 || true); fi
