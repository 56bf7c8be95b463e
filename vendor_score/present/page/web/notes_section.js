/** Notes per vendor and per answer, and the sign-off; see notes.js for what is kept. */

import { bdi, h } from "./dom.js";
import { hasNotes, noteOfAnswer, noteOfVendor, withAnswerNote, withVendorNote } from "./notes.js";
import { bodyOf } from "./section.js";

export class NotesSection {
  /** @param {Context} context @param {SectionPlan} plan */
  constructor(context, plan) {
    const { t, model } = context;
    this.context = context;
    this.plan = plan;
    this.t = t;
    const { vendors, criteria } = model.payload;
    this.vendor = h("select", { "aria-label": t.title("terms.vendor"), onchange: () => this.showNotes() }, vendors.map(({ name }) => h("option", { value: name }, name)));
    this.criterion = h("select", { "aria-label": t.title("terms.criterion"), onchange: () => this.showNotes() }, criteria.map((criterion) => h("option", { value: criterion.id }, t.label(criterion.label))));
    this.ofVendor = this.field("page.note_vendor", (text) => withVendorNote(this.notes, this.vendor.value, text));
    this.ofAnswer = this.field("page.note_answer", (text) => withAnswerNote(this.notes, this.vendor.value, this.criterion.value, text));
    this.written = h("div.notes-written");
    this.el = bodyOf(t("page.notes_lead"), this.signForm(),
      h("div.on-screen.notes-forms", null, h("div.choices", null, this.vendor), this.ofVendor.el, h("div.choices", null, this.criterion), this.ofAnswer.el), this.written);
    this.showNotes();
    this.redraw();
  }

  get notes() {
    return this.context.store.notes;
  }

  /** @param {string} key @param {(text: string) => Notes} changed */
  field(key, changed) {
    const area = h("textarea", { rows: 2, "aria-label": this.t(key) });
    area.addEventListener("input", () => this.keep(changed(area.value.trim())));
    return { area, el: h("label.note-field", null, h("span", null, this.t(key)), area) };
  }

  signForm() {
    const { t } = this;
    /** @param {"name" | "date" | "decision" | "reasons"} key */
    const line = (key) => {
      const isLong = key === "reasons";
      const input = h(isLong ? "textarea" : "input", isLong ? { rows: 2 } : { type: key === "date" ? "date" : "text" });
      const typed = /** @type {HTMLInputElement} */ (input);
      const paper = h("span.print-only", null, this.notes.sign[key]);
      typed.value = this.notes.sign[key];
      typed.addEventListener("input", () => {
        paper.textContent = typed.value;
        this.keep({ ...this.notes, sign: { ...this.notes.sign, [key]: typed.value } });
      });
      typed.dataset.sign = key;
      return h("label", null, h("span", null, t(`page.sign_${key}`)), typed, paper);
    };
    return h("div.sign-off", null, h("h4", null, t("page.sign_off")), line("decision"), line("reasons"), line("name"), line("date"));
  }

  /** @param {Notes} notes */
  keep(notes) {
    this.context.store.notes = notes;
    this.redraw();
  }

  showNotes() {
    this.ofVendor.area.value = noteOfVendor(this.notes, this.vendor.value);
    this.ofAnswer.area.value = noteOfAnswer(this.notes, this.vendor.value, this.criterion.value);
  }

  redraw() {
    const { t, notes } = this;
    const { labels } = this.context.model;
    this.written.replaceChildren(h("ul.plain", null,
      notes.vendors.map(([name, text]) => h("li", null, h("strong", null, bdi(name)), ` ${text}`)),
      notes.answers.map(([name, id, text]) => h("li", null, h("strong", null, bdi(name), ", ", t.label(labels.get(id))), ` ${text}`))));
    this.plan.prints = hasNotes(notes);
    this.el.closest(".fold")?.classList.toggle("prints", this.plan.prints);
  }
}
