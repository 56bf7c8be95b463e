/** How sure the ranking is at the weights at hand: as reported, or sampled anew in the worker. */

import { Sampler, levelsOf } from "./acceptability.js";
import { pointsAmong, rankedVendors } from "./score.js";

const SAMPLES = 10_000;

export class Confidence {
  /** @param {Model} model @param {Store} store */
  constructor(model, store) {
    this.model = model;
    this.store = store;
    /** @type {Sampler | null} */
    this.sampler = null;
    /** @type {((found: Acceptability) => void)[]} */
    this.listeners = [];
    /** @type {Acceptability} */
    this.reported = { ...model.payload.sure.smaa, isEntered: true };
    this.latest = this.reported;
    this.isBusy = false;
    this.isGone = false;
  }

  /** @param {(found: Acceptability) => void} listener */
  onResult(listener) {
    this.listeners.push(listener);
  }

  /** Called when the weights have come to rest. @param {Scores} scores */
  async refresh(scores) {
    const { model, store } = this;
    if (!store.isChanged && !store.now.waived.size) {
      this.sampler?.stop();
      this.tell(this.reported);
      return;
    }
    const vendors = rankedVendors(scores);
    this.isBusy = true;
    const asked = store.now;
    await painted(); // starting a worker takes some milliseconds
    if (asked !== store.now || this.isGone) return;
    this.sampler ??= new Sampler();
    const found = await this.sampler.ask(this.problem(vendors));
    this.tell({ ...found, asked, vendors, samples: SAMPLES, band: model.payload.sure.smaa.band, isEntered: false });
  }

  /** @param {number[]} vendors */
  problem(vendors) {
    const { model, store } = this;
    const compared = model.problem.statuses.map((s, v) => s !== "knocked_out" || store.now.waived.has(v));
    const points = pointsAmong(model.problem, compared);
    const places = /** @type {Lookup<number, number>} */ (new Map(vendors.map((v, i) => [v, i])));
    /** @param {[number, number, number[]]} cell @returns {[number, number, number[]]} */
    const inPlace = ([v, c, drawn]) => [places.get(v), c, drawn];
    return {
      levels: levelsOf(model.tree, store.now.weights),
      points: vendors.map((v) => points[v]),
      cells: model.payload.draws.filter(([v]) => places.has(v)).map(inPlace),
      size: store.now.weights.length,
      band: model.payload.sure.smaa.band,
      samples: SAMPLES,
      seed: 1,
    };
  }

  /** @param {Acceptability} found */
  tell(found) {
    this.isBusy = false;
    this.latest = found;
    for (const listener of this.listeners) listener(found);
  }

  /** The share of draws in which a vendor is first, null where it was not sampled. @param {number} v */
  firstShare(v) {
    const place = this.latest.vendors.indexOf(v);
    return place < 0 || !this.latest.ranks.length ? null : this.latest.ranks[place][0];
  }

  dispose() {
    this.isGone = true;
    this.sampler?.dispose();
    this.sampler = null;
    this.listeners = [];
  }
}

/** When the frame at hand has been painted; in a tab that paints nothing soon after. */
const painted = () => new Promise((resolve) => {
  requestAnimationFrame(() => setTimeout(resolve));
  setTimeout(resolve, 200);
});
