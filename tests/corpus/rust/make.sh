#!/bin/sh
# Regenerates every output of this family (NAME.log beside this script). Installs nothing.
#
# Needs
#   rustup      stable 1.95 as the default toolchain, and a nightly (assert_matches)
#   Debian 12   rustc 1.63 (rustc, libstd-rust-1.63, libstd-rust-dev, libllvm14, libedit2, libz3-4, libxml2, libbsd0, libmd0,
#               libicu72) unpacked with `dpkg-deb -x` into /opt/rust163
#               rustc-web 1.85 (rustc-web, libstd-rust-web-1.85, libstd-rust-web-dev, libllvm19 and the same small libraries)
#               unpacked into /opt/rust185
#               moreutils, libtime-duration-perl, libtimedate-perl, libipc-run-perl (`ts`) unpacked into /opt/moreutils
#               runit (`svlogd`) unpacked into /opt/runit; bsdutils (`logger`); gcc, binutils, python3
#   PyPI        honcho, with `pip install --target /srv/lib honcho`; python3.11
#   crates.io   what programs/*/Cargo.toml names (tokio rayon futures crossbeam log env_logger log-panics tracing
#               tracing-subscriber tracing-error tracing-panic human-panic better-panic color-backtrace anyhow thiserror eyre
#               color-eyre miette snafu serde_json log4rs simple_logger simplelog fern chrono flexi_logger stderrlog
#               pretty_env_logger slog slog-term error-stack regex toml assert_cmd predicates pretty_assertions proptest quickcheck
#               similar-asserts); CARGO_HOME is /opt/cargo
# Programs are built and run under /srv/shop, so that no output names another folder.
# Thread and process ids, times, addresses and (two-*) the order of lines of two processes differ from run to run.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
shop=/srv/shop
bin=$shop/bin
export CARGO_HOME=/opt/cargo TZ=UTC LC_ALL=C.UTF-8 RUSTUP_TOOLCHAIN=stable CARGO_TERM_COLOR=never
unset RUST_BACKTRACE RUST_LIB_BACKTRACE NO_COLOR RUST_LOG || true

build() {
    mkdir -p "$bin"
    cp -R "$here/programs/." "$shop/"
    cd "$shop/panics"
    for v in 163 185; do
        LD_LIBRARY_PATH=/opt/rust$v/usr/lib/x86_64-linux-gnu nice "/opt/rust$v/usr/bin/rustc" \
            --edition 2021 -C debuginfo=2 -o "$bin/panics-$v" src/main.rs
    done
    nice rustc --edition 2021 -C debuginfo=2 -o "$bin/panics-195" src/main.rs
    nice rustc --edition 2021 -C opt-level=3 -o "$bin/panics-release" src/main.rs
    nice rustc --edition 2021 -C opt-level=3 -C strip=symbols -o "$bin/panics-stripped" src/main.rs
    nice rustc --edition 2021 -C debuginfo=2 -C panic=abort -o "$bin/panics-abort" src/main.rs
    RUSTUP_TOOLCHAIN=nightly nice rustc --edition 2021 -C debuginfo=2 -o "$bin/panics-nightly" src/main.rs
    cd "$shop/matches"
    RUSTUP_TOOLCHAIN=nightly nice rustc --edition 2021 -o "$bin/matches" main.rs
    cd "$shop"
    nice cargo build --quiet --locked
    nice cargo build --quiet --locked --release -p hooks -p errors
    for p in tasks hooks errors logs; do cp "target/debug/$p" "$bin/$p"; done
    for p in hooks errors; do cp "target/release/$p" "$bin/$p-release"; done
    (cd depot && nice cargo build --quiet && cp target/debug/depot "$bin/depot")
    (cd checks && nice cargo test --quiet --no-run && find target/debug/deps -name 'checks-*' -type f -executable -exec cp {} "$bin/checks" \;)
}

# out NAME COMMAND...: what a log file holds when stdout and stderr go to it; how the command ends is its own business
out() {
    name=$1
    shift
    "$@" >"$here/$name.log" 2>&1 </dev/null || true
}

# bare NAME COMMAND...: the same through a shipper that drops empty lines, as many do (the standard library prints one
# before each panic since 1.81)
bare() {
    name=$1
    shift
    { "$@" 2>&1 </dev/null || true; } | grep . >"$here/$name.log"
}

