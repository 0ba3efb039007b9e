#!/bin/sh
# Regenerates every NAME.log of the family `harmless`: long logs of real programs in which nothing fails.
#
# Debian (bookworm): nginx-light apache2 postgresql redis-server mariadb-server haproxy squid mosquitto mosquitto-clients memcached
#   rsyslog cron openssh-server openssh-client ruby libspdlog-dev g++ gcc cmake make golang-go golang-k8s-klog-dev
#   golang-github-sirupsen-logrus-dev golang-go.uber-zap-dev golang-github-rs-zerolog-dev openjdk-17-jdk liblogback-java
#   libslf4j-java nodejs npm git curl strace ffmpeg imagemagick tcpdump rsync python3
# PyPI, into /srv/lib/py: uvicorn gunicorn celery django pytest; npm, into /srv/lib/node: pino pino-pretty winston debug
# crates.io: log env_logger tracing tracing-subscriber. CPython 3.12 as /opt/python3.12, Rust's toolchain as /opt/rust-tc (links).
#
# Every part may be run alone: make.sh own web build ...   (set -e is off: tools that exit non-zero without failing are many here)
set -u
out=$(cd "$(dirname "$0")" && pwd)
export HOME=/srv/quiet LC_ALL=C.UTF-8 TZ=UTC CARGO_HOME=/opt/cargo
unset HOSTNAME
mkdir -p /srv/quiet/bin
cp -r "$out"/programs/. /srv/quiet/
cd /srv/quiet || exit 1

py() { PYTHONDONTWRITEBYTECODE=1 PYTHONHOME=/opt/python3.12 PYTHONPATH=/srv/lib/py /opt/python3.12/bin/python3.12 "$@"; }
pyx() { export PYTHONDONTWRITEBYTECODE=1 PYTHONHOME=/opt/python3.12 PYTHONPATH=/srv/lib/py; exec /opt/python3.12/bin/python3.12 "$@"; }
bg_kill() { kill "$1" 2>/dev/null; wait "$1" 2>/dev/null; }
namedx() { exec unshare --uts sh -c 'hostname depot-1; exec "$@"' sh "$@"; }
# the first lines of what a long-winded program says
keep() { head -n "$2" >"$out/$1.log"; }

part_own() {
    py business.py asctime 450 2>&1 | keep own-python-asctime 1400
    py business.py dashes 450 2>&1 | keep own-python-dashes 1400
    py business.py bracketed 400 2>&1 | keep own-python-bracketed 1400
    mkdir -p j && javac -d j Business.java && java -cp j -Duser.language=en Business 600 2>&1 | keep own-java-jul 1500
    java -cp j -Djava.util.logging.SimpleFormatter.format='%1$tF %1$tT.%1$tL %4$-7s [%3$s] %5$s%6$s%n' Business 600 2>&1 | keep own-java-jul-oneline 1500
    lb=/usr/share/java/slf4j-api.jar:/usr/share/java/logback-classic.jar:/usr/share/java/logback-core.jar
    javac -cp $lb -d j BusinessLb.java && java -cp j:$lb BusinessLb 700 2>&1 | keep own-java-logback 1400
    export NODE_PATH=/srv/lib/node/node_modules
    node business.js pino 600 2>&1 | keep own-node-pino 600
    node business.js pino-pretty 600 2>&1 | keep own-node-pino-pretty 1200
    node business.js winston 700 2>&1 | keep own-node-winston 700
    node business.js debug 700 2>&1 | keep own-node-debug 700
    for f in klog logrus zap zerolog; do
        GO111MODULE=off GOFLAGS=-mod=mod GOPATH=/srv/quiet/gopath:/usr/share/gocode GOCACHE=/tmp/depot-gocache go build -o bin/goquiet goquiet/main.go
        bin/goquiet $f 650 2>&1 | keep own-go-$f 650
    done
    g++ -O1 -o bin/quiet quiet.cc -lspdlog -lfmt -pthread && bin/quiet 800 2>&1 | keep own-cpp-spdlog 800
    ruby quiet.rb 700 2>&1 | keep own-ruby-logger 1000
}

