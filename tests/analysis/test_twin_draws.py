"""The twin's random numbers: the generator against its published vectors, the addresses against the engine's decision
record."""

import numpy as np
import twin_support  # noqa: F401  (finds reference_model)
from reference_model.draws import CBO, UMKM, Draws, threefry4x32


def test_threefry_gives_the_published_vectors():
    """Random123's kat_vectors, threefry4x32 with 20 rounds."""
    ones = 0xFFFFFFFF
    known = [
        ([0] * 4, [0] * 4, [0x9C6CA96A, 0xE17EAE66, 0xFC10ECD4, 0x5256A7D8]),
        ([ones] * 4, [ones] * 4, [0x2A881696, 0x57012287, 0xF6C7446E, 0xA16A6732]),
        (
            [0x243F6A88, 0x85A308D3, 0x13198A2E, 0x03707344],
            [0xA4093822, 0x299F31D0, 0x082EFA98, 0xEC4E6C89],
            [0x59CD1DBB, 0xB8879579, 0x86B5D00C, 0xAC8B6D84],
        ),
    ]
    for counter, key, words in known:
        assert [int(word) for word in threefry4x32(counter, key)] == words


def test_a_draw_is_one_word_of_its_address():
    draws = Draws(seed=(3 << 32) | 5, run=7)
    words = threefry4x32([np.array([11]), np.array([4]), np.array([9 << 24 | 5]), np.array([CBO])], [5, 3, 7, 0])
    for n, word in enumerate(words):
        assert draws.uniform(CBO, 11, 4, 9, 20 + n) == (2 * (int(word[0]) >> 9) + 1) * 2.0**-24


def test_draws_of_many_are_those_of_each():
    draws = Draws(seed=1, run=0)
    rows = np.arange(5)
    together = draws.uniform(UMKM, rows, 1, 2, 3)
    assert [draws.uniform(UMKM, row, 1, 2, 3) for row in rows] == list(together)
    assert np.all((together > 0) & (together < 1))


def test_a_normal_is_the_quantile_of_its_draw():
    draws = Draws(seed=1, run=0)
    z = draws.normal(UMKM, np.arange(4000), 1, 8, 1)
    u = draws.uniform(UMKM, np.arange(4000), 1, 8, 1)
    assert np.all(np.diff(z[np.argsort(u)]) >= 0)
    assert abs(np.mean(z)) < 5 / np.sqrt(4000)
    assert abs(np.std(z) - 1) < 5 / np.sqrt(2 * 4000)
