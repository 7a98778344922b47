"""The first stage: a linear score over hashed words and pairs, as encoder/src/gate.rs computes it."""

import math
import random

import numpy as np
import torch

import data
from wordpiece import words

BUCKETS = 1 << 16
START = 17
MASK = 0xFFFFFFFF


def hash_word(word):
    """FNV-1a; numbers are one word."""
    if any("0" <= c <= "9" for c in word):
        word = "0"
    value = 2166136261
    for byte in word.encode():
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


def train(bags, noise, seed, epochs=6):
    """Weights and bias, in 8 bits with one scale. `noise` are sentences that mean nothing, whoever writes them."""
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
            some = rows[first : first + 256]
            flat = torch.tensor([value for row, _, _ in some for value in row])
            starts = torch.tensor(np.cumsum([0] + [len(row) for row, _, _ in some[:-1]]))
            length = torch.tensor([[math.sqrt(len(row))] for row, _, _ in some])
            out = table(flat, starts) / length + bias
            meant, fits = (torch.tensor([row[part] for row in some]) for part in (1, 2))
            loss = torch.nn.functional.binary_cross_entropy_with_logits(out, meant, reduction="none") * fits * (1 + 3 * meant)
            loss = loss.sum() / fits.sum() + 3e-7 * table.weight.square().sum()
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
    weights = table.weight.detach().numpy()
    scale = float(np.abs(weights).max() / 127)
    return np.round(weights / scale).astype(np.int8), scale, bias.detach().numpy()


def scores(gate, sentence):
    """The score of each kind."""
    weights, scale, bias = gate
    row = features(sentence)
    return weights[row].astype(np.int32).sum(0) * scale / math.sqrt(len(row)) + bias


def cut(gate, held, found, loss=0.01):
    """The least score a kind that still lets through all but `loss` of what the network finds; and what share of all passes."""
    table = [[scores(gate, bag.text[at]) for at in bag.judged] for bag in held]
    hits = [(at, kind) for at, kind in found]
    best = {kind: sorted(max(row[kind] for row in table[at]) for at, k in hits if k == kind) for kind in range(len(data.KINDS))}

    def lost(level):
        least = np.array([best[k][int(len(best[k]) * level)] if best[k] else 9.0 for k in range(len(data.KINDS))]) - 1e-3
        gone = 0
        for at, kind in hits:
            fits = [k for k, name in enumerate(data.KINDS) if name in held[at].fits]
            gone += not any(row[k] >= least[k] for row in table[at] for k in fits)
        return least, gone / max(1, len(hits))

    level = max(level for level in np.linspace(0, 0.2, 41) if lost(level)[1] <= loss)
    return (*lost(level), level)
