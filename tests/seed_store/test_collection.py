"""Folders, files and archives give the same members, and nothing unsafe gets in."""

from __future__ import annotations

import gzip
import io
import os
import struct
import tarfile
import tracemalloc
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
import zstandard
from hypothesis import given
from hypothesis import strategies as st

from documents.seed_store import archives
from documents.seed_store.collection import open_collection, open_collections, walk
from documents.seed_store.members import MAIN, Collection, read_whole
from documents.seed_store.records import Fault
from documents.seed_store.seed_names import read_name

FILES = {
    "000_7f36bf76d8e05e4c.txt": b"one",
    "1958/01/24/文章.md": b"two",
    "notes.pdf": b"three",
    ".hidden.txt": b"never",
    "__MACOSX/a.txt": b"never",
    "a/.git/b.txt": b"never",
}
HELD = {path: data for path, data in FILES.items() if data != b"never"}

Pack = Callable[[Path], Path]


def tar_bytes(files: dict[str, bytes], *more: tarfile.TarInfo) -> bytes:
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w") as archive:
        for path, data in files.items():
            info = tarfile.TarInfo(path)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
        for info in more:
            archive.addfile(info)
    return buffer.getvalue()


def pack_folder(folder: Path) -> Path:
    root = folder / "collection"
    for path, data in FILES.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(data)
    return root


