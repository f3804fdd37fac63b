import { describe, expect, it } from "vitest";
import { keepRecent, readRecent, recentKey } from "./recent-entries";

function makeStore(content: Record<string, string> = {}) {
  const values = new Map(Object.entries(content));
  return {
    getItem: (key: string) => values.get(key) ?? null,
    setItem: (key: string, text: string) => values.set(key, text),
  };
}

const entry = (href: string) => ({ kind: "bot" as const, name: href, hint: null, href });
const key = recentKey("wsp_1", "usr_1");

describe("The palette's recent choices", () => {
  it("are the six newest, each once, without commands", () => {
    const store = makeStore();
    for (const href of ["/1", "/2", "/3", "/4", "/5", "/6", "/7", "/4"]) keepRecent(store, key, entry(href));
    keepRecent(store, key, { ...entry("/bots?new=bot"), kind: "command" });
    expect(readRecent(store, key).map(({ href }) => href)).toEqual(["/4", "/7", "/6", "/5", "/3", "/2"]);
  });

  it("are empty if the storage holds something else or is forbidden", () => {
    expect(readRecent(makeStore({ [key]: "{" }), key)).toEqual([]);
    expect(readRecent(makeStore({ [key]: '[{"kind":"king"}]' }), key)).toEqual([]);
    const fail = () => {
      throw new Error("forbidden");
    };
    const forbidden = { getItem: fail, setItem: fail };
    expect(() => keepRecent(forbidden, key, entry("/1"))).not.toThrow();
    expect(readRecent(forbidden, key)).toEqual([]);
  });

  it("are kept apart for each member and workspace", () => {
    const store = makeStore();
    keepRecent(store, key, entry("/1"));
    expect(readRecent(store, recentKey("wsp_1", "usr_2"))).toEqual([]);
    expect(readRecent(store, recentKey("wsp_2", "usr_1"))).toEqual([]);
  });
});
