"""The stand that is killed: visitors are written down one after another, and a parent process kills -9.

`python -m tests.faults.killed_stand FOLDER CAPTURES SEED` forks a worker again and again, kills each at a
random moment, and prints what they acknowledged, a line of JSON each, until so many were confirmed.
"""

import json
import os
import random
import select
import signal
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from itertools import count
from pathlib import Path
from typing import Any

from leaddesk.actions.desk import Desk
from leaddesk.actions.stand import arrival, keep, kept, settle
from leaddesk.actions.trade_show import SetShow
from leaddesk.app.compose import files, open_base
from leaddesk.app.place import Opening
from leaddesk.app.seat import seat
from leaddesk.domain.ids import derived_id
from leaddesk.domain.show import Visit

SHOW = "ІнтерТул 2026"
RETURNS, SILENT = 7, 5
"""Every so many visitors one comes again, and one leaves no contact."""
MOST_WORDS, LONGEST_S, PATIENCE_S = 24, 0.006, 60.0


def opening(folder: Path) -> Opening:
    """The place of the stand."""
    return Opening(data=folder)


def sit(folder: Path) -> Desk:
    """The desk of the stand, as the window opens it; the first that sits down makes the show."""
    told = opening(folder)
    desk = seat(open_base(told), told)
    desk.files = files(desk)
    with desk.store.view() as read:
        known = read.definitions().shows
    if not known:
        desk.do(SetShow(title=SHOW, fields=(("campaign", "осінь"),)))
    return desk


def visitor(number: int, desk: Desk) -> Visit:
    """The same visitor for the same number; those who come again have the phone of the one before."""
    who = number - 1 if number % RETURNS == 0 else number
    contact = {} if number % SILENT == 0 else {"phone": f"+38067{who:07d}"}
    with desk.store.view() as read:
        (show,) = read.definitions().shows
    return Visit(
        derived_id("visitor", str(number)),
        desk.session.now(),
        show.id,
        desk.session.user.id,
        {"name": f"Відвідувач {who}", "company": f"Завод {who % 30}", **contact},
        temperature=("hot", "warm", "cold")[number % 3],
        answers={"product": "лазер"},
        promise="price",
        due=desk.session.now(),
    )


def picture(number: int) -> bytes:
    """The bytes of a picture, another for every visitor."""
    return random.Random(number).randbytes(20_000)


def work(folder: Path, first: int, pipe: int) -> None:
    """Settle what was left, then write visitors down as the window does, each step on disk first."""

    def tell(**told: Any) -> None:
        os.write(pipe, (json.dumps(told) + "\n").encode())

    desk = sit(folder)
    assert desk.attachments is not None
    tell(ready=True)
    for left in kept(desk):
        if left.state == "saved":
            settle(desk, left, "надіслати ціну")
            tell(settled=left.id)
    for number in count(first):
        whole = visitor(number, desk)
        typed = replace(whole, typed={"name": whole.typed["name"]}, temperature="", answers={}, promise="")
        keep(desk, typed)
        tell(typed=whole.id, name=typed.typed["name"], number=number)
        digest = desk.attachments.put(picture(number))
        keep(desk, replace(typed, pictures=(digest,)))
        saved = replace(whole, state="saved", pictures=(digest,))
        keep(desk, saved)
        tell(confirmed=number, id=whole.id, digest=digest)
        settle(desk, saved, "надіслати ціну")
        tell(settled=whole.id)


def round_of(folder: Path, first: int, words: int, after: float) -> list[dict[str, Any]]:
    """One worker until it is killed, `after` seconds behind its so many-th word; what it acknowledged."""
    ours, theirs = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            os.close(ours)
            work(folder, first, theirs)
        finally:
            os._exit(1)
    os.close(theirs)
    try:
        got = b"".join(_heard(ours, words, after))
    finally:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
    while chunk := os.read(ours, 1 << 16):
        got += chunk
    os.close(ours)
    return [json.loads(line) for line in got.split(b"\n")[:-1]]


def _heard(pipe: int, words: int, after: float) -> Iterator[bytes]:
    """What comes through the pipe until it is time to kill: so many words, then a part of a capture more.

    Words and not seconds, so that a busy machine is killed in the same places as an idle one.
    """
    until: float | None = None
    while True:
        left = PATIENCE_S if until is None else until - time.monotonic()
        if left <= 0 or not select.select([pipe], [], [], left)[0]:
            return
        chunk = os.read(pipe, 1 << 16)
        if not chunk:
            return
        words -= chunk.count(b"\n")
        if until is None and words <= 0:
            until = time.monotonic() + after
        yield chunk


def warm(folder: Path) -> None:
    """Make the base, and load all that a capture needs, so that a worker begins at once."""
    desk = sit(folder)
    arrival(desk, visitor(1, desk), None)
    close(desk)


def close(desk: Desk) -> None:
    """End what `sit` began."""
    if desk.drafts is not None:
        desk.drafts.close()
    desk.store.close()


def main() -> None:
    """Rounds of workers until enough were confirmed."""
    folder, captures, seed = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
    warm(folder)
    dice, following, confirmed = random.Random(seed), 1, 0
    while confirmed < captures:
        acks = round_of(folder, following, dice.randint(1, MOST_WORDS), dice.random() * LONGEST_S)
        assert acks, "the stand never opened"
        for ack in acks:
            sys.stdout.write(json.dumps(ack) + "\n")
        confirmed += sum("confirmed" in ack for ack in acks)
        # A number that was begun is never another visitor: it may be on disk as confirmed, and nobody heard.
        following = max([following - 1, *(ack["number"] for ack in acks if "number" in ack)]) + 1
    sys.stdout.flush()


if __name__ == "__main__":
    main()
