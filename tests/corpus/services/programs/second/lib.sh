unset RUST_BACKTRACE RUST_LIB_BACKTRACE
B=/srv/out
py() { v=$1; shift; export PYTHONHOME=/opt/python$v PYTHONPATH=/srv/blind2/pylib/$v PYTHONDONTWRITEBYTECODE=1; exec nice /opt/python$v/bin/python$v "$@"; }
cap() { n=$1; shift; timeout 60 bash -c '. /srv/blind2/lib.sh; "$@"' x "$@" > $B/$n.log 2>&1; echo "$n rc=$? lines=$(wc -l < $B/$n.log)"; }
