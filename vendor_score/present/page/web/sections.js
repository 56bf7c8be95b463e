/** The sections below the ranking, in order. */

import { CompareSection } from "./compare_section.js";
import { CriteriaSection } from "./criteria_section.js";
import { DrawnSection } from "./drawn_section.js";
import { FindingsSection } from "./findings_section.js";
import { HeatSection } from "./heat_section.js";
import { SureSection } from "./sure_section.js";
import { VendorsSection } from "./vendors_section.js";

/** @param {Context} context @returns {Section[]} */
export function sections(context) {
  /** @type {Section[]} */
  const made = [new SureSection(context), new HeatSection(context)];
  if (context.model.payload.vendors.length > 1) made.push(new CompareSection(context));
  for (const chart of context.model.payload.charts.drawn[context.t.lang]) made.push(new DrawnSection(context, chart));
  made.push(new VendorsSection(context), new FindingsSection(context), new CriteriaSection(context));
  return made;
}
