"""A system of its own for scripts that need root: this machine's programs, but other users, /etc, /var and /opt.

The folder is filled by bind mounts in a mount namespace, which end with the script, so that nothing of this machine is
changed. It needs root and `unshare`.
"""

from __future__ import annotations

import shutil
import subprocess
from functools import cache
from pathlib import Path

_MOUNTED = """
set -e
root=$1
mount --rbind /usr "$root/usr"
mount --bind "$root/local-bin" "$root/usr/local/bin"
mount --rbind /proc "$root/proc"
mount --rbind /dev "$root/dev"
exec chroot "$root" /usr/bin/env -i PATH=/usr/local/bin:/usr/sbin:/usr/bin HOME=/root LC_ALL=C.UTF-8 /bin/sh -s
"""
_FOLDERS = "usr proc dev run tmp root opt home local-bin var/lib var/log var/cache etc/cron.d"
_COPIED = ("pam.d", "security", "login.defs", "nsswitch.conf", "ld.so.cache", "environment", "default")


@cache
def is_possible() -> bool:
    """Return True if this machine lets us make mount namespaces, and has the programs that the tests need."""
    has_all = all(shutil.which(name) for name in ("unshare", "chroot", "useradd", "runuser", "systemctl"))
    return has_all and subprocess.run(["unshare", "-m", "true"], check=False, capture_output=True).returncode == 0


def make_root(root: Path) -> Path:
    """Make the folders and files of the system in an empty folder; return it."""
    for name in _FOLDERS.split():
        (root / name).mkdir(parents=True, exist_ok=True)
    root.chmod(0o755)  # it becomes /
    (root / "tmp").chmod(0o1777)
    for name in ("bin", "sbin", "lib", "lib64"):
        (root / name).symlink_to(f"usr/{name}")
    for name in _COPIED:
        source, target = Path("/etc", name), root / "etc" / name
        if source.is_dir():
            shutil.copytree(source, target, symlinks=True)
        elif source.exists():
            shutil.copy(source, target)
    (root / "etc/passwd").write_text("root:x:0:0:root:/root:/bin/sh\nlan:x:1000:1000:Lan:/home/lan:/bin/sh\n")
    (root / "etc/group").write_text("root:x:0:\npress:x:1000:\n")
    (root / "etc/shadow").write_text("root:*:20000::::::\nlan:*:20000::::::\n")
    (root / "etc/shadow").chmod(0o640)
    return root


def put_program(root: Path, name: str, script: str) -> None:
    """Put a shell script into the system as a program."""
    path = root / name.removeprefix("/")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)


def run_in(root: Path, script: str) -> subprocess.CompletedProcess[str]:
    """Run a shell script as root in the system."""
    command = ["unshare", "-m", "--propagation", "private", "sh", "-c", _MOUNTED, "sh", str(root)]
    return subprocess.run(command, input=script, capture_output=True, text=True, check=False, timeout=60)
