/** Types of the page's modules: the payload as present/page/payload.py makes it, and what is shared. */

type Label = Record<string, string>;
type Change = "move" | "rest" | "jump" | "open";
type Place = (string | null)[];
type Anchor = [number, number];

interface Bar { id: string; label: Label; points: number }
type Curve =
  | { form: "line"; at: Anchor[]; bars?: undefined }
  | { form: "bars"; bars: Bar[]; at?: undefined };

interface Reading { said?: string[]; flags?: string[]; on?: [number, number]; open?: string; held?: string[] }
interface Override {
  text: string; reason?: string; basis?: string; name?: string; date?: string; at?: Place; stale?: true;
}
interface Answer {
  state?: string; text?: string; reading?: Reading; at?: Place; seen?: true;
  evidence?: string; evidence_text?: string; remarks?: string; override?: Override;
  judgements?: [string, number, string][];
  value?: number; high?: number; worst?: number; best?: number; rule?: string | number;
  /** The share of its points that the discount on evidence leaves, where that is not all. */
  kept?: number;
  /** Tried out in the page; the vendor said something else. */
  scratch?: true;
}
/** What an answer earns: points, at best, and what it could turn out to be where that is something else. */
type Valued = Pick<Answer, "high" | "rule" | "worst" | "best"> & { value: number | undefined };
interface KnockOut { criterion: string; rule: string | null; found: string | null }
interface Vendor { name: string; short?: string; status: string; knock_outs: KnockOut[]; untested: string[]; answers: Answer[] }
interface Criterion {
  id: string; path: string[]; label: Label; question: Label; kind: string; unit: string | null;
  /** Place among the scored criteria, -1 for one that is never scored. */
  column: number;
  scored: boolean; private: boolean; direction: "max" | "min" | null;
  target: string | null; must: string | null;
  evidence: Label | null;
  missing: { default: string | number; [state: string]: string | number };
  curve: Curve | null; within: string | null; withheld: boolean;
  /** The rest of the value function; absent where it is withheld or there is nothing to say. */
  whole?: true; several?: true; words?: string[]; own_points?: true; natural?: [number | null, number | null]; target_rule?: Rule | null; must_rule?: Rule | null;
  discount?: Record<string, number>; cap?: number; best_of?: string[][]; levels?: Label[];
}
/** Text of criteria.yaml, then the place of a setting: whose, which, what stands there, what one put there needs around it. */
type YamlPiece = [string, string | null, string, string, string, string];
/** An answer tried out: a figure, an option, or the items of a list. */
type Tried = number | string | string[];
interface CriterionEdit { at?: Anchor[]; bars?: [string, number][]; target?: string; must?: string; missing?: string | number }
/** Criteria changed by id, and answers tried out by vendor and criterion. */
interface Edits { criteria: [string, CriterionEdit][]; answers: [string, string, Tried][] }
interface Original { criteria: Criterion[]; vendors: Vendor[]; points: number[][]; relative: Relative[]; draws: [number, number, number[]][] }
/** What a rule names: numbers in the criterion's unit, or ids. */
interface Rule { form: string; operands: (string | number)[] }
/** A better answer: what it is now, the nearest that does, the same rounded on for people, what it earns. */
interface Better { before: Amount; after: Exclude<Amount, null>; shown: Exclude<Amount, null>; points: number }
/** Groups have children, criteria a column. */
interface TreeEntry { id: string; weight: number; column?: number; children?: TreeEntry[] }
interface Finding {
  code: string; severity: string; vendor: string | null; criterion: string | null; at: Place | null;
  found: string | null; count: number; title: string[]; expected: string[]; fix: string[];
}
/** How a sheet was read: columns as letters, role, heading of those not used, filled cells. */
interface SheetSource {
  file: string; sheet: string; layout: string; hidden: boolean; headers: number[]; whose: [string, string][];
  vendors: number; left_out: number; answers: number; matched: number; near: number; unmatched: number;
  columns: [string, string, string, number][];
}
interface Relative { column: number; direction: string | null; cautious: (number | null)[]; kept: number[] }
/** Ranks and scores of the full figures, where the page holds rounded ones. */
interface Given { decimals: number; scores: number[]; ranks: (number | null)[]; order: number[] }

