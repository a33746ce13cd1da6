"""One kernel that is started before anybody asks for it, so that a page need not wait for one.

A kernel takes about as long to start as a page to load. The spare one has imported the course when a page comes, which
then gets it in place of a new one. Must not run anything that a notebook holds.
"""

import asyncio
import contextlib
from typing import Any

from jupyter_server._tz import utcnow
from jupyter_server.services.kernels.kernelmanager import AsyncMappingKernelManager
from tornado.web import HTTPError

NEXT_AFTER_S = 8
"""Seconds from one start to the next spare kernel's: a page that has just come needs the processor for itself."""


class SpareKernels(AsyncMappingKernelManager):
    """The kernels of a learner's server, with one more than there are pages.

    The spare kernel stands in the folder that the server shows, is in no list, and is not culled.
    """

    def __init__(self, **settings: Any) -> None:
        super().__init__(**settings)
        self._spare: str | None = None
        self._coming: asyncio.Task[None] | None = None
        self._ending = False

    async def start_kernel(self, *, kernel_id: str | None = None, path: str | None = None, **settings: Any) -> str:
        """Start a kernel, or hand out the one that is ready; see `AsyncMappingKernelManager.start_kernel`."""
        if kernel_id is None and not path and (spare := await self._take()):
            return spare
        started = await super().start_kernel(kernel_id=kernel_id, path=path, **settings)
        self.prepare(NEXT_AFTER_S)
        return started

    def prepare(self, delay: float = 0) -> None:
        """Begin to start a spare kernel in ``delay`` seconds, unless there is one or one is coming."""
        if self._coming is None or self._coming.done():
            self._coming = asyncio.get_running_loop().create_task(self._start_spare(delay))

    def kernel_model(self, kernel_id: str) -> dict[str, Any]:
        """Describe a kernel that somebody asked for; what is raised for another one keeps it out of every list."""
        if kernel_id == self._spare:
            raise HTTPError(404, "This kernel waits for a page.")
        return super().kernel_model(kernel_id)

    async def cull_kernel_if_idle(self, kernel_id: str) -> None:
        """End a kernel that nobody has used for long; the spare one has nothing else to do than wait."""
        if kernel_id != self._spare:
            await super().cull_kernel_if_idle(kernel_id)

    async def shutdown_all(self, now: bool = False) -> None:
        """End all kernels, the spare one as well, and start no other: nobody would end that one."""
        self._ending = True
        await super().shutdown_all(now)

    async def _start_spare(self, delay: float) -> None:
        await asyncio.sleep(delay)
        if self._ending or self._spare in self:
            return
        self._spare = self.new_kernel_id()
        # Without a spare one a page waits for a kernel of its own, as anywhere else.
        with contextlib.suppress(Exception):
            await super().start_kernel(kernel_id=self._spare, path="")

    async def _take(self) -> str | None:
        """Return the spare kernel's id, and see to the next; None where there is none that lives."""
        if self._spare and self._coming and not self._coming.done():
            # It is further on than another one would be.
            await asyncio.wait([self._coming])
        spare, self._spare = self._spare, None
        self.prepare(NEXT_AFTER_S)
        if spare is None or spare not in self or not await self.is_alive(spare):
            return None
        self.get_kernel(spare).last_activity = utcnow()
        return spare
