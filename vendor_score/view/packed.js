/**
 * What lies packed in the page: base 85 (report/packed_text.py) over deflate (RFC 1951).
 *
 * Unpacked without waiting: the ranking answers as soon as the page is there, also in browsers
 * that cannot unpack by themselves.
 */

const ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz!#$%'()*+-;,=>?@^_`{|}~";

/** The bytes of a text in base 85. @param {string} text */
export function bytesOf(text) {
  const digits = new Uint8Array(128);
  [...ALPHABET].forEach((character, digit) => { digits[character.charCodeAt(0)] = digit; });
  const size = Math.floor((text.length * 4) / 5);
  const out = new Uint8Array(size + 4);
  for (let i = 0, at = 0; i < text.length; i += 5, at += 4) {
    let word = 0;
    for (let k = i; k < i + 5; k += 1) word = word * 85 + (k < text.length ? digits[text.charCodeAt(k)] : 84);
    out[at] = word >>> 24;
    out[at + 1] = word >>> 16;
    out[at + 2] = word >>> 8;
    out[at + 3] = word;
  }
  return out.subarray(0, size);
}

/** The text that was packed: UTF-8, deflated, in base 85. @param {string} packed */
export const unpackText = (packed) => new TextDecoder().decode(inflate(bytesOf(packed)));

const LENGTHS = steps(3, [0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5]);
LENGTHS.push([258, 0]);
const DISTANCES = steps(1, [0, 0, 0, 0, ...Array.from({ length: 26 }, (_, i) => (i >> 1) + 1)]);
const ORDER = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];
const END = 256;

/** [first, extra bits] of each code: ranges of 2^bits one after the other. */
function steps(first, bits) {
  let next = first;
  return bits.map((count) => {
    const found = [next, count];
    next += 1 << count;
    return found;
  });
}

/** Undo deflate. @param {Uint8Array} packed @returns {Uint8Array} */
export function inflate(packed) {
  const bits = new Bits(packed);
  const out = new Output(packed.length * 4);
  let isLast = false;
  while (!isLast) {
    isLast = bits.take(1) === 1;
    const kind = bits.take(2);
    if (kind === 0) copyStored(bits, out);
    else unpackBlock(bits, out, ...(kind === 1 ? fixedCodes() : readCodes(bits)));
  }
  return out.bytes.subarray(0, out.size);
}

class Bits {
  constructor(bytes) {
    Object.assign(this, { bytes, at: 0, held: 0, count: 0 });
  }

  take(wanted) {
    while (this.count < wanted) {
      this.held |= this.bytes[this.at] << this.count;
      this.at += 1;
      this.count += 8;
    }
    const found = this.held & ((1 << wanted) - 1);
    this.held >>>= wanted;
    this.count -= wanted;
    return found;
  }

  /** The next symbol of a canonical code, a bit at a time. */
  symbol({ counts, symbols }) {
    let code = 0;
    let first = 0;
    let place = 0;
    for (let length = 1; length < 16; length += 1) {
      code |= this.take(1);
      const count = counts[length];
      if (code - count < first) return symbols[place + code - first];
      place += count;
      first = (first + count) << 1;
      code <<= 1;
    }
    throw new Error("not deflated");
  }
}

class Output {
  constructor(size) {
    this.bytes = new Uint8Array(size);
    this.size = 0;
  }

  push(byte) {
    if (this.size === this.bytes.length) {
      const longer = new Uint8Array(this.size * 2 + 64);
      longer.set(this.bytes);
      this.bytes = longer;
    }
    this.bytes[this.size] = byte;
    this.size += 1;
  }
}

function copyStored(bits, out) {
  bits.take(bits.count % 8);
  const length = bits.take(16);
  bits.take(16);
  for (let i = 0; i < length; i += 1) out.push(bits.take(8));
}

function unpackBlock(bits, out, literals, distances) {
  for (;;) {
    const symbol = bits.symbol(literals);
    if (symbol === END) return;
    if (symbol < END) {
      out.push(symbol);
      continue;
    }
    const length = valueOf(bits, LENGTHS[symbol - END - 1]);
    const from = out.size - valueOf(bits, DISTANCES[bits.symbol(distances)]);
    for (let i = 0; i < length; i += 1) out.push(out.bytes[from + i]);
  }
}

const valueOf = (bits, [first, extra]) => first + bits.take(extra);

/** Canonical code from the lengths of its words. */
function codeOf(lengths) {
  const counts = new Uint16Array(16);
  for (const length of lengths) counts[length] += 1;
  counts[0] = 0;
  const places = new Uint16Array(16);
  for (let i = 1; i < 15; i += 1) places[i + 1] = places[i] + counts[i];
  const symbols = new Uint16Array(lengths.length);
  lengths.forEach((length, symbol) => {
    if (length) symbols[places[length]++] = symbol;
  });
  return { counts, symbols };
}

function fixedCodes() {
  const lengths = Array.from({ length: 288 }, (_, i) => (i < 144 ? 8 : i < 256 ? 9 : i < 280 ? 7 : 8));
  return [codeOf(lengths), codeOf(Array(30).fill(5))];
}

function readCodes(bits) {
  const [literals, distances, count] = [bits.take(5) + 257, bits.take(5) + 1, bits.take(4) + 4];
  const first = Array(19).fill(0);
  for (let i = 0; i < count; i += 1) first[ORDER[i]] = bits.take(3);
  const code = codeOf(first);
  const lengths = [];
  while (lengths.length < literals + distances) {
    const symbol = bits.symbol(code);
    if (symbol < 16) lengths.push(symbol);
    else if (symbol === 16) repeat(lengths, lengths.at(-1), 3 + bits.take(2));
    else repeat(lengths, 0, symbol === 17 ? 3 + bits.take(3) : 11 + bits.take(7));
  }
  return [codeOf(lengths.slice(0, literals)), codeOf(lengths.slice(literals))];
}

function repeat(lengths, length, times) {
  for (let i = 0; i < times; i += 1) lengths.push(length);
}
