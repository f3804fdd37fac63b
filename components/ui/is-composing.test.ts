import { glob, readFile } from "node:fs/promises";
import path from "node:path";
import { expect, it } from "vitest";
import { isComposing } from "./is-composing";

it("isComposing recognises a key of an input method in every browser", () => {
  expect(isComposing({ keyCode: 13, isComposing: true })).toBe(true);
  expect(isComposing({ keyCode: 13, nativeEvent: { isComposing: true } })).toBe(true);
  expect(isComposing({ keyCode: 229, nativeEvent: { isComposing: false } })).toBe(true);
});

it("isComposing is false for every other key", () => {
  expect(isComposing({ keyCode: 13, nativeEvent: { isComposing: false } })).toBe(false);
  expect(isComposing({ keyCode: 27, isComposing: false })).toBe(false);
});

/**
 * Files that need not ask: `use-grid.ts` asks before it uses the grid's keys, the palette only names the key in its
 * hints, and the others have no text box.
 */
const EXEMPT = [
  "components/actions/response/field-tree.tsx",
  "components/scenario/map/use-map-keys.ts",
  "components/shell/palette/command-palette.tsx",
  "components/tables/grid/grid-keys.ts",
  "components/tables/grid/resize-handle.tsx",
];

it("isComposing is called by each file that handles Enter", async () => {
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
  expect(acting.filter((file) => !asking.includes(file)).toSorted()).toEqual(EXEMPT);
});
