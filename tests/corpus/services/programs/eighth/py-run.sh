#!/bin/bash
v=$1; l=$2; shift 2
cd /srv/blind8-py/app
export HOME=/srv/blind8-py/h PYTHONHOME=/opt/python$v PYTHONPATH=/srv/blind8-py/$l PYTHONDONTWRITEBYTECODE=1 PYTHONUNBUFFERED=1
export LOGNAME=shop USER=shop; unset VIRTUAL_ENV
exec unshare -u bash -c 'hostname depot; exec nice "$@"' x /opt/python$v/bin/python$v "$@"
