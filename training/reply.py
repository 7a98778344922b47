"""Bends the network that signals.bin in `--out` (models) holds for whole mails, and writes the bending behind it.

    training/build/venv/bin/python training/reply.py --noise mails.jsonl

What a short reply means may stand in none of its sentences ("Cousin of the owner does this for a living, turns out. You were very patient
with us."). Every matrix gets the product of two thin ones added (LoRA, Hu et al. 2021); what the network says of sentences stays as it is. Whoever
exports another network runs this after it. `--noise` are whole mails, a text a line, of archives that are not part of the repository.
"""

import argparse
import copy
import glob
import json
import random
import time
from pathlib import Path

import numpy as np
import torch
from torch import nn
from torch.nn import functional as F

import data
import export
import fit
import shipped
import wording
from net import HIDDEN

# What a whole mail is judged for, by people too: replies of prospects, and mail inside the team or to its suppliers.
OF_PROSPECTS, OF_TEAM = ["decline", "deferral", "commitment"], ["celebration", "allocation"]
JUDGED = OF_PROSPECTS + OF_TEAM
# Pieces of a reply that are looked at.
MOST = 110
RANK = 32
# Rows of other hands, and of ordinary mail, beside each round over the mails.
LINES, ORDINARY = 0.3, 300
PARTIES = [("prospect", "team"), ("team", "team"), ("team", "supplier")]
# No kind but those that are judged is ever likely.
NEVER = -20.0


class Bent(nn.Module):
    """A matrix and the two thin ones whose product is added to it."""

    def __init__(self, plain):
        super().__init__()
        self.plain = plain
        self.down = nn.Parameter(torch.randn(RANK, plain.in_features) / plain.in_features**0.5)
        self.up = nn.Parameter(torch.zeros(plain.out_features, RANK))

    def forward(self, x):
        return self.plain(x) + F.linear(F.linear(x, self.down), self.up)


def matrices(net):
    """Every matrix of every layer, in the order of the file: its layer and its name."""
    return [(layer, name) for layer in net.layers for name in ("qkv", "out", "inner", "outer")]


def bend(net):
    """The network with everything it has learned held fast, and room for what bends it."""
    for weight in net.parameters():
        weight.requires_grad_(False)
    for layer, name in matrices(net):
        setattr(layer, name, Bent(getattr(layer, name)))
    head = nn.Linear(HIDDEN, len(JUDGED))
    at = [data.KINDS.index(kind) for kind in JUDGED]
    with torch.no_grad():
        head.weight.copy_(net.head.weight[at])
        head.bias.copy_(net.head.bias[at])
    net.head = head
    return net


def go_on(net, body):
    """Takes up what bends the network from the end of a file, and its head."""
    rest = shipped.Reader(body)
    with torch.no_grad():
        for layer, name in matrices(net):
            for weight in (getattr(layer, name).down, getattr(layer, name).up):
                one = nn.Linear(weight.shape[1], weight.shape[0])
                rest.linear(one)
                weight.copy_(one.weight)
        head = nn.Linear(HIDDEN, len(data.KINDS))
        rest.linear(head)
        at = [data.KINDS.index(kind) for kind in JUDGED]
        net.head.weight.copy_(head.weight[at])
        net.head.bias.copy_(head.bias[at])


def learned(net):
    return {name: weight for name, weight in net.named_parameters() if weight.requires_grad}


def bag(row, source=""):
    """A mail as one sentence; of some only the refusal is known."""
    one = data.Bag(row["writer"], row["to"], [" ".join(row["text"].split())], range(1), frozenset(row["labels"]), source, id=row.get("id", ""))
    one.known = row.get("judged", OF_PROSPECTS if row["writer"] == "prospect" else OF_TEAM)
    return one


def read(path):
    return [bag(json.loads(line), Path(path).name) for line in Path(path).read_text(encoding="utf-8").splitlines()] if path else []


def ordinary(path):
    """Ordinary mails: JSON lines with a text."""
    rows = [json.loads(line) for line in Path(path).read_text(encoding="utf-8").splitlines()] if path else []
    parties = [PARTIES[at % 2] for at in range(len(rows))]
    return [bag({"writer": writer, "to": to, "text": row["text"], "labels": []}) for row, (writer, to) in zip(rows, parties)]


