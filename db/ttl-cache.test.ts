import { afterEach, expect, test, vi } from "vitest";
import { TtlCache } from "./ttl-cache";

afterEach(() => vi.restoreAllMocks());

function countingCache(answers: (() => Promise<string | undefined>)[], name: string = crypto.randomUUID()) {
  let reads = 0;
  const cache = new TtlCache<string>(name, () => answers[reads++]?.() ?? Promise.reject(new Error("read too often")));
  return { cache, reads: () => reads };
}

test("A row is read once for concurrent calls and calls within a second, even if it does not exist", async () => {
  const { cache, reads } = countingCache([async () => undefined]);
  expect(await Promise.all([cache.get("a"), cache.get("a")])).toEqual([undefined, undefined]);
  expect(await cache.get("a")).toBeUndefined();
  expect(reads()).toBe(1);
});

test("A row is read again after a second, and immediately after forget", async () => {
  const { cache } = countingCache([async () => "old", async () => "new", async () => "newer"]);
  const clock = vi.spyOn(performance, "now").mockReturnValue(5000);
  expect(await cache.get("a")).toBe("old");
  clock.mockReturnValue(6001);
  expect(await cache.get("a")).toBe("new");
  cache.forget("a");
  expect(await cache.get("a")).toBe("newer");
});

test("A failure is not cached", async () => {
  const { cache } = countingCache([() => Promise.reject(new Error("away")), async () => "row"]);
  await expect(cache.get("a")).rejects.toThrow("away");
  expect(await cache.get("a")).toBe("row");
});

test("Copies of a cache, which a bundler makes of a module, share the rows and forget them together", async () => {
  const one = countingCache([async () => "old"], "shops");
  const other = countingCache([async () => "new"], "shops");
  expect(await one.cache.get("a")).toBe("old");
  expect(await other.cache.get("a")).toBe("old");
  one.cache.forget("a");
  expect(await other.cache.get("a")).toBe("new");
  expect(await one.cache.get("a")).toBe("new");
});
