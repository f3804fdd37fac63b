import { execFile } from "node:child_process";
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { layerFault, layers } from "./layers.ts";

const root = join(import.meta.dirname, "../..");

describe("The order of layers", () => {
  it.each([
    ["server/actions/runs/run-action.ts", "server/tables/find-table"],
    ["server/trpc/routers/data/tables.ts", "server/tables/list-rows"],
    ["server/tables/rows/list-rows.ts", "server/tables/find-table"],
    ["db/client.ts", "server/env.ts"],
    ["components/actions/trial/try-panel.tsx", "components/ui/button"],
    ["server/tables/rows.integration.test.ts", "server/trpc/root"],
    ["server/tables/testing/make-table.ts", "server/bots/create-bot"],
    ["scripts/bench/main.ts", "db/testing/factories.ts"],
    ["app/api/health/route.ts", "package.json"],
    ["proxy.ts", "server/http/origin"],
  ])("allows %s to import %s", (from, to) => {
    expect(layerFault(from, to)).toBeNull();
  });

  it.each([
    ["server/tables/rows/list-rows.ts", "server/actions/run-action", "may not import server/actions (Bots)"],
    ["db/schema/bots.ts", "server/bots/create-bot", "may not import server/bots (Bots)"],
    ["server/errors.ts", "server/ids.ts", "may not import server/ids (Foundations)"],
    ["components/trace/turn-trace.tsx", "components/action-runs/run-row", "may not import components/action-runs"],
    ["server/bots/get-bot.ts", "app/layout", "may not import app (Addresses)"],
    ["app/layout.tsx", "scripts/up/main.ts", "may not import scripts (Tools)"],
    ["server/text/clip.ts", "server/textual/words", "server/textual/words is in no layer"],
    ["server/novel/write.ts", "server/text/clip", "server/novel is in no layer"],
    ["server/bots/get-bot.ts", "server/bots/testing/asking-bots", "Only tests may import from a testing folder"],
  ])("does not allow %s to import %s", (from, to, why) => {
    expect(layerFault(from, to)).toContain(why);
  });

  it("has a place for every folder of server and components, and for no other", async () => {
    const parts = ["server", "components"].map(async (parent) => {
      const entries = await readdir(join(root, parent));
      return entries.filter((name) => !name.includes(".test.")).map((name) => `${parent}/${name.split(".")[0]}`);
    });
    const found = (await Promise.all(parts)).flat().filter((folder) => folder !== "server/testing");
    const listed = layers.flatMap(({ folders }) => folders).filter((folder) => folder.includes("/"));
    expect(listed.toSorted()).toEqual(found.toSorted());
  });

  it("matches the table in ARCHITECTURE.md", async () => {
    const document = await readFile(join(root, "ARCHITECTURE.md"), "utf8");
    const [, section = ""] = document.split("## Layers\n");
    const rows = [...section.matchAll(/^\| +\d+ \| ([^|]+?) +\| ([^|]+?) +\|$/gm)];
    const shown = rows.map(([, name, folders = ""]) => {
      return { name, folders: [...folders.matchAll(/`([^`]+)`/g)].map(([, folder]) => folder) };
    });
    expect(shown).toEqual(layers);
  });
});

describe("The linter", () => {
  let planted = "";

  beforeAll(async () => {
    planted = await mkdtemp(join(tmpdir(), "parley-layers-"));
    const files = {
      "tsconfig.json": JSON.stringify({ compilerOptions: { paths: { "@/*": ["./*"] } } }),
      "server/actions/plan.ts": "export interface Plan {\n  name: string;\n}\n",
      "server/tables/use-plan.ts": use("Plan", "@/server/actions/plan"),
      "server/tables/use-inline.ts": 'export type Used = import("../actions/plan").Plan;\n',
      "components/action-runs/run.ts": use("Trace", "../trace/trace") + "export type Run = string;\n",
      "components/trace/trace.ts": use("Run", "../action-runs/run") + "export type Trace = string;\n",
      "server/files/one.ts": use("Two", "./two") + "export type One = string;\n",
      "server/files/two.ts": use("One", "./one") + "export type Two = string;\n",
    };
    for (const [path, text] of Object.entries(files)) {
      await mkdir(dirname(join(planted, path)), { recursive: true });
      await writeFile(join(planted, path), text);
    }
  });

  afterAll(() => rm(planted, { recursive: true }));

  it("reports import cycles of folders and of files, including type imports", async () => {
    expect(await faultsIn(planted)).toEqual([
      "components/action-runs/run.ts: import(no-cycle)",
      "components/trace/trace.ts: import(no-cycle)",
      "components/trace/trace.ts: parley(layers)",
      "server/files/one.ts: import(no-cycle)",
      "server/files/two.ts: import(no-cycle)",
      "server/tables/use-inline.ts: parley(layers)",
      "server/tables/use-plan.ts: parley(layers)",
    ]);
  });
});

function use(type: string, from: string): string {
  return `import type { ${type} } from "${from}";\n\nexport type Used${type} = ${type};\n`;
}

const report = z.object({ diagnostics: z.array(z.object({ code: z.string(), filename: z.string() })) });

/** Runs this repository's lint configuration in another folder: lists each file with the rule that it breaks. */
async function faultsIn(folder: string): Promise<string[]> {
  const oxlint = join(root, "node_modules/oxlint/bin/oxlint");
  const args = [oxlint, "--config", join(root, ".oxlintrc.json"), "--format", "json"];
  const output = await new Promise<string>((resolve) => {
    execFile(process.execPath, args, { cwd: folder }, (_error, stdout) => resolve(stdout));
  });
  const { diagnostics } = report.parse(JSON.parse(output));
  return [...new Set(diagnostics.map(({ code, filename }) => `${filename}: ${code}`))].toSorted();
}
