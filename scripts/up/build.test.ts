import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { buildApp, staleSourceHash } from "./build.ts";

let root: string;

beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), "parley-build-"));
  write("app/page.tsx", "one");
  write("package-lock.json", "{}");
});

afterEach(() => rmSync(root, { recursive: true, force: true }));

it("The build is stale until a complete build of the same sources exists", () => {
  const hash = staleSourceHash(root);
  expect(hash).toMatch(/^[0-9a-f]{64}$/);
  write(".next/parley-source-hash", hash ?? "");
  expect(staleSourceHash(root)).toBe(hash);
  write(".next/BUILD_ID", "x");
  expect(staleSourceHash(root)).toBeUndefined();
});

it.each([
  ["a changed file", "app/page.tsx", "two"],
  ["a new file in a folder of any depth", "server/a/b/c.ts", ""],
  ["other packages", "package-lock.json", '{"a":1}'],
  ["a text that a channel shows", "server/channels/custom/sample-messages.md", ""],
  ["text moved from one file to the next", "app/page.tsx", "onepackage-lock.json"],
])("The source hash changes for %s", (_what, file, content) => {
  const before = staleSourceHash(root);
  write(file, content);
  expect(staleSourceHash(root)).not.toBe(before);
});

it.each([
  "README.md",
  "docs/a.md",
  ".data/db/PG_VERSION",
  ".next/cache/a",
  "node_modules/next/index.js",
  "inngest/local/main.ts",
  "db/embedded/postgres.ts",
  "scripts/up.mjs",
  "e2e/a.spec.ts",
  "app/page.test.tsx",
  "server/a.integration.test.ts",
  "tsconfig.tsbuildinfo",
  "next-env.d.ts",
])("The source hash ignores %s", (file) => {
  const before = staleSourceHash(root);
  write(file, "changed");
  expect(staleSourceHash(root)).toBe(before);
});

it("A stale build fails with a hint if its folder can't be written", async () => {
  writeFileSync(path.join(root, ".next"), "a file where the folder has to be");
  await expect(buildApp(root, "hash", new AbortController().signal)).rejects.toThrow(/npm run build:stale/);
});

function write(file: string, content: string): void {
  mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
  writeFileSync(path.join(root, file), content);
}