# quiet COMMAND...: without the shell's own "Aborted" line after a signal
quiet() { perl -e 'system @ARGV' "$@"; }
short() { RUST_BACKTRACE=1 "$@"; }
full() { RUST_BACKTRACE=full "$@"; }

build
cd "$shop"
# shellcheck disable=SC3045
ulimit -c 0

p163=bin/panics-163 p185=bin/panics-185 p195=bin/panics-195

# headers
out panic-new-185 $p185 plain
out panic-new-std-location $p195 capacity
out panic-old $p163 plain
out panic-old-lines $p163 lines
out panic-old-empty $p163 empty
out panic-old-assert-eq $p163 assert-eq-msg
out panic-old-unwrap-err $p163 unwrap-err
out panic-old-utf8 $p163 utf8
out panic-old-panicked-inside $p163 panicked-inside
out panic-old-any $p163 any
out panic-old-round $p163 round-quiet
out thread-id-195 $p195 format
bare thread-id-nightly bin/panics-nightly unwrap-none
out panic-new-round-195 $p195 round
out panic-new-round-185 $p185 round-quiet

# names of threads
out thread-names-unnamed $p195 unnamed
out thread-names-unnamed-old $p163 unnamed
bare thread-names-spaces $p185 name-spaces
out thread-names-quotes $p195 name-quotes
out thread-names-apostrophe $p195 name-apostrophe
out thread-names-apostrophe-old $p163 name-apostrophe
out thread-names-colon $p195 name-colon
out thread-names-colon-185 $p185 name-colon
out thread-names-error $p195 name-error
bare thread-names-error-185 $p185 name-error
out thread-names-error-old $p163 name-error
out thread-names-panicked $p195 name-panicked
out thread-names-old-header $p195 name-rust-old
out thread-names-unicode $p185 name-unicode
out thread-names-level $p195 name-brackets

# messages
out message-lines $p195 lines
out message-blank-first $p195 blank-first
out message-empty $p195 empty
out message-names-other $p195 names-other
bare message-python-inside $p195 python-inside
bare message-java-inside $p185 java-inside
out message-panicked-inside $p195 panicked-inside
out message-panicked-inside-lines $p195 panicked-inside-lines
out message-note-inside $p195 note-inside
out message-stack-inside $p195 stack-inside
out message-log-inside $p195 log-inside
out message-long $p195 long
out message-unicode $p195 unicode
out message-colour $p195 control
out message-trailing-newline $p195 trailing

# assertions, unwraps
bare assert-msg $p195 assert-msg
out assert-eq $p195 assert-eq
out assert-eq-msg-lines $p195 assert-eq-msg-lines
bare assert-ne $p185 assert-ne
out assert-pretty $p195 assert-pretty
bare assert-matches bin/matches
out debug-assert $p195 debug-assert
bare unwrap-err $p195 unwrap-err
bare unwrap-pretty $p195 unwrap-pretty
out expect-io $p185 expect-io
out unwrap-poison $p195 poison

# backtraces
out backtrace-short-debug short $p195 deep
bare backtrace-short-closure short $p185 generic
out backtrace-short-old short $p163 deep
out backtrace-short-release short bin/panics-release deep
out backtrace-short-stripped short bin/panics-stripped deep
out backtrace-short-thread short $p195 name-spaces
out backtrace-short-lines short $p195 lines
out backtrace-full full $p195 deep
out backtrace-full-old full $p163 plain
bare backtrace-full-stripped full bin/panics-stripped plain

