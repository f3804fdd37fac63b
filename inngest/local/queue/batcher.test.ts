import { expect, test } from "vitest";
import { Batcher } from "./batcher.ts";

test("A batcher starts immediately and gathers the items that arrive during a batch", async () => {
  const batches: number[][] = [];
  const batcher = new Batcher(10, async (items: number[]) => {
    batches.push(items);
    return items.map((item) => item * 2);
  });
  expect(await Promise.all([1, 2, 3].map((item) => batcher.add(item)))).toEqual([2, 4, 6]);
  expect(await batcher.add(4)).toBe(8);
  expect(batches).toEqual([[1], [2, 3], [4]]);
});

test("Batches stay within their maximum size", async () => {
  const sizes: number[] = [];
  const batcher = new Batcher(3, async (items: number[]) => {
    sizes.push(items.length);
    return items;
  });
  await Promise.all(Array.from({ length: 8 }, (_, item) => batcher.add(item)));
  expect(sizes).toEqual([1, 3, 3, 1]);
});

test("An invalid item fails alone", async () => {
  const batcher = new Batcher(10, async (items: string[]) => {
    if (items.includes("bad")) throw new Error("bad item");
    return items;
  });
  const results = await Promise.allSettled(["a", "b", "bad", "c"].map((item) => batcher.add(item)));
  expect(results.map(({ status }) => status)).toEqual(["fulfilled", "fulfilled", "rejected", "fulfilled"]);
  expect(await batcher.add("after")).toBe("after");
});
