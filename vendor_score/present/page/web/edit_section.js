/** Criteria changed in the page, and answers tried out: the forms; what they mean is in edits.js. */

import { drawCurve } from "./curve.js";
import { bdi, h } from "./dom.js";
import { canEdit, canEditValue, hasEdits, noEdits, readEdits, triedWords } from "./edits.js";
import { unitText } from "./reading.js";
import { bodyOf } from "./section.js";
import { saveYaml } from "./share_menu.js";

/** The criterion that was worked on last: the view is built anew with every change. */
const last = { criterion: "", vendor: 0 };

export class EditSection {
  /** @param {Context} context */
  constructor(context) {
    const { t, model } = context;
    this.context = context;
    this.t = t;
    this.model = model;
    const known = model.payload.criteria.filter(canEdit);
    if (!known.some((criterion) => criterion.id === last.criterion)) last.criterion = known[0]?.id ?? "";
    this.choice = h("select", { "aria-label": t.title("terms.criterion"), onchange: () => { last.criterion = this.choice.value; this.redraw(); } },
      known.map((criterion) => h("option", { value: criterion.id, selected: criterion.id === last.criterion }, t.label(criterion.label))));
    this.form = h("div.edit-form");
    this.said = h("p.note", { role: "status" });
    this.list = h("div.edit-list");
    this.el = bodyOf(t("page.edit_lead"), h("div.choices", null, this.choice), this.form, this.said, this.list);
    this.redraw();
  }

  get edits() {
    return this.context.store.now.edits;
  }

  redraw() {
    const criterion = this.model.byId.get(last.criterion);
    if (!criterion) return;
    this.form.replaceChildren(h("div.edit-columns", null, this.criterionForm(criterion), this.trialForm(criterion)));
    this.list.replaceChildren(...this.summary());
  }

  /** @param {Criterion} criterion */
  criterionForm(criterion) {
    const { t } = this;
    const { curve, missing } = criterion;
    const picture = h("div.edit-curve", null, drawCurve(criterion, null, t));
    const values = !canEditValue(criterion) ? [] : criterion.levels && curve?.at ? this.levelRows(criterion, criterion.levels, curve.at) : curve?.form === "line" ? this.anchorRows(criterion, curve.at) : this.barRows(criterion, curve?.bars ?? []);
    /** @param {"target" | "must"} name */
    const rule = (name) => h("label", null, h("span", null, t.title(`terms.${name}`)),
      h("input", { type: "text", value: criterion[name] ?? "", "data-edit": name, placeholder: "<= 20", onchange: (event) => this.change(criterion, { [name]: event.target.value.trim() }) }));
    const usual = missing.default;
    const select = h("select", { "data-edit": "missing", onchange: (event) => this.change(criterion, { missing: event.target.value === "points" ? 50 : event.target.value }) },
      ["worst", "exclude", "fail", "points"].map((name) => h("option", { value: name, selected: name === (typeof usual === "number" ? "points" : usual) },
        name === "points" ? t("page.edit_points") : t(`page.rule.${name}`))));
    const points = typeof usual === "number" && h("input.narrow", { type: "number", min: 0, max: 100, step: "any", value: usual, "data-edit": "missing-points", "aria-label": t("page.edit_points"),
      onchange: (event) => this.change(criterion, { missing: Number(event.target.value) }) });
    return h("div.edit-criterion", null, h("h4", null, t("page.edit_criterion")), picture, values, rule("target"), rule("must"),
      h("label", null, h("span", null, t("page.if_missing")), select, points));
  }

  /** @param {Criterion} criterion @param {Anchor[]} at */
  anchorRows(criterion, at) {
    const { t } = this;
    /** @param {number} i @param {0 | 1} j @param {string} label */
    const field = (i, j, label) => h("input.narrow", { type: "number", step: "any", value: at[i][j], "data-edit": `anchor-${i}-${j}`, "aria-label": label, ...(j && { min: 0, max: 100 }),
      onchange: (event) => this.change(criterion, { at: at.map((anchor, k) => (k === i ? /** @type {Anchor} */ (j ? [anchor[0], Number(event.target.value)] : [Number(event.target.value), anchor[1]]) : anchor)) }) });
    const rows = at.map((_, i) => h("tr", null, h("td", null, field(i, 0, t.title("terms.answer"))), h("td", null, field(i, 1, t("page.edit_points"))),
      h("td", null, at.length > 2 && h("button.text", { type: "button", "aria-label": t("page.edit_remove"), onclick: () => this.change(criterion, { at: at.filter((__, k) => k !== i) }) }, "×"))));
    const unit = unitText(criterion.unit, t).trim();
    return h("div", null, h("table.edit-anchors", null, h("thead", null, h("tr", null,
      h("th", { scope: "col" }, t.title("terms.answer"), unit && ` (${unit})`), h("th", { scope: "col" }, t("page.edit_points")), h("td"))), h("tbody", null, rows)),
      h("button.text", { type: "button", "data-edit": "add", onclick: () => this.change(criterion, { at: [...at, between(at)] }) }, t("page.edit_add")));
  }

