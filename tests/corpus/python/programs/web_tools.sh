#!/bin/sh
# usage: web_tools.sh PORT PATH... -- COMMAND...: start a server, ask for the paths, stop it.
set -u
port=$1; shift
paths=
while [ "$1" != -- ]; do paths="$paths $1"; shift; done
shift
"$@" 2>&1 &
pid=$!
for _ in $(seq 60); do
    if curl -s -o /dev/null --max-time 1 "http://127.0.0.1:$port/ok"; then break; fi
    sleep 0.2
done
for p in $paths; do curl -s -o /dev/null --max-time 4 "http://127.0.0.1:$port$p"; sleep 0.1; done
kill -INT "$pid" 2>/dev/null; sleep 0.3; kill -TERM "$pid" 2>/dev/null
wait "$pid"