/** Rank acceptability: vendors as positions, shares of draws. */
interface Acceptability {
  vendors: number[]; samples: number; band: number; ranks: number[][];
  isEntered?: boolean; asked?: Setting;
}
type Amount = number | string | string[] | null;
interface AnswerChange { criterion: string; before: Amount; after: Amount; unit: string | null }
interface ToWin { single: AnswerChange[]; pair: AnswerChange[]; first_meet: string[] }
interface MethodResult {
  method: string; label: Label; headline: boolean; ranks: (number | null)[] | null; first: number[]; reason: Label | null;
}
interface Methods { kendall_w: number | null; same_first: boolean; results: MethodResult[] }
/** What was left out: `vendor`, `criterion`, for a must both; the other is null. */
interface LeftOut {
  kind: "vendor" | "criterion" | "must" | "reading"; vendor: number; criterion: string;
  first: number[]; changes_first: boolean;
}
interface Sureness {
  smaa: Acceptability; missing_ranks: ([number, number] | null)[]; methods: Methods | null; to_win: (ToWin | null)[];
  proven: { first: number[]; first_changes: boolean; deciding: [number, string][] } | null;
  /** The ranking without criteria whose figures are defined differently. */
  without_mixed: { criteria: string[]; ranks: (number | null)[]; first: number[]; first_changes: boolean } | null;
  weight_sets: { label: Label; ranks: (number | null)[]; scores: (number | null)[]; first: number[] }[];
  leave_one_out: LeftOut[];
}

interface Payload {
  lang: string; languages: string[]; title: Label; reference_date: string; digest: string;
  envelope: "one" | "two" | null;
  method: { name: string; ranks: (number | null)[] };
  tree: TreeEntry[]; criteria: Criterion[]; groups: { id: string; path: string[]; label: Label }[];
  vendors: Vendor[]; points: (number | null)[][]; relative: Relative[];
  weights: number[]; entered: number[]; order: number[];
  weight_sets: { label: Label; weights: number[] }[];
  sure: Sureness; draws: [number, number, number[]][];
  verdict_parts: Label[];
  verdict_settings: { lead_share: number; lead_points: number; excluded_share: number };
  findings: Finding[]; sources: SheetSource[];
  charts: { figures: Record<string, Record<string, Figure>>; drawn: Record<string, DrawnChart[]>; inks: Record<string, string> };
  yaml: { pieces: YamlPiece[]; weights: [string, number][] } | null;
  given: Given | null;
  since: Record<string, { lead: string[]; tables: SinceTable[] }> | null;
  contract?: Record<string, ContractTable[]>;
  texts: Record<string, string[]>;
}

/** A figure of plotly; its traces and layouts are plotly's own, which brings no types. */
interface PlotlyPart { [key: string]: any }
interface Figure { data: PlotlyPart[]; layout: PlotlyPart }
interface Plotly {
  react(plot: HTMLElement, data: PlotlyPart[], layout: PlotlyPart, config: object): Promise<unknown>;
  toImage(figure: Figure, options: object): Promise<string>;
  purge(plot: HTMLElement): void;
}
interface ChartPicture { name: string; title: string; make: () => Figure }
interface ChartForm extends ChartPicture { note?: string; table: () => HTMLElement }
/** A chart that the page draws as elements; the figure is for pictures. */
interface ElementChart extends ChartPicture { draw: () => Node; table?: () => HTMLElement }
interface Chart extends ChartForm { plot: HTMLElement; el: HTMLElement; twin: HTMLElement; update: () => void }

type Model = import("./model.js").Model;
type Store = import("./store.js").Store;
type Setting = import("./store.js").Setting;
type Scores = import("./score.js").Scores;
type Problem = import("./score.js").Problem;
type WeightNode = import("./weights.js").WeightNode;
type WeightTree = import("./weights.js").WeightTree;
/** A map that has whatever it is asked for: ids of the payload refer to each other. */
interface Lookup<Key, Value> extends Map<Key, Value> { get(key: Key): Value }

type Tipping = ReturnType<typeof import("./tipping.js").tippingPoint>;
type Way = ReturnType<typeof import("./weights.js").path>;
type NearestTip = import("./verdict.js").NearestTip;
type Card = import("./card.js").Card;
type Plots = import("./plots.js").Plots;
type Confidence = import("./confidence.js").Confidence;