  /** @param {Criterion} criterion @param {Label[]} levels @param {Anchor[]} at */
  levelRows(criterion, levels, at) {
    return levels.map((label, level) => h("label", null, h("span", null, `${level} ${this.t.label(label)}`), h("input.narrow", { type: "number", min: 0, max: 100, step: "any", value: at[level][1], "data-edit": `level-${level}`,
      onchange: (event) => this.change(criterion, { at: at.map((anchor) => (anchor[0] === level ? [level, Number(event.target.value)] : anchor)) }) })));
  }

  /** @param {Criterion} criterion @param {Bar[]} bars */
  barRows(criterion, bars) {
    return bars.map((bar) => h("label", null, h("span", null, this.t.label(bar.label)), h("input.narrow", { type: "number", min: 0, max: 100, step: "any", value: bar.points, "data-edit": `bar-${bar.id}`,
      onchange: (event) => this.change(criterion, { bars: bars.map((other) => [other.id, other.id === bar.id ? Number(event.target.value) : other.points]) }) })));
  }

  /** @param {Criterion} criterion */
  trialForm(criterion) {
    const { t, model } = this;
    const { curve, several } = criterion;
    const vendor = h("select", { "aria-label": t.title("terms.vendor"), "data-edit": "vendor", onchange: () => { last.vendor = Number(vendor.value); } },
      model.payload.vendors.map(({ name }, v) => h("option", { value: v, selected: v === last.vendor }, name)));
    const bars = curve?.bars ?? [];
    const figure = h("input", { type: "number", step: "any", "data-edit": "try", "aria-label": t("page.edit_try_answer") });
    const options = h("select", { "data-edit": "try", multiple: Boolean(several), "aria-label": t("page.edit_try_answer") }, bars.map((bar) => h("option", { value: bar.id }, t.label(bar.label))));
    const isLine = curve?.form === "line" || Boolean(criterion.direction);
    const read = () => (isLine ? figure.value.trim() === "" ? NaN : Number(figure.value) : several ? [...options.selectedOptions].map((option) => option.value) : options.value);
    const act = () => this.attempt(model.payload.vendors[Number(vendor.value)].name, criterion.id, read());
    return h("div.edit-trial", null, h("h4", null, t("page.edit_try")), h("p.note", null, t("page.edit_try_note")), vendor, isLine ? h("span.with-unit", null, figure, unitText(criterion.unit, t)) : options,
      h("button", { type: "button", "data-edit": "try-it", onclick: act }, t("page.edit_try_it")));
  }

  /** What is changed, each with a way back, and the file that ranks the same. */
  summary() {
    const { t, model, edits, context } = this;
    if (!hasEdits(edits)) return [];
    /** @param {string} id */
    const label = (id) => t.label(model.labels.get(id));
    /** @param {Edits} other */
    const back = (other) => h("button.text", { type: "button", onclick: () => context.store.set({ edits: other }) }, t("page.edit_take_back"));
    return [h("h4", null, t("page.edit_changed")), h("ul.plain", null,
      edits.criteria.map(([id]) => h("li", null, `${label(id)} `, back({ ...edits, criteria: edits.criteria.filter(([other]) => other !== id) }))),
      edits.answers.map((entry) => h("li", null, h("span.badge.scratch", null, t("page.scratch")), " ", bdi(entry[0]), `: ${label(entry[1])} = ${this.triedText(entry)} `,
        back({ ...edits, answers: edits.answers.filter((other) => other !== entry) })))),
    h("div.buttons", null, h("button", { type: "button", onclick: () => context.store.set({ edits: noEdits() }) }, t("page.edit_reset")),
      model.payload.yaml && edits.criteria.length > 0 && h("button", { type: "button", onclick: () => saveYaml(context) }, t("page.save_yaml")))];
  }

  /** @param {[string, string, Tried]} entry */
  triedText([, id, value]) {
    const criterion = this.model.byId.get(id);
    return triedWords(criterion, value, this.t);
  }

  /** @param {Criterion} criterion @param {CriterionEdit} change */
  change(criterion, change) {
    const { edits } = this;
    const before = new Map(edits.criteria).get(criterion.id);
    this.take({ ...edits, criteria: [...edits.criteria.filter(([id]) => id !== criterion.id), [criterion.id, { ...before, ...change }]] });
  }

  /** @param {string} vendor @param {string} id @param {Tried} value */
  attempt(vendor, id, value) {
    const { edits } = this;
    this.take({ ...edits, answers: [...edits.answers.filter(([name, other]) => name !== vendor || other !== id), [vendor, id, value]] });
  }

  /** Only what is sound is taken up. @param {Edits} wanted */
  take(wanted) {
    const sound = readEdits(this.model.payload, wanted);
    if (sound.criteria.length < wanted.criteria.length || sound.answers.length < wanted.answers.length) {
      this.said.textContent = this.t("page.edit_not_read");
      return;
    }
    this.context.store.set({ edits: sound });
  }
}

/** A further anchor in the widest gap. @param {Anchor[]} at @returns {Anchor} */
function between(at) {
  let widest = 1;
  for (let i = 1; i < at.length; i += 1) if (at[i][0] - at[i - 1][0] > at[widest][0] - at[widest - 1][0]) widest = i;
  const [[x0, p0], [x1, p1]] = [at[widest - 1], at[widest]];
  return [(x0 + x1) / 2, (p0 + p1) / 2];
}