def lines():
    """What the lines of the other hands say, a line a mail."""
    of_sentences = [one for one in fit.lines() if (one.writer, one.to) in PARTIES and one.sample == "line"]
    return [bag({"writer": one.writer, "to": one.to, "text": " ".join(one.text), "labels": list(one.labels)}) for one in of_sentences]


def augment(one, chance):
    """The same reply from another hand."""
    text = one.text[0]
    roll = chance.random()
    if roll < 0.12:
        text = data.typo(text, chance)
    elif roll < 0.2:
        text = text.lower()
    if chance.random() < 0.3:
        text = f"{chance.choice(data.GREETINGS)} {text}"
    if chance.random() < 0.3:
        text = f"{text} {chance.choice(data.CLOSERS)}"
    other = copy.copy(one)
    other.text = [text]
    return other


def logits(net, pieces, bags):
    return net(*fit.collate([data.encode(pieces, one, 0) for one in bags])).float()


def loss_of(net, pieces, bags):
    """Cross entropy over the kinds that are known of each."""
    meant = torch.tensor([[float(kind in one.labels) for kind in JUDGED] for one in bags]) * 0.94 + 0.03
    known = torch.tensor([[float(kind in one.known) for kind in JUDGED] for one in bags])
    return (F.binary_cross_entropy_with_logits(logits(net, pieces, bags), meant, reduction="none") * known).sum() / known.sum()


def scores(net, pieces, bags, size=64):
    """What each reply comes to, kind by kind."""
    net.eval()
    order = sorted(range(len(bags)), key=lambda at: len(bags[at].text[0]))
    said = torch.zeros(len(bags), len(JUDGED))
    with torch.no_grad():
        for first in range(0, len(order), size):
            some = order[first : first + size]
            said[some] = torch.sigmoid(logits(net, pieces, [bags[at] for at in some]))
    return said


def learn(net, pieces, train, others, noise, steps, rate, seed):
    """Learns what bends; the running average is the result."""
    chance, weights = random.Random(seed), learned(net)
    optimiser = torch.optim.AdamW(weights.values(), lr=rate, weight_decay=0.01)
    pace = torch.optim.lr_scheduler.LambdaLR(optimiser, lambda step: min(1.0, (step + 1) / 40) * max(0.02, 1 - step / steps))
    average = {name: weight.detach().clone() for name, weight in weights.items()}
    done, total, began = 0, 0.0, time.time()
    net.train()
    while done < steps:
        some = train + chance.sample(others, min(len(others), int(len(train) * LINES))) + chance.sample(noise, min(len(noise), ORDINARY))
        order = sorted(some, key=lambda one: len(one.text[0]) + chance.random() * 60)
        rounds = [order[at : at + 32] for at in range(0, len(order), 32)]
        chance.shuffle(rounds)
        for bags in rounds[: steps - done]:
            with torch.autocast("cpu", dtype=torch.bfloat16):
                loss = loss_of(net, pieces, [augment(one, chance) for one in bags])
            optimiser.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(weights.values(), 1.0)
            optimiser.step()
            pace.step()
            done, total = done + 1, total + loss.item()
            with torch.no_grad():
                for name, weight in weights.items():
                    average[name].lerp_(weight, 0.1 if done < steps / 2 else 0.02)
            if done % 100 == 0:
                print(f"step {done} of {steps}: loss {total / 100:.4f}, {time.time() - began:.0f} s", flush=True)
                total = 0.0
    with torch.no_grad():
        for name, weight in weights.items():
            weight.copy_(average[name])


@torch.no_grad()
def part(net):
    """What the file holds behind the network: of each matrix the two thin ones, then the last one with a row a kind. The network goes on
    with the weights that are written."""
    thin = lambda weight: nn.Linear(weight.shape[1], weight.shape[0])
    out = b""
    for layer, name in matrices(net):
        for weight in (getattr(layer, name).down, getattr(layer, name).up):
            small, scale = export.quantised(weight)
            weight.copy_(small.float() * scale[:, None])
            one = thin(weight)
            one.weight.copy_(weight)
            one.bias.zero_()
            out += export.linear(one)
    head = nn.Linear(HIDDEN, len(data.KINDS))
    head.weight.zero_()
    head.bias.fill_(NEVER)
    for at, kind in enumerate(JUDGED):
        head.weight[data.KINDS.index(kind)] = net.head.weight[at]
        head.bias[data.KINDS.index(kind)] = net.head.bias[at]
    small, scale = export.quantised(head.weight)
    net.head.weight.copy_((small.float() * scale[:, None])[[data.KINDS.index(kind) for kind in JUDGED]])
    return out + export.linear(head)


