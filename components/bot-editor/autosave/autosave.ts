import type { z } from "zod";
import { forget, keep, move, pageKey, pageKeys, readKept, type KeptDraft, type Saved, type Store } from "./kept-draft";
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
  /** Names the draft in the browser's storage. */
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
 * again. Each page keeps its change under a key of its own and takes up what earlier pages left. If others changed the document meanwhile, the changes are merged; of a field that both changed, the user
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
  #key: string;
  #keptText: string | null = null;
  /** The keys of changes that earlier pages kept. */
  #left: string[] = [];

  constructor(saved: Saved<T>, options: AutosaveOptions<T>) {
    this.#options = options;
    this.#key = pageKey(options.storeKey);
    this.#base = saved;
    this.#view = { draft: saved.value, state: "saved", conflict: null };
  }

  view = (): AutosaveView<T> => this.#view;

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Takes up and saves what this device kept of earlier pages, one after the other. */
  restore(): void {
    const { store, storeKey } = this.#options;
    this.#left = pageKeys(store(), storeKey).filter((key) => key !== this.#key);
    if (this.#hasUnsaved()) void this.flush();
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
    while (this.#hasUnsaved()) {
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
    if (this.#isClean()) this.#forget();
    this.#show({ state: this.#isValid() ? "saved" : "incomplete" });
  }

  /** True if something can be saved now. When all is saved, the change of the next earlier page is taken up. */
  #hasUnsaved(): boolean {
    while (this.#view.conflict === null && this.#isClean()) {
      const key = this.#left.shift();
      if (key === undefined) return false;
      this.#takeUp(key);
    }
    return this.#view.conflict === null && this.#isValid();
  }

  #takeUp(key: string): void {
    const { store, schema } = this.#options;
    const kept = readKept(store(), key, schema);
    if (kept === null || !move(store(), key, this.#key)) return;
    // A page that the browser shows again may be older than the draft.
    const newest = this.#base.version < kept.base.version ? kept.base : this.#base;
    this.#base = kept.base;
    this.#show({ draft: kept.draft });
    this.#settle(newest);
    if (this.#isClean()) this.#forget();
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
    const text = JSON.stringify({ base: this.#base, draft: this.#view.draft } satisfies KeptDraft<T>);
    // Another page may have taken it up since; kept twice, its later changes would seem to be somebody else's.
    if (text === this.#keptText) return true;
    const isKept = keep(this.#options.store(), this.#key, text);
    this.#keptText = isKept ? text : null;
    return isKept;
  }

  #forget(): void {
    forget(this.#options.store(), this.#key);
    this.#keptText = null;
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