interface Translator {
  (key: string, values?: Record<string, string | number>): string;
  label(label: Label | undefined): string;
  /** What stands once per language. */
  pick(each: string[]): string;
  title(key: string, values?: Record<string, string | number>): string;
  capital(text: string): string;
  and(names: string[]): string;
  has(key: string): boolean;
  lang: string;
}

/** A named weighting, whoever it comes from: the record of the report's weight sets, of colleagues and of ballots. */
interface Weighting { name: string; source: string; weights: number[] }
/** What the buyer notes: by vendor, by vendor and criterion, and the decision with who signs it. */
interface Notes { vendors: [string, string][]; answers: [string, string, string][]; sign: { name: string; date: string; decision: string; reasons: string } }
/** What is kept with a copy of the page or its address. */
interface Kept { weights: number[]; locks: string[]; lang: string; listing?: string; visit?: Visit; edits?: Edits; notes?: Notes; colleagues?: Weighting[] }
interface Host {
  payload: Payload; weights: number[];
  setWeights: (weights: number[], settled: boolean) => void;
  onWeights: (listener: (weights: number[]) => void) => () => void;
  /** Where an address that the reader typed or followed leads. */
  onVisit?: (listener: (visit: Visit) => void) => () => void;
  /** How an address that the reader typed or followed lists the vendors, as a text. */
  onListing?: (listener: (text: string) => void) => () => void;
  /** The language shown and the title in it. */
  onLanguage?: (tag: string, title: string) => void;
  save: (name: string, blob: Blob) => void;
  plotly: () => Promise<Plotly>;
  setting?: { lang?: string; listing?: string; locks?: string[]; visit?: Visit; edits?: Edits; notes?: Notes; colleagues?: Weighting[] };
  remember?: (setting: Kept) => void;
  copyOfPage?: (setting: Kept) => Blob;
  address?: () => string;
  keys?: HTMLElement | Document;
}
/** What every part of the view is made with. */
interface Context {
  el: HTMLElement; host: Host; model: Model; store: Store; t: Translator; lang: string;
  disposals: (() => void)[]; setLanguage: (lang: string) => void;
  scores: () => Scores; verdictText: () => string | null;
  card: Card; plots: Plots; confidence: Confidence; live: HTMLElement;
  tipping: { get: (id: string) => Tipping }; rankingChart: ChartPicture | null;
  listing: Listing;
  /** Write what waits until it comes into sight: before printing and copying. */
  writeAll: () => void;
  /** What the address names. */
  visit: Visit;
  /** Open a place and go there. */
  go: (visit: Partial<Visit>) => void;
  /** The vendors are listed otherwise; the address follows. */
  keep: () => void;
  /** The reader is there already; the address follows. */
  note: (visit: Partial<Visit>) => void;
}
interface Part { update?: (scores: Scores, kind: Change) => void; dispose?: () => void }
/** The content of an opened section; ``show`` turns to the vendor or pair that an address names. */
interface Section extends Part { el: HTMLElement; show?: (visit: Visit) => void }
type PartId = "answer" | "since" | "why" | "sure" | "contract" | "data";
/** A table of the part on the last round, in one language. */
interface ContractWords { place: string; words: string }
interface ContractTable { key: string; title: string; note: string; heads: string[]; figures: number[]; rows: (string | ContractWords)[][] }
interface SinceTable { key: string; title: string; note: string; heads: string[]; figures: number[]; rows: string[][] }
/** A section before it is opened: its part, its name in addresses and as a class, its heading. */
interface SectionPlan {
  part: PartId; id: string; title: string; make: () => Section;
  /** What stands beside the heading; brought up to date whenever weights come to rest. */
  summary?: (scores: Scores) => string;
  /** Printed also while it is folded. */
  prints?: boolean;
  /** A form: nothing is missing from paper while it is folded. */
  isTool?: true;
}
/** A part or section by id, a vendor and a pair by name. */
interface Visit { at: string | null; vendor: string | null; pair: [string, string] | null }
/** Which vendors the ranking lists, and how. */
interface Listing {
  query: string; top: number; hidden: Set<number>; sortBy: string | null; rows: "roomy" | "tight" | "thin"; isSplit: boolean;
}
interface SureTopic {
  id: string; title: string; lead: Child; blocks: ((section: import("./sure_section.js").SureSection) => HTMLElement | null)[];
  isAsked: boolean;
}

