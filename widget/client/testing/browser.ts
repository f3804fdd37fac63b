import { signal } from "@preact/signals-core";
import { vi } from "vitest";
import type { Attributes, SiteUser, StorageMode } from "../../panel-contract.ts";
import type { ClientHost } from "../client-host.ts";

/** Replaces what the client uses of a browser. Tests of it run in files of their own (`.isolated.test.ts`). */
export function fakeBrowser() {
  const window = new EventTarget();
  const connection = { onLine: true };
  const [localStorage, sessionStorage] = [fakeStorage(), fakeStorage()];
  vi.stubGlobal("window", window);
  vi.stubGlobal("document", Object.assign(new EventTarget(), { hidden: false, visibilityState: "visible" }));
  vi.stubGlobal("location", { href: "https://site.example/prices" });
  vi.stubGlobal("navigator", connection);
  vi.stubGlobal("localStorage", localStorage);
  vi.stubGlobal("sessionStorage", sessionStorage);
  return {
    localStorage,
    sessionStorage,
    setOnline(isOnline: boolean) {
      connection.onLine = isOnline;
      window.dispatchEvent(new Event(isOnline ? "online" : "offline"));
    },
  };
}

function fakeStorage() {
  const values = new Map<string, string>();
  return {
    values,
    getItem: (key: string) => values.get(key) ?? null,
    setItem: (key: string, value: string) => void values.set(key, value),
    removeItem: (key: string) => void values.delete(key),
  };
}

/** A page that the client is on; `emitted` has its events. */
export function fakeHost(server: string, storage: StorageMode = "local") {
  const emitted: { name: string; detail: unknown }[] = [];
  const host: ClientHost = {
    channel: "shop",
    server,
    storage,
    language: "en",
    user: signal<SiteUser | null>(null),
    attributes: signal<Attributes>({}),
    consent: signal(false),
    emit: (name, detail) => void emitted.push({ name, detail }),
    setUnread: (count) => void emitted.push({ name: "setUnread", detail: count }),
  };
  return { ...host, emitted };
}
