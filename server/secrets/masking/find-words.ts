/** A part of a text from `start` to `end` (exclusive). */
export interface Span {
  start: number;
  end: number;
}

/** UTF-16 units, or anything else that fits into 16 bits. */
type Units = ArrayLike<number>;

/**
 * Creates a function that finds all occurrences of the words in a sequence of units, in order; overlapping ones are
 * merged. Uses Aho-Corasick: its work is linear in the length of the sequence, whatever the words are.
 */
export function createWordFinder(words: Units[]): (units: Units) => Span[] {
  const automaton = buildAutomaton(words.filter((word) => word.length > 0));
  return (units) => {
    const found: Span[] = [];
    let state = ROOT;
    for (let i = 0; i < units.length; i += 1) {
      state = nextState(automaton, state, units[i] ?? 0);
      const length = automaton.longest[state] ?? 0;
      if (length > 0) addSpan(found, { start: i + 1 - length, end: i + 1 });
    }
    return found;
  };
}

/** Creates a function that returns the length of the longest ending of a sequence that is the beginning of a word. */
export function createEndingFinder(words: Units[]): (units: Units) => number {
  const automaton = buildAutomaton(words.filter((word) => word.length > 0));
  return (units) => {
    let state = ROOT;
    for (let i = 0; i < units.length; i += 1) state = nextState(automaton, state, units[i] ?? 0);
    return automaton.depth[state] ?? 0;
  };
}

const ROOT = 0;

interface Automaton {
  /** Keyed by `keyOf(state, unit)`: the state that this unit leads to. */
  next: Map<number, number>;
  /** For each state, the state of its longest proper suffix that is also the beginning of a word. */
  fallback: number[];
  /** For each state, the length of the longest word that ends there; 0 if there is none. */
  longest: number[];
  /** For each state, the number of units that lead to it. */
  depth: number[];
}

function keyOf(state: number, unit: number): number {
  return state * 0x1_00_00 + unit;
}

function buildAutomaton(words: Units[]): Automaton {
  const automaton: Automaton = { next: new Map(), fallback: [ROOT], longest: [0], depth: [0] };
  const edges = words.flatMap((word) => addWord(automaton, word));
  // States closest to the root first, because the others depend on their fallbacks.
  for (const { from, unit, to } of edges.toSorted((a, b) => a.depth - b.depth)) {
    const fallback = from === ROOT ? ROOT : nextState(automaton, automaton.fallback[from] ?? ROOT, unit);
    automaton.fallback[to] = fallback;
    automaton.longest[to] ||= automaton.longest[fallback] ?? 0;
  }
  return automaton;
}

interface Edge {
  from: number;
  unit: number;
  to: number;
  depth: number;
}

/** Adds a word's states, and returns the edges to the new ones. */
function addWord({ next, fallback, longest, depth }: Automaton, word: Units): Edge[] {
  const added: Edge[] = [];
  let state = ROOT;
  for (let i = 0; i < word.length; i += 1) {
    const unit = word[i] ?? 0;
    const known = next.get(keyOf(state, unit));
    const to = known ?? fallback.length;
    if (known === undefined) {
      next.set(keyOf(state, unit), to);
      fallback.push(ROOT);
      longest.push(0);
      depth.push(i + 1);
      added.push({ from: state, unit, to, depth: i + 1 });
    }
    state = to;
  }
  longest[state] = word.length;
  return added;
}

function nextState({ next, fallback }: Automaton, from: number, unit: number): number {
  for (let state = from; ; state = fallback[state] ?? ROOT) {
    const to = next.get(keyOf(state, unit));
    if (to !== undefined) return to;
    if (state === ROOT) return ROOT;
  }
}

/** Spans arrive in the order of their ends, so a longer one may include several earlier ones. */
function addSpan(found: Span[], span: Span): void {
  let { start } = span;
  for (let last = found.at(-1); last !== undefined && last.end > start; last = found.at(-1)) {
    start = Math.min(start, last.start);
    found.pop();
  }
  found.push({ start, end: span.end });
}

/** Merges the spans of several searches into one ordered list without overlaps. */
export function mergeSpans(spans: Span[]): Span[] {
  const merged: Span[] = [];
  for (const { start, end } of spans.toSorted((a, b) => a.start - b.start || b.end - a.end)) {
    const last = merged.at(-1);
    if (last !== undefined && start < last.end) last.end = Math.max(last.end, end);
    else merged.push({ start, end });
  }
  return merged;
}
