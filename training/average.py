"""The mean of runs that went on from one another, as a run: build/venv/bin/python average.py OUT.pt RUN.pt..."""

import sys

import torch

import data
import fit
from net import Net
from wordpiece import WordPiece


def main():
    """Averages the weights, and says anew what is told of the held-out hand."""
    out, *names = sys.argv[1:]
    runs = [torch.load(name, weights_only=True) for name in names]
    first = runs[0]
    net = Net(len(first["pieces"])).eval()
    net.load_state_dict({name: sum(run["net"][name] for run in runs) / len(runs) for name in first["net"]})
    was = first["args"]
    held, _ = data.split([bag for bag in fit.lines() if bag.fits], was["held"], was["seed"], was["hands"])
    torch.save({**first, "net": net.state_dict(), "held": fit.logits(net, WordPiece(first["pieces"]), held)}, out)


if __name__ == "__main__":
    main()