part_rust() {
    # cargo resolves links before it names itself: a copy keeps its path neutral
    export RUSTC=/opt/rust-tc/bin/rustc RUSTDOC=/opt/rust-tc/bin/rustdoc
    mkdir -p /srv/quiet/cargobin && cp -L /opt/rust-tc/bin/cargo /srv/quiet/cargobin/
    CG=/srv/quiet/cargobin/cargo
    rm -rf rustquiet/target
    (cd rustquiet && "$CG" fetch -q && { nice "$CG" build -vv -j1; "$CG" build -vv
        "$CG" tree -e all; "$CG" metadata --format-version 1 | python3 -m json.tool; } >../cargo.log 2>&1)
    cut -c1-400 cargo.log | keep cargo-build 900
    (cd rustquiet && nice "$CG" test 2>&1) | keep cargo-test 900
    for f in env fmt pretty; do rustquiet/target/debug/rustquiet $f 650 2>&1 | keep own-rust-$f 1300; done
}

part_shell() {
    for f in help tables diffs config metrics progress; do sh shellbiz.sh $f 2>&1 | keep shell-$f 1000; done
}

mk_html() {
    rm -rf "$1" && mkdir -p "$1/errors" "$1/error" "$1/docs" "$1/api"
    for p in index.html errors/500.html error/Handler.java docs/Exception.html docs/Traceback.html panic.rs docs/FATAL.html search docs/500.html api/errors critical.css; do
        echo "HTTP 500 is documented here; Traceback (most recent call last) is not" >"$1/$p"
    done
    chmod -R a+rX "$1"
}

part_web() {
    mk_html /srv/quiet/html
    mkdir -p ng && chmod 755 /srv/quiet ng
    cat >nginx.conf <<'N'
daemon off; pid /srv/quiet/ng/pid; user nobody nogroup; error_log /srv/quiet/ng/error.log warn; worker_processes 1;
events { worker_connections 64; }
http {
  log_format timed '$time_iso8601 $request_id "$request" status=$status error=0 rt=$request_time "$http_user_agent"';
  access_log /srv/quiet/ng/access.log combined; access_log /srv/quiet/ng/timed.log timed;
  client_body_temp_path /srv/quiet/ng/t1; proxy_temp_path /srv/quiet/ng/t2; fastcgi_temp_path /srv/quiet/ng/t3; uwsgi_temp_path /srv/quiet/ng/t4; scgi_temp_path /srv/quiet/ng/t5;
  server { listen 127.0.0.1:28020; root /srv/quiet/html; log_not_found off; }
}
N
    /usr/sbin/nginx -c /srv/quiet/nginx.conf >/dev/null 2>&1 &
    n=$!
    sleep 1
    py load.py 28020 700
    keep nginx-access 700 <ng/access.log
    keep nginx-timed 700 <ng/timed.log
    # haproxy and squid in front of it
    cat >haproxy.cfg <<'N'
global
    log stdout format raw local0 info
defaults
    mode http
    log global
    option httplog
    timeout connect 1s
    timeout client 5s
    timeout server 5s
frontend error_pages
    bind 127.0.0.1:28070
    default_backend exceptions
backend exceptions
    server fatal1 127.0.0.1:28020
N
    (namedx haproxy -db -f haproxy.cfg) >ha.log 2>&1 &
    p=$!
    sleep 1
    py load.py 28070 600
    keep haproxy-http 600 <ha.log
    bg_kill $p
    rm -rf sq && mkdir sq && chown proxy sq
    printf '%s\n' 'http_port 127.0.0.1:28080 accel defaultsite=depot.example no-vhost' 'cache_peer 127.0.0.1 parent 28020 0 no-query originserver' 'visible_hostname depot-1' \
        'pid_filename /srv/quiet/sq/pid' 'cache_log /srv/quiet/sq/cache.log' 'access_log stdio:/srv/quiet/sq/access.log squid' 'http_access allow all' 'debug_options ALL,1 33,2 20,2' \
        'coredump_dir /srv/quiet/sq' 'shutdown_lifetime 1 seconds' 'cache deny all' >squid.conf
    (namedx squid -N -f /srv/quiet/squid.conf) >/dev/null 2>&1 &
    p=$!
    sleep 3
    py load.py 28080 600
    bg_kill $p
    keep squid-access 600 <sq/access.log
    bg_kill $n
    cat >apache.conf <<'N'
ServerRoot /srv/quiet/ng
PidFile /srv/quiet/ng/httpd.pid
Listen 127.0.0.1:28030
ServerName depot.example
LoadModule mpm_prefork_module /usr/lib/apache2/modules/mod_mpm_prefork.so
LoadModule authz_core_module /usr/lib/apache2/modules/mod_authz_core.so
LoadModule dir_module /usr/lib/apache2/modules/mod_dir.so
User nobody
Group nogroup
DocumentRoot /srv/quiet/html
ErrorLog /srv/quiet/ng/aerror.log
LogLevel trace6
LogFormat "%v:%p %h %l %u %t \"%r\" %>s %O \"%{Referer}i\" \"%{User-Agent}i\"" vhost_combined
CustomLog /srv/quiet/ng/aaccess.log vhost_combined
<Directory /srv/quiet/html>
    Require all granted
</Directory>
N
    rm -f ng/aerror.log ng/aaccess.log
    setsid /usr/sbin/apache2 -f /srv/quiet/apache.conf -DFOREGROUND >/dev/null 2>&1 &
    p=$!
    sleep 2
    py load.py 28030 600
    bg_kill $p
    keep apache-access 600 <ng/aaccess.log
    keep apache-trace 700 <ng/aerror.log
}

