#!/bin/sh
# crates: see rs-shop/Cargo.toml; Debian: moreutils (ts); PyPI: honcho 2.0.0 in /srv/blind3-rs/lib
# Run in /srv/blind3-rs/shop (copy of rs-shop; ../gen is a copy of rs-gen) with CARGO_HOME=/srv/blind3-rs/cargo.
set -eu
unset RUST_BACKTRACE
O=../out; B=./target/debug
mkdir -p "$O"; cargo build -q
run() { n=$1; shift; "$@" >"$O/rs-$n.log" 2>&1 || :; }
run miette-tariffs $B/tariffs
run color-eyre-refunds $B/refunds
run color-eyre-backtrace env RUST_BACKTRACE=1 $B/refunds
run error-stack-main $B/checkout
run tokio-gateway $B/gateway
run log-panics-mailer $B/mailer
run pool-audit env RUST_BACKTRACE=1 $B/pool
run menu-overflow $B/menu
run alloc-import $B/import
run drop-tx $B/tx
run extern-c-callback env RUST_BACKTRACE=1 $B/callback
run anyhow-backup env RUST_BACKTRACE=1 $B/backup
run slog-stockd $B/stockd
run rayon-thumbs $B/thumbs
run retry-feed env RUST_BACKTRACE=1 $B/feed
run ansi-orders $B/orders
run harmless $B/harmless
run restart-ratesd sh -c "for i in 1 2 3; do $B/ratesd; done"
run honcho env PYTHONPATH=/srv/blind3-rs/lib python3 -m honcho -f Procfile -d . --no-colour start
run ts-invoice sh -c "$B/invoice 2>&1 | ts '[%Y-%m-%dT%H:%M:%.S]'"
run libtest sh -c "cargo test --no-fail-fast --lib -- --test-threads=1; cargo test --doc"
(cd ../gen && run build-script sh -c "cargo build")
