"""Measures models/signals.bin and writes what comes out into MODEL_CARD.md, between its two marks; the rest of the card is people's.

    training/build/venv/bin/python training/card.py
    training/build/venv/bin/python training/card.py --program target/release/wentdark

The program itself is asked, so lexicon, network and grammar are measured together; without `--program` cargo builds it. The same file
and program give the same card. Of dev.jsonl totals alone are told: nobody is to learn what stands there.
"""

import argparse
import glob
import hashlib
import json
import subprocess
from collections import Counter, defaultdict
from pathlib import Path

import numpy as np

import data
import net
import reply
import shipped
import thresholds

HERE = Path(__file__).parent
CARD = HERE / "MODEL_CARD.md"
BEGIN, END = "<!-- measured: begin -->", "<!-- measured: end -->"
# What `train` keeps apart: a hand of lines, four of whole mails, and the lines that no threshold was chosen on.
LINES, MAILS, DEV = "train-h.jsonl", ["reply-15.jsonl", "reply-16.jsonl", "reply-17.jsonl", "reply-24.jsonl"], "dev.jsonl"
CAREFUL = ["celebration", "allocation", "commitment"]
# Hands have named languages in several ways.
LANGUAGES = {"nb": "no", "german": "de", "french": "fr", "spanish": "es", "italian": "it", "portuguese": "pt", "dutch": "nl", "swedish": "sv", "polish": "pl"}
SUREST = 10


def rows(name):
    """The rows of a file of data."""
    return [json.loads(line) for line in (HERE / "data" / name).read_text(encoding="utf-8").splitlines() if line.strip()]


def parts(row):
    """What is labelled of a row: itself, or each sentence of its mail."""
    return row.get("mail", [row])


def table(head, lines):
    """A table as Markdown has it."""
    return "".join(f"| {' | '.join(map(str, line))} |\n" for line in [head, ["---"] * len(head), *lines])


def share(part, of):
    """A share with Wilson's interval at 95 %."""
    if not of:
        return "-"
    z, p = 1.959964, part / of
    middle, reach = p + z * z / (2 * of), z * (p * (1 - p) / of + z * z / (4 * of * of)) ** 0.5
    low, high = ((middle + side * reach) / (1 + z * z / of) for side in (-1, 1))
    return f"{p:.2f} ({max(0.0, low):.2f}-{min(1.0, high):.2f})"


def scores(said, kinds, sums):
    """Precision, recall and counts of some kinds, and of sums over some."""
    lines = []
    for name, some in [*((kind, [kind]) for kind in kinds), *sums]:
        right, wrong, missed = (sum(said["kinds"][kind][of] for kind in some) for of in ("right", "wrong", "missed"))
        f1 = f"{2 * right / (2 * right + wrong + missed):.2f}" if right + wrong + missed else "-"
        lines.append([name, share(right, right + wrong), share(right, right + missed), f1, f"{right}, {wrong}, {missed}"])
    return table(["kind", "precision", "recall", "F1", "right, wrong, missed"], lines)


def heard(part):
    """The kinds that were heard in a part, with their scores."""
    return {one["kind"]: one for one in part["heard"] if one["kind"] in data.KINDS}


def confusions(said):
    """What was heard, by what is meant."""
    cells = Counter()
    for part in (part for line in said["lines"] for part in line["parts"]):
        told, meant = set(heard(part)), set(part["meant"])
        for label in meant or {"none"}:
            cells.update((label, kind) for kind in told if kind == label or kind not in meant)
            cells[label, "none"] += not told
    return table(["meant", *data.KINDS, "none"], [[label, *(cells[label, kind] or "" for kind in [*data.KINDS, "none"])] for label in [*data.KINDS, "none"]])


def surest(said, name):
    """What is heard wrongly with the highest scores."""
    wrong = []
    for row, line in zip(rows(name), said["lines"], strict=True):
        for own, part in zip(parts(row), line["parts"], strict=True):
            wrong += [(one, part["meant"], own["text"]) for kind, one in heard(part).items() if kind not in part["meant"]]
    wrong.sort(key=lambda one: -one[0]["score"])
    voice = lambda one: f"{one['score']:.2f}, by a phrase" if one["phrase"] else f"{one['score']:.2f}"
    told = lambda one, meant, text: f'- {one["kind"]} ({voice(one)}), meant {" and ".join(meant) or "nothing"}: "{" ".join(text.split())}"\n'
    return "".join(told(*one) for one in wrong[:SUREST])


