"""What the wording of a whole mail means by itself: a linear score over its hashed words, pairs of words and parts of words, as
encoder/src/wording.rs computes it. The network read English before it learned to judge; the words of other languages it knows by what it was
taught alone, and so does this, which learns them in a few seconds.
"""

import math
import random

import numpy as np
import torch

from gate import START, hash_word, judged, pair
from wordpiece import words

BUCKETS = 1 << 16
# Parts of words are of so many characters, the marks at both ends among them.
PARTS = (4, 5)
# How much a logit of the wording counts beside one of the network.
SHARE = 0.5


def features(text):
    """The buckets of a mail, each once."""
    out, last = set(), START
    for word in words(text):
        own = hash_word(word)
        out |= {own, pair(last, own)}
        last = own
        if not any("0" <= c <= "9" for c in word):
            whole = f"<{word}>"
            out |= {pair(length, hash_word(whole[at : at + length])) for length in PARTS for at in range(len(whole) - length + 1)}
    return sorted({value & (BUCKETS - 1) for value in out})


def train(rows, kinds, seed, epochs=2):
    """Learns from mails: text, labels, and the kinds that are known of each. Weights in 8 bits, their unit, and what is added to each kind."""
    chance = random.Random(seed)
    torch.manual_seed(seed)
    marks = lambda some: [float(kind in some) for kind in kinds]
    rows = [(features(text), marks(labels), marks(known)) for text, labels, known in rows]
    table = torch.nn.EmbeddingBag(BUCKETS, len(kinds), mode="sum")
    torch.nn.init.zeros_(table.weight)
    bias = torch.nn.Parameter(torch.full((len(kinds),), -1.5))
    optimiser = torch.optim.Adam([*table.parameters(), bias], lr=0.03)
    for _ in range(epochs):
        chance.shuffle(rows)
        for first in range(0, len(rows), 64):
            out, meant, known = judged(table, bias, rows[first : first + 64])
            loss = torch.nn.functional.binary_cross_entropy_with_logits(out, meant, reduction="none")
            loss = (loss * known).sum() / known.sum()
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
    weights = table.weight.detach().numpy()
    unit = float(np.abs(weights).max() / 127)
    return np.round(weights / unit).astype(np.int8), unit, bias.detach().numpy()


def file(weights, unit, bias, places):
    """What the program reads; `places` are the kinds' among all."""
    counts = np.array([BUCKETS, len(places), *places], "<u4").tobytes()
    return counts + np.array([unit, *bias], "<f4").tobytes() + weights.tobytes()


def scores(weights, unit, bias, text):
    """The logit of each kind."""
    row = features(text)
    return weights[row].astype(np.int64).sum(0) * (unit / math.sqrt(max(1, len(row)))) + bias
