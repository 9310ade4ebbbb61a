"""Where a catalogue lies is recognised; on a share, or in the folder of a cloud, it is written and warned of as is fit."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from memoircat.catalogue.place import Place, caution, cloud_of, mount_of, place_of
from memoircat.catalogue.working_copy import working_copy
from memoircat.errors import Conflict, EnvironmentError_
from memoircat.program import Program

HOME = Path("/home/sato")
MOUNTS = """\
22 27 0:21 / /proc rw,relatime - proc proc rw
27 1 254:0 / / rw,relatime - ext4 /dev/vda rw
40 27 0:44 / /mnt/archive rw - cifs //nas/archive rw
41 27 0:45 / /mnt/archive/local rw - ext4 /dev/sdb1 rw
42 27 0:46 / /mnt/two\\040words rw - nfs4 nas:/two rw
43 27 0:47 / /run/user/1000/doc rw - fuse.sshfs nas: rw
44 43 0:48 / /run/user/1000/doc rw - tmpfs tmpfs rw
broken
"""


@pytest.mark.parametrize(
    ("path", "service"),
    [
        ("/home/sato/Dropbox/舞鶴.memoircat", "Dropbox"),
        ("/home/sato/Dropbox (Museum)/a/b.memoircat", "Dropbox"),
        ("/home/sato/OneDrive - 舞鶴引揚記念館/c.memoircat", "OneDrive"),
        ("/home/sato/仕事/会社の雲/c.memoircat", "OneDrive"),
        ("/home/sato/Google Drive/マイドライブ/c.memoircat", "Google Drive"),
        ("/Volumes/GoogleDrive/My Drive/c.memoircat", "Google Drive"),
        ("/Users/s/Library/Mobile Documents/com~apple~CloudDocs/c.memoircat", "iCloud Drive"),
        ("/Users/s/Library/CloudStorage/ProtonDrive-s@example.org/c.memoircat", "ProtonDrive"),
        ("/home/sato/Nextcloud/c.memoircat", "Nextcloud"),
        ("/home/sato/ownCloud/c.memoircat", "ownCloud"),
        ("/home/sato/Яндекс.Диск/c.memoircat", "Yandex.Disk"),
        ("/home/sato/Yandex.Disk/c.memoircat", "Yandex.Disk"),
        ("/home/sato/Box/c.memoircat", "Box"),
        ("/home/sato/MEGA/c.memoircat", "MEGA"),
        ("/home/sato/pCloudDrive/c.memoircat", "pCloud"),
        ("/srv/Box/c.memoircat", None),
        ("/home/sato/Dropbox notes/c.memoircat", None),
        ("/home/sato/資料/c.memoircat", None),
    ],
)
def test_the_folder_of_a_cloud_is_known_by_its_name(path: str, service: str | None) -> None:
    assert cloud_of(Path(path), HOME, {"OneDriveCommercial": "/home/sato/仕事/会社の雲"}) == service


@pytest.mark.parametrize(
    ("mark", "service"),
    [(".stfolder", "Syncthing"), (".dropbox.cache", "Dropbox"), (".nextcloudsync.log", "Nextcloud")],
)
def test_the_folder_of_a_cloud_is_known_by_what_the_service_leaves_there(
    tmp_path: Path, mark: str, service: str
) -> None:
    folder = tmp_path / "資料" / "舞鶴.memoircat"
    folder.mkdir(parents=True)
    assert place_of(folder) == Place("local")
    (tmp_path / mark).mkdir()
    assert place_of(folder) == Place("cloud", service)
    (tmp_path / "linked").symlink_to(folder)
    assert place_of(tmp_path / "linked") == Place("cloud", service), "a link leads to where the files are"


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/home/sato/c.memoircat", "ext4"),
        ("/mnt/archive/c.memoircat", "cifs"),
        ("/mnt/archive2/c.memoircat", "ext4"),
        ("/mnt/archive/local/c.memoircat", "ext4"),
        ("/mnt/two words/c.memoircat", "nfs4"),
        ("/run/user/1000/doc/c.memoircat", "tmpfs"),
    ],
)
def test_what_is_mounted_where(path: str, kind: str) -> None:
    mount = mount_of(Path(path), MOUNTS)
    assert mount is not None
    assert mount.kind == kind


def test_each_place_is_written_as_is_fit_for_it() -> None:
    modes = {kind: Place(kind).journal_mode for kind in ("local", "network", "cloud", "removable")}  # type: ignore[arg-type]
    assert modes == {"local": "WAL", "network": "TRUNCATE", "cloud": "TRUNCATE", "removable": "TRUNCATE"}
    assert [bool(caution(Place(kind))) for kind in ("local", "network", "cloud", "removable")] == [
        False,
        True,
        True,
        False,
    ]  # type: ignore[arg-type]


@pytest.fixture
def in_a_cloud(tmp_path: Path) -> Path:
    (tmp_path / "Dropbox").mkdir()
    return tmp_path / "Dropbox" / "舞鶴.memoircat"


def test_in_the_folder_of_a_cloud_there_is_never_a_write_ahead_file(in_a_cloud: Path) -> None:
    with Program.create(in_a_cloud, by="試験") as program:
        for title in ("一", "二"):
            with program.catalogue.change("登録") as change:
                change.create("memoir", title=title)
                pragmas = [
                    change.connection.exec_driver_sql(f"PRAGMA {name}").scalar()
                    for name in ("journal_mode", "synchronous")
                ]
                assert pragmas == ["truncate", 3]
            assert not (in_a_cloud / "catalogue.db-wal").exists()
        program.catalogue.undo()
        program.catalogue.checkpoint()
    assert sorted(path.name for path in in_a_cloud.iterdir()) == [
        "backups",
        "catalogue.db",
        "last-save",
        "lock",
        "media",
    ]
    with Program.open(in_a_cloud) as program:
        assert list(program.check()) == []


def test_whoever_writes_there_is_warned_on_standard_error_alone(in_a_cloud: Path, run: Any) -> None:
    assert run("new", in_a_cloud).status == 0
    added = run("add", in_a_cloud, "memoir", "title=凍土の記", "--json")
    assert (added.status, added.json["code"]) == (0, "M-000001")
    assert "Dropbox" in added.err
    assert "working copy" in added.err
    assert run("list", in_a_cloud, "memoir").err == ""


def test_the_note_of_another_machine_is_heeded_where_locks_do_not_reach(in_a_cloud: Path, run: Any) -> None:
    run("new", in_a_cloud)
    (in_a_cloud / "lock").write_text('{"who": "佐藤", "host": "隣の機械", "pid": 1, "since": "2026-05-12T09:30:00Z"}')
    refused = run("add", in_a_cloud, "memoir", "title=凍土の記")
    assert refused.status == 4
    assert "佐藤 on 隣の機械" in refused.err
    assert "delete the file “lock”" in refused.err
    (in_a_cloud / "lock").unlink()
    assert run("add", in_a_cloud, "memoir", "title=凍土の記").status == 0


def test_a_working_copy_has_all_that_is_there_even_while_it_is_open(in_a_cloud: Path, tmp_path: Path) -> None:
    Image.effect_noise((40, 40), 9).save(tmp_path / "scan.png")
    with Program.create(in_a_cloud, by="試験") as program:
        with program.catalogue.change("登録") as change:
            memoir = change.create("memoir", title="凍土の記")
        program.attach(memoir, [tmp_path / "scan.png"], label="画像")
        copy = working_copy(in_a_cloud, tmp_path / "手元.memoircat")
        with pytest.raises(Conflict):
            working_copy(in_a_cloud, copy)
    with Program.open(copy, by="試験") as local:
        assert local.catalogue.cautions == []
        assert list(local.check(fixity=True)) == []
        assert local.catalogue.get("M-000001").label == "凍土の記"


def test_a_working_copy_with_an_image_that_is_not_what_was_stored_is_not_kept(
    in_a_cloud: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Program.create(in_a_cloud, by="試験").close()
    (in_a_cloud / "media" / "ab").mkdir()
    (in_a_cloud / "media" / "ab" / f"{'ab' * 32}.png").write_bytes(b"not this")

    def refuse(self: Path, target: Path) -> None:
        raise OSError("another disk")

    monkeypatch.setattr(Path, "hardlink_to", refuse)
    with pytest.raises(EnvironmentError_):
        working_copy(in_a_cloud, tmp_path / "手元.memoircat")
    assert not (tmp_path / "手元.memoircat").exists()
