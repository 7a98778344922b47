"""A trained run to one file: thresholds, first stage, vocabulary and 8-bit weights; and golden scores for the Rust side."""

import argparse
import json
import random
import struct
from pathlib import Path

import numpy as np
import torch

import data
import early
import fit
import gate as first
from net import Net
from wordpiece import WordPiece

HERE = Path(__file__).parent
MAGIC = b"wentdark-signals-5\n"
# Below this the network overrules a phrase of the lexicon. On a hand that nobody trained on, half written as traps, these lost few
# rightly heard phrases and half of the wrong ones. Never a commitment, nearly all of whose phrases are right, nor a celebration: skilled
# writers gave their plain words to traps ("Ring the bell." comes to 0.06).
VETO = {"urgency": 0.05, "overpromise": 0.05, "celebration": 0.0, "allocation": 0.06, "commitment": 0.0, "leverage": 0.2, "doubt": 0.05,
        "decline": 0.1, "deferral": 0.3}
# What settles or pauses a deal hides one that went dark where it is wrong, so without a phrase of the lexicon the network must be this
# sure. On that hand: commitments 66 right and 3 wrong (70 and 3 at 0.5), declines 48 and 7 (57 and 13 at 0.65), deferrals 74 and 5 (76 and 6
# at 0.65). A promise that is none is cheap to miss.
LEAST_ALONE = {"commitment": 0.75, "decline": 0.9, "deferral": 0.85, "overpromise": 0.75}
# No more than this is asked of what the product is for: below, the held-out hand (half of it traps) brought twice as many right ones as wrong.
MOST_ALONE = {"celebration": 0.6, "allocation": 0.7}
# And this sure of anything.
LEAST = 0.5
# Room below what the held-out hand asks for: other hands write otherwise.
EXIT_MARGIN = 0.3
# Rows of weights that the program multiplies together.
PANEL = 16
# What the heads before the last may lose together of what the network finds.
LOSS = 0.005


def quantised(matrix):
    """Rows of 8-bit numbers and the scale of each."""
    scale = matrix.abs().amax(1).clamp(min=1e-9) / 127
    return torch.round(matrix / scale[:, None]).to(torch.int8), scale


def count(*values):
    return b"".join(struct.pack("<I", value) for value in values)


def floats(values):
    return np.asarray(values, dtype="<f4").tobytes()


def table(matrix):
    """An embedding."""
    small, scale = quantised(matrix)
    return count(*matrix.shape) + floats(scale) + small.numpy().tobytes()


