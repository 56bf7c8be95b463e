/**
 * Rank acceptability around the weights at hand (SMAA-2, weight space "stated"), in a worker.
 *
 * As vendor_score/robustness: at each node every child's share x U[1 - band, 1 + band], normalised
 * among siblings, multiplied down; answers that are not exact are drawn from the points they may
 * be worth, which come with the payload.
 */

import { nodeShare } from "./weights.js";

/**
 * Draw and count. Self-contained: it also runs as the text of a worker.
 *
 * @param {{levels: Level[], points: number[][], cells: [number, number, number[]][], size: number,
 *          band: number, samples: number, seed: number}} problem points of the vendors in the
 *          running, NaN where excluded; levels is a nested tree {share, column, children}
 * @returns {{ranks: number[][], ahead: number[][]}} shares of draws, ties shared
 */
export function sampleRanks(problem) {
  const { levels, points, cells, size, band, samples } = problem;
  let state = problem.seed >>> 0;
  const random = () => { // mulberry32 (Ettinger 2017): small, seeded, good enough for 10,000 draws
    state = (state + 0x6d2b79f5) >>> 0;
    let x = Math.imul(state ^ (state >>> 15), state | 1);
    x ^= x + Math.imul(x ^ (x >>> 7), x | 61);
    return ((x ^ (x >>> 14)) >>> 0) / 4294967296;
  };
  /** @param {Level[]} nodes @param {number} share @param {Float64Array} out */
  const spread = (nodes, share, out) => {
    let total = 0;
    const drawn = nodes.map((node) => {
      const part = node.share * (1 - band + 2 * band * random());
      total += part;
      return part;
    });
    nodes.forEach((node, i) => {
      const own = total > 0 ? (share * drawn[i]) / total : 0;
      if (node.children.length) spread(node.children, own, out);
      else out[node.column] = own;
    });
  };
  const n = points.length;
  const drawnPoints = points.map((row) => row.slice());
  const weights = new Float64Array(size);
  const keys = new Float64Array(n);
  const order = Array.from({ length: n }, (_, i) => i);
  const ranks = points.map(() => new Float64Array(n));
  const ahead = points.map(() => new Float64Array(n));
  for (let s = 0; s < samples; s += 1) {
    spread(levels, 1, weights);
    for (const [v, c, values] of cells) drawnPoints[v][c] = values[Math.floor(random() * values.length)];
    for (let v = 0; v < n; v += 1) {
      let sum = 0;
      let mass = 0;
      const row = drawnPoints[v];
      for (let c = 0; c < size; c += 1) {
        if (Number.isNaN(row[c])) continue;
        sum += weights[c] * row[c];
        mass += weights[c];
      }
      keys[v] = mass > 0 ? Math.round((sum / mass) * 1e9) : -1;
    }
    order.sort((a, b) => keys[b] - keys[a]);
    for (let start = 0; start < n;) {
      let end = start + 1;
      while (end < n && keys[order[end]] === keys[order[start]]) end += 1;
      for (let i = start; i < end; i += 1) {
        for (let r = start; r < end; r += 1) ranks[order[i]][r] += 1 / (end - start);
        for (let k = start; k < end; k += 1) if (k !== i) ahead[order[i]][order[k]] += 0.5;
        for (let k = end; k < n; k += 1) ahead[order[i]][order[k]] += 1;
      }
      start = end;
    }
  }
  /** @param {Float64Array[]} rows */
  const shares = (rows) => rows.map((row) => Array.from(row, (count) => count / samples));
  return { ranks: shares(ranks), ahead: shares(ahead) };
}

/**
 * The tree with the shares at hand, as `sampleRanks` takes it; what has no weight is left out.
 * @param {WeightTree} tree
 * @param {number[]} weights
 */
export function levelsOf(tree, weights) {
  /** @param {WeightNode[]} nodes @returns {Level[]} */
  const level = (nodes) => nodes.map((node) => ({ share: nodeShare(node, weights), column: node.column,
    children: level(node.children) })).filter((node) => node.share > 0);
  return level(tree.roots);
}

/** One worker at a time; a newer question drops the older one. */
export class Sampler {
  constructor() {
    const text = `onmessage = (event) => postMessage((${sampleRanks.toString()})(event.data));`;
    this.url = URL.createObjectURL(new Blob([text], { type: "text/javascript" }));
    /** @type {Worker | null} */
    this.worker = null;
  }

  /**
   * @returns {Promise<ReturnType<typeof sampleRanks>>} never settles if a newer call comes first
   * @param {Parameters<typeof sampleRanks>[0]} problem
   */
  ask(problem) {
    this.stop();
    const worker = new Worker(this.url);
    this.worker = worker;
    return new Promise((resolve, reject) => {
      worker.onmessage = (event) => resolve(event.data);
      worker.onerror = (event) => reject(new Error(event.message));
      worker.postMessage(problem);
    });
  }

  stop() {
    this.worker?.terminate();
    this.worker = null;
  }

  dispose() {
    this.stop();
    URL.revokeObjectURL(this.url);
  }
}
