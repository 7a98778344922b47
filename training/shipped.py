"""Reads models/signals.bin back: the network, its pieces and the first stage, to ask them in Python what the program would say."""

import struct
from pathlib import Path

import numpy as np
import torch

import data
import gate as first
from export import MAGIC, PANEL
from net import Net
from wordpiece import WordPiece

FILE = Path(__file__).parent.parent / "models/signals.bin"


class Reader:
    """What export.py wrote, part after part."""

    def __init__(self, octets):
        self.rest = memoryview(octets)

    def take(self, count):
        taken, self.rest = self.rest[:count], self.rest[count:]
        return taken

    def count(self):
        return struct.unpack("<I", self.take(4))[0]

    def array(self, form, *shape):
        return np.frombuffer(self.take(np.dtype(form).itemsize * int(np.prod(shape))), form).reshape(shape).copy()

    def table(self, part):
        """An embedding."""
        rows, width = self.count(), self.count()
        scale = self.array("<f4", rows, 1)
        part.weight.copy_(torch.from_numpy(self.array("i1", rows, width) * scale))

    def linear(self, part):
        """A matrix in panels; into nothing, where it is an exit's."""
        rows, width = self.count(), self.count()
        scale, bias = self.array("<f4", rows, 1), self.array("<f4", rows)
        panels = self.array("i1", -(-rows // PANEL), width // 2, PANEL, 2)
        if part is not None:
            part.weight.copy_(torch.from_numpy(panels.transpose(0, 2, 1, 3).reshape(-1, width)[:rows] * scale))
            part.bias.copy_(torch.from_numpy(bias))

    def norm(self, part):
        width = self.count()
        for values in (part.weight, part.bias):
            values.copy_(torch.from_numpy(self.array("<f4", width)))


def read(path=FILE):
    """The network, its pieces, the first stage."""
    return parts(Path(path).read_bytes())[:3]


def without_reply(octets):
    """A file without what bends its network for whole replies."""
    return octets[: parts(octets)[3]]


def reply_of(octets):
    """What bends the network of a file for whole replies."""
    return octets[parts(octets)[3] :]


@torch.no_grad()
def parts(octets):
    """The network, its pieces, the first stage, and how many octets they take: what stands behind them bends it for whole replies."""
    assert octets.startswith(MAGIC), "another form of file"
    reader = Reader(octets[len(MAGIC) :])
    kinds = reader.count()
    reader.array("<f4", kinds, 2)
    buckets = reader.count()
    least = reader.array("<i4", kinds)
    gate = first.Gate(reader.array("i1", buckets, kinds), None)
    gate.least = least
    pieces = bytes(reader.take(reader.count())).decode().split("\n")
    net = Net(len(pieces)).eval()
    for part in (net.words, net.positions, net.parts):
        reader.table(part)
    reader.norm(net.norm)
    assert reader.count() == len(net.layers) and kinds == len(data.KINDS), "another network"
    for layer in net.layers:
        for part in (layer.qkv, layer.out):
            reader.linear(part)
        reader.norm(layer.norm1)
        for part in (layer.inner, layer.outer):
            reader.linear(part)
        reader.norm(layer.norm2)
    for _ in range(reader.count()):
        reader.count()
        reader.linear(None)
        reader.array("<f4", kinds)
    reader.linear(net.head)
    return net, WordPiece(pieces), gate, len(octets) - len(reader.rest)
