"""Why the computer could not read or write something, in words for a clerk."""

import errno

from desk.i18n import N_, _

_WORDS = {
    errno.ENOSPC: N_("there is no room left"),
    errno.EFBIG: N_("there is no room left"),
    errno.EACCES: N_("this account may not write there"),
    errno.EPERM: N_("this account may not write there"),
    errno.EROFS: N_("nothing can be written there"),
    errno.ENOENT: N_("it is not there"),
    errno.ENOTDIR: N_("a folder of its path is a file"),
    errno.EISDIR: N_("it is a folder"),
    errno.EIO: N_("the device does not answer as it should"),
    errno.ENXIO: N_("the device does not answer as it should"),
    errno.ENODEV: N_("the device does not answer as it should"),
}
if hasattr(errno, "EDQUOT"):
    _WORDS[errno.EDQUOT] = N_("there is no room left")


def why(error: OSError) -> str:
    """The reason in the language of the interface; the system's own words where we have none."""
    known = _WORDS.get(error.errno or 0)
    return _(known) if known else error.strerror or str(error)
