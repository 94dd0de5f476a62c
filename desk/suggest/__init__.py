"""From what a customer says to what it is about: topics with reasons, warnings, points."""

from desk.suggest.points import ProposedPoint
from desk.suggest.ranking import TopicScore
from desk.suggest.suggester import SensitiveHit, Suggester, Suggestion, suggest

__all__ = [
    "ProposedPoint",
    "SensitiveHit",
    "Suggester",
    "Suggestion",
    "TopicScore",
    "suggest",
]
