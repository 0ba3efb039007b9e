#!/bin/sh
# How the pya logs were made (programs copied to /srv/blind7-pya/shop without their pya- prefix; PYTHONHOME=/opt/pythonX.Y each).
# PyPI: polars==0.20.15, scons, loguru, luigi, joblib, pandas, typer, rich; npm: pm2; Debian: runit, make
#  pm2-sensord    pm2 logs >log & pm2 start (interpreter 3.11, max_restarts 1)
#  svlogd-thumbd  python3.13 thumbd.py 2>&1 | svlogd -tt svl        (log: svl/current)
#  scons-firmware tables/{gamma,panic}.csv "a,0x10\nb,0x22"; adc.csv "c0,12\nc1,4O96"; errors.csv row1..row900; keymap.csv "up,1\ndown;2";
#                 src/{main,error,panic_handler,uart}.c one line each; python3.10 -m SCons -k
#  luigi-nightly  unshare -u, hostname etl01, LOGNAME=batch, python3.11
#  typer-rich     COLUMNS=100, make -k; doctest: python3.9 -m doctest units.py; py27: python2.7 -u
#  the others     python3.12 prog.py >log 2>&1
