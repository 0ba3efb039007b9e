#!/bin/sh
# Regenerates every NAME.log and NAME.toml of the servers below: access logs, with failing requests, of real servers on loopback.
#
# Debian (bookworm): nginx-light 1.22.1, apache2 2.4.71, haproxy 2.6.12, rsyslog 8.2302, ruby-railties and ruby-actionpack 6.1.7.10,
#   ruby-webrick, nodejs 20.20, iproute2, python3. npm, into /srv/http-srv/node: express 5.3.0, morgan 1.12.1 and 1.10.0
#   apt-get install --no-install-recommends nginx-light apache2 haproxy rsyslog ruby ruby-railties ruby-actionpack ruby-webrick
#   cd /srv/http-srv/node && npm install express@5.3.0 morgan@1.12.1 morgan-1.10@npm:morgan@1.10.0
#
# Every part may be run alone: make.sh nginx apache haproxy morgan rails
set -eu
out=$(cd "$(dirname "$0")/.." && pwd)
export HOME=/srv/http-srv HTTP_SRV=/srv/http-srv LC_ALL=C.UTF-8 TZ=UTC NODE_PATH=/srv/http-srv/node/node_modules PYTHONDONTWRITEBYTECODE=1
mkdir -p $HTTP_SRV
for f in load.py upstream.py truth.py routes.json nginx.conf nginx-shop.conf apache.conf haproxy.cfg rsyslog.conf node_app.js rails_app.rb; do
    cp "$out/programs/$f" $HTTP_SRV/
done
cd $HTTP_SRV
mkdir -p app && cp rails_app.rb app/
echo 'clerk:$apr1$abcdefgh$0123456789abcdefghijk.' >users # nobody's password: every login fails

started=""
end_all() { for p in $started; do kill "$p" 2>/dev/null || true; wait "$p" 2>/dev/null || true; done; started=""; }
trap end_all EXIT
up() { "$@" & started="$! $started"; } # runs a server until end_all
ready() { # waits until somebody listens at a port, without connecting
    for _ in $(seq 200); do
        if ss -ltnH "sport = :$1" | grep -q .; then return; fi
        sleep 0.1
    done
}
run() { # run SERVER NAME HOST PORT SEED: the load
    ready "$4"
    python3 load.py "$1" "$3" "$4" "$5" "$2.json"
}
keep() { sleep 1; end_all; for n in "$@"; do cp "$n.log" "$out/$n.log"; python3 truth.py "$n" "$out"; done; } # logs and their truth

part_nginx() {
    rm -f nginx-*.log
    up python3 upstream.py 8190
    ready 8190
    up nginx -p $HTTP_SRV/ -c nginx.conf 
    run nginx nginx-combined 127.0.0.1 8101 11
    run nginx nginx-vhost 127.0.0.1 8102 12
    run nginx nginx-timed 127.0.0.1 8103 13
    run nginx nginx-timed-named ::1 8104 14
    keep nginx-combined nginx-vhost nginx-timed nginx-timed-named
}
part_apache() {
    rm -f apache-*.log
    up python3 upstream.py 8190
    ready 8190
    up apache2 -d $HTTP_SRV -f $HTTP_SRV/apache.conf -DFOREGROUND
    run apache apache-common 127.0.0.1 8111 21
    run apache apache-combined 127.0.0.1 8112 22
    run apache apache-vhost 127.0.0.1 8113 23
    run apache apache-timed ::1 8114 24
    keep apache-common apache-combined apache-vhost apache-timed
}
part_haproxy() {
    rm -f haproxy-*.log
    up python3 upstream.py 8190
    ready 8190
    up rsyslogd -n -f $HTTP_SRV/rsyslog.conf -i $HTTP_SRV/rsyslog.pid
    sleep 1
    up haproxy -f haproxy.cfg >haproxy-http.log 2>haproxy-error.txt
    run haproxy haproxy-http 127.0.0.1 8121 31
    run haproxy haproxy-syslog 127.0.0.1 8122 32
    keep haproxy-http haproxy-syslog
}
part_morgan() {
    seed=41
    for f in combined common dev short tiny combined-1.10; do
        up node node_app.js $f 8131 >node-morgan-$f.log 2>/dev/null
        run morgan node-morgan-$f 127.0.0.1 8131 $seed
        keep node-morgan-$f
        seed=$((seed + 1))
    done
}
part_rails() {
    seed=51
    for m in dev tagged prod; do
        case $m in dev) app=rails_app.rb ;; *) app=app/rails_app.rb ;; esac
        up ruby $app $m 8141 >rails-$m.log 2>rails-error.txt
        run rails rails-$m 127.0.0.1 8141 $seed
        keep rails-$m
        seed=$((seed + 1))
    done
}
for p in ${*:-nginx apache haproxy morgan rails}; do part_$p; done
