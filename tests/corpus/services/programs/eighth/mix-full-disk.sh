#!/bin/sh
# A nightly job whose report file lies on a full disk (/dev/full); everything it says goes through ts (moreutils).
# hyperfine is Debian's; the report writers are ours.
cd /srv/blind8-mix/full
REPORT=/dev/full
{
  echo "nightly: start, errors so far: 0"
  df -h --output=target,pcent /dev | sed 's/^/nightly:   /'
  echo "nightly: timing the import"
  ../dx/usr/bin/hyperfine -N -w 0 -r 2 true > $REPORT
  echo "nightly: hyperfine ended with $?"
  echo "nightly: python report (traceback log is kept elsewhere)"
  PYTHONHOME=/opt/python3.10 /opt/python3.10/bin/python3.10 report.py > $REPORT
  echo "nightly: report.py ended with $?"
  for i in 1 2 3; do echo "nightly: retry $i of 3: Exception-free so far"; done
  java -Xmx64m -Xlog:disable -cp . Export $REPORT
  echo "nightly: Export ended with $?"
  echo "nightly: end; error: disk full? see above"
} 2>&1 | ts '%b %d %H:%M:%.S nightly[411]:'
