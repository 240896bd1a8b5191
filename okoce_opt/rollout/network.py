"""Whether a folder lies on another computer, where SQLite's WAL does not work: its readers and
writers share memory, which two computers do not.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

FAR = frozenset(
    {"9p", "afs", "beegfs", "ceph", "cifs", "coda", "davfs", "gfs2", "glusterfs", "gpfs", "lustre"}
    | {"ncpfs", "nfs", "nfs4", "ocfs2", "prl_fs", "smb2", "smb3", "smbfs", "vboxsf", "vmhgfs"}
    | {"fuse.davfs", "fuse.glusterfs", "fuse.gvfsd-fuse", "fuse.rclone", "fuse.sshfs"}
    | {"fuse.vmhgfs-fuse", "webdav"}
)
"""Kinds of file systems, as Linux names them, that other computers may write to at once."""
_REMOTE = 4
"""What Windows calls a drive on the network."""


def is_on_network(folder: Path, mounts: Path = Path("/proc/mounts")) -> bool:
    """Whether `folder` is on the network, as far as the system tells; `mounts` is its list of what
    lies where. On macOS whatever is no disk of the system counts as such.
    """
    place = folder.resolve()
    if os.name == "nt":
        return _is_remote_drive(place)
    if sys.platform == "darwin":
        return place.parts[:2] == ("/", "Volumes")
    return _kind_of(place, mounts) in FAR


def _kind_of(place: Path, mounts: Path) -> str:
    """The kind of file system that `place` is on: that of the longest path above it."""
    try:
        lines = mounts.read_text(encoding="utf-8", errors="surrogateescape").splitlines()
    except OSError:
        return ""
    kind, depth = "", -1
    for line in lines:
        fields = line.split(" ")
        if len(fields) < 3:
            continue
        # spaces in names are written as octal numbers
        top = Path(fields[1].replace("\\040", " ").replace("\\011", "\t"))
        if (top == place or top in place.parents) and len(top.parts) >= depth:
            kind, depth = fields[2], len(top.parts)
    return kind


def _is_remote_drive(place: Path) -> bool:
    import ctypes

    if place.drive.startswith("\\\\"):
        return True
    windows = getattr(ctypes, "windll", None)
    return windows is not None and windows.kernel32.GetDriveTypeW(place.drive + "\\") == _REMOTE
