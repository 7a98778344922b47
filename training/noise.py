"""Ordinary sentences for `export.py --noise`: reads the JSON lines that `wentdark inspect FILE...` prints, of archives taken as meaning nothing.

    wentdark inspect archive.mbox | training/build/venv/bin/python training/noise.py > noise.jsonl
"""

import json
import re
import sys

from sentences import sentences


def main():
    """One line a sentence, and subject, of human and list mail: its mail, itself and its neighbours."""
    seen = set()
    for at, line in enumerate(sys.stdin):
        mail = json.loads(line)
        if mail.get("kind") not in ("human", "list"):
            continue
        text = sentences(mail.get("new_text") or "")
        subject = (mail.get("subject") or "").strip()
        # The network is asked about a subject of three words that opens a conversation.
        opens = len(subject.split()) > 2 and not re.match(r"(?i)(re|fwd?|aw|wg)\b", subject)
        for text, place, own in [([subject], 0, subject)] * opens + [(text, place, own) for place, own in enumerate(text)]:
            letters = sum(c.isalpha() for c in own)
            # Code, tables and dumps are no sentences; what repeats is a signature that nobody cut.
            if letters < 8 or letters < len(own) * 0.55 or own in seen:
                continue
            seen.add(own)
            before = text[place - 1] if place else ""
            after = text[place + 1] if place + 1 < len(text) else ""
            print(json.dumps({"mail": mail.get("message_id") or str(at), "before": before, "own": own, "after": after}, ensure_ascii=False))


if __name__ == "__main__":
    main()
