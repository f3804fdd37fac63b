import { mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { buildWidget } from "./build-widget.ts";

/** What the whole widget has now, in bytes. The goal is 20 kB (`npm run bench -- widget`); until then it may only shrink. */
const WHOLE = 35_890;

test("The loader of the widget has at most 5 kB compressed by gzip, and the whole widget does not grow", async () => {
  // A root of its own, so that no running product sees the files change.
  const root = mkdtempSync(path.join(tmpdir(), "parley-widget-"));
  const project = path.resolve(import.meta.dirname, "../..");
  for (const name of ["widget", "server", "node_modules"]) symlinkSync(path.join(project, name), path.join(root, name));
  try {
    const { loader, panel } = await buildWidget(root);
    const [first, second] = [loader, panel].map(({ text }) => gzipSync(text, { level: 9 }).length);
    expect(first).toBeLessThanOrEqual(5000);
    expect((first ?? 0) + (second ?? 0)).toBeLessThanOrEqual(WHOLE);
  } finally {
    rmSync(root, { recursive: true });
  }
});
