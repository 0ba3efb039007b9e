#!/bin/sh
# Makes all ten logs. Run in the workspace folder; needs honcho (pip), runit's svlogd, Debian's rustc 1.63 build of spool.rs.
set -u
T=../target/debug O=out
unset RUST_BACKTRACE
RUST_LOG=info $T/ledger-import > $O/rsa-envlogger-import.log 2>&1
CARGO_TERM_COLOR=never cargo test -p pricing --lib -- --test-threads=1 > $O/rsa-libtest-proptest.log 2>&1
CARGO_TERM_COLOR=never cargo test -p pricing --doc > $O/rsa-doctests.log 2>&1
PYTHONPATH=../pip python3 -m honcho start > $O/rsa-honcho-feedgate.log 2>&1
{ for r in good noarrow drop empty; do $T/relabel data/$r.rules; done; RUST_BACKTRACE=1 $T/relabel data/lost.rules; $T/relabel data/good.rules; } > $O/rsa-color-eyre-relabel.log 2>&1
for f in data/conf/*; do $T/confcheck "$f"; done > $O/rsa-miette-confcheck.log 2>&1
$T/nightly > $O/rsa-error-stack-nightly.log 2>&1
$T/dhtnode > $O/rsa-slog-dhtnode.log 2>&1
rm -rf sv; mkdir sv; $T/sexpfmt watch a lib open tests deep main huge b 2>&1 | /opt/runit/usr/bin/svlogd -tt sv; cp sv/current $O/rsa-svlogd-sexpfmt.log
./spool > $O/rsa-old-rust-spool.log 2>&1
