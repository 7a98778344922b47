"""Words to pieces, as encoder/src/wordpiece.rs does it, over a pruned vocabulary."""

import unicodedata

CHEER = "🎉🥳🍾🎊🏆🔔💪🙌"
STRAIGHT = {"’": "'", "‘": "'", "“": '"', "”": '"', "„": '"', "–": "-", "—": "-", "‑": "-", "‐": "-"}
STRAIGHT.update({c: " hooray " for c in CHEER})
TABLE = {ord(c): to for c, to in STRAIGHT.items()}
LONGEST_WORD = 60


def words(text):
    """Lower case, no accents, punctuation apart."""
    text = unicodedata.normalize("NFD", text.translate(TABLE).lower())
    out, word = [], ""
    for c in text:
        if "\u0300" <= c <= "\u036f":
            continue
        if c.isalnum():
            word += c
            continue
        if word:
            out.append(word)
            word = ""
        if not c.isspace() and c > " ":
            out.append(c)
    if word:
        out.append(word)
    return out


class WordPiece:
    """Greedy longest match over a list of pieces."""

    def __init__(self, pieces):
        self.pieces = pieces
        self.ids = {piece: at for at, piece in enumerate(pieces)}
        self.unknown = self.ids["[UNK]"]

    def ids_of(self, text, most=10**9):
        """The pieces of a text, at most so many."""
        out = []
        for word in words(text):
            out.extend(self._word(word[:LONGEST_WORD]))
            if len(out) >= most:
                return out[:most]
        return out

    def _word(self, word):
        out, start = [], 0
        while start < len(word):
            for end in range(len(word), start, -1):
                piece = ("##" if start else "") + word[start:end]
                if piece in self.ids:
                    out.append(self.ids[piece])
                    start = end
                    break
            else:
                return [self.unknown]
        return out


def prune(vocabulary, texts, keep_first=12000):
    """The pieces to keep: the special ones, single characters of the Latin script, the most frequent, and all that the texts use."""
    full = WordPiece(vocabulary)
    used = set()
    for text in texts:
        used.update(full.ids_of(text))
    special = {"[PAD]", "[UNK]", "[CLS]", "[SEP]"}

    def kept(at, piece):
        bare = piece.removeprefix("##")
        if piece in special or at in used:
            return True
        if piece.startswith("[unused") or not bare.isascii():
            return False
        return at < keep_first or len(bare) == 1

    ids = [at for at, piece in enumerate(vocabulary) if kept(at, piece)]
    return ids, [vocabulary[at] for at in ids]
