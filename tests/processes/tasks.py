"""What the pool's tests ask of child processes."""

from __future__ import annotations

import os
import time
from pathlib import Path

from okoce_opt.processes.worker import report, stopping


def count_to(n):
    for k in range(1, n + 1):
        report(k)
    return n


def divide(a, b):
    return a // b


class Changing:
    """A value that another thread adds something to the first time that it is written."""

    def __init__(self):
        self.seen = {}

    def __getstate__(self):
        if not self.seen:
            self.seen["looked up"] = True
            raise RuntimeError("dictionary changed size during iteration")
        return {"seen": self.seen}


def kind(value):
    return type(value).__name__


def pid():
    return os.getpid()


def session():
    return os.getsid(0)


def chatter():
    print("a library that prints", flush=True)
    os.write(1, b"straight to the descriptor")
    return "heard"


def die(signum):
    os.kill(os.getpid(), signum)
    time.sleep(60)


def die_once(mark, signum):
    if not Path(mark).exists():
        Path(mark).touch()
        die(signum)
    return "second life"


def until_stopped():
    report("begun")
    stopping.wait(60)
    return "best so far"


def sleep(seconds):
    time.sleep(seconds)
