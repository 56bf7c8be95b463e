/** What was read from an answer, in words: the reading, units, places, flags. */

import { h } from "./dom.js";

/**
 * ``≤ 20 s``, ``about 25 s``, ``yes``: as Python writes it. @param {any} reading of the payload
 * @param {Translator} t
 */
export const readingText = (reading, t) => (reading?.said ? t.pick(reading.said) : "");

/** ``s`` as `` s``, ``%`` as `` %``, ``/5`` as it stands. @param {string | null} unit @param {Translator} t */
export function unitText(unit, t) {
  if (!unit || unit === "points" || unit === "count") return "";
  if (unit.startsWith("/")) return ` ${unit}`;
  const key = `unit.${unit}`;
  return ` ${t.has(key) ? t(key) : unit}`;
}

/** Options and items by id, as people read them. @param {Criterion} criterion @param {Translator} t */
export const optionNames = ({ curve }, t) => new Map((curve?.bars ?? []).map((bar) => [bar.id, t.label(bar.label)]));

/** Where an answer stands: ``a.xlsx › Service › C12``. @param {Place | null | undefined} at */
export const placeText = (at) => (at ?? []).filter(Boolean).join(" › ");

/** Flags in words, those without a wording as they are. @param {string[] | undefined} flags @param {Translator} t */
export const flagsText = (flags, t) =>
  (flags ?? []).map((flag) => (t.has(`page.flag.${flag}`) ? t(`page.flag.${flag}`) : flag));

/** Whether what counts is the buyer's own reading; one of a cell that has changed since does not. @param {Answer} answer */
export const isCorrected = ({ override }) => Boolean(override && !override.stale);

/** The mark of a figure that rests on such a reading. @param {boolean} rests @param {Translator} t */
export const fixMark = (rests, t) => rests && h("span.fix", { title: t("page.corrected") }, h("span.hidden-text", null, ` (${t("page.corrected")})`));

/**
 * The points of an answer as shown: ``62.0``, ``62.0–80.0`` or what the missing rule makes of it.
 * @param {Answer} answer
 * @param {Translator} t
 */
export function stateText(answer, t) {
  return answer.state ? t(`terms.state.${answer.state}`) : "";
}
