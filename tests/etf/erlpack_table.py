#!/usr/bin/env python3
"""Writes erlpack.txt, the table that tests/etf_encode.rs compares with.

    python3 -m venv v && v/bin/pip install erlpack==1.0.1
    v/bin/python tests/etf/erlpack_table.py > tests/etf/erlpack.txt

A line is a value, a tab, and its term in hex. The value is JSON, or else:

- an integer from 64 to 128 bits, which erlpack refuses: its term is made here, by the rule by which
  erlpack writes those that it takes;
- `@list N`, `@text N`, `@map N`: see `generated`. Their terms are given as `#length crc32`.
"""

import json
import sys
import zlib

from erlpack import pack

def big(value):
    """SMALL_BIG_EXT of as few bytes as hold the magnitude."""
    magnitude = abs(value)
    length = (magnitude.bit_length() + 7) // 8
    return bytes([131, 110, length, value < 0]) + magnitude.to_bytes(length, "little")


def generated(kind, count):
    if kind == "list":
        return [index & 0x1FF for index in range(count)]
    if kind == "text":
        return "\u00e9" * count
    return {str(index): index & 1 == 0 for index in range(count)}


def integers():
    yield from (0, 1, 2, 10, 127, 128, 254, -1, -2, -10, -127, -128, -129, -255, -256, -257)
    for bits in range(8, 64, 4):
        for near in (-1, 0, 1):
            yield (1 << bits) + near
            yield -(1 << bits) + near
    for bits in (31, 63):
        for near in (-2, -1, 0, 1):
            yield (1 << bits) + near
            yield -(1 << bits) + near
    yield from ((1 << 64) - 2, (1 << 64) - 1, 80351110224678912, 175928847299117063)
    # All the bytes different, at every length.
    for length in range(1, 9):
        yield int.from_bytes(bytes(range(0x71, 0x71 + length)), "big")
        yield -int.from_bytes(bytes(range(0x71, 0x71 + length)), "big")


def bigs():
    for bits in (64, 65, 71, 72, 80, 88, 96, 104, 112, 119, 120, 126, 127):
        for near in (-1, 0, 1):
            yield (1 << bits) + near
            yield -(1 << bits) + near
    yield (1 << 128) - 1
    yield int.from_bytes(bytes(range(0x71, 0x81)), "big")
    yield -int.from_bytes(bytes(range(0x71, 0x81)), "big")


FLOATS = [
    0.0, -0.0, 0.5, 1.0, -1.0, 1.5, 0.1, -0.1, 1 / 3, 255.0, 256.0, 3.141592653589793,
    9007199254740992.0, -9007199254740993.0, 1e15, 1e16, 1e17, 1e22, 1e23, 1e100, -1e100,
    5e-324, 2.2250738585072014e-308, 2.225073858507201e-308, 1.7976931348623157e308,
    -1.7976931348623157e308, 1e-7, 123456.789e-10, 41.25,
]

TEXTS = [
    "", "a", "nil", "null", "true", "false", "0", "-1", "80351110224678912", " ", "\0", "\t", "\n",
    "\\", "\"", "\x7f", "\u0080", "\u00e9", "\u07ff", "\u0800", "\u20ac", "\ud7ff", "\ue000",
    "\ufeff", "\ufffd", "\uffff", "\U00010000", "\U0001f600", "\U0010ffff", "e\u0301",
    "a\u00e9\u20ac\U0001f600", "Erlang/OTP", "x" * 127, "x" * 128, "x" * 255, "x" * 256,
    "\u00e9" * 128,
]

LISTS = [
    [], [0], [1, 2, 3], [255], [256], [-1], list(range(32)), [None], [True, False], [""], ["a", "b"],
    [[]], [[], []], [[[]]], [[1, [2, [3, [4]]]]], [{}], [{}, []], [1, "a", 1.5, None, [True], {"b": 2}],
    list(range(250, 262)), [None] * 8, [1 << 31, 1 << 63, -(1 << 31) - 1],
]

MAPS = [
    {}, {"": None}, {"a": 1}, {"b": 1, "a": 2}, {"a": {}}, {"a": {"a": {"a": {"a": {}}}}},
    {"nil": None, "true": True, "false": False}, {"1": 1, "-1": -1}, {"\u00e9\u20ac\U0001f600": "\u00e9"},
    {"list": [], "map": {}, "text": "", "float": 0.5}, {"z": [{"y": [{"x": [None]}]}]},
    {"k" * 300: 300}, {chr(97 + index): index for index in range(20)},
]

