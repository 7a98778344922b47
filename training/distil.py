"""Goes on from a run: what it learns is partly what the labels say, partly the mean of what the run and the file that is shipped say.

    training/build/venv/bin/python training/distil.py --run build/run.pt --out build/distilled.pt

Two networks that learned from the same lines by different ways err on different ones; their mean was better than either on a hand that
neither had seen, and one network can learn most of it. What the shipped one alone says is learned of `data/kept.jsonl`: sentences of
the repository's tests and stories, which phrases, guards and that file judge rightly together.
"""

import argparse
import json
import random
from pathlib import Path

import torch
from torch.nn import functional as F

import data
import fit
import shipped
from net import Net
from wordpiece import WordPiece

# How much of the target is the teachers' where a label stands beside it: labels are right more often, teachers say how sure one can be.
TEACHERS, TEACHERS_OF_ORDINARY = 0.6, 0.5
# Lines of the other hands that are looked at, and ordinary sentences that only the teachers judge.
OTHERS, UNLABELLED = 15000, 3000


def taught(bags, unlabelled, probabilities):
    """The target of each bag; those of `unlabelled` are the teachers' alone."""
    rows = []
    for bag, said in zip(bags, probabilities):
        label = torch.tensor([float(kind in bag.labels) for kind in data.KINDS]) * 0.96 + 0.02
        share = 1.0 if id(bag) in unlabelled else TEACHERS_OF_ORDINARY if bag.source == "noise" or bag.sample in ("random", "near") else TEACHERS
        rows.append(share * said + (1 - share) * label)
    return dict(zip(map(id, bags), rows))


def loss_of(net, pieces, bags, wanted):
    """As `fit.loss_of`, with targets between 0 and 1."""
    rows, owner = [], []
    for at, bag in enumerate(bags):
        for place in bag.judged:
            rows.append(data.encode(pieces, bag, place))
            owner.append(at)
    out, owner = net(*fit.collate(rows)), torch.tensor(owner)
    most = torch.stack([out[owner == at].amax(0) for at in range(len(bags))]).float()
    weight = fit.targets(bags)[1] * (1 + 0.5 * wanted)
    return (F.binary_cross_entropy_with_logits(most, wanted, reduction="none") * weight).sum() / weight.sum().clamp(min=1)


def main():
    ask = argparse.ArgumentParser()
    ask.add_argument("--run", default="build/run.pt")
    ask.add_argument("--out", default="build/distilled.pt")
    ask.add_argument("--often", default="i,j,p,u,v,w,x,y,z", help="hands whose lines are all looked at")
    ask.add_argument("--real", default="", help="as of fit.py")
    ask.add_argument("--noise", default="", help="as of fit.py")
    ask.add_argument("--unlabelled", default="", help="ordinary sentences of noise.py, of which some are judged by the teachers alone")
    ask.add_argument("--steps", type=int, default=1000)
    ask.add_argument("--seed", type=int, default=5)
    ask.add_argument("--rate", type=float, default=6e-5)
    args = ask.parse_args()
    torch.set_num_threads(2)
    torch.manual_seed(args.seed)
    chance = random.Random(args.seed)
    read = lambda path: [json.loads(line) for line in Path(path).read_text(encoding="utf-8").splitlines()] if path else []
    run = torch.load(args.run, weights_only=True)
    was, pieces = run["args"], WordPiece(run["pieces"])
    net = Net(len(run["pieces"])).eval()
    net.load_state_dict(run["net"])
    held, train = data.split([bag for bag in fit.lines() if bag.fits], was["held"], was["seed"], was["hands"])
    real, _ = data.real_folds(args.real, was["fold"])
    often = {f"train-{hand}.jsonl" for hand in args.often.split(",")}
    looked = data.epoch(train, chance)
    others = [bag for bag in looked if bag.source not in often]
    parties = [pair for pair in data.FITS]
    some = read(args.unlabelled)
    named = lambda row: dict(zip(("writer", "to"), chance.choice(parties)), **row)
    unlabelled = [data.ordinary(named(row)) for row in chance.sample(some, min(len(some), UNLABELLED))]
    bags = [bag for bag in looked if bag.source in often] + chance.sample(others, min(len(others), OTHERS))
    kept = [data.ordinary(row) for row in read(fit.HERE / "data/kept.jsonl")]
    bags += real + [data.ordinary(row) for row in read(args.noise)] + unlabelled + kept
    teacher, its_pieces, _ = shipped.read()
    with torch.autocast("cpu", dtype=torch.bfloat16):
        old, new = (fit.logits(*one, bags).float() for one in ((teacher, its_pieces), (net, pieces)))
    first_kept = len(bags) - len(kept)
    alone = torch.tensor([[0.5 if at < first_kept else 1.0] for at in range(len(bags))])
    wanted = taught(bags, set(map(id, unlabelled + kept)), torch.sigmoid(alone * old + (1 - alone) * new))
    print(f"{len(bags)} bags, {len(unlabelled)} of them judged by the teachers alone, {len(kept)} as the shipped file does", flush=True)
    pool = data.plain_sentences(train)
    rounds = lambda: fit.batches(bags, 32, chance)
    target = lambda some: torch.stack([wanted[id(bag)] for bag in some])
    loss = lambda net, some: loss_of(net, pieces, [data.augment(bag, chance, pool) for bag in some], target(some))
    keep = lambda done: 0.9 if done < args.steps / 2 else 0.99
    average = fit.learn(net, rounds, loss, args.steps, args.rate, 4, 0.04, keep)
    said = fit.logits(average, pieces, held)
    torch.save({**run, "net": average.state_dict(), "held": said}, args.out)
    for threshold in (0.5, 0.6, 0.7, 0.8):
        p, r, f = fit.scores(said, held, threshold)
        print(f"held out at {threshold}: precision {p:.3f} recall {r:.3f} F1 {f:.3f}", flush=True)


if __name__ == "__main__":
    main()
