#!/bin/sh
# Tomcat 9 (Debian: libtomcat9-java) as it is, with one servlet, and a Python smoke test; one file for both.
set -eu
cd /srv/blind8-mix/tc
CP=$(ls /usr/share/java/tomcat9-*-9.0.70.jar | grep -Ev "i18n|jasper|ant" | tr '\n' ':')
LC_ALL=C java -Xmx128m -Dcatalina.home=. -Dcatalina.base=. -Djava.io.tmpdir=temp -Djava.util.logging.config.file=conf/logging.properties \
    -Djava.util.logging.manager=org.apache.juli.ClassLoaderLogManager -Duser.language=en -cp "$CP" org.apache.catalina.startup.Bootstrap start &
pid=$!
sleep 7
cd /srv/blind8-mix
PYTHONHOME=/opt/python3.12 /opt/python3.12/bin/python3.12 run/probe.py || true
sleep 0.5
kill $pid; wait $pid || true
