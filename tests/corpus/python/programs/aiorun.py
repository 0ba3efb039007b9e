import asyncio
import sys

import aio

asyncio.run(getattr(aio, sys.argv[1])())
