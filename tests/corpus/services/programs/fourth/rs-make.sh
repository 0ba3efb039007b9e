#!/bin/sh
# needs: moreutils (ts), PyPI honcho, crates anyhow eyre color-eyre tracing tracing-subscriber env_logger log
set -eu
cd /srv/blind4-rs; B=target/debug; O=$(cd "$(dirname "$0")/../.." && pwd); PY=$(command -v python3)
run(){ n=$1; shift; "$PY" -c "import subprocess,sys; subprocess.run(sys.argv[1:])" "$@" >"$O/$n.log" 2>&1 || true; }
ulimit -c 0
export RUST_BACKTRACE=0
run rs-parking-gate $B/rs_parking_gate
run rs-tide-table $B/rs_tide_table
RUST_BACKTRACE=1 run rs-seat-map $B/rs_seat_map
run rs-beacon $B/rs_beacon
run rs-tilecache $B/rs_tilecache
unset RUST_BACKTRACE
run rs-kiln $B/rs_kiln
run rs-ffi-codec $B/rs_ffi_codec
run rs-depotmap $B/rs_depotmap
RUST_BACKTRACE=full run rs-scoped $B/rs_scoped
run rs-elevator sh -c "$B/rs_elevator 2>&1 | ts '%b %d %H:%M:%S liftd:'"
run rs-anyhow-import $B/rs_anyhow_import
run rs-eyre-mail $B/rs_eyre_mail
run rs-color-radar $B/rs_color_radar
printf 'pump: RUST_BACKTRACE=1 /srv/blind4-rs/%s/rs_logpanics_pump\n' "$B" > Procfile
run rs-tracing-pump env PYTHONPATH=/srv/lib "$PY" -m honcho -f Procfile start
