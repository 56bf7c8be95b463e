/** The findings: what to check before relying on the ranking, problem by problem. */

import { answerLink } from "./chart_frame.js";
import { bdi, h } from "./dom.js";
import { placeText } from "./reading.js";
import { bodyOf } from "./section.js";

const ORDER = ["error", "warning", "info"];
const SHOWN = 8; // so many stand open; the rest is one press away

/** How many findings there are; a row may stand for many like ones of a column. @param {Finding[]} found */
const countOf = (found) => found.reduce((sum, finding) => sum + finding.count, 0);

export class FindingsSection {
  /** @param {Context} context */
  constructor(context) {
    const { t, model } = context;
    this.context = context;
    const { findings, vendors, order } = model.payload;
    this.t = t;
    this.model = model;
    this.title = t("page.findings");
    this.left = SHOWN;
    /** @type {Map<string | null, number>} */
    this.places = new Map(order.map((v, place) => [vendors[v].name, place]));
    const apart = findings.filter((finding) => this.isApart(finding));
    const counted = findings.filter((finding) => !this.isApart(finding));
    this.el = bodyOf(findings.length ? t("page.findings_lead") : t("page.no_findings"),
      ORDER.map((severity) => this.severity(severity, counted.filter((finding) => finding.severity === severity))),
      apart.length > 0 && h("details.finding-group", null,
        h("summary", null, t("page.not_counted"), ` ${countOf(apart)}`), this.problems(apart, false)));
  }

  /** @param {Finding} finding */
  weight({ criterion }) {
    const found = this.model.byId.get(criterion);
    return found && found.column >= 0 ? this.model.payload.entered[found.column] : 0;
  }

  /** About a criterion that does not count at the entered weights. @param {Finding} finding */
  isApart(finding) {
    return finding.severity === "info" && this.model.byId.has(finding.criterion) && !(this.weight(finding) > 0);
  }

  /** @param {string} severity @param {Finding[]} found */
  severity(severity, found) {
    if (!found.length) return null;
    return h("div.finding-group", null,
      h("h4", null, h(`span.severity.${severity}`, null, this.t.title(`terms.severity.${severity}`)), ` ${countOf(found)}`),
      this.problems(found, severity !== "info"));
  }

  /**
   * Findings with the same title together, those with most weight first.
   * @param {Finding[]} found
   * @param {boolean} mayOpen
   */
  problems(found, mayOpen) {
    /** @type {Map<string, Finding[]>} */
    const groups = new Map();
    for (const finding of found) {
      const title = this.t.pick(finding.title);
      groups.set(title, [...(groups.get(title) ?? []), finding]);
    }
    /** @param {Finding[]} list */
    const weight = (list) => list.reduce((sum, finding) => sum + this.weight(finding), 0);
    return [...groups].sort(([, a], [, b]) => weight(b) - weight(a)).map(([title, list]) => this.problem(title, list, mayOpen));
  }

  /** @param {string} title @param {Finding[]} found @param {boolean} mayOpen */
  problem(title, found, mayOpen) {
    const isOpen = mayOpen && found.length <= this.left;
    if (isOpen) this.left -= found.length;
    /** @param {Finding} finding */
    const place = ({ vendor }) => this.places.get(vendor) ?? -1;
    const sorted = [...found].sort((a, b) => place(a) - place(b) || this.weight(b) - this.weight(a));
    return h("details.problem", { open: isOpen }, h("summary", null, this.t.capital(title), ` ${countOf(found)}`),
      h("ul.finding-list", null, sorted.map((finding) => this.item(finding))));
  }

  /** @param {Finding} finding */
  item(finding) {
    const { t, model } = this;
    const label = model.labels.get(finding.criterion);
    const where = placeText(finding.at);
    const criterion = model.byId.get(finding.criterion);
    const v = model.payload.vendors.findIndex(({ name }) => name === finding.vendor);
    return h("li", null,
      h("p.finding-title", null, finding.vendor && [bdi(finding.vendor), label ? " · " : ""],
        label && (criterion && v >= 0 ? answerLink(this.context, v, criterion, h("span.answer-text", null, t.label(label))) : t.label(label))),
      h("p", null, finding.found && [t("page.found"), " ", h("q", null, bdi(finding.found)), t("verdict.clause_joint")],
        t("page.expected", { expected: t.pick(finding.expected) })),
      h("p", null, t.pick(finding.fix)),
      where && h("p.where", null, where));
  }

  update() {}
}

/** ``3 errors, 12 warnings``. @param {Finding[]} findings @param {Translator} t */
export const countedFindings = (findings, t) => ORDER.map((severity) => ({ severity, n: countOf(findings.filter((finding) => finding.severity === severity)) }))
  .filter(({ n }) => n > 0).map(({ severity, n }) => `${t.title(`terms.severity.${severity}`)} ${n}`).join(t("page.comma"));
