/** The sections below the answer, in order: each says its part, and how it is made when opened. */

import { CompareSection } from "./compare_section.js";
import { CriteriaSection } from "./criteria_section.js";
import { gap } from "./display.js";
import { DrawnSection } from "./drawn_section.js";
import { FindingsSection, countedFindings } from "./findings_section.js";
import { HeatSection } from "./heat_section.js";
import { SourcesSection } from "./sources_section.js";
import { SureSection, sureTopics } from "./sure_section.js";
import { VendorsSection } from "./vendors_section.js";
import { rankedVendors } from "./verdict.js";

/** @param {Context} context @returns {SectionPlan[]} */
export function sections(context) {
  const { t, model } = context;
  const { payload } = model;
  /** @type {SectionPlan[]} */
  const plans = [];
  if (payload.vendors.length > 1) {
    plans.push({ part: "why", id: "compare", title: t("page.compare"), make: () => new CompareSection(context),
      summary: (scores) => leadOf(context, scores) });
  }
  plans.push({ part: "why", id: "heat", title: t("page.heat_map"), prints: true, make: () => new HeatSection(context) });
  for (const chart of payload.charts.drawn[t.lang]) {
    plans.push({ part: "why", id: chart.name.replaceAll(" ", "-"), title: chart.title, make: () => new DrawnSection(context, chart) });
  }
  for (const topic of sureTopics(context)) {
    plans.push({ part: "sure", id: topic.id, title: topic.title, prints: true, make: () => new SureSection(context, topic) });
  }
  plans.push({ part: "data", id: "vendors", title: t("page.vendors"), make: () => new VendorsSection(context) },
    { part: "data", id: "findings", title: t("page.findings"), make: () => new FindingsSection(context),
      summary: () => countedFindings(payload.findings, t) },
    { part: "data", id: "sources", title: t("page.sources"), make: () => new SourcesSection(context),
      summary: () => t("page.sources_count", { n: payload.sources.length }) },
    { part: "data", id: "criteria", title: t("page.criteria"), make: () => new CriteriaSection(context) });
  return plans;
}

/** How far the first is ahead of the second. @param {Context} context @param {Scores} scores */
function leadOf({ t, model }, scores) {
  const [a, b] = rankedVendors(scores);
  if (b === undefined) return "";
  const lead = scores.scores[a] - scores.scores[b];
  const names = { a: model.payload.vendors[a].name, b: model.payload.vendors[b].name, gap: gap(lead) };
  return t(lead > 0 ? "page.compare_sum" : "page.compare_equal", names);
}
