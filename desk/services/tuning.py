"""Where the words of the playbook mislead: proposals beside what clerks made of closed cases."""

from collections import Counter, defaultdict
from dataclasses import dataclass

from desk.case import Case
from desk.enums import CaseStatus, Topic
from desk.services.base import Desk, service
from desk.staff.model import Actor
from desk.staff.permissions import May

MOST_CASES = 2_000
MOST_WORDS = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Mistaken:
    """Cases of one topic that another was proposed for first, and the words that spoke for it.

    `words` are those of the playbook as they stood in the narratives, most frequent first; they
    are never the narratives themselves.
    """

    topic: Topic
    proposed: Topic
    cases: int
    words: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tuning:
    """How often the first proposal, and one of three, was what the clerk settled on."""

    cases: int
    first: int
    among_three: int
    mistaken: tuple[Mistaken, ...]
    newest_only: bool


@service("playbook.tune", May.READ, writes=False)
def misleading_words(desk: Desk, who: Actor) -> Tuning:
    """The newest closed cases compared with what would be proposed for them; changes nothing."""
    from desk.suggest import Suggester

    suggester = Suggester(desk.playbook)
    with desk.store.read() as book:
        cases = book.find(Case, order="-received_at", limit=MOST_CASES, status=CaseStatus.CLOSED)
    first = among_three = 0
    wrong: Counter[tuple[Topic, Topic]] = Counter()
    words: defaultdict[tuple[Topic, Topic], Counter[str]] = defaultdict(Counter)
    for case in cases:
        topics = suggester.suggest(case.narrative).topics
        best = topics[0]
        first += best.topic is case.topic
        among_three += any(one.topic is case.topic for one in topics[:3])
        if best.topic is not case.topic:
            pair = (case.topic, best.topic)
            wrong[pair] += 1
            words[pair].update(set(best.words))
    return Tuning(
        cases=len(cases),
        first=first,
        among_three=among_three,
        mistaken=tuple(
            Mistaken(
                topic=topic,
                proposed=proposed,
                cases=count,
                words=tuple(words[topic, proposed].most_common(MOST_WORDS)),
            )
            for (topic, proposed), count in wrong.most_common()
        ),
        newest_only=len(cases) == MOST_CASES,
    )