# What a client sends (Discord docs, "Gateway Events", Send Events). All of it is made up.
PAYLOADS = [
    {"op": 1, "d": None},
    {"op": 1, "d": 251},
    {"op": 1, "d": 2147483648},
    {
        "op": 2,
        "d": {
            "token": "made-up-token",
            "properties": {"os": "linux", "browser": "gatewire", "device": "gatewire"},
            "compress": True,
            "large_threshold": 250,
            "shard": [0, 1],
            "presence": {
                "activities": [{"name": "Cards Against Humanity", "type": 0}],
                "status": "dnd",
                "since": 91879201,
                "afk": False,
            },
            "intents": 33280,
        },
    },
    {"op": 2, "d": {"token": "made-up-token", "intents": 0, "shard": [17, 300], "properties": {}}},
    {
        "op": 3,
        "d": {
            "since": 1420070400000,
            "activities": [{"name": "na\u00efve \U0001f3b2", "type": 4, "state": "\u4f11\u307f"}],
            "status": "idle",
            "afk": True,
        },
    },
    {"op": 3, "d": {"since": None, "activities": [], "status": "online", "afk": False}},
    {
        "op": 4,
        "d": {
            "guild_id": 41771983423143937,
            "channel_id": 127121515262115840,
            "self_mute": False,
            "self_deaf": False,
        },
    },
    {"op": 4, "d": {"guild_id": "41771983423143937", "channel_id": None, "self_mute": True, "self_deaf": True}},
    {"op": 6, "d": {"token": "made-up-token", "session_id": "made-up-session", "seq": 1337}},
    {"op": 8, "d": {"guild_id": 41771983444115456, "query": "", "limit": 0}},
    {
        "op": 8,
        "d": {"guild_id": 41771983444115456, "user_ids": [80351110224678912, 1], "presences": True, "nonce": "n" * 32},
    },
    {"op": 31, "d": {"guild_ids": [613425648685547541, 81384788765712384]}},
    {"op": 43, "d": {"guild_ids": ["613425648685547541"], "fields": ["status", "voice_start_time"]}},
    {"t": "MESSAGE_CREATE", "s": 3, "op": 0, "d": {"id": 1 << 60, "mentions": [], "tts": False, "nonce": None}},
]

# Commands with all their fields, in the order in which this library writes them.
COMMANDS = [
    {"op": 1, "d": 0},
    {
        "op": 2,
        "d": {
            "token": "made-up-token",
            "properties": {"os": "linux", "browser": "gatewire", "device": "gatewire"},
            "intents": 0,
        },
    },
    {
        "op": 2,
        "d": {
            "token": "made-up-token",
            "properties": {"os": "linux", "browser": "gatewire", "device": "gatewire"},
            "compress": True,
            "large_threshold": 250,
            "shard": [0, 1],
            "presence": {
                "since": 91879201,
                "activities": [{"name": "Cards Against Humanity", "type": 0}],
                "status": "dnd",
                "afk": False,
            },
            "intents": 33280,
            "capabilities": 32768,
        },
    },
    {
        "op": 2,
        "d": {
            "token": "made-up-token",
            "properties": {"$os": "linux", "$browser": "gatewire", "$device": "gatewire"},
            "shard": [17, 300],
            "intents": 1,
        },
    },
    {
        "op": 3,
        "d": {
            "since": 1420070400000,
            "activities": [
                {"name": "Custom Status", "type": 4, "state": "\u4f11\u307f \"\\\n"},
                {
                    "name": "na\u00efve \U0001f3b2",
                    "type": 1,
                    "url": "https://www.twitch.tv/example",
                    "state": "live",
                },
            ],
            "status": "idle",
            "afk": True,
        },
    },
    {"op": 4, "d": {"guild_id": 1, "channel_id": None, "self_mute": True, "self_deaf": True}},
    {"op": 8, "d": {"guild_id": 41771983444115456, "query": "n\u00e9", "limit": 100}},
    {
        "op": 8,
        "d": {"guild_id": 41771983444115456, "presences": True, "user_ids": [80351110224678912, 1], "nonce": "n" * 32},
    },
    {"op": 31, "d": {"guild_ids": []}},
    {"op": 43, "d": {"guild_id": 613425648685547541, "fields": ["status", "voice_start_time"]}},
]


def rows():
    for value in [None, True, False]:
        yield json.dumps(value), pack(value)
    # Not `set`, which has an order of its own.
    for value in dict.fromkeys(integers()):
        yield str(value), pack(value) if -(1 << 63) <= value < 1 << 64 else big(value)
    for value in dict.fromkeys(bigs()):
        beyond_64_bits = not -(1 << 63) <= value < 1 << 64
        if beyond_64_bits and value >= -(1 << 127):
            yield str(value), big(value)
    for value in FLOATS + TEXTS + LISTS + MAPS + PAYLOADS + COMMANDS:
        text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
        if not text.isprintable():
            text = json.dumps(value, separators=(",", ":"))
        yield text, pack(value)
    for kind in ("list", "text", "map"):
        for count in (255, 256, 65535, 65536, 70000):
            yield f"@{kind} {count}", pack(generated(kind, count))


def main():
    # The rule of `big` is that of erlpack.
    for value in (1 << 31, (1 << 40) - 1, 1 << 40, (1 << 64) - 1, -(1 << 31) - 1, -(1 << 63)):
        assert pack(value) == big(value), value
    out = open(sys.stdout.fileno(), "w", encoding="utf-8", newline="\n")
    for value, term in rows():
        if value.startswith("@"):
            term = f"#{len(term)} {zlib.crc32(term):08x}"
        else:
            term = term.hex()
        out.write(f"{value}\t{term}\n")


main()
