"""Whether a folder lies on this computer's own disk: a book on a network share would be lost.

Several programs at one book share memory through a file beside it, which a share cannot do, and
locks on a share are promises that many servers break.
"""

import sys
from collections.abc import Callable
from pathlib import Path

MOUNTS = Path("/proc/self/mounts")
REMOTE = frozenset(
    {
        *("nfs", "nfs4", "cifs", "smb", "smb2", "smb3", "smbfs", "ncpfs", "afs", "coda", "9p"),
        *("davfs", "fuse.davfs", "fuse.davfs2", "fuse.sshfs", "fuse.smbnetfs", "fuse.curlftpfs"),
        *("fuse.rclone", "fuse.s3fs", "fuse.gvfsd-fuse", "fuse.glusterfs", "glusterfs", "ceph"),
        *(
            "fuse.ceph",
            "lustre",
            "gpfs",
            "beegfs",
            "vboxsf",
            "vmhgfs",
            "fuse.vmhgfs-fuse",
            "prl_fs",
        ),
    }
)
"""Types of file systems that stand on another computer, or are lent by one."""
DRIVE_REMOTE = 4
"""What Windows calls a drive of the network."""

_ESCAPED = {r"\040": " ", r"\011": "\t", r"\012": "\n", r"\134": "\\"}


def mounted_as(path: Path, table: str) -> str:
    """The type of the file system that a path stands on, by a table of mounts; "" if unknown."""
    longest, kind = -1, ""
    for line in table.splitlines():
        parts = line.split(" ")
        if len(parts) < 3:
            continue
        place = parts[1]
        for spelt, char in _ESCAPED.items():
            place = place.replace(spelt, char)
        # A later mount on the same place covers the earlier one.
        if len(place) >= longest and (path == Path(place) or Path(place) in path.parents):
            longest, kind = len(place), parts[2]
    return kind


def is_remote_on_windows(path: str, drive_type: Callable[[str], int]) -> bool:
    r"""Whether a path is \\server\share\…, or on a drive letter of the network."""
    plain = path.replace("/", "\\")
    if plain.startswith("\\\\?\\UNC\\"):
        return True
    if plain.startswith(("\\\\?\\", "\\\\.\\")):
        plain = plain[4:]
    if plain.startswith("\\\\"):
        return True
    return plain[1:2] == ":" and drive_type(f"{plain[:2]}\\") == DRIVE_REMOTE


def is_remote(path: Path) -> bool:
    """Whether a file, there or not yet there, would lie on another computer."""
    where = path.resolve()
    if sys.platform == "win32":
        import ctypes

        return is_remote_on_windows(str(where), ctypes.windll.kernel32.GetDriveTypeW)
    try:
        table = MOUNTS.read_text(encoding="utf-8", errors="surrogateescape")
    except OSError:
        return False
    return mounted_as(where, table) in REMOTE
