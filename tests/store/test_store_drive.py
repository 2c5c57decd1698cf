"""Which folders lie on a network drive."""

import pytest

from planner.store.drive import (
    darwin_mounts,
    is_on_network,
    linux_mounts,
    network_systems,
    system_of,
)

LINUX = """sysfs /sys sysfs rw 0 0
/dev/sda1 / ext4 rw 0 0
server:/homes /home nfs4 rw 0 0
//files/ward\\0407 /mnt/ward\\0407 cifs rw 0 0
tmpfs /home/me/local tmpfs rw 0 0
"""
DARWIN = """/dev/disk3s1s1 on / (apfs, sealed, local, read-only)
//me@files.example/ward on /Volumes/ward (smbfs, nodev, mounted by me)
map auto_home on /System/Volumes/Data/home (autofs, automounted)
"""


@pytest.mark.parametrize(
    ("path", "network"),
    [
        ("/home/me/Leadtime", True),
        ("/home/me/local/Leadtime", False),
        ("/homework", False),
        ("/mnt/ward 7/plans", True),
        ("/var/lib", False),
    ],
)
def test_the_longest_mount_point_decides_on_linux(path, network):
    assert (system_of(path, linux_mounts(LINUX)) in network_systems()) is network


def test_a_mounted_share_is_known_on_macos():
    mounts = darwin_mounts(DARWIN)
    assert system_of("/Volumes/ward/plans", mounts) in network_systems()
    assert system_of("/Users/me", mounts) not in network_systems()


def test_a_folder_here_is_not_on_the_network(tmp_path):
    assert is_on_network(tmp_path) is False
