"""One history from its beginning to its end."""

from collections.abc import Sequence

from desk.services.sweep import sweep
from desk.services.timekeeping import clock_doubt
from tests.histories.holding import Watch
from tests.histories.life import Life, a_life
from tests.histories.living import ACTS, COURSES

Step = tuple[str, int]


def live(history: Sequence[Step]) -> tuple[Life, Watch]:
    """Live a history; what must hold is looked at after every act of it."""
    life = a_life()
    watch = Watch(life)
    for case in sorted(life.cases(), key=lambda case: case.reference):
        watch.opened(case)
    watch.look("the beginning")
    steps = [(act, n) for name, n in history for act in COURSES.get(name, (name,))]
    for name, n in steps:
        known = {case.id for case in life.cases()}
        # Those above are told in the act that makes the fact; the hour finds what only passed.
        if not clock_doubt(life.hall.desk, life.hall.lead):
            sweep(life.hall.desk)
            watch.exactly_what_the_rules_name(f"before {name}", life.clock.now())
        life.do(name, ACTS[name], n)
        for case in life.cases():
            if case.id not in known:
                watch.opened(case)
        if not clock_doubt(life.hall.desk, life.hall.lead):
            sweep(life.hall.desk)
            watch.exactly_what_the_rules_name(name, life.clock.now())
        watch.look(name)
    return life, watch
