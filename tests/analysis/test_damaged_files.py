"""Files that others wrote or that were damaged: no crash, no hang, nothing followed out of the file, no control characters."""

import random
import re
import shutil
import subprocess
import time
import unicodedata

import h5py
import numpy as np
import pytest
import xarray as xr
from cli_support import DONE, IO_FAILED, berdaya, program  # noqa: F401

import berdaya as bd

SEAL = 34  # bytes of the line behind the end of HDF5


def written(path, fill):
    """A file that passes for a result, with what `fill` adds."""
    with h5py.File(path, "w") as f:
        f.attrs["format"] = "berdaya result"
        f.attrs.create("format_version", 1, dtype="i4")
        f.attrs["provenance"] = "{}"
        f.attrs["scenario"] = "x"
        with_runs(f)
        fill(f)
    return path


def scale(f, name, values):
    data = f.create_dataset(name, data=values)
    data.make_scale(name)
    return data


def with_runs(f, error="", policy="baseline"):
    text = h5py.string_dtype()
    names = ("policy", "replicate", "error", "status")
    for name in names:
        f.pop(name, None)
    p = scale(f, "policy", np.array([policy], dtype=text))
    r = scale(f, "replicate", np.zeros(1, "i4"))
    failed = bool(error)
    for data in (f.create_dataset("error", data=[[error]], dtype=text), f.create_dataset("status", data=np.full((1, 1), int(failed), "i4"))):
        data.dims[0].attach_scale(p)
        data.dims[1].attach_scale(r)


def with_values(f, values):
    time = scale(f, "time", np.arange(len(values), dtype="i4"))
    data = f.create_dataset("v", data=values)
    data.dims[0].attach_scale(time)
    return data


def int24(f):
    kind = h5py.h5t.STD_I32LE.copy()
    kind.set_precision(24)
    kind.set_size(3)
    time = scale(f, "time", np.arange(1000, dtype="i4"))
    data = h5py.Dataset(h5py.h5d.create(f.id, b"v", kind, h5py.h5s.create_simple((1000,))))
    data.id.write(h5py.h5s.ALL, h5py.h5s.ALL, np.arange(1000, dtype="i4"))
    data.dims[0].attach_scale(time)


def packed(f):
    with_values(f, np.zeros(100_000, np.dtype({"names": ["a", "b"], "formats": ["u1", "f8"], "offsets": [0, 1], "itemsize": 9})))


def digest_of(berdaya, path):  # noqa: F811
    return berdaya("digest", path).stdout.split()[0]


def test_numbers_that_are_smaller_in_the_file_have_a_digest(berdaya, tmp_path):  # noqa: F811
    half = written(tmp_path / "half.h5", lambda f: with_values(f, np.ones(100_000, "f2")))
    twos = written(tmp_path / "twos.h5", lambda f: with_values(f, np.full(100_000, 2, "f2")))
    small = written(tmp_path / "int24.h5", int24)
    digests = [digest_of(berdaya, path) for path in (half, twos, small)]
    assert len(set(digests)) == 3
    assert [bd.digest(path) for path in (half, twos, small)] == digests
    berdaya("info", half, "--variables")


@pytest.mark.parametrize(
    "fill",
    [
        packed,
        lambda f: with_values(f, np.array([True, False])),
        lambda f: with_values(f, np.ones(10, np.longdouble)),
        lambda f: with_values(f, np.array([b"abc"] * 10)),
    ],
    ids=["compound", "enumeration", "more than 64 bits", "fixed texts"],
)
def test_other_types_are_refused(berdaya, tmp_path, fill):  # noqa: F811
    path = written(tmp_path / "a.h5", fill)
    assert "a.h5" in berdaya("digest", path, status=IO_FAILED).stderr
    with pytest.raises(bd.DataError, match="a.h5"):
        bd.digest(path)


def external_link(f):
    f["v"] = h5py.ExternalLink("secret.h5", "/v")


def soft_link(f):
    f["v"] = h5py.SoftLink("/status")


def external_storage(f):
    time = scale(f, "time", np.arange(4, dtype="i4"))
    data = f.create_dataset("v", (4,), "u1", external=[(str(f.filename).replace("a.h5", "secret.txt"), 0, 4)])
    data.dims[0].attach_scale(time)


def virtual(f):
    time = scale(f, "time", np.arange(4, dtype="i4"))
    layout = h5py.VirtualLayout((4,), "u1")
    layout[:] = h5py.VirtualSource(str(f.filename).replace("a.h5", "secret.h5"), "v", (4,))
    f.create_virtual_dataset("v", layout).dims[0].attach_scale(time)


