"""Copies the catalogue to the branch shops, all at once; stops at the first round that fails."""
import logging

import anyio

logging.basicConfig(level=logging.INFO, format="%(asctime)s.%(msecs)03d %(levelname)-8s %(name)s %(message)s",
                    datefmt="%Y-%m-%d %H:%M:%S")
log = logging.getLogger("sync")

BRANCHES = {"leipzig": ["A", "B"], "graz": ["C", "D", "E"], "basel": ["F"]}


class BranchRefused(Exception):
    """The branch answered, but did not take the page."""


async def push(branch, page):
    await anyio.sleep(0.01)
    if branch == "graz" and page != "C":
        exc = BranchRefused(f"page {page} was not taken:\n  413 Payload Too Large\n  limit: 64 kB")
        exc.add_note(f"branch: {branch}")
        raise exc
    if branch == "basel":
        try:
            await anyio.connect_tcp("127.0.0.1", 18460)
        except OSError as exc:
            raise ConnectionError(f"{branch} is not reachable") from exc


async def branch(name, pages):
    async with anyio.create_task_group() as pushes:
        for page in pages:
            pushes.start_soon(push, name, page)
    log.info("%s: %d pages", name, len(pages))


async def main():
    log.info("round 1, %d branches", len(BRANCHES))
    async with anyio.create_task_group() as branches:
        for name, pages in BRANCHES.items():
            branches.start_soon(branch, name, pages, name=name)


anyio.run(main)
