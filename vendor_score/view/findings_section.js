/** The findings: what to check before relying on the ranking. */

import { bdi, h } from "./dom.js";
import { placeText } from "./reading.js";
import { sectionOf } from "./section.js";

const ORDER = ["error", "warning", "info"];

export class FindingsSection {
  constructor(context) {
    const { t, model } = context;
    const { findings } = model.payload;
    Object.assign(this, { t, model, title: t("page.findings") });
    const counts = ORDER.map((severity) => findings.filter((f) => f.severity === severity));
    this.el = sectionOf("findings", this.title, findings.length ? t("page.findings_lead") : t("page.no_findings"),
      counts.map((found, i) => found.length > 0 && this.group(ORDER[i], found)));
  }

  group(severity, found) {
    const { t } = this;
    return h("details.finding-group", { open: severity !== "info" && found.length <= 12 },
      h("summary", null, h(`span.severity.${severity}`, null, t.title(`terms.severity.${severity}`)), ` ${found.length}`),
      h("ul.finding-list", null, found.map((finding) => this.item(finding))));
  }

  item(finding) {
    const { t, model } = this;
    const label = model.labels.get(finding.criterion);
    const where = placeText(finding.at);
    return h("li", null,
      h("p.finding-title", null, finding.vendor && [bdi(finding.vendor), label ? " · " : ""], label && t.label(label), (finding.vendor || label) && ": ", t.pick(finding.title)),
      h("p", null, finding.found && [t("page.found"), " ", h("q", null, bdi(finding.found)), ". "], t.pick(finding.expected), " ", t.pick(finding.fix)),
      where && h("p.where", null, where));
  }

  update() {}
}
