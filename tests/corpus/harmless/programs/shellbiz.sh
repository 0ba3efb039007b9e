#!/bin/sh
# Ordinary business of a shell script: help texts, tables, diffs, configuration dumps, metrics, progress bars. usage: shellbiz.sh help|tables|diffs|config|metrics|progress
set -eu
i=0
case $1 in
help)
    for t in tar grep sed find sort rsync git cmake ffmpeg convert gcc java javac curl ssh psql redis-cli nginx haproxy pip; do
        echo "=== $t --help"
        { $t --help 2>&1 || true; } | head -n 45
    done ;;
tables)
    while [ $i -lt 90 ]; do
        i=$((i + 1))
        echo "$(date -u +%FT%TZ) shift $i"
        echo '+-------+-------+------+-------+'
        echo '| shelf | ERROR | WARN | FATAL |'
        echo '+-------+-------+------+-------+'
        printf '| %5d | %5d | %4d | %5d |\n' $i 0 $((i % 7)) 0
        printf '| total | errors: 0 | exceptions: 0 | CRITICAL: none |\n'
        echo '+-------+-------+------+-------+'
        echo "0 errors, $((i % 7)) warnings generated."
    done ;;
diffs)
    mkdir -p d
    while [ $i -lt 40 ]; do
        i=$((i + 1))
        printf 'def pick(shelf):\n    if shelf < %d:\n        raise ValueError("no such shelf: %%d" %% shelf)\n    return shelf\n\n\nclass PickError(Exception):\n    pass\n' $i >d/a.py
        printf 'def pick(shelf):\n    if shelf < %d:\n        log.error("ERROR: no such shelf %%d", shelf)\n        raise PickError("Traceback is in the log")\n    return shelf\n\n\nclass PickError(RuntimeError):\n    """FATAL: never shown"""\n' $i >d/b.py
        printf 'catch (Exception e) {\n    throw new IllegalStateException(e);\n}\n' >d/A.java
        printf 'catch (ParcelException e) {\n    LOG.error("Caused by: {}", e);\n    panic!("{}", %d);\n}\n' $i >d/B.java
        diff -u d/a.py d/b.py || true
        diff d/A.java d/B.java || true
    done ;;
config)
    while [ $i -lt 45 ]; do
        i=$((i + 1))
        echo "--- # document $i"
        printf 'logging:\n  level: ERROR\n  error: stderr\n  fatal: false\n  loggers:\n    - {name: com.example.ErrorHandler, level: FATAL}\nerror:\n  pages: /errors/500.html\n  retries: %d\non_error: ignore\n' $i
        printf '{\n  "error": null,\n  "errors": [],\n  "level": "ERROR",\n  "exception": {"class": "java.lang.RuntimeException", "handled": true},\n  "panic": "unwind",\n  "n": %d\n}\n' $i
    done ;;
metrics)
    while [ $i -lt 30 ]; do
        i=$((i + 1))
        echo '# HELP app_errors_total Errors by type. ERROR: counted only.'
        echo '# TYPE app_errors_total counter'
        for t in ValueError KeyError java.lang.NullPointerException panic FATAL CRITICAL; do echo "app_errors_total{type=\"$t\",level=\"error\"} 0"; done
        echo '# TYPE log_messages_total counter'
        for l in debug info warn error fatal; do echo "log_messages_total{level=\"$l\"} $(if [ $l = error ] || [ $l = fatal ]; then echo 0; else echo $((i * 37)); fi)"; done
        echo '# TYPE http_requests_total counter'
        for c in 200 304 404 500 503; do echo "http_requests_total{code=\"$c\",path=\"/error\"} $([ $c -ge 500 ] && echo 0 || echo $((i * 11)))"; done
        echo "process_exceptions_uncaught 0"
        echo "error_budget_remaining_ratio 1.0"
    done ;;
progress)
    while [ $i -lt 60 ]; do
        i=$((i + 1))
        p=0
        while [ $p -le 100 ]; do printf '\rcopying %d: %3d%% [errors: 0] \033[32mOK\033[0m' $i $p; p=$((p + 20)); done
        printf '\n\033[1mresult\033[0m %d: \033[31mERROR\033[0m=0 \033[33mWARN\033[0m=0 \033[32mPASS\033[0m=12\n' $i
        printf '  \033[31m0 failed\033[0m, \033[32m12 passed\033[0m, exceptions: none\r\n'
        printf 'real 0m0.0%02ds ERR 0\n' $i
        printf '\033[2K\rerror log: empty\n'
        printf 'Dear colleague,\n\nwe had an ERROR last year, and a Traceback; none today.\nRegards\n'
    done ;;
esac
