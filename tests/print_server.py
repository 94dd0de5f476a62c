"""A real print server of one test alone, whose printer puts its paper into a folder.

Its printer has everything a printer has: it jams, runs out of paper, is slow, and breaks jobs off.
"""

import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

QUEUE = "HALL"
CUPSD = shutil.which("cupsd", path=os.environ.get("PATH", "") + ":/usr/sbin")
LPADMIN = shutil.which("lpadmin", path=os.environ.get("PATH", "") + ":/usr/sbin")
THERE = CUPSD is not None and LPADMIN is not None
LONGEST = 20.0
"""Seconds in which whatever a printer does must have happened."""

FILES_CONF = """ServerRoot {root}
ServerBin {root}/bin
CacheDir {root}/cache
StateDir {root}/state
RequestRoot {root}/spool
TempDir {root}/tmp
AccessLog {root}/access
ErrorLog {root}/error
PageLog {root}/page
SystemGroup root lpadmin
{owner}
"""
BACKEND = """#!/bin/sh
[ $# -eq 0 ] && exit 0
here="${DEVICE_URI#spool:}"
page="$here/.$1.page"
cat ${6:+"$6"} > "$page"
while [ -e "$here/busy" ]; do sleep 0.02; done
if [ -e "$here/jam" ]; then
  echo "STATE: +media-jam-error" >&2
  while [ -e "$here/jam" ]; do sleep 0.02; done
  echo "STATE: -media-jam-error" >&2
fi
if [ -e "$here/empty" ]; then
  echo "STATE: +media-empty-error" >&2
  exit 4
fi
if [ -e "$here/broken" ]; then exit 1; fi
n=0
while [ $n -lt "${4:-1}" ]; do
  n=$((n + 1))
  cp "$page" "$here/.part"
  mv "$here/.part" "$here/$1.$n.$3"
done
rm "$page"
"""
CONF = """Listen {root}/cups.sock
Browsing No
DefaultAuthType None
PreserveJobFiles Yes
PreserveJobHistory Yes
<Location />
  Order allow,deny
  Allow all
</Location>
<Location /admin>
  Order allow,deny
  Allow all
</Location>
<Policy default>
  <Limit All>
    Order deny,allow
    Allow all
  </Limit>
</Policy>
"""


@dataclass
class PrintServer:
    """A server with the queue HALL. What its printer does is said by files in `paper`."""

    environment: dict[str, str]
    paper: Path

    def out(self) -> list[str]:
        """The names of the jobs that came out on paper, in order; one for each copy."""
        pages = [one.name for one in self.paper.iterdir() if one.name[0].isdigit()]
        pages.sort(key=lambda name: [int(part) for part in name.split(".")[:2]])
        return [name.split(".", 2)[2] for name in pages]

    def page(self, number: int) -> bytes:
        """The bytes of the job that that came out at this place, from 0."""
        pages = [one for one in self.paper.iterdir() if one.name[0].isdigit()]
        pages.sort(key=lambda one: int(one.name.split(".")[0]))
        return pages[number].read_bytes()

    @contextmanager
    def trouble(self, what: str) -> Iterator[None]:
        """The printer is "busy", has a "jam", is "empty", or "broken"."""
        sign = self.paper / what
        sign.touch()
        try:
            yield
        finally:
            sign.unlink()

    def command(self, name: str, *words: str) -> None:
        """A command of the administrator of the printers."""
        subprocess.run([name, *words], env=self.environment, capture_output=True, check=True)


def until(true: Callable[[], bool]) -> None:
    """Wait until something is so; fails when it never comes."""
    ends = time.monotonic() + LONGEST
    while not true():
        assert time.monotonic() < ends, "it never came"
        time.sleep(0.02)


@contextmanager
def print_server(policy: str = "stop-printer") -> Iterator[PrintServer]:
    """A server that runs while the block does; `policy` is what it does when a printer fails."""
    assert CUPSD is not None
    assert LPADMIN is not None
    # Beside the folders of other tests: the server's own user must be able to walk there.
    root = Path(tempfile.mkdtemp(prefix="cups"))
    root.chmod(0o755)
    for name in ("cache", "state", "spool", "tmp", "ppd", "ssl"):
        (root / name).mkdir()
    (root / "bin" / "backend").mkdir(parents=True)
    for name in ("cgi-bin", "daemon", "driver", "filter", "monitor", "notifier"):
        (root / "bin" / name).symlink_to(Path("/usr/lib/cups") / name)
    backend = root / "bin" / "backend" / "spool"
    backend.write_text(BACKEND, "utf-8")
    backend.chmod(0o755)
    owner = "" if os.geteuid() else "User lp\nGroup lp"
    (root / "cups-files.conf").write_text(FILES_CONF.format(root=root, owner=owner), "utf-8")
    (root / "cupsd.conf").write_text(CONF.format(root=root), "utf-8")
    command = [CUPSD, "-f", "-c", str(root / "cupsd.conf"), "-s", str(root / "cups-files.conf")]
    environment = {**os.environ, "CUPS_SERVER": str(root / "cups.sock")}
    environment["PATH"] = environment.get("PATH", "") + ":/usr/sbin"
    daemon = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        paper = root / "paper"
        paper.mkdir()
        paper.chmod(0o777)
        queue = [LPADMIN, "-p", QUEUE, "-E", "-m", "raw", "-v", f"spool:{paper}"]
        queue += ["-o", f"printer-error-policy={policy}"]
        for _again in range(100):
            done = subprocess.run(queue, env=environment, capture_output=True, check=False)
            if done.returncode == 0:
                break
            time.sleep(0.05)
        assert done.returncode == 0, done.stderr
        yield PrintServer(environment, paper)
    finally:
        daemon.terminate()
        daemon.wait()
        shutil.rmtree(root)
