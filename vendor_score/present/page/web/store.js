/**
 * What the person has set: weights, locks, waived musts, opened groups - with undo.
 *
 * @typedef {{weights: number[], locks: Set<string>, waived: Set<number>, edits: Edits}} Setting
 */

import { hasEdits, noEdits } from "./edits.js";
import { noNotes } from "./notes.js";
import { moveShare } from "./weights.js";

const STEPS_KEPT = 200;

export class Store {
  /**
   * @param {WeightTree} tree
   * @param {number[]} entered
   * @param {number[]} weights
   */
  constructor(tree, entered, weights) {
    this.tree = tree;
    this.entered = entered;
    /** @type {Setting} */
    this.now = { weights, locks: new Set(), waived: new Set(), edits: noEdits() };
    /** @type {Set<string>} */
    this.open = new Set();
    /** @type {Weighting[]} beside one's own */
    this.colleagues = [];
    this.notes = noNotes();
    /** @type {Setting[]} */
    this.past = [];
    /** @type {Setting[]} */
    this.future = [];
    /** @type {{id: string, base: number[], isHeld?: boolean} | null} */
    this.gesture = null;
    /** @type {Set<(kind: Change) => void>} */
    this.listeners = new Set();
  }

  /**
   * Hear of every change: a slider that moves (``move``) or is let go (``rest``), anything set at
   * once, undone or redone (``jump``), a group opened or closed (``open``; no weight changed).
   * @param {(kind: Change) => void} listener
   * @returns {() => boolean} stops it
   */
  subscribe(listener) {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** @param {Change} kind */
  tell(kind) {
    for (const listener of [...this.listeners]) listener(kind);
  }

  /**
   * One slider moves. Moves of the same slider start from the weights before the first of them,
   * so that dragging one to 100 % and back gives the others their weights back.
   * @param {string} id
   * @param {number} share
   */
  move(id, share) {
    if (this.gesture?.id !== id) this.gesture = { id, base: this.now.weights };
    if (!this.gesture.isHeld) {
      this.remember();
      this.gesture.isHeld = true;
    }
    const weights = moveShare(this.tree, this.gesture.base, id, share, this.now.locks);
    this.now = { ...this.now, weights };
    this.tell("move");
  }

  /** The slider is let go. */
  release() {
    if (this.gesture) this.gesture.isHeld = false;
    this.tell("rest");
  }

  /** Anything else that is set at once and can be undone. @param {Partial<Setting>} change */
  set(change) {
    this.remember();
    this.gesture = null;
    this.now = { ...this.now, ...change };
    this.tell("jump");
  }

  /** @param {string} id */
  toggleLock(id) {
    const locks = new Set(this.now.locks);
    if (!locks.delete(id)) locks.add(id);
    this.set({ locks });
  }

  /** @param {number} vendor */
  toggleWaived(vendor) {
    const waived = new Set(this.now.waived);
    if (!waived.delete(vendor)) waived.add(vendor);
    this.set({ waived });
  }

  remember() {
    this.past.push(this.now);
    if (this.past.length > STEPS_KEPT) this.past.shift();
    this.future = [];
  }

  undo() {
    this.step(this.past, this.future);
  }

  redo() {
    this.step(this.future, this.past);
  }

  /** @param {Setting[]} from @param {Setting[]} to */
  step(from, to) {
    const found = from.pop();
    if (!found) return;
    to.push(this.now);
    this.gesture = null;
    this.now = found;
    this.tell("jump");
  }

  /** Whether the weights differ from the entered ones, or criteria and answers from what came. */
  get isChanged() {
    return hasEdits(this.now.edits) || this.now.weights.some((share, column) => Math.abs(share - this.entered[column]) > 1e-9);
  }
}