@pytest.mark.parametrize("fill", [external_link, soft_link, external_storage, virtual], ids=lambda fill: fill.__name__)
def test_nothing_is_followed_out_of_the_file(berdaya, tmp_path, fill):  # noqa: F811
    (tmp_path / "secret.txt").write_bytes(b"key!")
    written(tmp_path / "secret.h5", lambda f: with_values(f, np.frombuffer(b"key!", "u1")))
    path = written(tmp_path / "a.h5", fill)
    for command in ("digest", "info"):
        said = berdaya(command, path, status=IO_FAILED).stderr
        assert "'v'" in said and "elsewhere" in said or "other files" in said
    for read in (bd.open, bd.digest):
        with pytest.raises(bd.DataError, match="'v'"):
            read(path)


def group_in_itself(f):
    f.create_group("a")["b"] = f["/"]


def attribute_of_many_texts(f):
    f.attrs["scenario_id"] = np.array(["x" * 50] * 1000, dtype=h5py.string_dtype())


def endless(f):
    f.create_dataset("v", (2**31, 2**31), "f8", chunks=(1024, 1024))


@pytest.mark.parametrize("fill", [group_in_itself, endless], ids=lambda fill: fill.__name__)
def test_shapes_without_end_are_refused(berdaya, tmp_path, fill):  # noqa: F811
    path = written(tmp_path / "a.h5", fill)
    berdaya("digest", path, status=IO_FAILED)


def test_an_attribute_of_many_texts_is_none(berdaya, tmp_path):  # noqa: F811
    berdaya("info", written(tmp_path / "a.h5", attribute_of_many_texts))


def test_pipes_and_devices_are_not_read(berdaya, tmp_path):  # noqa: F811
    subprocess.run(["mkfifo", tmp_path / "pipe"], check=True)
    for path in (tmp_path / "pipe", "/dev/zero", tmp_path):
        for command in ("info", "digest"):
            berdaya(command, path, status=IO_FAILED, timeout=20)
        for read in (bd.open, bd.digest):
            with pytest.raises(bd.DataError):
                read(path)


def steers(text):
    return [c for c in text if c not in "\n\t" and (unicodedata.category(c) == "Cc" or c in "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")]


EVIL = "a\x1b[31m\x1b]0;title\x07\x9b1m\u202etxt\u2066"


def test_nothing_in_a_file_or_a_name_steers_the_terminal(berdaya, tmp_path):  # noqa: F811
    def fill(f):
        with_runs(f, error="boom" + EVIL, policy="p" + EVIL)
        f.attrs["scenario"] = "title = 'x" + EVIL + "'\n"
        f.attrs["scenario_id"] = EVIL

    path = written(tmp_path / f"r{EVIL}.h5", fill)
    results = [berdaya("info", path), berdaya("info", path, "--scenario"), berdaya("info", path, "--variables"), berdaya("digest", path, path)]
    (tmp_path / "s.toml").write_text('format = 1\numkm_file = "nope\\u001b[31m\\u009b"\nid = "a"\n"tri\\u001b\\u202e" = 1\n')
    results += [berdaya(*words, status=None) for words in (("check", "s.toml"), ("run", EVIL), (EVIL,), ("status", EVIL), ("merge", EVIL), ("describe", EVIL))]
    for result in results:
        assert not steers(result.stdout), (result.args, result.stdout)
        assert not steers(result.stderr), (result.args, result.stderr)
    assert "\\u001B[31m" in results[0].stdout and "\\u202E" in results[0].stdout
    with pytest.raises(bd.InputError) as told:
        bd.load(tmp_path / "s.toml")
    assert not steers(str(told.value))


@pytest.fixture(scope="module")
def files(tmp_path_factory):
    """A run and a sweep, small."""
    folder = tmp_path_factory.mktemp("files")
    small = bd.load("karanganyar_gunung").with_(months=6)
    bd.run(small, ["baseline", "archive"], replicates=2, metrics=["participation", "holds"], path=folder / "run.h5", progress=False).close()
    bd.sweep(small, {"participation.base": [-2.0, -1.0]}, design="grid", metrics=["participation"], every=3, path=folder / "sweep.h5", progress=False).close()
    return folder


@pytest.mark.parametrize("engine", ["h5netcdf", "netcdf4"])
@pytest.mark.parametrize("kind", ["run", "sweep"])
def test_a_sealed_file_is_ordinary_hdf5(files, kind, engine):
    path = files / f"{kind}.h5"
    assert re.fullmatch(rb"\nberdaya xxh3-64 [0-9a-f]{16}\n", path.read_bytes()[-SEAL:])
    with xr.open_dataset(path, engine=engine) as plain, bd.open(path, engine=engine) as ours:
        xr.testing.assert_identical(plain.load(), ours.load())


