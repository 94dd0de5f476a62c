"""What a long run has to say is printed at its end, however many processes it ran in."""

from collections.abc import Callable

import pytest

SAID = "said"


@pytest.fixture
def say(record_property: Callable[[str, object], None]) -> Callable[[str], None]:
    """Takes lines that are printed under the name of the test once all is through."""
    return lambda lines: record_property(SAID, lines)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print what the tests said."""
    for reports in terminalreporter.stats.values():
        for report in reports:
            if getattr(report, "when", "") != "call":
                continue
            said = [lines for name, lines in report.user_properties if name == SAID]
            if said:
                terminalreporter.section(report.nodeid.partition("::")[2])
                terminalreporter.write_line("\n".join(map(str, said)))
