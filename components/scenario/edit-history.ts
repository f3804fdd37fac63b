import type { ScenarioChange } from "@/server/scenario/editing/apply-change";

/** A change with the fingerprint of what it was made on; null to make it whatever is there. */
export type CheckedChange = ScenarioChange & { check: string | null };

/** How many edits can be undone. */
const MAX_ENTRIES = 100;

/** Edits with the same key are undone together if they follow each other within this time. */
const MERGE_MS = 5000;

interface Entry {
  /** Completes "Undo: …". */
  what: string;
  mergeKey?: string | undefined;
  /** The edit that takes back what was done. */
  edit: CheckedChange;
}

/** The edits of this page that can be undone, and those that can be made again. */
export class EditHistory {
  #stacks: Record<"undo" | "redo", Entry[]> = { undo: [], redo: [] };
  #lastAt = 0;

  /** Adds the opposite of an edit that was made. A new edit makes redo impossible. */
  add(into: "undo" | "redo", entry: Entry, isFromHistory: boolean): void {
    const stack = this.#stacks[into];
    const last = stack.at(-1);
    const isSoon = performance.now() - this.#lastAt < MERGE_MS;
    if (last && !isFromHistory && isSoon && entry.mergeKey !== undefined && entry.mergeKey === last.mergeKey) {
      // The older edit restores what was before both; it now applies to what the newer one left.
      stack[stack.length - 1] = { ...last, edit: { ...last.edit, check: entry.edit.check } };
    } else {
      this.#stacks[into] = [...stack, entry].slice(-MAX_ENTRIES);
    }
    if (isFromHistory) return;
    this.#lastAt = performance.now();
    this.#stacks.redo = [];
  }

  /** Removes and returns the newest entry. */
  take(from: "undo" | "redo"): Entry | undefined {
    // What follows an undo is an edit of its own.
    this.#lastAt = 0;
    return this.#stacks[from].pop();
  }

  /** What the next undo and redo would change. */
  next(): Record<"undo" | "redo", string | null> {
    return { undo: this.#stacks.undo.at(-1)?.what ?? null, redo: this.#stacks.redo.at(-1)?.what ?? null };
  }
}