def together(net, pieces, worded, bags):
    """What each mail comes to by the network and by its wording, kind by kind."""
    by_words = torch.tensor(np.array([wording.scores(*worded, one.text[0]) for one in bags]))
    return torch.sigmoid(torch.logit(scores(net, pieces, bags), 1e-6) + wording.SHARE * by_words)


def golden(net, pieces, worded, bags):
    """Scores of a few mails."""
    lines = []
    bags = [one for one in bags if len(pieces.ids_of(one.text[0])) <= MOST]
    for one, said in zip(bags, together(net, pieces, worded, bags).tolist()):
        values = {kind: round(value, 4) for kind, value in zip(JUDGED, said)}
        lines.append({"roles": [data.PARTY[one.writer], data.PARTY[one.to]], "reply": one.text[0], "scores": values})
    return "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)


def told(said, bags, kind):
    """How many are told rightly and wrongly at a few thresholds."""
    meant = torch.tensor([kind in one.labels for one in bags])
    values = said[:, JUDGED.index(kind)]
    at = lambda least: f"{least}: {int(((values >= least) & meant).sum())} of {int(meant.sum())}, {int(((values >= least) & ~meant).sum())} wrong"
    return "; ".join(at(least) for least in (0.5, 0.6, 0.7, 0.8, 0.9))


def main():
    ask = argparse.ArgumentParser()
    ask.add_argument("--hands", default="15,16,17,24,46,49,50,51,52,53,54,55,56", help="hands of data/reply-HAND.jsonl that are held out: b,h")
    ask.add_argument("--noise", default="", help="ordinary mails that mean nothing, outside of the repository: JSON lines with a text")
    ask.add_argument("--apart", default="", help="others of them, to measure on")
    ask.add_argument("--go-on", action="store_true", help="from what bends the network of the file")
    ask.add_argument("--often", default="", help="hands that are looked at twice as often")
    ask.add_argument("--steps", type=int, default=3000)
    ask.add_argument("--rate", type=float, default=1e-3)
    ask.add_argument("--seed", type=int, default=3)
    ask.add_argument("--out", default=str(shipped.FILE.parent))
    args = ask.parse_args()
    torch.manual_seed(args.seed)
    torch.set_num_threads(2)
    data.OWN = MOST
    out = Path(args.out)
    net, pieces, _ = shipped.read(out / "signals.bin")
    net = bend(net)
    if args.go_on:
        go_on(net, shipped.reply_of((out / "signals.bin").read_bytes()))
    held = {f"reply-{hand}.jsonl" for hand in args.hands.split(",")}
    rows = [one for path in sorted(glob.glob(str(fit.HERE / "data/reply-*.jsonl"))) for one in read(path)]
    apart, train = [one for one in rows if one.source in held], [one for one in rows if one.source not in held]
    often = {f"reply-{hand}.jsonl" for hand in args.often.split(",")}
    print(f"{len(train)} replies to learn from, {len(apart)} held out", flush=True)
    others, mails = lines(), ordinary(args.noise)
    learn(net, pieces, train + [one for one in train if one.source in often], others, mails, args.steps, args.rate, args.seed)
    worded = wording.train([(one.text[0], one.labels, one.known) for one in train + others + mails], JUDGED, args.seed)
    plain = shipped.without_reply((out / "signals.bin").read_bytes())
    (out / "signals.bin").write_bytes(plain + part(net) + wording.file(*worded, [data.KINDS.index(kind) for kind in JUDGED]))
    (out / "golden-replies.jsonl").write_text(golden(net, pieces, worded, (apart or train)[::4]), encoding="utf-8")
    apart = {"ordinary mail": ordinary(args.apart), **{source: [one for one in apart if one.source == source] for source in sorted(held)}}
    for name, some in apart.items():
        said = together(net, pieces, worded, some) if some else None
        for kind in JUDGED if some else []:
            print(f"{name}, {kind}: {told(said, some, kind)}", flush=True)


if __name__ == "__main__":
    main()
