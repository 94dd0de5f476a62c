"""Three thousand bits turned over, one after the other: each is found; what was counted is said."""

import random
from collections import Counter
from collections.abc import Callable

from tests.db.conftest import Hall, hall
from tests.db.test_flips import WEIGHTY, flip
from tests.db.test_verify import cells, full

__all__ = ["full", "hall"]

TIMES = 3_000


def test_three_thousand_bits(full: Hall, say: Callable[[str], None]) -> None:
    rng = random.Random(7)
    tables = [*sorted(cells()), *(table for table in WEIGHTY for _again in range(8))]
    came: Counter[str] = Counter()
    where: Counter[str] = Counter()
    for _time in range(TIMES):
        table = rng.choice(tables)
        place = (table, *(rng.randrange(10_000) for _ in range(3)), rng.randrange(8))
        came[flip(full, place)] += 1  # type: ignore[arg-type]
        where[table] += 1
    assert came.total() == TIMES
    lines = [f"{n:6} {what}" for what, n in sorted(came.items())]
    lines += [f"{where[table]:6} in {table}" for table in WEIGHTY]
    say("\n".join([f"{TIMES:6} bits turned over, none unseen", *lines]))
