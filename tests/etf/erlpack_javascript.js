#!/usr/bin/env node
// Writes erlpack_javascript.txt, the table that tests/etf_encode/javascript.rs compares with.
//
//     npm install erlpack@0.1.4
//     node tests/etf/erlpack_javascript.js node_modules > tests/etf/erlpack_javascript.txt
//
// npm builds erlpack with node-gyp. It may ask to approve that first.
//
// A line is a value in JSON, a tab, and the term that erlpack packs of it, in hex. The term is `-`
// where JSON.parse changes an integer, since no JavaScript number is equal to it. (erlpack packs
// nothing at all for a BigInt.) `@list N`, `@text N` and `@map N` are as in erlpack_table.py: see
// `generated`. Their terms are given as `#length crc32`.
//
// The values are those of erlpack.txt, the payloads among them with text for ids, and some more.

const fs = require('fs');
const path = require('path');
const { pack } = require(path.resolve(process.argv[2], 'erlpack'));

// Where JavaScript changes from one term to the next, and on both sides of it.
const INTEGERS = [8, 31, 32, 53].flatMap((bits) =>
    [-2n, -1n, 0n, 1n, 2n].flatMap((near) => [(1n << BigInt(bits)) + near, -(1n << BigInt(bits)) + near]));

const MORE = [
    // Floats that are integers, and those that are not.
    '-0', '-0.0', '255.0', '256.0', '-1.0', '2147483647.0', '2147483648.0', '4294967295.0', '4294967296.0',
    '-2147483648.0', '-2147483649.0', '1e3', '25e-1', '4294967295.5', '-0.5', '0.5', '1e18', '1e19', '18446744073709551615.0',
    // Ids.
    '"0"', '"1"', '"175928847299117063"', '"18446744073709551615"',
    // Keys, which are integers up to 2^32 - 2.
    ...['0', '1', '9', '10', '255', '256', '65536', '2147483647', '2147483648', '4294967294', '4294967295',
        '4294967296', '42949672940', '9007199254740992', '175928847299117063', '-0', '-1', '00', '01', '1.0', '1e3',
        '+1', ' 1', '1 ', '', '0x1', '٣', 'true', 'null', 'NaN'].map((key) => JSON.stringify({ [key]: key })),
    JSON.stringify({ b: 1, 10: { 2: [], 1: {} }, a: 2, 9: [{ 0: 0 }] }),
];

function generated(kind, count) {
    switch (kind) {
        case 'list': return Array.from({ length: count }, (_, index) => index & 0x1ff);
        case 'text': return '\u00e9'.repeat(count);
        case 'map': return Object.fromEntries(Array.from({ length: count }, (_, index) => [index, (index & 1) === 0]));
    }
}

// Whether every integer in the JSON is a number of JavaScript.
function isExact(text) {
    const numbers = text.replace(/"(?:[^"\\]|\\.)*"/g, '""').match(/-?\d[\d.eE+-]*/g) ?? [];
    return numbers.filter((number) => /^-?\d+$/.test(number)).every((number) => BigInt(number) === BigInt(Number(number)));
}

function withTextIds(text) {
    return text.replace(/"(?:id|\w+_ids?)":(?:\d+|\[[\d,]*\])/g, (field) => field.replace(/\d+/g, '"$&"'));
}

function crc32(bytes) {
    let crc = ~0;
    for (const byte of bytes) {
        crc ^= byte;
        for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
    }
    return (~crc >>> 0).toString(16).padStart(8, '0');
}

function row(text) {
    if (text.startsWith('@')) {
        const [kind, count] = text.slice(1).split(' ');
        const term = pack(generated(kind, Number(count)));
        return `${text}\t#${term.length} ${crc32(term)}`;
    }
    return `${text}\t${isExact(text) ? pack(JSON.parse(text)).toString('hex') : '-'}`;
}

const ofPython = fs.readFileSync(path.join(__dirname, 'erlpack.txt'), 'utf8').trimEnd().split('\n')
    .map((line) => line.split('\t')[0]);
const texts = new Set([...ofPython, ...ofPython.map(withTextIds), ...INTEGERS.map(String), ...MORE]);
fs.writeSync(1, [...texts].map((text) => row(text) + '\n').join(''));
