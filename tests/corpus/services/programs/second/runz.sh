. /srv/blind2/lib.sh; . /srv/blind2/jenv.sh; export CP TC J
comp() { cd /srv/blind2/jv; java -cp $CP Dispatch 2>&1 | sed -u 's/^/dispatch-1  | /' & (cd /srv/blind2/py; sleep 0.12; py 3.13 bot313.py 2>&1 | sed -u 's/^/bot-1       | /') & (cd /srv/blind2/py;  py 3.11 encoder311.py b 2>&1 | sed -u 's/^/encoder-1   | /') & (cd /srv/blind2/py; py 3.11 encoder311.py a 2>&1 | sed -u 's/^/encoder-2   | /') & wait; }; export -f comp
cap fleet-compose-interleaved comp
