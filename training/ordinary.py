"""Chooses ordinary sentences for `fit.py --noise` out of those of `noise.py`: what a network takes for a signal first, then a part of the rest.

    training/build/venv/bin/python training/ordinary.py noise.jsonl --apart real.jsonl > ordinary.jsonl

Read what scores high before you train on it (`--show`): a sentence that means something is no noise.
"""

import argparse
import json
import random
import re
import sys
from collections import defaultdict
from pathlib import Path

import torch

import data
import fit
import shipped
from check import Seen

# What the network holds for a tenth likely is worth more than what it never thought of.
HARD = 0.1
# Letters among prospects and us are full of doubts and promises that are meant: above this nobody takes them unread for nothing.
UNREAD = 0.5
# How many of each pair of parties: hard ones, and others that the first stage lets through.
MOST = {("team", "team"): (400, 1200), ("team", "supplier"): (80, 180), ("prospect", "team"): (400, 330), ("team", "prospect"): (120, 100)}
# Shorter ones are greetings, which stand in every mail.
LEAST_WORDS = 5
ALIKE = 0.45


def plain(text):
    """The words of a text and nothing else."""
    return re.sub(r"[^a-z0-9]+", " ", text.lower()).strip()


def apart_from(rows, path):
    """The rows of mails that share no sentence with `path`, and are like none of its sentences."""
    real = [json.loads(line)["text"] for line in Path(path).read_text(encoding="utf-8").splitlines()] if path else []
    seen, whole = Seen(), {plain(text) for text in real}
    for text in real:
        seen.add(text)
    known = lambda text: len(text.split()) >= LEAST_WORDS and plain(text) in whole
    mails = {row["mail"] for row in rows if any(known(row[part]) for part in ("before", "own", "after"))}
    return [row for row in rows if row["mail"] not in mails and plain(row["own"]) not in whole and seen.alike(row["own"]) < ALIKE]


def judgements(rows, gate):
    """Each row as each pair of parties could have written it, beside its neighbours and alone, where the first stage lets it through."""
    for row in rows:
        passed = gate.passes(row["own"])
        for parties, kinds in data.FITS.items():
            if any(passed[data.KINDS.index(kind)] for kind in kinds):
                yield {**row, "writer": parties[0], "to": parties[1]}
                if row["before"] or row["after"]:
                    yield {**row, "before": "", "after": "", "writer": parties[0], "to": parties[1]}


def main():
    ask = argparse.ArgumentParser()
    ask.add_argument("noise")
    ask.add_argument("--apart", default="", help="real sentences that are measured on: nothing of their mails, and nothing like them")
    ask.add_argument("--show", action="store_true", help="prints what scores high, to be read, instead")
    args = ask.parse_args()
    net, pieces, gate = shipped.read()
    rows = [json.loads(line) for line in Path(args.noise).read_text(encoding="utf-8").splitlines()]
    rows = list(judgements(apart_from(rows, args.apart), gate))
    bags = [data.ordinary(row) for row in rows]
    best = (torch.sigmoid(fit.logits(net, pieces, bags)) * fit.targets(bags)[1]).amax(1).tolist()
    bands = defaultdict(list)
    for row, score in zip(rows, best):
        inner = row["writer"] == "team" and row["to"] != "prospect"
        if args.show and score >= UNREAD:
            print(f"{score:.2f} {row['writer']}-{row['to']}: {row['own']}")
        if inner or score < UNREAD:
            bands[row["writer"], row["to"], score < HARD].append(row)
    if args.show:
        return
    chance = random.Random(9)
    for (writer, to, easy), some in sorted(bands.items()):
        for row in chance.sample(some, min(len(some), MOST[writer, to][easy])):
            print(json.dumps(row, ensure_ascii=False))
        print(writer, to, "easy" if easy else "hard", len(some), file=sys.stderr)


if __name__ == "__main__":
    main()
