#!/bin/sh
# a PostgreSQL 15 of its own, as user postgres; its stderr is the log
B=/usr/lib/postgresql/15/bin
D=/srv/blind10-rsb/pg/data
$B/initdb -D $D -A trust -E UTF8 --locale=C >/dev/null
$B/postgres -D $D -p 18432 -k /srv/blind10-rsb/pg -c listen_addresses= -c log_line_prefix='%t [%p] %q%u@%d ' -c log_timezone=UTC &
P=$!
sleep 3
S="-h /srv/blind10-rsb/pg -p 18432"
psql $S -d postgres -q -f stock.sql >/dev/null 2>&1
psql $S -d warehouse -c 'select 1' >/dev/null 2>&1
psql $S -d postgres -c 'select pg_terminate_backend(pg_backend_pid())' >/dev/null 2>&1
kill -INT $P; wait $P
