"""What a narrative is listened to for never hears less than what is then judged."""

from hypothesis import given, settings
from hypothesis import strategies as st

from desk.likely import Ears, Reach, Sign, signs_of
from tests.builders import MONDAY

PLACES = ("河西小区", "柳林路", "East Road")
WORDS = ("停电", "没来电", "跳闸", "Outage")
PIECES = st.sampled_from((*PLACES, *WORDS, "我家", "，", "电费", "OUTAGE", "east road", " "))


@settings(max_examples=60)
@given(
    reaches=st.lists(
        st.builds(
            lambda places, words: Reach(places=tuple(places), words=tuple(words), since=MONDAY),
            st.sets(st.sampled_from(PLACES)),
            st.sets(st.sampled_from(WORDS)),
        ),
        max_size=3,
    ),
    told=st.lists(PIECES, max_size=6).map("".join),
    more=st.lists(PIECES, max_size=3).map("".join),
)
def test_whatever_the_narrative_says_of_an_incident_is_heard(
    reaches: list[Reach], told: str, more: str
) -> None:
    ears = Ears.of(reaches)
    before, after = ears.heard(told), ears.heard(told + more)
    assert before <= after
    for reach in reaches:
        signs = [
            {Sign.TOLD, Sign.WORDS}.intersection(
                signs_of(
                    reach,
                    account_no="",
                    supply_areas=(),
                    address="",
                    narrative=text,
                    topic=None,
                    received_at=MONDAY,
                )
            )
            for text in (told, told + more)
        ]
        if signs[0] != signs[1]:
            # What would change the answer makes another question.
            assert before != after
