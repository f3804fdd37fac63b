import type { SaveFailure } from "@/components/bot-editor/autosave/autosave";
import { applyChange, type ScenarioChange } from "@/server/scenario/editing/apply-change";
import { fingerprint } from "@/server/scenario/editing/fingerprint";
import type { Interaction } from "@/server/schemas/scenario/interaction";
import { type CheckedChange, EditHistory } from "./edit-history";
import { mergeChange, type ScenarioConflict, withTheirs } from "./merge-change";

const FIRST_RETRY_MS = 5000;
const LAST_RETRY_MS = 60_000;

export type ScenarioSaveState = "saved" | "saving" | "conflict" | { error: string };

export interface EditOptions {
  /** Completes "Undo: …", such as "change of Welcome". */
  what: string;
  /** Successive edits with the same key are undone together. */
  mergeKey?: string;
}

/** How an edit ended. A refused one is taken back; `error` says why, by path. */
export type EditResult = { ok: true } | { ok: false; error: unknown };

/** How an undo or a redo of `what` ended; null if there was nothing, or if the changes before it cannot be saved now. */
export type TakenBack = (EditResult & { what: string }) | null;

export interface StoreOptions {
  /** Sends an edit; returns the one that takes it back. */
  send: (change: CheckedChange) => Promise<CheckedChange>;
  /** Called with what the server has after an edit. */
  onSaved?: (interactions: Interaction[]) => void;
  load: () => Promise<Interaction[]>;
  failureOf: (error: unknown) => SaveFailure;
}

export interface StoreView {
  /** With the changes that are not saved yet. */
  interactions: Interaction[];
  state: ScenarioSaveState;
  conflict: ScenarioConflict | null;
  /** What the next undo and redo would change, also while it is being saved; null if there is nothing. */
  undo: string | null;
  redo: string | null;
}

interface Task extends EditOptions {
  change: ScenarioChange;
  /** Undefined: the fingerprint of what is saved when the task begins. */
  check?: string | null;
  /** The stack of the history that gets the opposite edit. */
  into: "undo" | "redo";
  /** Whether it comes from the history, and so cannot be merged with the changes of others. */
  isFromHistory: boolean;
  end: (result: EditResult) => void;
}

/**
 * The interactions of a bot's draft, as the page shows them. Edits are shown immediately and sent one after the other;
 * each is kept until the server has it. If others changed the same interactions, the changes are merged; of a field that
 * both changed, the user chooses one.
 */
export class ScenarioStore {
  #options: StoreOptions;
  #saved: Interaction[];
  #queue: Task[] = [];
  #history = new EditHistory();
  #conflict: ScenarioConflict | null = null;
  #failure: string | null = null;
  #running: Promise<void> | null = null;
  /** Ends with the newest undo or redo. */
  #takingBack: Promise<unknown> = Promise.resolve();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #retryMs = FIRST_RETRY_MS;
  #view: StoreView;
  #listeners = new Set<() => void>();

  constructor(saved: Interaction[], options: StoreOptions) {
    this.#options = options;
    this.#saved = saved;
    this.#view = this.#toView();
  }

  view = (): StoreView => this.#view;

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Makes an edit. The promise resolves when the server has answered, and never rejects. */
  edit = (change: ScenarioChange, options: EditOptions): Promise<EditResult> =>
    this.#add({ ...options, change, into: "undo", isFromHistory: false });

  /** Takes the newest edit back, as soon as the edits before it are saved. */
  undo = (): Promise<TakenBack> => this.#takeBackNext("undo");

  /** Makes the edit again that was taken back last, as soon as that is saved. */
  redo = (): Promise<TakenBack> => this.#takeBackNext("redo");