def linear(part):
    """A matrix, in panels of sixteen rows: the first two weights of each, then the next two ... Rows that the last panel lacks are zeros."""
    small, scale = quantised(part.weight.detach())
    rows, width = small.shape
    panels = np.pad(small.numpy(), ((0, -rows % PANEL), (0, 0))).reshape(-1, PANEL, width // 2, 2).transpose(0, 2, 1, 3)
    return count(rows, width) + floats(scale) + floats(part.bias.detach()) + panels.tobytes()


def norm(part):
    return count(len(part.weight)) + floats(part.weight.detach()) + floats(part.bias.detach())


def body(net, pieces, exits):
    """Everything that the network needs."""
    text = "\n".join(pieces).encode()
    out = count(len(text)) + text
    out += table(net.words.weight.detach()) + table(net.positions.weight.detach()) + table(net.parts.weight.detach()) + norm(net.norm)
    out += count(len(net.layers))
    for layer in net.layers:
        out += linear(layer.qkv) + linear(layer.out) + norm(layer.norm1) + linear(layer.inner) + linear(layer.outer) + norm(layer.norm2)
    out += count(len(exits))
    for after, head, least in exits:
        out += count(after) + linear(head) + floats(least)
    return out + linear(net.head)


def requantise(net):
    """The network with the weights that the file holds, to say what Rust should answer."""
    with torch.no_grad():
        for name, weight in net.named_parameters():
            if weight.dim() == 2:
                small, scale = quantised(weight)
                weight.copy_(small.float() * scale[:, None])


def threshold(chances, meant):
    """Where F is best with precision counted double: mail is nearly all without a signal, so a wrong one is worse than a missed one. Few
    lines move it little."""
    weight, middle = 0.25, 0.65
    best = (0.0, 0.5)
    for at in np.arange(0.3, 0.96, 0.025):
        told = chances >= at
        right = float((told & meant).sum())
        value = (1 + weight) * right / max(1e-9, weight * meant.sum() + told.sum())
        best = max(best, (value, round(float(at), 3)))
    many = float(meant.sum())
    # Half of the held-out lines mean something, of mail one sentence in a hundred: who is less than half sure is not believed.
    return max(LEAST, round(middle + (best[1] - middle) * many / (many + 50), 3))


def told_of(chances, meant, cuts, kinds):
    """Precision, recall and their counts over some kinds."""
    told = chances >= np.array(cuts)
    at = [data.KINDS.index(kind) for kind in kinds]
    right, wrong = int((told & meant)[:, at].sum()), int((told & ~meant)[:, at].sum())
    missed = int((~told & meant)[:, at].sum())
    share = lambda part, of: part / max(1, of)
    return f"precision {share(right, right + wrong):.3f} recall {share(right, right + missed):.3f} ({right} right, {wrong} wrong, {missed} missed)"


def golden(net, pieces, gate, bags):
    """Scores of a few lines, one sentence each."""
    lines = []
    for bag in bags:
        for at in bag.judged:
            row = data.encode(pieces, bag, at)
            with torch.no_grad():
                scores = torch.sigmoid(net(*fit.collate([row])))[0]
            before = bag.text[at - 1] if at else ""
            after = bag.text[at + 1] if at + 1 < len(bag.text) else ""
            lines.append({"roles": [data.PARTY[bag.writer], data.PARTY[bag.to]], "before": before, "own": bag.text[at], "after": after,
                          "pieces": len(row[0]), "gate": gate.scores(bag.text[at]).tolist(), "scores": [round(value, 4) for value in scores.tolist()]})
    return "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)


def read_noise(path):
    """Sentences that mean nothing, with their neighbours, of one mail after another; and the fifth of them kept apart, by mail."""
    rows = [json.loads(line) for line in Path(path).read_text(encoding="utf-8").splitlines()] if path else []
    mails = sorted({row["mail"] for row in rows})
    random.Random(3).shuffle(mails)
    apart = set(mails[: len(mails) // 5])
    return [row for row in rows if row["mail"] not in apart], [row for row in rows if row["mail"] in apart]


def asked(gate, rows):
    """The sentences of `rows` that the first stage lets through, as each pair of parties could have written them."""
    out = []
    for row in rows:
        text = [row["before"], row["own"], row["after"]]
        passed = gate.passes(row["own"])
        for (writer, to), kinds in data.FITS.items():
            if any(passed[data.KINDS.index(kind)] for kind in kinds):
                out.append((data.Bag(writer, to, text, range(1, 2), frozenset()), 1))
    return out


def early_exits(net, pieces, gate, train, held, noise, apart, cuts, seed, most):
    """The heads after some layers, and their least logits: what they lose is told on held-out lines, what they spare on noise."""
    lines = lambda bags: [(bag, at) for bag in bags for at in bag.judged]
    marks = lambda rows: torch.tensor([[float(kind in bag.fits) for kind in data.KINDS] for bag, _ in rows])
    some = lambda rows: random.Random(seed).sample(rows, min(len(rows), most))
    learn, check, ordinary = some(lines(train)) + some(asked(gate, noise)), lines(held), some(asked(gate, apart))
    hidden, late = early.looks(net, pieces, learn, exact=False)
    heads = [early.train(means, late, marks(learn), seed) for means in hidden]
    hidden, late = early.looks(net, pieces, check)
    fits = marks(check) > 0
    found = (torch.sigmoid(late) >= torch.tensor(cuts)) & fits
    noise_hidden, noise_late = early.looks(net, pieces, ordinary, exact=False)
    noise_fits = marks(ordinary) > 0
    told = ((torch.sigmoid(noise_late) >= torch.tensor(cuts)) & noise_fits).any(1)
    alive, noise_alive, exits = torch.ones(len(check), dtype=bool), torch.ones(len(ordinary), dtype=bool), []
    for place, (after, head) in enumerate(zip(early.AFTER, heads)):
        here = head(hidden[place])
        hits = [here[:, kind][found[:, kind] & alive].sort().values for kind in range(len(cuts))]
        for level in np.linspace(0.05, 0, 101):
            floor = torch.tensor([float(some[int(len(some) * level)]) if len(some) else 9.0 for some in hits]) - EXIT_MARGIN
            passes = alive & ((here >= floor) & fits).any(1)
            lost = 1 - float((found & passes[:, None]).sum() / found.sum())
            if lost <= LOSS * (place + 1) / len(heads):
                break
        alive = passes
        noise_alive &= ((head(noise_hidden[place]) >= floor) & noise_fits).any(1)
        exits.append((after, head, floor.tolist()))
        print(f"after {after} layers: {int(noise_alive.sum())} of {len(ordinary)} ordinary ones go on, {int((told & noise_alive).sum())} of "
              f"{int(told.sum())} alarms on them; held out: lost {lost:.4f} of what is found", flush=True)
    return exits


def main():
    ask = argparse.ArgumentParser()
    ask.add_argument("--run", default="build/run.pt")
    ask.add_argument("--noise", default="", help="ordinary sentences: JSON lines of mail, before, own, after")
    ask.add_argument("--most", type=int, default=1 << 30, help="so many labelled and so many ordinary sentences teach the exits at most")
    ask.add_argument("--out", default=str(HERE.parent / "models"))
    args = ask.parse_args()
    torch.set_num_threads(2)
    run = torch.load(args.run, weights_only=True)
    was = run["args"]
    pieces = WordPiece(run["pieces"])
    net = Net(len(run["pieces"])).eval()
    net.load_state_dict(run["net"])
    bags = fit.lines()
    held, train = data.split([bag for bag in bags if bag.fits], was["held"], was["seed"], was["hands"])
    real, real_held = data.real_folds(was["real"], was["fold"])
    noise, apart = read_noise(args.noise)
    requantise(net)
    # Real sentences that mean nothing are part of what thresholds are chosen on: labelled lines hold more signals than mail does.
    judged = held + real_held
    logits = fit.logits(net, pieces, judged)
    chances = torch.sigmoid(logits).numpy()
    meant, fits = (part.numpy() > 0 for part in fit.targets(judged))
    chances = chances * fits
    cuts = [threshold(chances[:, k], meant[:, k]) for k in range(len(data.KINDS))]
    cuts = [min(cut, MOST_ALONE.get(kind, 1.0)) for kind, cut in zip(data.KINDS, cuts)]
    print("thresholds", dict(zip(data.KINDS, cuts)))
    for kind in data.KINDS:
        print(f"{kind}: {told_of(chances, meant, cuts, [kind])}")
    print(f"celebration, allocation, commitment: {told_of(chances, meant, cuts, ['celebration', 'allocation', 'commitment'])}")
    print(f"all: {told_of(chances, meant, cuts, data.KINDS)}")
    for sample in ("random", "near"):
        rows = [bag.sample == sample for bag in judged]
        print(f"real sentences held out, {sample}: alarms {told_of(chances[rows], meant[rows], cuts, data.KINDS)} of {sum(rows)}", flush=True)
    chances, meant = chances[: len(held)], meant[: len(held)]
    gate = first.train(train + real, [row["own"] for row in noise], was["seed"])
    gate.choose(held)
    for parties, kinds in data.FITS.items():
        places = [data.KINDS.index(kind) for kind in kinds]
        passed = sum(bool(gate.passes(row["own"])[places].any()) for row in apart)
        print(f"first stage: ordinary, {'-'.join(parties)}: {passed} of {len(apart)} pass", flush=True)
    exits = early_exits(net, pieces, gate, train + real, held, noise, apart, cuts, was["seed"], args.most)
    pairs = [(max(cut, LEAST_ALONE.get(kind, 0.0)), VETO[kind]) for kind, cut in zip(data.KINDS, cuts)]
    head = count(len(cuts)) + floats([value for pair in pairs for value in pair])
    head += gate.file()
    out = Path(args.out)
    out.mkdir(exist_ok=True)
    (out / "signals.bin").write_bytes(MAGIC + head + body(net, run["pieces"], exits))
    (out / "golden.jsonl").write_text(golden(net, pieces, gate, held[::40]), encoding="utf-8")
    print((out / "signals.bin").stat().st_size, "bytes")


if __name__ == "__main__":
    main()
