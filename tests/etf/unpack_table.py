#!/usr/bin/env python3
"""Writes unpack.txt: what Discord's two erlpacks make of terms, as JSON.

    python3 -m venv v && v/bin/pip install erlpack==1.0.1
    npm install erlpack@0.1.4
    v/bin/python tests/etf/unpack_table.py node_modules > tests/etf/unpack.txt

A line is a term in hex, then the JSON of the erlpack for JavaScript and of that for Python, or `-`
where that one cannot say: tags that it does not know (118 and 119 in JavaScript, 77, 82 and
functions in both), text that is not UTF-8, the text of floats in Python. Integers beyond 2^53 are text, as
JavaScript has them. The terms are those of erlpack.txt, those of terms.txt that are short and in the
older form, and some more.
"""

import json
import os
import subprocess
import sys

from erlpack import Atom, unpack

HERE = os.path.dirname(os.path.abspath(__file__))

MORE = """
6e0000 6e0001 6e010005 6e010105 6e0301050000 6f000000010005 6e070000000000000020 6e070001000000000020 6e070100000000000020
6e040000000000 6e0400000000ff 6e0401000000ff 6e040100000080 6e0401ffffff7f 6e05000500000000 6e05010500000000
6f000000040005000000 6f0000000401000000ff 6f00000005000500000000 6f000000080010325476989abcfe
6e0800ffffffffffffffff 6e08010000000000000080 63312e3500000000000000000000000000000000000000000000000000000000
64000474727565 6400036e696c 7303616263 6b0000 6c000000006a 6c0000000161016a 6800 68016101 6900000000 690000000261016102
7400000000 740000000161017303616263 74000000016400016b6101 74000000017301616101 6c00000002730474727565730566616c73656a
"""

SCRIPT = """
const { unpack } = require(process.argv[1] + '/erlpack');
for (const hex of require('fs').readFileSync(0, 'utf8').trim().split('\\n')) {
    let text = '-';
    try { text = JSON.stringify(unpack(Buffer.from(hex, 'hex'))); } catch (_) {}
    require('fs').writeSync(1, (text === undefined ? '-' : text) + '\\n');
}
"""


def terms():
    for line in open(os.path.join(HERE, "erlpack.txt"), encoding="utf-8"):
        term = line.rstrip("\n").split("\t")[1]
        if not term.startswith("#"):
            yield term
    for line in open(os.path.join(HERE, "terms.txt"), encoding="utf-8"):
        new, old = line.split("\t")[:2]
        term = new if old == "=" else old
        if len(term) < 160:
            yield term
    for term in MORE.split():
        yield "83" + term


def view(value):
    if isinstance(value, Atom):
        return str(value)
    if isinstance(value, bytes):
        return value.decode("utf-8")
    if value is None or isinstance(value, (bool, float)):
        return value
    if isinstance(value, int):
        return str(value) if abs(value) > 1 << 53 else value
    if isinstance(value, (list, tuple)):
        return [view(element) for element in value]
    if isinstance(value, dict):
        if not all(isinstance(key, (Atom, bytes, int)) and not isinstance(key, bool) for key in value):
            raise ValueError("a key that JSON has no text for")
        return {str(view(key)): view(element) for key, element in value.items()}
    raise ValueError("no JSON")


def python(term):
    try:
        return plain(view(unpack(bytes.fromhex(term))))
    except Exception:
        return "-"


def javascript(all_terms):
    lines = []
    while len(lines) < len(all_terms):
        command = ["node", "-e", SCRIPT, os.path.abspath(sys.argv[1])]
        left = "\n".join(all_terms[len(lines):])
        node = subprocess.run(command, input=left, capture_output=True, text=True)
        # It prints some of its errors.
        lines += [line for line in node.stdout.split("\n")[:-1] if not line.startswith("[Error")]
        if node.returncode != 0:
            # Some terms make the whole process end.
            lines.append("-")
    return [line if line.isascii() else plain(json.loads(line)) for line in lines]


def plain(value):
    return json.dumps(value, ensure_ascii=True, separators=(",", ":"))


def main():
    all_terms = list(dict.fromkeys(terms()))
    for term, of_script in zip(all_terms, javascript(all_terms)):
        of_python = python(term)
        if (of_script, of_python) != ("-", "-"):
            print(term, of_script, of_python, sep="\t")


main()
