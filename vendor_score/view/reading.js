/** What was read from an answer, in words: ``≤ 20 s``, ``15–20 s``, ``about 25 s``, ``yes``. */

import { number } from "./display.js";

/**
 * @param {any} reading of the payload
 * @param {any} criterion of the payload
 * @param {any} t
 */
export function readingText(reading, criterion, t) {
  if (!reading) return "";
  const { low, high, items } = reading;
  if (items) return itemsText(items, criterion, t);
  if (low === undefined && high === undefined) return "";
  if (criterion.kind === "yes_no") return yesNoText(low, high, t);
  const unit = unitText(reading.unit ?? criterion.unit, t);
  const about = reading.flags?.includes("approx") ? `${t("page.about")} ` : "";
  return `${about}${rangeText(low, high)}${unit}`;
}

function rangeText(low, high) {
  if (low === undefined) return `≤ ${number(high)}`;
  if (high === undefined) return `≥ ${number(low)}`;
  return low === high ? number(low) : `${number(low)}–${number(high)}`;
}

function yesNoText(low, high, t) {
  if (low === high) return t(low ? "page.yes" : "page.no");
  return t("page.partial");
}

function itemsText(items, criterion, t) {
  if (!items.length) return t("page.no_items");
  const bars = new Map((criterion.curve?.bars ?? []).map((bar) => [bar.id, bar.label]));
  return items.map((id) => (bars.has(id) ? t.label(bars.get(id)) : id)).join(t("page.comma"));
}

/** ``s`` as `` s``, ``%`` as `` %``, ``/5`` as it stands. */
export function unitText(unit, t) {
  if (!unit || unit === "points") return "";
  if (unit.startsWith("/")) return ` ${unit}`;
  const key = `page.unit.${unit}`;
  return ` ${t.has(key) ? t(key) : unit}`;
}

/** Where an answer stands: ``a.xlsx › Service › C12``. @param {(string|null)[] | undefined} at */
export const placeText = (at) => (at ?? []).filter(Boolean).join(" › ");

/** Flags in words, those without a wording as they are. */
export const flagsText = (flags, t) =>
  (flags ?? []).map((flag) => (t.has(`page.flag.${flag}`) ? t(`page.flag.${flag}`) : flag));

/** The points of an answer as shown: ``62.0``, ``62.0–80.0`` or what the missing rule makes of it. */
export function stateText(answer, t) {
  return answer.state ? t(`terms.state.${answer.state}`) : "";
}