part_pyservers() {
    (cd html && pyx -m http.server 28001 --bind 127.0.0.1) >hs.log 2>&1 &
    p=$!
    (pyx -m uvicorn quietasgi:app --port 28002) >uv.log 2>&1 &
    p2=$!
    (pyx -m gunicorn.app.wsgiapp -b 127.0.0.1:28003 --access-logfile - --log-level debug quietasgi:wsgi) >gu.log 2>&1 &
    p3=$!
    (pyx djquiet.py runserver --noreload 127.0.0.1:28004) >dj.log 2>&1 &
    p4=$!
    sleep 4
    for port in 28001 28002 28003 28004; do py load.py $port 600; done
    bg_kill $p; bg_kill $p2; bg_kill $p3; bg_kill $p4
    keep http-server 700 <hs.log
    keep uvicorn-access 700 <uv.log
    keep gunicorn-access 700 <gu.log
    keep django-runserver 700 <dj.log
    (C_FORCE_ROOT=1; export C_FORCE_ROOT; namedx env PYTHONHOME=/opt/python3.12 PYTHONPATH=/srv/lib/py /opt/python3.12/bin/python3.12 -W ignore tasks.py 200) 2>&1 | keep celery-info 700
}

part_db() {
    rm -rf pg && mkdir pg && chown postgres pg
    pgbin=/usr/lib/postgresql/15/bin
    runuser -u postgres -- $pgbin/initdb -A trust -D /srv/quiet/pg/data >/dev/null 2>&1
    printf '%s\n' "listen_addresses = '127.0.0.1'" "port = 28040" "unix_socket_directories = '/srv/quiet/pg'" "log_statement = 'all'" "log_duration = on" "log_connections = on" \
        "log_disconnections = on" "log_checkpoints = on" "log_lock_waits = on" "timezone = 'UTC'" "log_timezone = 'UTC'" "log_line_prefix = '%m [%p] %q%u@%d '" >>pg/data/postgresql.conf
    runuser -u postgres -- $pgbin/pg_ctl -D /srv/quiet/pg/data -w -l /srv/quiet/pg/server.log start >/dev/null
    {
        echo "CREATE TABLE errors (id int, level text, message text); CREATE TABLE \"ERROR\" (\"FATAL\" int);"
        i=0
        while [ $i -lt 110 ]; do
            i=$((i + 1))
            echo "INSERT INTO errors VALUES ($i, 'ERROR', 'FATAL:  none, errors: 0');"
            echo "SELECT level, count(*)
  FROM errors
 WHERE message LIKE '%ERROR:  %' OR level = 'PANIC'
 GROUP BY level;"
            echo "DO \$\$ BEGIN BEGIN PERFORM 1/0; EXCEPTION WHEN division_by_zero THEN NULL; END; END \$\$;"
        done
        echo "CHECKPOINT;"
    } >quiet.sql
    runuser -u postgres -- psql -q -h 127.0.0.1 -p 28040 -d postgres -f /srv/quiet/quiet.sql >/dev/null
    runuser -u postgres -- $pgbin/pg_ctl -D /srv/quiet/pg/data -m fast stop >/dev/null
    keep postgres-statements 1200 <pg/server.log
    rm -f r.log
    (exec redis-server --port 28060 --save '1 1' --dir /srv/quiet --loglevel debug --logfile /srv/quiet/r.log) &
    p=$!
    sleep 1
    i=0
    while [ $i -lt 260 ]; do i=$((i + 1)); redis-cli -p 28060 set "error:$i" "ERROR none" >/dev/null; done
    redis-cli -p 28060 bgsave >/dev/null
    sleep 3
    bg_kill $p
    keep redis-debug 900 <r.log
    rm -rf my && mkdir my && chown mysql my
    mariadb-install-db --no-defaults --user=mysql --datadir=/srv/quiet/my/data --auth-root-authentication-method=normal >/dev/null 2>&1
    (namedx mariadbd --no-defaults --user=mysql --datadir=/srv/quiet/my/data --socket=/srv/quiet/my/s --pid-file=/srv/quiet/my/pid --skip-networking --general-log=1 --general-log-file=/srv/quiet/my/general.log --log-error=/srv/quiet/my/err.log) 2>/dev/null &
    sleep 4
    {
        echo "CREATE DATABASE errors; USE errors; CREATE TABLE fatal (id int, ERROR text);"
        i=0
        while [ $i -lt 300 ]; do
            i=$((i + 1))
            echo "INSERT INTO fatal VALUES ($i, '[ERROR] none');"
            echo "SELECT * FROM fatal
WHERE ERROR LIKE '%Traceback%';"
        done
    } | mariadb --no-defaults -S /srv/quiet/my/s >/dev/null
    mariadb --no-defaults -S /srv/quiet/my/s -e SHUTDOWN
    wait
    cat my/err.log my/general.log | keep mariadb-general 1200
    printf 'listener 28081 127.0.0.1\nallow_anonymous true\nlog_dest stderr\nlog_type all\n' >mosquitto.conf
    mosquitto -c mosquitto.conf >mq.log 2>&1 &
    p=$!
    sleep 1
    i=0
    while [ $i -lt 130 ]; do i=$((i + 1)); mosquitto_pub -p 28081 -i "error-$i" -t errors/count -m 0; done
    bg_kill $p
    keep mosquitto-publish 1000 <mq.log
    memcached -u nobody -l 127.0.0.1 -p 28011 -vv >mc.log 2>&1 &
    p=$!
    sleep 1
    py memc.py
    bg_kill $p
    keep memcached-verbose 900 <mc.log
}