def file():
    """Size, layers and thresholds."""
    octets = shipped.FILE.read_bytes()
    network, pieces, _, whole = shipped.parts(octets)
    version = hashlib.sha256(octets).hexdigest()[:16]
    plain = lambda value: np.format_float_positional(np.float32(value), trim="-")
    pairs = ", ".join(f"{kind} {plain(alone)}/{plain(beside)}" for kind, alone, beside in thresholds.of(octets))
    return (
        f"**The file** `models/signals.bin`, version 0x{version}: {len(octets) / 1e6:.2f} MB, of which {(len(octets) - whole) / 1e6:.2f} MB are for whole mails; "
        f"{len(network.layers)} layers of {net.HIDDEN}, {len(pieces.ids):,} pieces.\n\n"
        f"**Thresholds** (alone/beside a phrase): {pairs}.\n\n"
    )


def counted():
    """What lies in training/data, by hand, kind and language."""
    names = [Path(path).name for path in sorted(glob.glob(str(HERE / "data/train-*.jsonl")) + glob.glob(str(HERE / "data/reply-*.jsonl")))]
    held = [LINES, DEV, *MAILS]
    heads = ["lines", "whole mails", *(name.removesuffix(".jsonl") for name in held)]
    kinds, languages, hands = Counter(), Counter(), defaultdict(list)
    for name in [*names, DEV]:
        some, form = rows(name), "whole mails" if name.startswith("reply") else "lines"
        column = name.removesuffix(".jsonl") if name in held else form
        hands[form] += [f"`{name[6:-6]}` {len(some)}"] if name != DEV else []
        for row in some:
            language = (row.get("lang") or row.get("language") or "not noted").lower()
            languages[LANGUAGES.get(language, language), column] += 1
            for part in parts(row):
                kinds.update((kind, column) for kind in part["labels"] or ["none"])
                kinds["labelled", column] += 1
            kinds["rows", column] += 1
    told = lambda cells, names: [[name, *(f"{cells[name, head]:,}" if cells[name, head] else "" for head in heads)] for name in names]
    spoken = sorted({name for name, _ in languages}, key=lambda name: (name == "not noted", -sum(languages[name, head] for head in heads)))
    return (
        f"**Rows by hand**: of lines {', '.join(hands['lines'])}; of whole mails {', '.join(hands['whole mails'])}. Without labels: {len(rows('kept.jsonl')):,} of `kept.jsonl`.\n\n"
        "**By kind** (of a row that is cut into sentences each is labelled; one may mean two kinds), what was held out for itself:\n\n"
        + table(["", *heads], told(kinds, ["rows", "labelled", *data.KINDS, "none"]))
        + "\n**By language** (rows):\n\n" + table(["", *heads], told(languages, spoken)) + "\n"
    )


def measured(ask):
    """All that stands between the marks."""
    sums = [(", ".join(CAREFUL), CAREFUL), ("all", data.KINDS)]
    dev, lines = ask(DEV), ask(LINES)
    out = "## Measured\n\n`training/card.py` writes this part, by asking the program: lexicon, network and grammar together. In brackets Wilson's 95 % interval.\n\n"
    out += file() + counted()
    out += f"**`{DEV}`**, no line of which was trained on:\n\n" + scores(dev, data.KINDS, sums)
    out += "\nWhat was heard there, by what is meant: lines of a kind in which it was heard, in which others were that it doesn't mean, and in which nothing was:\n\n" + confusions(dev)
    out += f"\n**`{LINES}`**, half of it traps, on which thresholds were chosen:\n\n" + scores(lines, data.KINDS, sums)
    out += "\nThe surest of what is heard wrongly there:\n\n" + surest(lines, LINES)
    for name in MAILS:
        kinds = sorted({kind for row in rows(name) for kind in reply.bag(row).known}, key=data.KINDS.index)
        out += f"\n**`{name}`**, whole mails, judged for these kinds:\n\n" + scores(ask(name), kinds, [("all", kinds)])
    return out


def main():
    ask = argparse.ArgumentParser()
    ask.add_argument("--program", default="", help="a wentdark that was built with the file; without it cargo builds one")
    args = ask.parse_args()
    program = [str(Path(args.program).resolve())] if args.program else ["cargo", "run", "--release", "--quiet", "--"]
    if args.program and shipped.FILE.read_bytes() not in Path(args.program).read_bytes():
        raise SystemExit(f"{args.program} was built with another {shipped.FILE.name}")
    command = lambda name: [*program, "signals", "eval", str((HERE / "data" / name).resolve()), "--format", "json"]
    said = lambda name: json.loads(subprocess.run(command(name), cwd=HERE.parent, check=True, stdout=subprocess.PIPE).stdout)
    card = CARD.read_text(encoding="utf-8")
    before, rest = card.split(BEGIN)
    _, after = rest.split(END)
    CARD.write_text(f"{before}{BEGIN}\n{measured(said)}{END}{after}", encoding="utf-8")


if __name__ == "__main__":
    main()
