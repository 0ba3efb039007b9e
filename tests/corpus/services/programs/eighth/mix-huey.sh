#!/bin/sh
# huey's consumer (PyPI) as it is, behind daemontools' multilog t and tai64nlocal
cd /srv/blind8-mix/huey
PYTHONHOME=/opt/python3.12 PYTHONPATH=/srv/blind8-mix/lib12:/srv/blind8-mix/lib timeout -s INT 9 /opt/python3.12/bin/python3.12 -m huey.bin.huey_consumer tasks.huey -w 1 2>&1 \
  | multilog t n2 s200000 ./log
tai64nlocal < log/current
