#!/bin/sh
# How the rsb logs were made (needs Debian nginx, apache2, postgresql-15, golang-k8s-klog-dev; crates.io: anyhow, color-eyre without
# default features, env_logger, fern, humantime, libc, log, log4rs, simplelog, tokio, tracing, tracing-subscriber).
set -eu
RUST_LOG=debug RUST_BACKTRACE=1 geocoder   # then curl: put/bern/46.948,7.447 get/bern put/basel/47.55,sieben get/ulm put/genf/46.2 get/bern health
RUST_BACKTRACE=1 invoices
CLICOLOR_FORCE=1 ledger
gateway
catalog
python3.12 rsb-feed.py
GO111MODULE=off go build -o nodeagent rsb-nodeagent.go && ./nodeagent
nginx -c rsb-nginx-shopfront.conf          # /index.html /favicon.ico /api/error/list twice, /drafts/a.html (0700), /checkout/pay, 4000 bytes to /upload; kill -9 worker; broken reload; /gone.html
apache2 -f rsb-apache-files.conf -k start  # / /cgi/ok.sh /cgi/report.sh /cgi/stats.pl /admin /old/page /priv/x /app /app /nothing
psql -U app postgres < rsb-postgres-warehouse.sql
