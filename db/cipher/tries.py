"""Wrong passphrases and how long they make a person wait.

The count lies beside the key file, because the book is closed. Whoever can take the files away is
not held up by it; what they try costs the stretching of the key each time.
"""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

from db.bare import put_whole
from desk.i18n import _
from desk.refusals import Refusal

FREE = 3
"""Wrong ones in a row before waiting begins."""
LONGEST = timedelta(minutes=5)


def tries_of(key_file: Path) -> Path:
    """Where the count lies."""
    return key_file.with_name(f"{key_file.name}.tries")


def must_wait(key_file: Path, now: datetime) -> None:
    """Refuse whoever has to wait (code "passphrase_wait")."""
    count, last = _kept(key_file)
    left = last + wait_after(count) - now
    # A clock that was set back does not make anybody wait for longer than the rule says.
    seconds = min(left, wait_after(count)).total_seconds()
    if seconds > 0:
        raise Refusal(
            _("After {count} wrong passphrases there is a wait of {seconds} seconds more.").format(
                count=count, seconds=int(seconds) + 1
            ),
            _("Meanwhile look whether caps lock or an input method is on."),
            field="passphrase",
            code="passphrase_wait",
        )


def wait_after(count: int) -> timedelta:
    """How long after so many wrong ones in a row."""
    if count < FREE:
        return timedelta()
    return min(timedelta(seconds=5 * 2 ** min(count - FREE, 12)), LONGEST)


def was_wrong(key_file: Path, now: datetime) -> None:
    """Count one more."""
    count, _last = _kept(key_file)
    told = {"count": count + 1, "at": now.astimezone(UTC).isoformat()}
    try:
        put_whole(tries_of(key_file), json.dumps(told).encode())
    except OSError:
        # A folder that cannot be written must not hide that the passphrase was wrong.
        return


def was_right(key_file: Path) -> None:
    """Forget the wrong ones."""
    try:
        tries_of(key_file).unlink(missing_ok=True)
    except OSError:
        return


def _kept(key_file: Path) -> tuple[int, datetime]:
    try:
        found = json.loads(tries_of(key_file).read_bytes())
        return max(0, int(found["count"])), datetime.fromisoformat(found["at"]).astimezone(UTC)
    except (OSError, ValueError, TypeError, KeyError):
        return 0, datetime.fromtimestamp(0, UTC)
