#!/bin/sh
# Debian: jsvc libcommons-daemon-java libslf4j-java; classes compiled beside it
cd /srv/blind7-jvmb/p/jsvc || exit
exec /usr/bin/jsvc -nodetach -outfile /srv/blind7-jvmb/p/jsvc/depotd.log -errfile "&1" -procname depotd -home /usr/lib/jvm/java-17-openjdk-amd64 -pidfile /srv/blind7-jvmb/p/jsvc/d.pid -Dorg.slf4j.simpleLogger.showDateTime=true "-Dorg.slf4j.simpleLogger.dateTimeFormat=yyyy/MM/dd HH:mm:ss" -Dorg.slf4j.simpleLogger.levelInBrackets=true -cp "/srv/blind7-jvmb/p/jsvc:$(cut -d: -f2- cp.txt)" depot.daemon.Depotd --spool spool
