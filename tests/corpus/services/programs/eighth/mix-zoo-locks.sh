#!/bin/sh
# ZooKeeper (Debian: zookeeper) as it is, and a Python client of it (PyPI: kazoo), both appending to one file.
# The second start of the server finds its snapshot gone bad.
set -eu
cd /srv/blind8-mix/zk
J=/usr/share/java
CP=conf:$J/zookeeper.jar:$J/slf4j-api.jar:$J/slf4j-log4j12.jar:$J/log4j-1.2.jar:$J/netty-all.jar:$J/metrics-core.jar:$J/snappy-java.jar:$J/zookeeper-jute.jar
rm -rf data; mkdir -p data
printf 'tickTime=2000\ndataDir=/srv/blind8-mix/zk/data\nclientPort=2491\nclientPortAddress=127.0.0.1\nadmin.enableServer=false\n' > conf/zoo.cfg
start() { java -Xmx128m -Duser.home=/var/lib/zookeeper -Duser.name=zookeeper -Dzookeeper.log.dir=. -Dzookeeper.root.logger=INFO,CONSOLE \
    -cp "$CP" org.apache.zookeeper.server.quorum.QuorumPeerMain conf/zoo.cfg & }
start; pid=$!
sleep 4
PYTHONHOME=/opt/python3.11 PYTHONPATH=/srv/blind8-mix/lib /opt/python3.11/bin/python3.11 /srv/blind8-mix/run/zoo_locks.py || true
kill $pid; wait $pid || true
for f in data/version-2/log.*; do dd if=/dev/zero of="$f" bs=1 count=24 conv=notrunc 2>/dev/null; done
start; wait $! || true
