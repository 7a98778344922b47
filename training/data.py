"""The labelled lines as bags of sentences, the split by situation, and honest augmentation."""

import json
import random
import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from pathlib import Path

from sentences import sentences

KINDS = ["urgency", "overpromise", "celebration", "allocation", "commitment", "leverage", "doubt", "decline", "deferral"]
PARTY = {"prospect": "customer", "team": "colleague", "supplier": "supplier"}
FITS = {
    ("prospect", "team"): {"urgency", "commitment", "leverage", "doubt", "decline", "deferral"},
    ("team", "prospect"): {"overpromise"},
    ("team", "team"): {"celebration", "allocation"},
    ("team", "supplier"): {"allocation"},
}
BEFORE, OWN, AFTER = 16, 72, 16


@dataclass
class Bag:
    """Sentences in order; some sentence among the judged ones means each of the labels."""

    writer: str
    to: str
    text: list
    judged: range
    labels: frozenset
    source: str = ""
    group: int = 0
    sample: str = ""
    id: str = ""

    @property
    def fits(self):
        return FITS.get((self.writer, self.to), set())


def read(path, source):
    """The bags of a file: one a line, and one a sentence of a whole mail."""
    bags = []
    for line in Path(path).read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        parties = row["writer"], row["to"]
        if "mail" in row:
            text = [part["text"] for part in row["mail"]]
            for at, part in enumerate(row["mail"]):
                bags.append(Bag(*parties, text, range(at, at + 1), frozenset(part["labels"]), source, sample="mail", id=row["id"]))
        else:
            text = sentences(row["text"])
            sample = row.get("sample", "line")
            bags.append(Bag(*parties, text, range(len(text)), frozenset(row["labels"]), row.get("source", source), sample=sample, id=row["id"]))
    return bags


def ordinary(row):
    """A sentence of `ordinary.py` between its neighbours, meaning nothing."""
    text = [row[part] for part in ("before", "own", "after") if row[part]]
    at = int(bool(row["before"]))
    return Bag(row["writer"], row["to"], text, range(at, at + 1), frozenset(), "noise", sample="noise")


def situations(bags):
    """Gives bags of one situation one group: those of one mail, and lines that share most of their rare words."""
    words = [set(re.findall(r"[a-z]{4,}", " ".join(bag.text).lower())) for bag in bags]
    count = Counter(word for some in words for word in some)
    parent = list(range(len(bags)))

    def root(at):
        while parent[at] != at:
            parent[at] = parent[parent[at]]
            at = parent[at]
        return at

    by_word, by_mail = defaultdict(list), {}
    for at, (bag, some) in enumerate(zip(bags, words)):
        key = (bag.source, bag.id) if bag.sample in ("line", "mail") else bag.source
        parent[root(at)] = root(by_mail.setdefault(key, at))
        rare = {word for word in some if count[word] <= 12}
        shared = Counter(other for word in rare for other in by_word[word])
        for other, common in shared.items():
            theirs = {word for word in words[other] if count[word] <= 12}
            if common >= 2 and common / len(rare | theirs) > 0.34:
                parent[root(at)] = root(other)
        for word in rare:
            by_word[word].append(at)
    for at, bag in enumerate(bags):
        bag.group = root(at)


def split(bags, share, seed, hands=""):
    """Two lists: those held out and the rest. Held out are the named hands whole, else a share of the situations."""
    if hands:
        names = {f"train-{hand}.jsonl" for hand in hands.split(",")}
        return [bag for bag in bags if bag.source in names], [bag for bag in bags if bag.source not in names]
    groups = sorted({bag.group for bag in bags})
    random.Random(seed).shuffle(groups)
    held = set(groups[: int(len(groups) * share)])
    return [bag for bag in bags if bag.group in held], [bag for bag in bags if bag.group not in held]


GREETINGS = ["Hi all,", "Hello,", "Good morning,", "Hi Sam,", "Dear Ms Okafor,", "Hey team,", "Hi,", "Morning!", "Hello Ruth,", "Thanks for your mail."]
CLOSERS = ["Thanks!", "Best regards", "Cheers", "Kind regards, Lena", "Talk soon.", "Have a nice weekend.", "Sent from my phone", "BR", "Thanks, Tom", "Best, P."]