def pack_zip(folder: Path) -> Path:
    root = folder / "collection.zip"
    with zipfile.ZipFile(root, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.mkdir("1958")
        for path, data in FILES.items():
            archive.writestr(path, data)
    return root


def pack(ending: str, compress: Callable[[bytes], bytes]) -> Pack:
    def write(folder: Path) -> Path:
        root = folder / f"collection{ending}"
        root.write_bytes(compress(tar_bytes(FILES)))
        return root

    write.__name__ = ending
    return write


def in_two_frames(data: bytes) -> bytes:
    half = len(data) // 2
    return zstandard.compress(data[:half]) + zstandard.compress(data[half:])


PACKS = (
    pack_folder,
    pack_zip,
    pack(".tar", bytes),
    pack(".tar.gz", gzip.compress),
    pack(".tgz", gzip.compress),
    pack(".tar.zst", zstandard.compress),
    pack(".TAR.ZST", in_two_frames),
)


def read(collection: Collection) -> tuple[dict[str, bytes], list[Fault]]:
    held, faults = {}, []
    for member in walk(collection):
        if isinstance(member, Fault):
            faults.append(member)
            continue
        data = read_whole(collection, member)
        if isinstance(data, Fault):
            faults.append(data)
        else:
            held[member.path] = data
    return held, faults


def opened(path: Path) -> Collection:
    return open_collection(path, path.parent / "seeds")


@pytest.mark.parametrize("pack", PACKS, ids=lambda pack: pack.__name__)
def test_every_kind_of_collection_gives_the_same_members(tmp_path: Path, pack: Pack) -> None:
    assert read(opened(pack(tmp_path))) == (HELD, [])


@pytest.mark.parametrize("pack", PACKS[1:], ids=lambda pack: pack.__name__)
def test_a_broken_archive_is_a_fault_wherever_it_breaks(tmp_path: Path, pack: Pack) -> None:
    whole = pack(tmp_path)
    data = whole.read_bytes()
    for size in {0, 1, len(data) // 3, len(data) // 2, len(data) - 1}:
        if whole.suffix == ".tar" and size == len(data) - 1:
            continue  # it lacks one of many zeros, and nothing else
        whole.write_bytes(data[:size])
        _, faults = read(opened(whole))
        assert faults, f"cut after {size} bytes"
        assert faults[-1].path.endswith(whole.name)


def test_a_damaged_member_is_a_fault(tmp_path: Path) -> None:
    whole = tmp_path / "collection.zip"
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr("a.txt", "aaaaaaaaaa")
        archive.writestr("b.txt", "bbbbbbbbbb")
    whole.write_bytes(whole.read_bytes().replace(b"aaaaaaaaaa", b"aaaaaXaaaa"))
    held, faults = read(opened(whole))
    assert held == {"b.txt": b"bbbbbbbbbb"}
    assert len(faults) == 1


@pytest.mark.parametrize(
    "path", ["/etc/a.txt", "../a.txt", "a/../../b.txt", "a\\b.txt", "a\nb.txt", "a\tb.txt"]
)
def test_a_path_that_leads_out_or_cannot_be_written_down_is_refused(
    tmp_path: Path, path: str
) -> None:
    whole = tmp_path / "collection.tar"
    whole.write_bytes(tar_bytes({path: b"x", "good.txt": b"y"}))
    held, (fault,) = read(opened(whole))
    assert held == {"good.txt": b"y"}
    assert fault.field == "path"


@pytest.mark.parametrize(
    "kind", [tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.CHRTYPE, tarfile.FIFOTYPE]
)
def test_links_and_devices_in_an_archive_are_refused(tmp_path: Path, kind: bytes) -> None:
    odd = tarfile.TarInfo("odd.txt")
    odd.type, odd.linkname = kind, "/etc/passwd"
    whole = tmp_path / "collection.tar"
    whole.write_bytes(tar_bytes({"good.txt": b"y"}, odd))
    held, (fault,) = read(opened(whole))
    assert held == {"good.txt": b"y"}
    assert fault.found == "a link or a device"


def test_a_link_in_a_zip_is_refused(tmp_path: Path) -> None:
    whole = tmp_path / "collection.zip"
    with zipfile.ZipFile(whole, "w") as archive:
        info = zipfile.ZipInfo("odd.txt")
        info.external_attr = 0o120777 << 16
        archive.writestr(info, "/etc/passwd")
    assert [fault.found for fault in read(opened(whole))[1]] == ["a link or a device"]


def test_a_pipe_in_a_folder_is_refused_and_not_waited_for(tmp_path: Path) -> None:
    root = pack_folder(tmp_path)
    os.mkfifo(root / "pipe.txt")
    held, (fault,) = read(opened(root))
    assert held == HELD
    assert fault.path.endswith("pipe.txt")


def test_a_member_that_claims_to_be_huge_is_refused_unread(tmp_path: Path) -> None:
    whole = tmp_path / "collection.tar.zst"
    huge = tarfile.TarInfo("huge.txt")
    huge.size = 1 << 40
    whole.write_bytes(zstandard.compress(huge.tobuf() + b"x" * 1024))
    _, faults = read(opened(whole))
    assert faults[0].field == "size"


def test_a_member_that_unpacks_to_more_than_it_claims_takes_no_more_memory(tmp_path: Path) -> None:
    whole = tmp_path / "collection.zip"
    size = 48 << 20
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        archive.writestr("bomb.txt", bytes(size))
    claimed = whole.read_bytes().replace(struct.pack("<L", size), struct.pack("<L", 100))
    whole.write_bytes(claimed)
    tracemalloc.start()
    held, (fault,) = read(opened(whole))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert held == {}
    assert fault.found.startswith("a break")
    assert peak < 8 << 20


@pytest.mark.parametrize("name", [".hidden.txt", "huge.txt"])
def test_an_archive_of_nothing_but_zeros_is_not_unpacked_to_its_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setattr(archives, "_ALLOWANCE", 1 << 20)
    whole = tmp_path / "collection.tar.zst"
    huge = tarfile.TarInfo(name)
    huge.size = 1 << 40
    zeros = zstandard.compress(bytes(1 << 20))
    whole.write_bytes(zstandard.compress(huge.tobuf()) + zeros * 20)
    *_, fault = read(opened(whole))[1]
    assert "unpacks to more than 200 times its size" in fault.found


def test_a_long_name_of_a_tar_is_not_read_into_memory(tmp_path: Path) -> None:
    whole = tmp_path / "collection.tar.zst"
    name = tarfile.TarInfo("././@LongLink")
    name.type, name.size = tarfile.GNUTYPE_LONGNAME, 1 << 30
    whole.write_bytes(zstandard.compress(name.tobuf() + bytes(1024)))
    (fault,) = read(opened(whole))[1]
    assert "a header of 1073741824 bytes" in fault.found


def test_only_links_that_stay_inside_a_folder_are_followed(tmp_path: Path) -> None:
    root = pack_folder(tmp_path)
    secret = tmp_path / "secret.txt"
    secret.write_text("not for publication")
    (root / "out.txt").symlink_to(secret)
    (root / "again.txt").symlink_to("out.txt")
    (root / "in.txt").symlink_to(next(iter(HELD)))
    held, faults = read(opened(root))
    assert held == {**HELD, "in.txt": next(iter(HELD.values()))}
    assert [fault.path.rpartition("/")[2] for fault in faults] == ["again.txt", "out.txt"]
    assert {fault.found for fault in faults} == {"a link to a file outside the folder"}


def test_a_link_to_itself_is_refused_and_the_rest_is_read(tmp_path: Path) -> None:
    root = pack_folder(tmp_path)
    (root / "round.txt").symlink_to("round.txt")
    held, faults = read(opened(root))
    assert held == HELD
    assert [fault.path.rpartition("/")[2] for fault in faults] == ["round.txt"]


def test_a_decomposed_name_is_read_in_its_composed_form(tmp_path: Path) -> None:
    whole = tmp_path / "collection.tar"
    whole.write_bytes(tar_bytes({"cafe\u0301.txt": b"x"}))
    assert read(opened(whole))[0] == {"caf\u00e9.txt": b"x"}


def test_what_lies_in_the_seeds_belongs_to_them(tmp_path: Path) -> None:
    main = tmp_path / "seeds"
    (main / "1958").mkdir(parents=True)
    (main / "1958" / "a.txt").touch()
    assert open_collection(main, main) == Collection(MAIN, main)
    assert open_collection(main / "1958", main) == Collection(MAIN, main, "1958")
    assert open_collection(main / "1958" / "a.txt", main).only == "1958/a.txt"
    with pytest.raises(FileNotFoundError):
        open_collection(main / "none", main)


def test_a_single_file_brings_the_files_that_govern_its_folder(tmp_path: Path) -> None:
    root = tmp_path / "other"
    root.mkdir()
    for name in ("sources.toml", "accessions.tsv", "a.txt", "b.txt"):
        (root / name).write_text(name)
    held, _ = read(open_collection(root / "a.txt", tmp_path / "seeds"))
    assert set(held) == {"sources.toml", "accessions.tsv", "a.txt"}


def test_two_collections_of_one_name_are_told_apart(tmp_path: Path) -> None:
    roots = [tmp_path / "one" / "data", tmp_path / "two" / "data"]
    for root in roots:
        root.mkdir(parents=True)
    names = [one.name for one in open_collections([*roots, roots[0]], tmp_path / "seeds")]
    assert names == ["data", "data-2"]


@pytest.mark.parametrize(
    ("path", "by_stem", "by_path", "version"),
    [
        ("000_7f36bf76d8e05e4c.txt", "7f36bf76d8e05e4c", "7f36bf76d8e05e4c", 1),
        ("x/1234_7f36bf76d8e05e4c~12.md", "7f36bf76d8e05e4c", "7f36bf76d8e05e4c", 12),
        ("00_7f36bf76d8e05e4c.txt", "00_7f36bf76d8e05e4c", "00_7f36bf76d8e05e4c", 1),
        ("1958/01/Title~3.txt", "Title", "1958/01/Title", 3),
        ("a~b.txt", "a~b", "a~b", 1),
        ("cafe\u0301.TXT", "caf\u00e9", "caf\u00e9", 1),
        ("x/000_7f36bf76d8e05e4c.withdrawn.toml", "7f36bf76d8e05e4c", "7f36bf76d8e05e4c", 1),
        ("x/a~2.align.toml", "a", "x/a", 2),
    ],
)
def test_a_name_gives_accession_and_version(
    path: str, by_stem: str, by_path: str, version: int
) -> None:
    name = read_name(path)
    assert name is not None
    assert name.accession(by_path=False) == by_stem
    assert name.accession(by_path=True) == by_path
    assert name.version == version


@given(st.text(st.characters(exclude_characters="/~."), min_size=1), st.integers(2, 999_999))
def test_a_version_is_never_part_of_the_accession(stem: str, version: int) -> None:
    plain, corrected = read_name(f"{stem}.txt"), read_name(f"{stem}~{version}.txt")
    assert plain is not None
    assert corrected is not None
    assert (corrected.version, plain.version) == (version, 1)
    assert corrected.accession(by_path=True) == plain.accession(by_path=True)


@pytest.mark.parametrize("path", ["a.pdf", "a", "notes.toml", "a.txt.gz", "x/README"])
def test_any_other_name_is_no_seed(path: str) -> None:
    assert read_name(path) is None
