import { glob, readFile } from "node:fs/promises";
import path from "node:path";
import { expect, it } from "vitest";
import { isComposing } from "./is-composing";

it("tells a key that an input method takes, in each browser's way", () => {
  expect(isComposing({ keyCode: 13, isComposing: true })).toBe(true);
  expect(isComposing({ keyCode: 13, nativeEvent: { isComposing: true } })).toBe(true);
  expect(isComposing({ keyCode: 229, nativeEvent: { isComposing: false } })).toBe(true);
});

it("leaves every other key to the page", () => {
  expect(isComposing({ keyCode: 13, nativeEvent: { isComposing: false } })).toBe(false);
  expect(isComposing({ keyCode: 27, isComposing: false })).toBe(false);
});

/** What each key does in the grid; `use-grid.ts` calls `isComposing` before it uses this. */
const GRID_KEYS = "components/tables/grid/grid-keys.ts";

it("is asked by each part of a page that acts on Enter", async () => {
  const root = path.resolve(import.meta.dirname, "../..");
  const acting: string[] = [];
  const asking: string[] = [];
  for await (const file of glob("{app,components}/**/*.{ts,tsx}", { cwd: root })) {
    if (/\.test\.tsx?$/.test(file)) continue;
    const source = await readFile(path.join(root, file), "utf8");
    if (source.includes('"Enter"')) acting.push(file);
    if (source.includes("isComposing(")) asking.push(file);
  }
  expect(acting).toContain("components/chat/chat-composer.tsx");
  expect(acting.filter((file) => !asking.includes(file))).toEqual([GRID_KEYS]);
});
