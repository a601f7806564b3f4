"""How things are named: time-ordered ids for what happens, derived ids for what may exist once per parent."""

from collections.abc import Iterable
from hashlib import sha1

_TIME = (1 << 48) - 1
_VARIANT = {f"{digit:x}": f"{8 | digit & 3:x}" for digit in range(16)}
_NAMESPACE = bytes.fromhex("5f3c1b9a7d244e0fa1c86b2e90d7c431")


def new_id(ms: int, random_bytes: bytes) -> str:
    """UUIDv7 (RFC 9562) as 32 hex digits, of a time in ms and ten random bytes."""
    tail = random_bytes[:10].hex()
    return f"{ms & _TIME:012x}7{tail[:3]}{_VARIANT[tail[4]]}{tail[5:]}"


def derived_id(*parts: str) -> str:
    """UUIDv5 of `parts`: the same on every site, for rows that may exist once per parent."""
    digest = bytearray(sha1(_NAMESPACE + "\x1f".join(parts).encode("utf8", "replace")).digest()[:16])
    digest[6] = digest[6] & 0x0F | 0x50
    digest[8] = digest[8] & 0x3F | 0x80
    return digest.hex()


def deal_id(lead: str, nurture_round: int) -> str:
    """The one deal that a lead can have in a nurture round (ARCHITECTURE 4)."""
    return derived_id("deal", lead, str(nurture_round))


def is_id(text: str) -> bool:
    """Whether `text` has the form of an id: 32 lower-case hex digits."""
    return len(text) == 32 and set(text) <= set("0123456789abcdef")


def short_ids(ids: Iterable[str]) -> str:
    """Ids as one comma-separated string, for a sentence to a developer."""
    return ", ".join(i[:8] for i in ids)
