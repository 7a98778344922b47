"""The first stage: a linear score over hashed words and pairs of words, as encoder/src/gate.rs computes it.

It learns from labels and plain text alone, never from what a network says: it stays right when the network changes.
"""

import math
import random

import numpy as np
import torch

import data
from wordpiece import words

BUCKETS = 1 << 16
START = 17
MASK = 0xFFFFFFFF
# What share of the held-out hand's labelled lines it may lose.
LOSS = 0.004
# Room below that, in 256ths of a weight times the root of how many there are: other hands use other words.
MARGIN = 0.3


def hash_word(word):
    """FNV-1a, its halves folded; numbers are one word."""
    value = 2166136261
    for byte in b"0" if any("0" <= c <= "9" for c in word) else word.encode():
        value = ((value ^ byte) * 16777619) & MASK
    return value ^ value >> 15


def pair(first, second):
    """Two hashes to one."""
    mixed = (first * 0x9E3779B1) & MASK
    mixed = ((mixed << 13) | (mixed >> 19)) & MASK
    mixed ^= (second * 0x85EBCA6B) & MASK
    return mixed ^ mixed >> 15


def features(sentence):
    """The buckets of a sentence."""
    out, last, second = [], START, START
    for word in words(sentence):
        own = hash_word(word)
        out += [own, pair(last, own), pair(second, own) + 1 & MASK]
        second, last = last, own
    out.append(pair(last, START))
    return [value & (BUCKETS - 1) for value in out]


class Gate:
    """Weights in 8 bits, and the least score of each kind that passes."""

    def __init__(self, weights, unit):
        self.weights, self.unit, self.least = weights, unit, None

    def scores(self, sentence):
        """The score of each kind, in whole numbers."""
        row = features(sentence)
        root = math.isqrt(len(row) << 16)
        return np.array([(int(total) << 16) // root for total in self.weights[row].astype(np.int64).sum(0)])

    def passes(self, sentence):
        """Which kinds a sentence may mean; numbers and marks alone mean none."""
        says_something = any(c.isalpha() or c >= "\u2600" for c in sentence)
        return (self.scores(sentence) >= self.least) & says_something

    def choose(self, held):
        """The highest least scores that lose no more than `LOSS` of the labelled lines of a hand that nobody trained on."""
        best = np.array([np.max([self.scores(bag.text[at]) for at in bag.judged], 0) for bag in held])
        meant, fits = (np.array([[kind in getattr(bag, of) for kind in data.KINDS] for bag in held]) for of in ("labels", "fits"))
        some = meant.any(1)
        for level in np.linspace(0.1, 0, 201):
            least = [np.sort(best[meant[:, k], k])[int(meant[:, k].sum() * level)] if meant[:, k].any() else 1 << 20 for k in range(len(data.KINDS))]
            lost = some & ~((best >= np.array(least)) & fits).any(1)
            if lost.sum() <= LOSS * some.sum():
                break
        self.least = np.array(least) - int(MARGIN / self.unit)
        missed = some & ~((best >= self.least) & fits).any(1)
        passed = ((best >= self.least) & fits).any(1)
        print(f"first stage: held out: {int(lost.sum())} of {int(some.sum())} labelled lines below the cut, {int(missed.sum())} with room for "
              f"other hands; of {int((~some).sum())} traps {int((passed & ~some).sum())} pass (level {level:.4f})", flush=True)

    def file(self):
        """What the program reads."""
        least = np.clip(self.least, -(1 << 30), 1 << 30).astype("<i4")
        return np.array([BUCKETS], "<u4").tobytes() + least.tobytes() + self.weights.tobytes()


def judged(table, bias, some):
    """The logits of some rows of buckets, what they mean, and of which kinds that is known."""
    flat = torch.tensor([value for row, _, _ in some for value in row])
    starts = torch.tensor(np.cumsum([0] + [len(row) for row, _, _ in some[:-1]]))
    length = torch.tensor([[math.sqrt(len(row))] for row, _, _ in some])
    return table(flat, starts) / length + bias, *(torch.tensor([row[part] for row in some]) for part in (1, 2))


def train(bags, noise, seed, epochs=5):
    """Learns from labelled lines, and from `noise`: sentences that mean nothing, whoever writes them."""
    chance = random.Random(seed)
    torch.manual_seed(seed)
    marks = lambda kinds: [float(kind in kinds) for kind in data.KINDS]
    rows = [(features(bag.text[at]), marks(bag.labels), marks(bag.fits)) for bag in bags for at in bag.judged]
    rows += [(features(sentence), marks([]), marks(data.KINDS)) for sentence in noise]
    table = torch.nn.EmbeddingBag(BUCKETS, len(data.KINDS), mode="sum")
    torch.nn.init.zeros_(table.weight)
    bias = torch.nn.Parameter(torch.full((len(data.KINDS),), -3.0))
    optimiser = torch.optim.Adam([*table.parameters(), bias], lr=0.01)
    for _ in range(epochs):
        chance.shuffle(rows)
        for first in range(0, len(rows), 256):
            out, meant, fits = judged(table, bias, rows[first : first + 256])
            loss = torch.nn.functional.binary_cross_entropy_with_logits(out, meant, reduction="none") * fits * (1 + 3 * meant)
            loss = loss.sum() / fits.sum() + 3e-7 * table.weight.square().sum()
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
    weights = table.weight.detach().numpy()
    scale = float(np.abs(weights).max() / 127)
    return Gate(np.round(weights / scale).astype(np.int8), scale / 256)
