"""The workers of a Dask cluster as a pool; the one module that knows `distributed`, which is an
extra.

A worker carries out each task in a child process of its own, as `ChildPool` does here: a solver
that crashes costs a retry there, and the worker stays free to answer its scheduler. A task whose
worker is lost is given to another one by Dask.
"""

from __future__ import annotations

import asyncio
import logging
import os
import pickle
import threading
import time
import uuid
from collections.abc import Callable
from concurrent.futures import CancelledError, Future, ThreadPoolExecutor, wait
from contextlib import suppress
from importlib.metadata import version
from typing import Any, ParamSpec, TypeVar

import distributed
from distributed.comm.core import connect

from okoce_opt import __version__
from okoce_opt.domain.words import Words
from okoce_opt.errors import NoWorkers
from okoce_opt.options import Certificates
from okoce_opt.processes.pool import GRACE, ChildPool, Pool, WorkerDied, pickled

Given = ParamSpec("Given")
Result = TypeVar("Result")

ANSWER = 10.0
"""Seconds within which a cluster must answer and have a worker."""

PAUSE = 0.2
"""Seconds between two looks at what tasks report, and at whether they are to stop."""

SILENT = Words(
    "Di {address} tidak ada klaster Dask yang menjawab. Jalankan `dask scheduler` di sana, "
    "periksa alamatnya "
    "(misalnya tcp://10.0.0.5:8786), atau rencanakan tanpa --cluster. Tidak ada yang ditulis.",
    "No Dask cluster answers at {address}. Start `dask scheduler` there, check the address "
    "(tcp://10.0.0.5:8786, say), or plan without --cluster. Nothing was written.",
)
EMPTY = Words(
    "Klaster Dask di {address} tidak punya pekerja. Jalankan `dask worker {address}` di tiap "
    "mesin, lalu coba lagi. "
    "Tidak ada yang ditulis.",
    "The Dask cluster at {address} has no workers. Start `dask worker {address}` on each machine, "
    "then try again. "
    "Nothing was written.",
)
SEALED = Words(
    "Klaster Dask di {address} tidak menjawab, atau tidak menerima sertifikat ini. Jalankan `dask "
    "scheduler` di sana dengan --tls-ca-file, --tls-cert dan --tls-key, dan pakai berkas yang sama "
    "di sini. Tidak ada yang ditulis.",
    "The Dask cluster at {address} does not answer, or does not accept these certificates. Start "
    "`dask scheduler` there with --tls-ca-file, --tls-cert and --tls-key, and use the same files "
    "here. Nothing was written.",
)
NO_FILE = Words(
    "Berkas sertifikat {name} tidak ada atau tidak terbaca. Tidak ada yang ditulis.",
    "The certificate file {name} is missing or cannot be read. Nothing was written.",
)
OTHER = Words(
    "Pekerja klaster di {address} tidak punya okoce_opt yang sama dengan di sini (okoce_opt "
    "{ours}, ortools {solver}). "
    "Pasang versi itu di tiap mesin, lalu coba lagi. Tidak ada yang ditulis.",
    "Workers of the cluster at {address} have not the okoce_opt that is here (okoce_opt {ours}, "
    "ortools {solver}). "
    "Install that version on each machine, then try again. Nothing was written.",
)


