"""What a customer leaves with us: papers and files, each with its way back."""

from screens.case.handed_in import GiveBack, PapersHere
from screens.files.attach import AttachFile
from screens.intake.papers import OnePaper
from tests.morning.player import Arrival, Morning, kind
from tests.pictures import jpeg


@kind("leaves_papers")
async def leaves_papers(morning: Morning, arrival: Arrival) -> None:
    """An original is taken in with the case, and given back the same hour."""
    await morning.greet(arrival)
    await morning.act("intake.papers_here")
    assert morning.at(OnePaper), morning.seen
    await morning.fill(name=arrival["paper"], copies="0", original=True)
    await morning.press("ctrl+s")
    assert morning.wrong() == ["copies"]
    await morning.fill(copies="1")
    await morning.press("ctrl+s")
    await morning.press("escape")
    await morning.write_down(arrival)
    await morning.save(arrival)
    assert [(one.name, one.original) for one in morning.file.papers] == [(arrival["paper"], True)]
    await _attach(morning, arrival["photo"])
    await morning.to_the_board()


@kind("gets_it_back")
async def gets_it_back(morning: Morning, arrival: Arrival) -> None:
    """The original goes back, to whom by name."""
    await morning.case_of(arrival["case"])
    await morning.deed("handed_in")
    assert morning.at(PapersHere), morning.seen
    await morning.press("enter")
    assert morning.at(GiveBack), morning.seen
    await morning.fill(to=arrival["to"])
    await morning.press("ctrl+s")
    await morning.press("escape")
    assert not any(one.held for one in morning.file.papers), morning.seen
    await morning.to_the_board()


async def _attach(morning: Morning, name: str) -> None:
    """A photograph is kept with the case, from the registered screen; an empty file is not."""
    await morning.press("ctrl+e")
    assert morning.at(AttachFile), morning.seen
    for content in (b"", jpeg(6)):
        path = morning.folder / name
        path.write_bytes(content)
        await morning.fill(path=path)
        await morning.press("ctrl+s")
        assert morning.wrong() == ([] if content else ["path"]), morning.seen
    (kept,) = morning.file.attachments
    assert (kept.name, kept.media_type) == (name, "image/jpeg")
