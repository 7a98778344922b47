"""Shows the thresholds of a model file, or writes others into it: a head is chosen anew in a moment, a network is not.

    training/build/venv/bin/python training/thresholds.py                                   what stands there
    training/build/venv/bin/python training/thresholds.py deferral=0.85,0.3 decline=0.9,0.1    alone, beside a phrase

The bounds stand in export.py too (LEAST_ALONE, VETO), so that the next export keeps them. VERSION in src/signals/model.rs follows the file.
"""

import hashlib
import struct
import sys
from pathlib import Path

import data
from export import MAGIC

FILE = Path(__file__).parent.parent / "models/signals.bin"
START = len(MAGIC) + 4


def of(file):
    """The thresholds of a file: kind, alone, beside."""
    assert file.startswith(MAGIC), "another form of file"
    assert struct.unpack_from("<I", file, len(MAGIC))[0] == len(data.KINDS), "other kinds"
    return [(kind, *struct.unpack_from("<ff", file, START + 8 * at)) for at, kind in enumerate(data.KINDS)]


def main():
    """Reads, changes, shows."""
    file = bytearray(FILE.read_bytes())
    of(file)
    for word in sys.argv[1:]:
        kind, _, pair = word.partition("=")
        struct.pack_into("<ff", file, START + 8 * data.KINDS.index(kind), *map(float, pair.split(",")))
    if sys.argv[1:]:
        FILE.write_bytes(file)
    for kind, alone, beside in of(file):
        print(f"{kind:12} alone {alone:.3f} beside {beside:.3f}")
    print("VERSION 0x" + hashlib.sha256(file).hexdigest()[:16])


if __name__ == "__main__":
    main()
