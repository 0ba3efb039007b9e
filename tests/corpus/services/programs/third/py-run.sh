#!/bin/sh
v=$1; shift
PYTHONHOME=/opt/python$v PYTHONPATH=/srv/blind3-py/lib$v PYTHONDONTWRITEBYTECODE=1 exec /opt/python$v/bin/python$v "$@"