# panics while panicking, aborts
out panic-in-panic-drop quiet $p195 drop-unwinding
out panic-in-panic-drop-old quiet $p163 drop-unwinding
out panic-in-panic-destructors quiet $p185 drop-two
out panic-in-panic-short short quiet bin/panics-release drop-unwinding
out panic-in-panic-display quiet $p195 display
out panic-in-panic-display-old quiet $p163 display
out panic-in-panic-extern quiet $p195 extern
out panic-in-panic-extern-short short bin/panics-stripped extern
out panic-drop $p195 drop
out panic-thread-local quiet $p195 thread-local
out panic-thread-local-185 quiet $p185 thread-local
out panic-thread-local-old quiet $p163 thread-local
out abort-silent quiet $p195 abort
out abort-panic quiet bin/panics-abort deep
out abort-panic-backtrace short quiet bin/panics-abort unnamed
out abort-unsafe quiet $p195 ub-check
out abort-null quiet $p195 null
out fatal-runtime-error quiet $p195 io-safety
out stack-overflow quiet $p195 stack
out stack-overflow-thread-185 quiet $p185 stack-thread
out stack-overflow-old $p163 stack
out alloc-failure quiet $p195 alloc
out alloc-failure-old quiet $p163 alloc
out alloc-failure-backtrace short quiet $p195 alloc

# several deaths
out join-unwrap $p195 join
out join-unwrap-old $p163 join-expect
out join-unwrap-backtrace short $p185 join
out scope $p195 scope
out scope-two $p185 scope-two
out catch-unwind $p195 catch
out catch-unwind-old $p163 catch
out resume-unwind $p195 resume
out rethrow $p195 rethrow
out service-plain $p195 service
out look-alikes $p195 exit
out error-below-hook $p195 hook-log

# tasks
out tokio-main bin/tasks tokio-main
out tokio-main-backtrace short bin/tasks tokio-main
out tokio-tasks bin/tasks tokio-tasks
out tokio-unwrap bin/tasks tokio-unwrap
out tokio-blocking bin/tasks tokio-blocking
out tokio-named bin/tasks tokio-named
out tokio-nested bin/tasks tokio-nested
out tokio-join-error bin/tasks tokio-join-error
out futures-pool bin/tasks futures-pool
out rayon bin/tasks rayon
out rayon-spawn quiet bin/tasks rayon-spawn
out crossbeam bin/tasks crossbeam

# hooks
out log-panics bin/hooks-release log-panics
out log-panics-debug bin/hooks log-panics-backtrace
out error-below-log bin/hooks log-info
out error-below-log-full bin/hooks log-info-full
out hook-log-error bin/hooks log-error-hook
out env-logger-around bin/hooks env-logger-around
out env-logger-around-backtrace short bin/hooks env-logger-around
out tracing-panic bin/hooks tracing-panic
out tracing-around bin/hooks tracing-around
out human-panic bin/hooks-release human-panic
out better-panic bin/hooks better-panic
out better-panic-last bin/hooks better-panic-full
out color-backtrace bin/hooks color-backtrace
out color-backtrace-frames short bin/hooks color-backtrace
out color-backtrace-source full bin/hooks color-backtrace

# errors returned from main
for e in unit-type record string io io-custom parse boxed json pretty chained thiserror; do
    out error-main-$e bin/errors $e
done
out anyhow bin/errors anyhow
out anyhow-one bin/errors anyhow-one
out anyhow-several bin/errors anyhow-several
out anyhow-lines bin/errors anyhow-lines
out anyhow-lines-one bin/errors anyhow-lines-one
out anyhow-lines-first bin/errors anyhow-lines-first
out anyhow-looks bin/errors anyhow-looks
out anyhow-panics bin/errors anyhow-panics
out anyhow-expect bin/errors anyhow-expect
out anyhow-inline bin/errors anyhow-inline
out anyhow-backtrace short bin/errors anyhow-several
out anyhow-backtrace-no-cause short bin/errors-release anyhow
out eyre bin/errors eyre
out eyre-one bin/errors eyre-one
out color-eyre bin/errors color-eyre
out color-eyre-plain env SHOP_PLAIN=1 bin/errors color-eyre
out color-eyre-sections env SHOP_PLAIN=1 bin/errors color-eyre-sections
out color-eyre-sections-colour bin/errors color-eyre-sections
out color-eyre-spans env SHOP_PLAIN=1 bin/errors color-eyre-spans
out color-eyre-lines env SHOP_PLAIN=1 bin/errors color-eyre-lines
out color-eyre-backtrace short env SHOP_PLAIN=1 bin/errors color-eyre
out color-eyre-source full bin/errors color-eyre-spans
out color-eyre-panic bin/errors color-eyre-panic
out color-eyre-panic-issue env SHOP_PLAIN=1 bin/errors color-eyre-issue
out color-eyre-panic-backtrace short env SHOP_PLAIN=1 bin/errors color-eyre-panic
out miette bin/errors miette
out miette-causes bin/errors miette-causes
out miette-narrated bin/errors miette-narrated
out miette-ascii bin/errors miette-ascii
out miette-panic bin/errors miette-panic
out miette-related bin/errors miette-related
out snafu bin/errors snafu
out snafu-report bin/errors snafu-report

