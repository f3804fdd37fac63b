import type { z } from "zod";
import { forget, keep, readKept, type Saved, type Store } from "./kept-draft";
import { changedKeys, isSame, mergeChanges, pick } from "./merge-changes";

const PAUSE_MS = 700;
const FIRST_RETRY_MS = 5000;
const LAST_RETRY_MS = 60_000;

/** How often a save is repeated immediately because others save at the same time. */
const MOST_CONFLICTS = 5;

/** Shown after "Could not save:". */
const SIGNED_OUT = "you are signed out. What you typed is kept on this device.";

/**
 * Why a save failed: others changed the document, the server could not be reached or failed, the session has ended, or
 * the server refused.
 */
export interface SaveFailure {
  kind: "conflict" | "unreachable" | "failed" | "signedOut" | "refused";
  message: string;
}

export type SaveState =
  | "saved"
  | "saving"
  /** The value is not valid and was not sent. */
  | "incomplete"
  /** Kept on this device until the server answers. */
  | "offline"
  /** Someone else changed the same fields. */
  | "conflict"
  | { error: string };

export interface AutosaveOptions<T extends object> {
  /** The key of the draft in the browser's storage. */
  storeKey: string;
  /** Refuses values that the server would refuse, and trims texts as the server does. */
  schema: z.ZodType<T>;
  /** Saves a document that was made from a version; returns the new version. */
  save: (value: T, changes: Partial<T>, version: string) => Promise<string>;
  load: () => Promise<Saved<T>>;
  failureOf: (error: unknown) => SaveFailure;
  store: () => Store;
}

export interface AutosaveView<T> {
  draft: T;
  state: SaveState;
  /** The fields that someone else changed, too, with their values. */
  conflict: { keys: (keyof T)[]; theirs: T } | null;
}

/**
 * Saves a document shortly after its last change. Saves run in series, each on the version of the one before. A change
 * that could not be saved is kept in the browser's storage, also over a reload, and is saved when the server answers
 * again. If others changed the document meanwhile, the changes are merged; of a field that both changed, the user
 * chooses one.
 */
export class Autosave<T extends object> {
  #options: AutosaveOptions<T>;
  #base: Saved<T>;
  #theirs: Saved<T> | null = null;
  #view: AutosaveView<T>;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #retryMs = FIRST_RETRY_MS;
  #running: Promise<void> | null = null;
  #listeners = new Set<() => void>();

  constructor(saved: Saved<T>, options: AutosaveOptions<T>) {
    this.#options = options;
    this.#base = saved;
    this.#view = { draft: saved.value, state: "saved", conflict: null };
  }

  view = (): AutosaveView<T> => this.#view;

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Takes up the draft that this device kept, if there is one. */
  restore(): void {
    const { store, storeKey, schema } = this.#options;
    const kept = readKept(store(), storeKey, schema);
    if (kept === null || !this.#isClean()) return;
    // A page that the browser shows again may be older than the draft.
    const newest = this.#base.version < kept.base.version ? kept.base : this.#base;
    this.#base = kept.base;
    this.#show({ draft: kept.draft });
    this.#settle(newest);
    if (this.#view.conflict === null) void this.flush();
  }

  /** Shows a newer document of the server, if nothing is unsaved. */
  receive(saved: Saved<T>): void {
    if (saved.version <= this.#base.version || this.#running !== null || !this.#isClean()) return;
    this.#base = saved;
    this.#show({ draft: saved.value });
  }

  change = (part: Partial<T>): void => {
    this.#show({ draft: { ...this.#view.draft, ...part } });
    clearTimeout(this.#timer);
    if (this.#view.conflict !== null) return void this.#keep();
    if (!this.#isValid()) return this.#show({ state: "incomplete" });
    if (this.#view.state === "offline") this.#keep();
    else this.#show({ state: "saving" });
    this.#timer = setTimeout(this.flush, PAUSE_MS);
  };

  /** Saves now what is unsaved. */
  flush = (): Promise<void> => {
    clearTimeout(this.#timer);
    this.#running ??= this.#saveAll().finally(() => {
      this.#running = null;
    });
    return this.#running;
  };

  /** Ends a conflict with the user's values or with the others'. */
  resolve = (side: "mine" | "theirs"): void => {
    const { conflict, draft } = this.#view;
    if (conflict === null || this.#theirs === null) return;
    const theirs = pick(conflict.theirs, conflict.keys);
    this.#base = this.#theirs;
    this.#theirs = null;
    this.#show({ conflict: null, draft: side === "mine" ? draft : { ...draft, ...theirs } });
    void this.flush();
  };

  async #saveAll(): Promise<void> {
    let conflicts = 0;
    while (this.#view.conflict === null && this.#isValid() && !this.#isClean()) {
      const isKept = this.#keep();
      if (this.#view.state !== "offline") this.#show({ state: "saving" });
      try {
        await this.#saveOnce();
      } catch (error) {
        const failure = this.#options.failureOf(error);
        if (failure.kind !== "conflict" || conflicts >= MOST_CONFLICTS) return this.#fail(failure, isKept);
        conflicts += 1;
      }
    }
    if (this.#view.conflict !== null) return;
    if (this.#isClean()) forget(this.#options.store(), this.#options.storeKey);
    this.#show({ state: this.#isValid() ? "saved" : "incomplete" });
  }

  async #saveOnce(): Promise<void> {
    const value = this.#asSaved();
    const changes = pick(value, changedKeys(this.#base.value, value));
    try {
      const version = await this.#options.save(value, changes, this.#base.version);
      this.#base = { value, version };
      this.#retryMs = FIRST_RETRY_MS;
    } catch (error) {
      if (this.#options.failureOf(error).kind === "conflict") this.#settle(await this.#options.load());
      throw error;
    }
  }

  /** Merges the changes with the server's newest document. */
  #settle(newest: Saved<T>): void {
    const { value, conflicts } = mergeChanges(this.#base.value, this.#asSaved(), newest.value);
    if (conflicts.length > 0) {
      this.#theirs = newest;
      this.#show({ draft: value, state: "conflict", conflict: { keys: conflicts, theirs: newest.value } });
      return;
    }
    this.#base = newest;
    this.#show({ draft: value });
  }

  #fail({ kind, message }: SaveFailure, isKept: boolean): void {
    if (kind === "signedOut" && isKept) this.#show({ state: { error: SIGNED_OUT } });
    else this.#show({ state: kind === "unreachable" && isKept ? "offline" : { error: message } });
    if (kind === "signedOut" || kind === "refused") return;
    this.#timer = setTimeout(this.flush, this.#retryMs);
    this.#retryMs = Math.min(this.#retryMs * 2, LAST_RETRY_MS);
  }

  #keep(): boolean {
    const { store, storeKey } = this.#options;
    return keep(store(), storeKey, { base: this.#base, draft: this.#view.draft });
  }

  #isClean(): boolean {
    return isSame(this.#asSaved(), this.#base.value);
  }

  /** The draft as the server would store it. The boxes keep what was typed, such as a space at the end. */
  #asSaved(): T {
    return this.#options.schema.safeParse(this.#view.draft).data ?? this.#view.draft;
  }

  #isValid(): boolean {
    return this.#options.schema.safeParse(this.#view.draft).success;
  }

  #show(part: Partial<AutosaveView<T>>): void {
    this.#view = { ...this.#view, ...part };
    for (const listener of this.#listeners) listener();
  }
}
