/** The sections below the answer, in order: each says its part, and how it is made when opened. */

import { ColleaguesSection } from "./colleagues_section.js";
import { CompareSection } from "./compare_section.js";
import { ContractSection } from "./contract_section.js";
import { CriteriaSection } from "./criteria_section.js";
import { gap } from "./display.js";
import { DrawnSection } from "./drawn_section.js";
import { EditSection } from "./edit_section.js";
import { hasEdits } from "./edits.js";
import { FindingsSection, countedFindings } from "./findings_section.js";
import { HeatSection } from "./heat_section.js";
import { hasNotes } from "./notes.js";
import { NotesSection } from "./notes_section.js";
import { rankedVendors } from "./score.js";
import { SinceSection } from "./since_section.js";
import { SourcesSection } from "./sources_section.js";
import { SureSection, sureTopics } from "./sure_section.js";
import { VendorsSection } from "./vendors_section.js";

/** @param {Context} context @returns {SectionPlan[]} */
export function sections(context) {
  const { t, model } = context;
  const { payload } = model;
  /** @type {SectionPlan[]} */
  const plans = [];
  const since = payload.since?.[t.lang];
  since?.tables.forEach((told, i) => plans.push({ part: "since", id: `since-${told.key}`, title: told.title, prints: true,
    ...(i === 0 && { summary: () => since.lead[0] }),
    make: () => new SinceSection(context, told, i === 0 ? since.lead : []) }));
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
  /** @type {SectionPlan} */
  const others = { part: "sure", id: "colleagues", title: t("page.colleagues"), isTool: true, prints: context.store.colleagues.length > 0, make: () => new ColleaguesSection(context, others) };
  /** @type {SectionPlan} */
  const notes = { part: "answer", id: "notes", title: t("page.notes"), isTool: true, prints: hasNotes(context.store.notes), make: () => new NotesSection(context, notes) };
  plans.push(others, notes);
  for (const told of payload.contract?.[t.lang] ?? []) {
    plans.push({ part: "contract", id: `contract-${told.key}`, title: told.title, make: () => new ContractSection(context, told) });
  }
  plans.push({ part: "data", id: "vendors", title: t("page.vendors"), make: () => new VendorsSection(context) },
    { part: "data", id: "findings", title: t("page.findings"), make: () => new FindingsSection(context),
      summary: () => countedFindings(payload.findings, t) },
    { part: "data", id: "sources", title: t("page.sources"), make: () => new SourcesSection(context),
      summary: () => t("page.sources_count", { n: payload.sources.length }) },
    { part: "data", id: "edit", title: t("page.edit"), isTool: true, make: () => new EditSection(context),
      summary: () => editSummary(context) },
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

/** How many criteria are changed and answers tried. @param {Context} context */
export function editSummary({ t, store: { now: { edits } } }) {
  const { criteria, answers } = edits;
  return hasEdits(edits) ? t("page.edit_summary", { criteria: criteria.length, answers: answers.length }) : "";
}