part_build() {
    # a C project of many files, with cmake, make and ctest
    rm -rf cproj && mkdir cproj
    {
        echo 'cmake_minimum_required(VERSION 3.16)'
        echo 'project(depot C)'
        echo 'enable_testing()'
        for w in error errors exception fatal critical panic abort segfault traceback backtrace failure handler oom crash warn assert exit raise throw catch; do
            echo "add_executable(${w}_test ${w}.c)"
            for k in 1 2 3 4; do echo "add_test(NAME ${w}_test_$k COMMAND ${w}_test $k)"; done
            printf '#include <stdio.h>\nint main(int c, char **v) { printf("%%s: 0 errors, FAILED: 0, exit(%%d)\\n", v[0], c - c); return 0; }\n' >cproj/$w.c
        done
    } >cproj/CMakeLists.txt
    (cd cproj && cmake -S . -B b -DCMAKE_VERBOSE_MAKEFILE=ON -DCMAKE_C_FLAGS=-Werror=all && cmake --build b && cd b && ctest -V) 2>&1 | keep cmake-make-ctest 1400
    { for w in error panic fatal; do gcc -v -Wall -Werror -o bin/$w cproj/$w.c 2>&1; gcc -H -fdump-passes -c -o /dev/null cproj/$w.c 2>&1; done; } | keep gcc-verbose 1000
    { javac -verbose -d j Business.java; javap -v -cp j Business; javap -v java.util.concurrent.FutureTask; } 2>&1 | keep javac-javap 1000
    java -Xlog:gc*=debug,class+load=info,safepoint*=info,exceptions=off:stdout:uptime,level,tags -Xmx24m -cp j Business 20 2>/dev/null | keep java-xlog 1000
    cat >Sleeper.java <<'J'
/** Threads with frightening names that do nothing; jstack prints them. */
public class Sleeper {
    static void throwsNothing(Object o) throws InterruptedException { synchronized (o) { o.wait(); } }
    public static void main(String[] a) throws Exception {
        for (String n : "error-handler exception-reporter fatal-watch panic-room traceback-printer Caused by: none,ERROR-0".split("[ ,]"))
            for (int i = 0; i < 3; i++) { Thread t = new Thread(() -> { try { throwsNothing(new Object()); } catch (InterruptedException e) { } }, n + "-" + i); t.setDaemon(true); t.start(); }
        Thread.sleep(60000);
    }
}
J
    javac -d j Sleeper.java
    (exec java -cp j Sleeper) >sl1.log 2>&1 &
    p=$!
    sleep 2
    { for k in 1 2 3 4; do jstack $p; sleep 1; done; jcmd $p Thread.print -l; } 2>&1 | keep java-jstack 1300
    kill -3 $p; sleep 1; kill -3 $p; sleep 1; kill -3 $p; sleep 1; kill -3 $p; sleep 1
    bg_kill $p
    keep java-sigquit-dump 1300 <sl1.log
    (cd /srv/quiet && rm -rf pipt && py -m pip -vv install --no-cache-dir --disable-pip-version-check --target /srv/quiet/pipt exceptiongroup traceback2 six rich click jinja2 requests 2>&1) | sed '/^WARNING: Running pip/d' | keep pip-verbose 900
    rm -rf npmt && mkdir npmt && (cd npmt && echo '{"name":"quiet","version":"1.0.0"}' >package.json && npm install --no-audit --loglevel silly --no-progress --cache /srv/quiet/npmt/.cache serialize-error fast-safe-stringify express 2>&1) | keep npm-silly 1000
    py -m pytest -p no:cacheprovider -v test_names.py 2>&1 | keep pytest-verbose 1000
    py -m unittest -v test_names 2>&1 | keep unittest-verbose 900
    py -v -c 'import unittest, email, json, logging.handlers, concurrent.futures, traceback, errno' 2>&1 | keep python-import-verbose 900
    rm -rf gotest && mkdir gotest
    { echo 'package depot'; echo 'import "testing"'
      for w in Error Errors Exception Panic Fatal Critical Abort Nil Timeout Recover Segfault Failure Crash Oom Signal Exit Retry; do
        echo "func Test${w}Handling(t *testing.T) { for _, n := range []string{\"panic: none\", \"FAIL\", \"error: nil\", \"goroutine 1\", \"fatal error\", \"exit 1\", \"a\", \"b\", \"c\", \"d\"} { t.Run(n, func(t *testing.T) { t.Logf(\"ERROR: 0 in %s\", n) }) } }"
      done; } >gotest/depot_test.go
    (cd gotest && GO111MODULE=off GOCACHE=/tmp/depot-gocache go test -v . 2>&1) | keep go-test-verbose 900
    rm -rf /tmp/depot-gocache3
    (cd goquiet && GO111MODULE=off GOFLAGS=-mod=mod GOPATH=/srv/quiet/gopath:/usr/share/gocode GOCACHE=/tmp/depot-gocache3 nice go build -x -v -o /dev/null main.go 2>&1) | cut -c1-300 | keep go-build-x 900
}