def test_a_changed_file_is_read_apart_with_the_same_values(files, tmp_path, berdaya):  # noqa: F811
    for kind in ("run", "sweep"):
        path = shutil.copy(files / f"{kind}.h5", tmp_path)
        with h5py.File(path, "r+") as f:
            f.attrs["note"] = "mine"
        with bd.open(files / f"{kind}.h5") as before:
            after = bd.open(path)
            assert after.attrs["note"] == "mine"
            xr.testing.assert_equal(before.load(), after)
            for name in before.variables:
                assert set(before[name].attrs) == set(after[name].attrs)
        assert bd.digest(path) == bd.digest(files / f"{kind}.h5") == digest_of(berdaya, path)
        berdaya("info", path)
    said = berdaya("status", path, status=IO_FAILED).stderr
    assert "changed or damaged" in said


def test_a_single_flipped_bit_is_told(files, tmp_path, berdaya):  # noqa: F811
    luck = random.Random(3)
    data = (files / "run.h5").read_bytes()
    path = tmp_path / "a.h5"
    for _ in range(10):
        at = luck.randrange(len(data) - SEAL)
        path.write_bytes(data[:at] + bytes([data[at] ^ 1 << luck.randrange(8)]) + data[at + 1 :])
        for command in ("info", "digest"):
            assert "damaged" in berdaya(command, path, status=IO_FAILED).stderr
        for read in (bd.open, bd.digest):
            with pytest.raises(bd.DataError, match="damaged"):
                read(path)


MARKS = re.compile(rb"OHDR|OCHK|FRHP|FHDB|BTHD|BTLF|BTIN|TREE|HEAP|SNOD|GCOL|\x89HDF")


def mutated(data, luck):
    """The file cut short, or with a few numbers near its structures replaced by extreme ones."""
    if luck.random() < 0.1:
        return data[: luck.randrange(1, len(data))]
    places = [mark.start() for mark in MARKS.finditer(data)]
    result = bytearray(data)
    for _ in range(luck.choice([1, 2, 8, 32])):
        width = luck.choice([1, 2, 4, 8])
        near = luck.choice(places) + luck.randrange(200) if luck.random() < 0.8 else luck.randrange(len(data))
        at = min(near, len(data) - width)
        number = luck.choice([0, 1, 256**width - 1, 256**width // 2, luck.randrange(256**width)])
        result[at : at + width] = number.to_bytes(width, "little")
    return bytes(result)


@pytest.mark.parametrize("sealed", [True, False], ids=["with its checksum", "without a checksum"])
@pytest.mark.parametrize("command", ["info", "digest"])
@pytest.mark.parametrize("kind", ["run", "sweep"])
def test_no_damage_crashes_or_hangs(files, tmp_path, kind, command, sealed):
    data = (files / f"{kind}.h5").read_bytes()
    luck = random.Random(11)
    path = tmp_path / "damaged.h5"
    for number in range(100):
        path.write_bytes(damaged := mutated(data if sealed else data[:-SEAL], luck))
        begun = time.monotonic()
        done = subprocess.run([program(), command, path], capture_output=True, timeout=60, check=False)
        has_checksum = sealed and damaged != data and damaged[-SEAL:-17] == data[-SEAL:-17]
        assert done.returncode in ((IO_FAILED,) if has_checksum else (DONE, IO_FAILED)), (number, done)
        assert time.monotonic() - begun < 30, number


@pytest.mark.parametrize("kind", ["run", "sweep"])
def test_no_damage_ends_python(files, tmp_path, kind):
    data = (files / f"{kind}.h5").read_bytes()
    luck = random.Random(12)
    path = tmp_path / "damaged.h5"
    for number in range(22):  # a file without a checksum takes another Python, and seconds
        path.write_bytes(mutated(data if number < 20 else data[:-SEAL], luck))
        for read in (bd.open, bd.digest):
            try:
                read(path)
            except bd.DataError:
                pass


def test_a_status_survives_damaged_parts(files, tmp_path, berdaya):  # noqa: F811
    (tmp_path / "plan.toml").write_text('format = 1\nscenario = "karanganyar_gunung"\nreplicates = 4\n')
    berdaya("sweep", "plan.toml", "-o", "s.h5", "--shard", "1/2", "--quiet")
    (part,) = (tmp_path / "s.h5.parts").glob("part-*.h5")
    sound = part.read_bytes()
    luck = random.Random(5)
    for _ in range(40):
        part.write_bytes(mutated(sound, luck))
        berdaya("status", "s.h5", timeout=60)
    assert bd.status(tmp_path / "s.h5")["runs"] == 4
    part.write_bytes(sound[:1000])
    berdaya("merge", "s.h5", status=None)
