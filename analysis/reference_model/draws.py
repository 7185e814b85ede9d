"""Random numbers addressed by meaning: docs/decisions/0002-random-numbers.md.

Threefry4x32 with 20 rounds, written from Salmon, Moraes, Dror and Shaw, "Parallel random numbers: as easy as 1, 2, 3"
(2011).
"""

from statistics import NormalDist

import numpy as np

UMKM, COMMUNITY, CBO, OFFER = 1, 2, 3, 4

# Rotations of the rounds, by turns, and the order of the words after each: table 2 of the paper.
ROTATIONS = [(10, 26), (11, 21), (13, 27), (23, 5), (6, 20), (17, 11), (25, 10), (18, 20)]
PARITY = 0x1BD11BDA
LOW = np.uint64(0xFFFFFFFF)


def threefry4x32(counter, key, rounds=20):
    """Four words of each counter; words are arrays of numbers below 2^32 in 64 bits."""
    x = [np.asarray(word, np.uint64) for word in counter]
    k = [np.uint64(word) for word in key]
    k.append(np.uint64(PARITY) ^ k[0] ^ k[1] ^ k[2] ^ k[3])
    x = [(x[i] + k[i]) & LOW for i in range(4)]
    for r in range(rounds):
        first, second = ROTATIONS[r % 8]
        a, b = (1, 3) if r % 2 == 0 else (3, 1)
        x[0] = (x[0] + x[a]) & LOW
        x[a] = rotate(x[a], first) ^ x[0]
        x[2] = (x[2] + x[b]) & LOW
        x[b] = rotate(x[b], second) ^ x[2]
        if r % 4 == 3:
            s = r // 4 + 1
            x = [(x[i] + k[(s + i) % 5] + np.uint64(s if i == 3 else 0)) & LOW for i in range(4)]
    return x


def rotate(word, by):
    return ((word << np.uint64(by)) | (word >> np.uint64(32 - by))) & LOW


def number_of(id):
    """The number under which the draws of a lever are addressed: 26 bits of the FNV-1a hash of its id."""
    f = 0xCBF29CE484222325
    for byte in id.encode():
        f = (f ^ byte) * 0x100000001B3 % 2**64
    return (f ^ f >> 32) % 2**26


class Draws:
    """The draws of one run."""

    def __init__(self, seed, run):
        self.key = [seed & 0xFFFFFFFF, seed >> 32, run & 0xFFFFFFFF, run >> 32]

    def uniform(self, kind, entity, month, rule, draw):
        """U[rule.draw] of entities (rows of the run's world); `month` is t + 1, and 0 at the start."""
        entity, draw = np.broadcast_arrays(entity, draw)
        draw = draw.astype(np.uint64)
        month = np.full(entity.shape, month, np.uint64)
        kind = np.full(entity.shape, kind, np.uint64)
        words = threefry4x32(
            [entity.astype(np.uint64), month, np.uint64(rule << 24) | draw // np.uint64(4), kind], self.key
        )
        word = np.choose((draw % np.uint64(4)).astype(int), words)
        return (2 * (word >> np.uint64(9)) + np.uint64(1)).astype(float) * 2.0**-24

    def normal(self, kind, entity, month, rule, draw):
        """Z[rule.draw]: the quantile of the same draw."""
        u = self.uniform(kind, entity, month, rule, draw)
        return np.vectorize(NormalDist().inv_cdf, otypes=[float])(u)
