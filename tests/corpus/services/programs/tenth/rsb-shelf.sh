#!/bin/sh
# a MariaDB of its own, as user mysql: a damaged table, then a start with a wrong setting
D=/srv/blind10-rsb/my/data
rm -rf $D
mariadb-install-db --no-defaults --datadir=$D --auth-root-authentication-method=normal >/dev/null 2>&1
run() { exec /usr/sbin/mariadbd --no-defaults --datadir=$D --socket=/srv/blind10-rsb/my/s --pid-file=/srv/blind10-rsb/my/p --innodb-buffer-pool-size=8M --skip-networking "$@"; }
( run ) >/dev/null 2>&1 & P=$!
sleep 3
mariadb -u root -S /srv/blind10-rsb/my/s -e 'create database shelf; create table shelf.box (id int primary key, label text) engine=aria; create table shelf.lid (id int primary key) engine=myisam; insert into shelf.box values (1, "a"), (2, "b"); insert into shelf.lid values (1); flush tables'
kill -TERM $P; wait $P
head -c 100 /dev/zero > $D/shelf/box.MAI
head -c 30 /dev/zero > $D/shelf/lid.MYI
( run ) & P=$!
sleep 3
mariadb -u root -S /srv/blind10-rsb/my/s -f -e 'select * from shelf.box; select * from shelf.lid; check table shelf.lid' >/dev/null 2>&1
kill -TERM $P; wait $P
( run --innodb-data-file-path=ibdata1:1M )
