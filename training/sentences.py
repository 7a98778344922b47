"""Text to sentences, as src/signals/sentence.rs cuts it: the model is trained on what the program will show it."""

LONGEST = 1200
WRAP_COLUMNS = 60
ABBREVIATIONS = set(
    "e.g i.e eg ie etc approx no nos nr mr mrs ms dr prof st inc ltd co corp jr sr vs ca cf incl excl ref fig tel ext dept "
    "fin min max qty pls acc resp sq dt yr m/s".split()
)


def sentences(text):
    """The sentences of a text, trimmed."""
    found, start, line_start = [], 0, 0
    for at, c in enumerate(text):
        after = at + 1
        if c == "\n":
            ends = _hard_break(text[line_start:at], text[after:])
            line_start = after
        elif c in ".!?…":
            ends = _ends_sentence(c, text[start:at], text[after:])
        else:
            ends = after - start > (LONGEST if c.isspace() else LONGEST * 2)
        if ends:
            found.append(text[start:after].strip())
            start = after
    found.append(text[start:].strip())
    return [sentence for sentence in found if sentence]


def _hard_break(line, rest):
    line, following = line.strip(), rest.split("\n", 1)[0].strip()
    if not following or not line or _is_list_item(following):
        return True
    word = following.split()[0][:WRAP_COLUMNS]
    return len(line[:WRAP_COLUMNS]) + 1 + len(word) <= WRAP_COLUMNS


def _is_list_item(line):
    if line[0] in "-*•–·":
        return line[1:2].isspace()
    tail = line.lstrip("0123456789")
    return tail != line and tail[:1] in (".", ")") and tail[1:2].isspace()


def _ends_sentence(stop, before, rest):
    following = rest[:1]
    if not following:
        return True
    if following in ".!?…" or following.isalnum():
        return False
    if stop != "." or before.endswith("."):
        return True
    word = before.replace("(", " ").replace("\n", " ").replace("\t", " ").split(" ")[-1]
    follower = rest.lstrip()[:1]
    if len(word) == 1 and word.isupper():
        return False
    if word.lower() in ABBREVIATIONS:
        return len(before.split()) > 1 and word.lower() == "no" and follower.isupper()
    ordinal = word and len(word) <= 2 and all("0" <= c <= "9" for c in word)
    return not (ordinal and follower.islower())
