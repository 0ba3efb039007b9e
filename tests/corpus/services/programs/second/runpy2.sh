. /srv/blind2/lib.sh; cd /srv/blind2/py
cap orders-celery-311 py 3.11 celery311.py
cap tiles-loguru-311 py 3.11 loguru311.py
cap tiles-loguru-colour-311 py 3.11 loguru311.py c
cap matching-structlog-311 py 3.11 structlog311.py
cap recon-pandas-312 py 3.12 pandas312.py
cap kmers-futures-312 py 3.12 pool312.py ex
cap kmers-pool-312 py 3.12 pool312.py pool
cap thumbs-pillow-312 py 3.12 thumbs312.py
cap prices-httpx-312 py 3.12 fetch312.py
cap transfer-typer-312 py 3.12 cli312.py 12.5x bob
cap lifts-trio-313 py 3.13 trio313.py
cap bot-asyncio-313 py 3.13 bot313.py
cap toycc-recursion-39 py 3.9 calc39.py
cap sensor-driver-segv-312 py 3.12 segv312.py
honch() { py 3.11 -m honcho start; }
cap encoder-honcho-311 py 3.11 -m honcho start