  /** Shows newer interactions of the server, unless some changes are not saved yet. */
  receive = (saved: Interaction[]): void => {
    if (this.#queue.length > 0 || saved === this.#saved) return;
    this.#saved = saved;
    this.#show();
  };

  /** Sends now what could not be sent. */
  flush = (): Promise<void> => {
    clearTimeout(this.#timer);
    this.#running ??= this.#sendAll();
    return this.#running;
  };

  /** Ends a conflict with the user's values or with the others'. */
  resolve = (side: "mine" | "theirs"): void => {
    const conflict = this.#conflict;
    const [task] = this.#queue;
    if (!conflict || !task) return;
    this.#conflict = null;
    task.change = conflict[side];
    if (side === "theirs") {
      // Later edits of the queue still have the user's values.
      for (const later of this.#queue.slice(1)) later.change = withTheirs(later.change, conflict);
    }
    void this.flush();
  };

  #add(task: Omit<Task, "end">): Promise<EditResult> {
    return new Promise((resolve) => {
      this.#queue.push({ ...task, end: resolve });
      this.#show();
      void this.flush();
    });
  }

  /** Keys may be pressed faster than edits are saved, so each undo or redo waits for the one before it. */
  #takeBackNext(from: "undo" | "redo"): Promise<TakenBack> {
    const taken = this.#takingBack.then(() => this.#takeBack(from));
    this.#takingBack = taken;
    return taken;
  }

  async #takeBack(from: "undo" | "redo"): Promise<TakenBack> {
    while (this.#running) await this.#running;
    if (this.#queue.length > 0) return null;
    const entry = this.#history.take(from);
    if (!entry) return null;
    const { what } = entry;
    const { check, ...change } = entry.edit;
    const into = from === "undo" ? "redo" : "undo";
    return { ...(await this.#add({ change, check, what, into, isFromHistory: true })), what };
  }

  async #sendAll(): Promise<void> {
    // The run is registered before it can end.
    await Promise.resolve();
    for (let [task] = this.#queue; task && !this.#conflict; [task] = this.#queue) {
      this.#failure = null;
      this.#show();
      if (!(await this.#sendOne(task))) break;
    }
    // In the same moment as the last look at the queue, so that no edit is left in it.
    this.#running = null;
  }

  /** Returns whether to go on with the next task. */
  async #sendOne(task: Task): Promise<boolean> {
    const { change, what, mergeKey, into } = task;
    if (isEmpty(change)) return this.#finish(task, { ok: true });
    const ids = [...(change.put ?? []).map(({ id }) => id), ...(change.remove ?? [])];
    const check = task.check === undefined ? fingerprint(this.#saved, ids) : task.check;
    try {
      const edit = await this.#options.send({ ...change, check });
      this.#saved = applyChange(this.#saved, change);
      this.#options.onSaved?.(this.#saved);
      this.#history.add(into, { what, mergeKey, edit }, task.isFromHistory);
      this.#retryMs = FIRST_RETRY_MS;
      return this.#finish(task, { ok: true });
    } catch (error) {
      return this.#fail(task, error);
    }
  }

  #finish(task: Task, result: EditResult): boolean {
    this.#queue = this.#queue.filter((other) => other !== task);
    this.#show();
    task.end(result);
    return true;
  }

  async #fail(task: Task, error: unknown): Promise<boolean> {
    const failure = this.#options.failureOf(error);
    if (failure.kind === "refused") return this.#finish(task, { ok: false, error });
    if (failure.kind === "conflict") {
      const newest = await this.#options.load().catch(() => null);
      if (newest) return this.#settle(task, newest, error);
    }
    this.#failure = failure.message;
    this.#show();
    this.#timer = setTimeout(this.flush, this.#retryMs);
    this.#retryMs = Math.min(this.#retryMs * 2, LAST_RETRY_MS);
    return false;
  }

  /** Merges a task with the changes of others. */
  #settle(task: Task, newest: Interaction[], error: unknown): boolean {
    const base = this.#saved;
    this.#saved = newest;
    if (task.isFromHistory) return this.#finish(task, { ok: false, error });
    const { change, conflict } = mergeChange(base, task.change, newest);
    task.change = change;
    for (const later of this.#queue.slice(1)) {
      if (!later.isFromHistory) later.change = mergeChange(base, later.change, newest).change;
    }
    this.#conflict = conflict;
    this.#show();
    return conflict === null;
  }

  #toView(): StoreView {
    return {
      interactions: this.#queue.reduce<Interaction[]>((all, { change }) => applyChange(all, change), this.#saved),
      state: this.#toState(),
      conflict: this.#conflict,
      ...this.#next(),
    };
  }

  /** What the next undo and redo would change when the queue has been saved. */
  #next(): Pick<StoreView, "undo" | "redo"> {
    const next = this.#history.next();
    for (const { into, what, isFromHistory } of this.#queue) {
      next[into] = what;
      if (!isFromHistory) next.redo = null;
    }
    return next;
  }

  #toState(): ScenarioSaveState {
    if (this.#conflict) return "conflict";
    if (this.#failure !== null) return { error: this.#failure };
    return this.#queue.length > 0 ? "saving" : "saved";
  }

  #show(): void {
    this.#view = this.#toView();
    for (const listener of this.#listeners) listener();
  }
}

function isEmpty({ put = [], remove = [], order }: ScenarioChange): boolean {
  return put.length === 0 && remove.length === 0 && order === undefined;
}
