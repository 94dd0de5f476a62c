"""Weighs anew what the proposals go by, from every narrative that may be learnt from.

python -m tools.weigh [folds]

Writes desk/suggest/points.toml and the pack's keywords_learnt.toml. With `folds` nothing is
written: the narratives of each writer are judged by weights from all the others, which says how
the proposals do for somebody whom nobody has heard yet. numpy and scipy are needed:
pip install --group weigh
"""

import sys

from bench.narratives import older, to_learn_from
from bench.suggest import Told, line, told, totals
from desk.playbook.load import load
from desk.suggest import Suggester
from desk.suggest.learnt import Learnt
from desk.suggest.tagging import Weights
from tools import weigh_points, weigh_topics


def weighed(
    but: frozenset[str] = frozenset(),
) -> tuple[Weights, dict[weigh_topics.Pair, int]]:
    """The weights of points, and those of topics, from everybody but those writers."""
    points = weigh_points.weighed(to_learn_from(), older(), but)
    others = [one for one in to_learn_from() if one.writer not in but]
    return points, weigh_topics.fitted([*others, *older()], Suggester(load(), points))


def as_if_new(writer: str) -> list[Told]:
    """The narratives of a writer, with what is proposed by those who never heard them."""
    points, topics = weighed(frozenset({writer}))
    learnt = Learnt(
        (run, weigh_topics.TOPICS[topic], weight) for (run, topic), weight in topics.items()
    )
    suggester = Suggester(load(), points, learnt)
    return [told(one, suggester) for one in to_learn_from() if one.writer == writer]


def folds() -> None:
    """Print how proposals do for each writer by weights from the others."""
    heard: list[Told] = []
    for writer in dict.fromkeys(one.writer for one in to_learn_from()):
        here = as_if_new(writer)
        heard += here
        print(line(f"writer {writer}", totals(here)), flush=True)
    print(line("all of them", totals(heard)))


def main() -> None:
    """Weigh and write, or weigh in folds."""
    if "folds" in sys.argv[1:]:
        folds()
    else:
        points, topics = weighed()
        weigh_points.write(points)
        weigh_topics.write(topics)


if __name__ == "__main__":
    main()