type Child = Node | string | number | null | undefined | false | readonly Child[];
type NamedElement<Name> = Name extends keyof HTMLElementTagNameMap ? HTMLElementTagNameMap[Name] : HTMLElement;
/** The element of ``div``, ``p.note``: a tag with class names. */
type ElementOf<Tag extends string> = Tag extends `${infer Name}.${string}` ? NamedElement<Name> : NamedElement<Tag>;
/** Attributes by name; ``on...`` are listeners, null and false are left out. */
interface Attributes {
  [name: string]: unknown;
  onclick?: (event: MouseEvent & { currentTarget: HTMLElement }) => unknown;
  onpointerenter?: (event: PointerEvent & { currentTarget: HTMLElement }) => unknown;
  onfocus?: (event: FocusEvent & { currentTarget: HTMLElement }) => unknown;
  oninput?: (event: Event & { target: HTMLInputElement }) => unknown;
  onchange?: (event: Event & { target: HTMLInputElement }) => unknown;
  onkeydown?: (event: KeyboardEvent) => unknown;
}
/** A cell of a table; figures stand to the right. */
type Cell = Child | { figure: Child };

/** What a notebook hands to a widget (anywidget's model). */
interface WidgetModel {
  get(name: "_weights"): number[];
  get(name: "_style" | "_payload"): string;
  set(name: "_weights", value: number[]): void;
  save_changes(): void;
  on(event: string, listener: Function): void;
  off(event: string, listener: Function): void;
  send(message: object): void;
}
declare var Plotly: Plotly;
declare var vendorScorePlotly: Promise<Plotly> | undefined;
declare var define: unknown;

/** A row of the ranking: its elements, the widths its segments show now and are to reach. */
interface Row {
  v: number; el: HTMLElement; rank: HTMLElement; fix: HTMLElement; change: HTMLElement; waived: HTMLElement;
  whisker: ReturnType<typeof import("./whiskers.js").makeWhisker>; bar: HTMLElement;
  score: HTMLElement; segments: HTMLElement[]; shown: number[]; goal: number[];
  /** Its place in the document, -1 outside; px from there to where it is seen and to where it is going. */
  home: number; offset: number; aim: number;
  /** The transforms of its segments and its own, as they are written; places gained. */
  drawn: string[]; moved: number | null;
  /** Whether what stands on it is of other weights: it is out of sight. */
  isStale: boolean;
}
/** What sets the weight of one node. */
interface Control {
  node: WeightNode; el: HTMLElement; slider: HTMLInputElement; field: HTMLInputElement; lock: HTMLElement;
  band: HTMLElement; note: HTMLElement; children: HTMLElement | null; opener: HTMLElement | null;
}
/** A vendor's score along one slider, as [constant, slope] of numerator and denominator. */
interface ScoreLine { numerator: number[]; denominator: number[] }
/** Every vendor's score along one slider, the scores now, the path and where on it the slider stands. */
interface Course { lines: ScoreLine[]; now: number[]; way: Way; share: number }
interface Level { share: number; column: number; children: Level[] }

/** A chart that stays as it was drawn, with the table that says the same. */
interface DrawnChart { name: string; title: string; figure: Figure; heads: string[]; rows: string[][] }

/** What the heat map is drawn from: criteria in displayed order, the first vendor of a turned table. */
interface HeatView {
  context: Context; scores: Scores; columns: Criterion[]; isGrouped: boolean; isWhole: boolean; from: number;
  /** Weights as shown, by criterion; scores as shown, by vendor. */
  shares: Lookup<string, string>; shown: Lookup<number, string>;
}
/** A step between two vendors: a bar between two levels of a's lead over b, what stands beside it. */
interface PairStep { label: Child; from: number; to: number; left?: Child; right?: Child; isTotal?: boolean }

/** A vendor's answer on a value function, by its place in the ranking. */
interface PlacedAnswer { place: string; on?: [number, number]; held?: string[] }
/** A target or must on the axis of a value function. */
interface Bound { name: "target" | "must"; at: number[]; text: string }