# records
for l in tracing-full tracing-full-ansi tracing-compact tracing-compact-ansi tracing-pretty tracing-pretty-ansi tracing-json \
    tracing-thread tracing-uptime tracing-crash tracing-main env-logger env-logger-millis env-logger-bare env-logger-main \
    pretty-env-logger log4rs log4rs-pattern simple-logger simplelog stderrlog fern fern-color flexi-logger flexi-logger-detailed \
    flexi-logger-opt slog-full slog-compact; do
    out $l bin/logs $l
done

# cargo
out cargo-test cargo test --locked -p stock --lib -- --test-threads=1
out cargo-test-backtrace short cargo test --locked -q -p stock --lib -- --test-threads=1 takes_many in_thread
out cargo-test-nocapture cargo test --locked -q -p stock --lib -- --test-threads=1 --nocapture takes
(cd native && out cargo-build-script cargo build)

# prefixes, two processes, cuts, line ends
ts() { PERL5LIB=/opt/moreutils/usr/share/perl5 perl /opt/moreutils/usr/bin/ts "$@"; }
with_ts() { RUST_BACKTRACE=1 "$@" 2>&1 | ts '%Y-%m-%dT%H:%M:%S'; }
with_ts_short() { "$@" 2>&1 | ts '[%H:%M:%.S]'; }
tagged() {
    tag=$1
    shift
    # shellcheck disable=SC2016
    sh -c 'tag=$1; shift; "$@" 2>&1 | logger --socket-errors=off --no-act --stderr --tag "$tag" --id=$$' sh "$tag" "$@" 2>&1 || true
}
two() {
    RUST_BACKTRACE=1 tagged north "$p195" slow north &
    RUST_BACKTRACE=1 tagged south "$p185" slow south &
    wait
}
two_lines() {
    tagged north "$p195" slow north &
    tagged south bin/errors anyhow-several &
    tagged west bin/logs env-logger-main &
    wait
}
svlog() {
    rm -rf "$shop/svlog"
    mkdir -p "$shop/svlog"
    { RUST_BACKTRACE=1 "$@" 2>&1 || true; } | /opt/runit/usr/bin/svlogd -ttt "$shop/svlog"
    cat "$shop/svlog/current"
}
honcho() { PYTHONPATH=/srv/lib python3.11 -m honcho "$@"; }
out prefix-ts with_ts $p195 deep
out prefix-ts-lines with_ts_short $p195 lines
out prefix-ts-error with_ts_short bin/errors anyhow-several
out prefix-honcho short honcho --no-colour start
out prefix-svlogd svlog $p185 service
out prefix-logger tagged shop bin/tasks tokio-unwrap
out two-processes two
out two-processes-errors two_lines
cut_at() { n=$1; shift; RUST_BACKTRACE=1 "$@" 2>&1 | head -c "$n"; }
out cut-in-frames cut_at 700 $p195 deep
out cut-in-frames-old cut_at 715 $p163 deep
out cut-full cut_at 1000 full $p195 plain
out crlf python3.11 crlf.py $p195 round
out crlf-backtrace python3.11 crlf.py env RUST_BACKTRACE=1 $p163 deep
out crlf-anyhow python3.11 crlf.py bin/errors anyhow-lines

# errors that show more than a line of themselves, and what libtest and test crates print
for n in regex-unwrap regex-main regex-panic toml-main toml-panic hook-frames two-line-panics error-stack error-stack-several \
    error-stack-ascii miette-lines miette-narrated-lines color-eyre-suggestion; do
    out $n bin/depot $n
done
out anyhow-unwrap-backtrace short bin/depot anyhow-unwrap
cd "$shop/checks"
out cargo-test-crates ../bin/checks --test-threads=2
out cargo-test-crates-nocapture ../bin/checks --nocapture --test-threads=1
