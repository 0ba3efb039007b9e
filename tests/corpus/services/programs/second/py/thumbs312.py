"""thumbnails with pillow; broken pictures are warnings, a full album is death; Python 3.12"""
import io, logging, sys
from PIL import Image
logging.basicConfig(stream=sys.stdout, level=logging.DEBUG, format="%(levelname)s:%(name)s:%(message)s")
logging.getLogger("PIL").setLevel(logging.INFO)
log = logging.getLogger("thumbs")
def png(n):
    b = io.BytesIO(); Image.new("RGB", (n, n), (n % 255, 0, 0)).save(b, "PNG"); return b.getvalue()
def thumb(data):
    im = Image.open(io.BytesIO(data)); im.thumbnail((16, 16)); return im.size
for i in range(1, 25):
    data = png(i * 10) if i % 9 else b"not a picture"
    try:
        log.info("img_%03d.png -> %s", i, thumb(data))
    except Exception:
        log.warning("img_%03d.png skipped (0 errors so far)", i, exc_info=True)
log.info("album ERROR.album has no errors")
im = Image.effect_noise((300, 300), 50); b = io.BytesIO(); im.save(b, "PNG"); thumb(b.getvalue()[:2000])
