"""A book on a network drive is recognised and refused, with a way out."""

from pathlib import Path

import pytest

from db import open_book, opening, shares
from db.shares import REMOTE, is_remote, is_remote_on_windows, mounted_as
from desk.refusals import Refusal

TABLE = r"""
proc /proc proc rw 0 0
/dev/sda1 / ext4 rw 0 0
server:/export /srv/share nfs4 rw,vers=4.2 0 0
//nas/desk /mnt/nas\040one cifs rw 0 0
me@host:/ /home/me/remote fuse.sshfs rw 0 0
tmpfs /srv/share/local tmpfs rw 0 0
/dev/sdb1 /media/usb vfat rw 0 0
broken line
"""


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/home/me/desk/desk.db", "ext4"),
        ("/srv/share/desk.db", "nfs4"),
        ("/srv/shared/desk.db", "ext4"),
        ("/srv/share/local/desk.db", "tmpfs"),
        ("/mnt/nas one/a/desk.db", "cifs"),
        ("/home/me/remote/desk.db", "fuse.sshfs"),
        ("/media/usb/desk.db", "vfat"),
    ],
)
def test_the_mount_that_a_path_stands_on(path: str, kind: str) -> None:
    assert mounted_as(Path(path), TABLE) == kind
    assert (kind in REMOTE) is (kind in ("nfs4", "cifs", "fuse.sshfs"))


def test_a_later_mount_covers_the_earlier_one() -> None:
    table = "a / ext4 rw 0 0\nb /x nfs rw 0 0\nc /x ext4 rw 0 0\n"
    assert mounted_as(Path("/x/desk.db"), table) == "ext4"
    assert mounted_as(Path("/x/desk.db"), "") == ""


@pytest.mark.parametrize(
    ("path", "remote"),
    [
        (r"C:\desk\desk.db", False),
        (r"Z:\desk\desk.db", True),
        (r"\\server\share\desk.db", True),
        (r"//server/share/desk.db", True),
        (r"\\?\UNC\server\share\desk.db", True),
        (r"\\?\C:\desk\desk.db", False),
        (r"\\?\Z:\desk\desk.db", True),
        (r"\\.\C:\desk.db", False),
        ("desk.db", False),
    ],
)
def test_shares_and_network_drives_of_windows(path: str, remote: bool) -> None:
    kinds = {"Z:\\": shares.DRIVE_REMOTE}
    assert is_remote_on_windows(path, lambda root: kinds.get(root, 3)) is remote


def test_a_table_that_cannot_be_read_stops_nobody(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shares, "MOUNTS", tmp_path / "gone")
    assert not is_remote(tmp_path / "desk.db")


@pytest.mark.parametrize("create", [True, False])
def test_a_book_on_a_share_is_refused_and_nothing_is_made_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, create: bool
) -> None:
    table, share = tmp_path / "mounts", tmp_path / "share"
    share.mkdir()
    table.write_text(f"//nas/desk {share} cifs rw 0 0\n")
    monkeypatch.setattr(shares, "MOUNTS", table)
    book = share / "desk.db"
    if not create:
        monkeypatch.setattr(opening, "is_remote", lambda _path: False)
        open_book(book, create=True).close()
        monkeypatch.setattr(opening, "is_remote", is_remote)
    before = sorted(path.name for path in share.iterdir())
    with pytest.raises(Refusal) as refused:
        open_book(book, create=create)
    assert refused.value.code == "network_drive"
    assert "restore" in refused.value.hint
    assert sorted(path.name for path in share.iterdir()) == before
    # A link to it leads to the same place.
    (tmp_path / "link").symlink_to(share)
    with pytest.raises(Refusal):
        open_book(tmp_path / "link" / "desk.db", create=create)