part_tools() {
    rm -rf repo && mkdir repo && cat >gitrun.sh <<'N'
    (cd repo && git init -q -b main && git config user.name depot && git config user.email depot@depot.example
        for i in 1 2 3 4 5 6 7 8; do
            echo "raise ValueError($i)" >error_$i.py
            GIT_TRACE=2 GIT_TRACE_SETUP=2 GIT_TRACE_PERFORMANCE=2 git add . 2>&1
            GIT_TRACE=2 GIT_TRACE_SETUP=2 GIT_TRACE_PERFORMANCE=2 git commit -m "fix ERROR $i: Traceback in picker" 2>&1
            GIT_TRACE=2 GIT_TRACE_PERFORMANCE=2 git log --stat -1 -p 2>&1
        done
        GIT_TRACE=2 GIT_TRACE_PACK_ACCESS=2 GIT_TRACE_PERFORMANCE=2 git gc 2>&1
        cd .. && rm -rf clone && GIT_TRACE=2 GIT_TRACE_PACKET=2 GIT_TRACE_PERFORMANCE=2 git clone --no-local repo clone 2>&1)
N
    (namedx sh gitrun.sh) 2>&1 | keep git-trace 900
    mk_html /srv/quiet/html
    (cd html && pyx -m http.server 28005 --bind 127.0.0.1) >/dev/null 2>&1 &
    p=$!
    sleep 1
    i=0
    { while [ $i -lt 45 ]; do i=$((i + 1)); curl -sv "http://127.0.0.1:28005/errors/500.html?ERROR=$i"; curl -sv --trace-time -I http://127.0.0.1:28005/docs/Traceback.html; done; } 2>&1 | keep curl-verbose 1300
    tcpdump -i lo -c 500 -nn -l port 28005 >tcpd.log 2>&1 &
    t=$!
    sleep 1
    py load.py 28005 120
    sleep 1
    bg_kill $t
    bg_kill $p
    keep tcpdump 700 <tcpd.log
    { for d in /usr/bin /usr/share/doc /etc /usr/lib; do strace -f ls -n $d 2>&1 >/dev/null | head -n 350; done; } | keep strace-ls 1200
    ffmpeg -hide_banner -v verbose -f lavfi -i testsrc=duration=6:size=320x240:rate=25 -f lavfi -i sine=duration=6 -af ashowinfo -vf showinfo -c:v mpeg4 -y ff.mp4 2>&1 | cut -c1-220 | keep ffmpeg-showinfo 700
    { for c in errors exceptions colors; do convert -debug cache,blob,coder,configure -size 40x40 xc:red "$c.png" 2>&1; done; identify -verbose errors.png exceptions.png 2>&1; convert -list configure 2>&1; convert -list format 2>&1; } | cut -c1-250 | keep imagemagick-debug 900
    mkdir -p rs && rsync -vv -a --stats --itemize-changes /usr/lib/python3.11/ rs/ 2>&1 | keep rsync-verbose 900
    find /usr/lib/python3 /usr/share/gocode/src /usr/lib/python3.11 /usr/lib/ruby /usr/share/perl \( -iname '*error*' -o -iname '*exception*' -o -iname '*panic*' -o -iname '*fatal*' -o -iname '*trace*' \) -ls 2>/dev/null | keep find-error-paths 700
    grep -rnE 'Exception|ERROR|Traceback' --include='*.py' /usr/lib/python3/dist-packages 2>/dev/null | cut -c1-200 | keep grep-exception 900
    ld --verbose 2>&1 | cat - /dev/null | head -n 300 >ld.txt
    { cat ld.txt; python3 -X importtime -c 'import json, unittest, asyncio, email.mime.text' 2>&1; ldconfig -v 2>/dev/null; } | keep linker-loader 900
}

part_sys() {
    head -n 900 /var/log/dpkg.log | keep dpkg-log 900
    keep apt-term 900 </var/log/apt/term.log
    [ ! -e /dev/log ] || { echo 'there is a /dev/log already' >&2; return; }
    cat >rsyslog.conf <<'N'
module(load="imuxsock" SysSock.Use="off")
input(type="imuxsock" Socket="/dev/log" CreatePath="on" RateLimit.Interval="0")
global(localHostname="depot-1" workDirectory="/srv/quiet")
action(type="omfile" file="/srv/quiet/sys.log" template="RSYSLOG_TraditionalFileFormat")
N
    rm -f sys.log
    (exec rsyslogd -n -i /srv/quiet/rsyslog.pid -f /srv/quiet/rsyslog.conf) &
    p=$!
    sleep 1
    i=0
    while read -r l; do
        for t in depot error-reporter kernel exceptiond; do i=$((i + 1)); logger -t $t -p local0.info "order $i: $(echo "$l" | sed "s/{n}/$i/")"; done
    done <lookalikes.txt
    while read -r l; do
        for t in systemd fatald picker panicd errord; do i=$((i + 1)); logger -i -t $t -p daemon.notice "item $i: $l"; done
    done <lookalikes.txt
    sleep 1
    keep syslog-logger 900 <sys.log
    : >sys.log
    # cron with many jobs, in a mount namespace of its own so that the machine's own jobs do not run
    cat >cronrun.sh <<'N'
mount -t tmpfs none /etc/cron.d; mount -t tmpfs none /var/spool/cron; mkdir -p /var/spool/cron/crontabs; echo >/srv/quiet/crontab; mount --bind /srv/quiet/crontab /etc/crontab
sed /pam_limits/d /etc/pam.d/cron >/srv/quiet/pam.cron; mount --bind /srv/quiet/pam.cron /etc/pam.d/cron
for n in error-report exceptions fatal-check panic-drill traceback-archive critical-path; do
  i=0; while [ $i -lt 25 ]; do i=$((i + 1)); echo "* * * * * nobody /bin/true $n --errors=0 --job $i"; done >/etc/cron.d/$n
done
exec cron -f -L 7
N
    (exec unshare --mount --uts sh -c 'hostname depot-1; exec sh /srv/quiet/cronrun.sh') &
    c=$!
    sleep 75
    bg_kill $c
    keep cron 900 <sys.log
    bg_kill $p
    rm -f /dev/log
}

part_ssh() {
    # sshd at its most talkative, three logins by key
    rm -rf ssh && mkdir -p ssh/run /run/sshd && ssh-keygen -q -t ed25519 -N '' -f ssh/host -C depot && ssh-keygen -q -t ed25519 -N '' -f ssh/key -C depot
    getent passwd picker >/dev/null || useradd -d /srv/quiet/pickerhome -s /bin/sh -p '*' picker
    mkdir -p /srv/quiet/pickerhome && cp ssh/key.pub ssh/auth && chmod 644 ssh/auth && chmod 755 ssh && chown -R root ssh
    for k in 1 2 3 4; do
        (namedx /usr/sbin/sshd -ddd -e -p 28022 -o ListenAddress=127.0.0.1 -h /srv/quiet/ssh/host -f /dev/null -o AuthorizedKeysFile=/srv/quiet/ssh/auth -o StrictModes=no -o PidFile=none) >>ssh/d.log 2>&1 &
        s=$!
        sleep 1
        ssh -F /dev/null -i ssh/key -p 28022 -o StrictHostKeyChecking=no -o UserKnownHostsFile=/dev/null -o LogLevel=QUIET picker@127.0.0.1 'echo 0 errors'
        sleep 1
        bg_kill $s
    done
    keep sshd-debug 900 <ssh/d.log
    userdel picker 2>/dev/null
}

[ $# -gt 0 ] || set -- own rust shell web pyservers db build tools sys ssh
for part; do "part_$part"; done
