"""Checks labelled files and copies what holds into data/: form, labels that fit the parties, no line twice, none like one of dev.jsonl.

    training/build/venv/bin/python training/check.py FILE.jsonl...

What is like a line of dev.jsonl is dropped unread: nobody is to learn what stands there.
"""

import argparse
import glob
import json
from collections import Counter, defaultdict
from pathlib import Path

import data
from wordpiece import words

HERE = Path(__file__).parent
PAIRS = {*data.FITS, ("supplier", "team")}
# Shorter ones are greetings and thanks, which every hand writes.
LEAST_WORDS = 4
ALIKE = 0.6


def texts(row):
    """The texts of a row: its own, or each sentence of its mail."""
    return [part["text"] for part in row["mail"]] if "mail" in row else [row["text"]]


def shingles(text):
    """The words of a text and its pairs of words; nothing of a short one."""
    some = [word for word in words(text) if word.isalnum()]
    return {*some, *zip(some, some[1:])} if len(some) >= LEAST_WORDS else set()


class Seen:
    """Texts by their rare parts, to find what is like another."""

    def __init__(self):
        self.sets, self.by_part = [], defaultdict(list)

    def add(self, text):
        some = shingles(text)
        for part in some:
            self.by_part[part].append(len(self.sets))
        self.sets.append(some)

    def alike(self, text):
        """How much of both the likest text shares with this one, 0 to 1."""
        some = shingles(text)
        shared = Counter(at for part in some if len(self.by_part[part]) < 400 for at in self.by_part[part])
        return max((len(some & self.sets[at]) / len(some | self.sets[at]) for at, _ in shared.most_common(40)), default=0.0)


def wrong(row):
    """What is wrong with the form of a row, or nothing."""
    parties = row["writer"], row["to"]
    if parties not in PAIRS:
        return "these parties do not write to one another"
    parts = row["mail"] if "mail" in row else [row]
    for part in parts:
        if not part["text"].strip():
            return "no text"
        if not set(part["labels"]) <= data.FITS.get(parties, set()):
            return f"labels {part['labels']} do not fit {parties}"
    return None


def main():
    ask = argparse.ArgumentParser()
    ask.add_argument("files", nargs="+")
    ask.add_argument("--drop", default="", help="a file of ids to leave out, one a line")
    ask.add_argument("--labels", default="", help="JSON lines of id and labels that a second reader gave")
    args = ask.parse_args()
    read = lambda path: [json.loads(line) for line in Path(path).read_text(encoding="utf-8").splitlines() if line.strip()]
    drop = set(Path(args.drop).read_text().split()) if args.drop else set()
    mended = {row["id"]: row["labels"] for row in read(args.labels)} if args.labels else {}
    names = {Path(path).name for path in args.files}
    dev, others = Seen(), Seen()
    for row in read(HERE / "data/dev.jsonl"):
        dev.add(row["text"])
    for path in sorted(glob.glob(str(HERE / "data/train-*.jsonl")) + glob.glob(str(HERE / "data/reply-*.jsonl"))):
        for row in read(path) if Path(path).name not in names else []:
            for text in texts(row):
                others.add(text)
    ids = set()
    for path in args.files:
        kept, gone, kinds = [], Counter(), Counter()
        for row in read(path):
            if row["id"] in mended and "text" in row:
                row["labels"] = mended[row["id"]]
            reason = wrong(row)
            if reason:
                print(row["id"], reason)
            own = [text for text in texts(row) if shingles(text)]
            if reason or row["id"] in drop or row["id"] in ids:
                gone["form, or left out"] += 1
            elif any(dev.alike(text) >= ALIKE for text in own):
                gone["like dev.jsonl"] += 1
            elif "text" in row and any(others.alike(text) >= ALIKE for text in own):
                gone["like another line"] += 1
            else:
                kept.append(row)
                kinds.update(label for part in row.get("mail", [row]) for label in part["labels"] or ["-"])
                for text in own:
                    others.add(text)
            ids.add(row["id"])
        (HERE / "data" / Path(path).name).write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in kept), encoding="utf-8")
        print(f"{path}: {len(kept)} kept, dropped {dict(gone)}; {dict(kinds)}")


if __name__ == "__main__":
    main()
