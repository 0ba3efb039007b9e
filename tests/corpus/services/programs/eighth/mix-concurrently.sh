#!/bin/sh
# npm's concurrently in front of a JVM (21), a Python bot and two Rust gateways that want the same port
cd /srv/blind8-mix/conc
PYTHONHOME=/opt/python3.13 NO_COLOR=1 timeout -s TERM 30 node ../npm/node_modules/.bin/concurrently --no-color --names push,bot,gate,gate2 -p '[{time} {name}]' -t 'yyyy-MM-dd HH:mm:ss.SSS' --pad-prefix \
  '/opt/jdk-21/bin/java -Xmx64m -cp . Push' \
  '/opt/python3.13/bin/python3.13 bot.py' \
  'timeout 6 /srv/blind8-mix/target/debug/gateway 8472' \
  'sleep 2; /srv/blind8-mix/target/debug/gateway 8472'
