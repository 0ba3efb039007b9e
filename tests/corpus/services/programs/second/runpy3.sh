. /srv/blind2/lib.sh; cd /srv/blind2/py
cap orders-celery-311 py 3.11 celery311.py
cap thumbs-pillow-312 py 3.12 thumbs312.py
cap sensor-driver-segv-312 py 3.12 segv312.py
cap transfer-typer-312 py 3.12 cli312.py 12.5x bob
cap shop-asgi-310 py 3.10 asgi310.py
cap dag-cycle-37 py 3.7 dag37.py
cap perceptron-overflow-36 py 3.6 train36.py
tsx() { (py 3.12 fetch312.py) 2>&1 | ts '%F %.T'; }; export -f tsx py
cap prices-httpx-ts-312 tsx
sedx() { (py 3.11 encoder311.py a) 2>&1 | sed -u 's/^/[gpu0:1] /'; }; export -f sedx
cap encoder-sed-311 sedx
logx() { (py 3.6 train36.py) 2>&1 | logger -s -n 127.0.0.1 -d -P 15514 -t trainer; }; export -f logx
cap perceptron-logger-36 logx
sup() { (sleep 4; kill $(cat sup.pid)) >/dev/null 2>&1 & (py 3.11 -m supervisor.supervisord -c supervisord.conf) 2>&1 | cat; }; export -f sup
cap encoder-supervisord-311 sup
scr() { export PYTHONHOME=/opt/python3.7 PYTHONPATH=/srv/blind2/pylib/3.7; script -qec "/opt/python3.7/bin/python3.7 dag37.py" /dev/null < /dev/null; }; export -f scr
cap dag-cycle-crlf-37 scr
two() { (py 3.9 chat39.py) & (sleep 0.35; py 3.13 bot313.py) ; wait; }; export -f two
cap two-bots-one-file two
cap encoder-honcho-311 py 3.11 -m honcho start