class DaskPool(Pool):
    """A pool over the workers of the Dask scheduler at `address`; a task may take `patience`
    seconds there. With `certificates` all talk is encrypted and both sides show who they are.

    Raises `NoWorkers` when there is no such scheduler, or no worker with the same okoce_opt.
    """

    def __init__(
        self, address: str, patience: float = 1e9, certificates: Certificates | None = None
    ) -> None:
        super().__init__()
        self._client = _joined(address, _security(certificates))
        self._patience = patience
        self._run = uuid.uuid4().hex
        self._executor = self._client.get_executor(pure=False)
        self._stop = distributed.Event(_stop_name(self._run), client=self._client)
        self._reports = distributed.Queue(self._run, client=self._client)
        self._tasks: list[tuple[Future[Any], Future[Any]]] = []
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._listen, daemon=True)
        self._thread.start()

    def submit(
        self, fn: Callable[Given, Result], /, *args: Given.args, **kwargs: Given.kwargs
    ) -> Future[Result]:
        """Carry out `fn(*args, **kwargs)`, a module's function of picklable arguments, on a
        worker.
        """
        ours: Future[Result] = Future()
        call = pickled((fn, args, kwargs))
        try:
            theirs = self._executor.submit(
                carry_out, self._run, len(self._tasks), call, self._patience
            )
        except Exception:
            ours.set_exception(WorkerDied(None))
        else:
            self._tasks.append((ours, theirs))
        return ours

    def stop(self) -> None:
        """End what runs with its best so far; what has not begun is cancelled."""
        super().stop()
        with suppress(Exception):  # Dask raises what it likes once its scheduler is gone
            self._stop.set()

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Leave the cluster as it was; tasks that run are lost."""
        if not all(ours.done() for ours, _ in self._tasks):
            self.stop()
        self._over.set()
        self._thread.join(GRACE)
        self._client.close(GRACE)

    def _listen(self) -> None:
        """Hear the tasks' reports and end their futures, in this order: nothing is heard of a task
        that has ended.
        """
        while not self._over.wait(PAUSE):
            ended = [
                (ours, theirs)
                for ours, theirs in list(self._tasks)
                if theirs.done() and not ours.done()
            ]
            with suppress(Exception):
                for number, kind, value in map(pickle.loads, self._reports.get(batch=True)):
                    self._report(self._tasks[number][0], kind, value)
            for ours, theirs in ended:
                _pass_on(theirs, ours)
            if self._stopped_at is not None and time.monotonic() > self._stopped_at + 2 * GRACE:
                for ours, _ in self._tasks:
                    if not ours.done():
                        ours.set_exception(CancelledError())

    def _report(self, ours: Future[Any], kind: str, value: object) -> None:
        if kind == "progress" and not ours.done():
            self._heard(value)
        elif not ours.running() and not ours.done():
            ours.set_running_or_notify_cancel()


def _pass_on(theirs: Future[Any], ours: Future[Any]) -> None:
    """What a worker answered is the task's result or error; where Dask gives up there is no
    answer.
    """
    try:
        kind, value = theirs.result()
    except (CancelledError, Exception):
        kind, value = "failed", WorkerDied(None)
    if kind == "done":
        ours.set_result(value)
    else:
        ours.set_exception(value)


def _security(certificates: Certificates | None) -> distributed.Security:
    """What Dask is to show and to ask for; by default what its own configuration says."""
    if certificates is None:
        return distributed.Security()
    files = (certificates.ca, certificates.cert, certificates.key or certificates.cert)
    for file in files:
        if not os.access(file, os.R_OK) or not file.is_file():
            raise NoWorkers(NO_FILE.fill(name=file.name))
    ca, cert, key = map(str, files)
    return distributed.Security(
        tls_ca_file=ca, tls_client_cert=cert, tls_client_key=key, require_encryption=True
    )


def _joined(address: str, security: distributed.Security) -> distributed.Client:
    """A client of the cluster at `address`, all of whose workers have what we have."""
    # what becomes of a cluster is told in our words
    logging.getLogger("distributed.client").setLevel(logging.CRITICAL)
    try:
        # in a thread of its own: a notebook has a loop already
        with ThreadPoolExecutor(1) as apart:
            apart.submit(lambda: asyncio.run(_called_on(address, security))).result()
        client = distributed.Client(
            address, timeout=ANSWER, set_as_default=False, security=security
        )
    except Exception as error:  # whatever else may listen there and talk back
        words = SEALED if address.startswith("tls:") else SILENT
        raise NoWorkers(words.fill(address=address)) from error
    try:
        client.wait_for_workers(1, timeout=ANSWER)
        found = client.run(versions, on_error="return").values()
    except OSError as error:
        client.close()
        raise NoWorkers(EMPTY.fill(address=address)) from error
    if any(each != versions() for each in found):
        client.close()
        ours, solver = versions()
        raise NoWorkers(OTHER.fill(address=address, ours=ours, solver=solver))
    return client


async def _called_on(address: str, security: distributed.Security) -> None:
    """Shake hands with a scheduler and leave: a client that finds none leaves a good deal of noise
    behind.
    """
    talk = await asyncio.wait_for(
        connect(address, timeout=ANSWER, **security.get_connection_args("client")), ANSWER + PAUSE
    )
    talk.abort()


def versions() -> tuple[str, str]:
    """What must be alike on all machines, so that they come to the same plan."""
    return __version__, version("ortools")


def carry_out(run: str, number: int, call: bytes, patience: float) -> tuple[str, Any]:
    """On a worker: ("done", result) or ("failed", error) of a pickled call in a child; its reports
    go to the run's queue.
    """
    stop, reports = distributed.Event(_stop_name(run)), distributed.Queue(run)

    def tell(kind: str, value: object) -> None:
        reports.put(pickle.dumps((number, kind, value)))

    pool = ChildPool(1, patience)
    pool.on_progress = lambda value: tell("progress", value)
    try:
        tell("begun", None)
        future = None
        while future is None or not future.done():
            with suppress(OSError):
                if not pool.stopped and stop.is_set():
                    pool.stop()
            future = future or pool.submit(called, call)
            wait([future], PAUSE)
        error = CancelledError() if future.cancelled() else future.exception()
        return ("done", future.result()) if error is None else ("failed", error)
    finally:
        pool.shutdown()
        reports.close()


def called(call: bytes) -> Any:
    """In a child: the result of a pickled call, which nobody on the way had to read."""
    fn, args, kwargs = pickle.loads(call)
    return fn(*args, **kwargs)


def _stop_name(run: str) -> str:
    return f"{run}-stop"
