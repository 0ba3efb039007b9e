#!/bin/sh
# Radicale (PyPI) as it is, its output through runit's svlogd -tt, as a run script would have it.
# One collection's properties were cut off by a full disk.
set -u
cd /srv/blind8-mix/rad
(PYTHONPATH=/srv/blind8-mix/lib timeout -s TERM 9 /usr/bin/python3 -m radicale -C config 2>&1 | /opt/runit/usr/bin/svlogd -tt log) &
sleep 4
U=http://127.0.0.1:8495
curl -s -o /dev/null $U/.web/
curl -s -o /dev/null -X PROPFIND $U/ann/cal/
curl -s -o /dev/null -X PUT --data-binary 'BEGIN:VCALENDAR
X' $U/ann/error/
curl -s -o /dev/null $U/ann/Exception.ics
wait