def plain_sentences(bags):
    """What stands in mails beside signals and means nothing, by who writes to whom."""
    pool = defaultdict(list)
    for bag in bags:
        if bag.sample == "mail" and not bag.labels and len(bag.text[bag.judged.start].split()) > 3:
            pool[bag.writer, bag.to].append(bag.text[bag.judged.start])
    return pool


def epoch(bags, chance, share=0.5):
    """What one epoch looks at: every line and labelled sentence, and a share of the mails' many sentences without a label."""
    return [bag for bag in bags if bag.labels or bag.sample != "mail" or chance.random() < share]


def augment(bag, chance, pool):
    """The same line as another hand could have typed it: case, typos, emoji apart, with a greeting, a closing or another sentence about it."""
    text = list(bag.text)
    roll = chance.random()
    if roll < 0.12:
        text = [typo(sentence, chance) for sentence in text]
    elif roll < 0.17:
        text = [re.sub(r"[.,;!']", "", sentence) or sentence for sentence in text]
    plain = pool.get((bag.writer, bag.to)) or CLOSERS
    if chance.random() < 0.35 and bag.judged.start == 0:
        text = [chance.choice(GREETINGS) if chance.random() < 0.6 else chance.choice(plain)] + text
    moved = len(text) - len(bag.text)
    if chance.random() < 0.3 and bag.judged.stop == len(bag.text):
        text.append(chance.choice(CLOSERS) if chance.random() < 0.6 else chance.choice(plain))
    judged = range(bag.judged.start + moved, bag.judged.stop + moved)
    return Bag(bag.writer, bag.to, text, judged, bag.labels, bag.source, bag.group, bag.sample, bag.id)


def typo(sentence, chance):
    """One slip of the finger or two."""
    letters = list(sentence)
    for _ in range(1 + len(letters) // 60):
        at = chance.randrange(max(1, len(letters) - 1))
        if not letters[at].isalpha():
            continue
        slip = chance.random()
        if slip < 0.4 and at + 1 < len(letters):
            letters[at], letters[at + 1] = letters[at + 1], letters[at]
        elif slip < 0.7:
            letters[at] = ""
        else:
            letters[at] *= 2
    return "".join(letters)


def encode(pieces, bag, at):
    """Pieces, parts (1: a neighbour) and own (1: counted) of one sentence of a bag."""
    ids = pieces.ids
    before = pieces.ids_of(bag.text[at - 1])[-BEFORE:] if at else []
    own = pieces.ids_of(bag.text[at], OWN) or [pieces.unknown]
    after = pieces.ids_of(bag.text[at + 1], AFTER) if at + 1 < len(bag.text) else []
    cls, sep = ids["[CLS]"], ids["[SEP]"]
    head = [cls, ids[PARTY[bag.writer]], ids[PARTY[bag.to]], sep]
    row = head + own + [sep] + before + [sep] + after
    parts = [0] * (len(head) + len(own) + 1) + [1] * (len(before) + 1 + len(after))
    return row, parts, [0] * len(head) + [1] * len(own) + [0] * (2 + len(before) + len(after))


def mail_of(place):
    """The mail that a sentence stands in. One collection numbers its sentences alone: neighbours may be of one mail and stay together."""
    file, _, number = place.partition("#")
    return f"{file}#{int(number) // 20}" if file.endswith(".tsv") else file


def real_folds(path, fold, folds=5):
    """Real sentences without a label, by mail: those to train on, and the fold to measure on."""
    if not path or not Path(path).exists():
        return [], []
    bags = [bag for bag in read(path, "real") if bag.fits]
    for bag in bags:
        bag.source = mail_of(bag.source)
    mails = sorted({bag.source for bag in bags})
    random.Random(7).shuffle(mails)
    held = set(mails[fold::folds]) if fold >= 0 else set()
    return [bag for bag in bags if bag.source not in held], [bag for bag in bags if bag.source in held]
