import type { AttachedPanel, Followed, PanelPlace } from "../panel-contract.ts";
import { importPanel } from "./import-panel.ts";

/** Keeps what the panel will follow, and makes the panel when it is first needed. */
export class PanelCode {
  /** Null until the code has arrived. */
  attached: AttachedPanel | null = null;
  readonly values: Readonly<Followed>;
  readonly #place;
  #loading: Promise<AttachedPanel> | null = null;
  #attempts = 0;

  constructor(place: PanelPlace) {
    this.#place = place;
    this.values = { user: null, attributes: {}, consent: false, isOpen: place.place !== "panel" };
  }

  get isLoading(): boolean {
    return this.#loading !== null && this.attached === null;
  }

  set<K extends keyof Followed>(key: K, value: Followed[K]): void {
    const values: Followed = this.values;
    values[key] = value;
    this.attached?.set(key, value);
  }

  /** Makes the panel when it is first called. Rejects if the code cannot be loaded; the next call tries it again. */
  load(): Promise<AttachedPanel> {
    this.#loading ??= this.#make().catch((error: unknown) => {
      this.#loading = null;
      throw error;
    });
    return this.#loading;
  }

  async #make(): Promise<AttachedPanel> {
    const place = this.#place;
    const { attachPanel } = await importPanel(place.server, this.#attempts++);
    place.end.throwIfAborted();
    this.attached = attachPanel(place, this.values);
    return this.attached;
  }
}
