import { spawnSync } from "node:child_process";
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { setImmediate as nextTick } from "node:timers/promises";
import postgres from "postgres";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { databaseUser, identity } from "./database-user.ts";
import { type EmbeddedPostgres, startEmbeddedPostgres } from "./postgres.ts";
import { installedBinaries, runnableBinaries } from "./runnable-binaries.ts";

const isRoot = process.getuid?.() === 0;
let home: string;

beforeAll(() => {
  home = mkdtempSync(path.join(tmpdir(), "parley embedded, "));
  chmodSync(home, 0o755);
});

afterAll(() => rmSync(home, { recursive: true, force: true }));

describe("A first start in a folder with spaces and a comma in its name", () => {
  let server: EmbeddedPostgres;
  let commandLines: Set<string>;

  beforeAll(async () => {
    const starting = startEmbeddedPostgres({ dir: path.join(home, "db"), durable: false });
    commandLines = await commandLinesUntil(starting);
    server = await starting;
  }, 60_000);

  afterAll(() => server.stop());

  it("answers on its address", async () => {
    const sql = postgres(server.localUrl, { max: 1 });
    expect(await sql`select current_database() as name`).toEqual([{ name: "parley" }]);
    await sql.end();
  });

  it.runIf(process.platform === "linux")("has its password on no command line", () => {
    const { password } = new URL(server.url);
    const lines = [...commandLines];
    expect(password.length).toBeGreaterThan(20);
    expect(lines.some((line) => line.includes("--pwfile="))).toBe(true);
    expect(lines.filter((line) => line.includes(password))).toEqual([]);
  });

  it.runIf(isRoot && process.platform === "linux")("passes none of the environment's secrets to the server", () => {
    const variables = readFileSync(`/proc/${server.pid}/environ`, "utf8").split("\0");
    expect(process.env["PARLEY_SECRET"]).toBeDefined();
    expect(variables.some((variable) => variable.startsWith("PATH="))).toBe(true);
    expect(variables.filter((variable) => variable.startsWith("PARLEY_"))).toEqual([]);
  });

  it("leaves the password only in one file, which only its owner can read", () => {
    const files = readdirSync(home).filter((name) => name.startsWith("db."));
    expect(files).toEqual(["db.password"]);
    expect(statSync(path.join(home, "db.password")).mode & 0o777).toBe(0o600);
  });
});

it.runIf(isRoot)("PostgreSQL's programs are copied once if their user can't enter a folder above them", async () => {
  const user = databaseUser(path.join(home, "none"));
  const installed = await installedBinaries();
  const packageFolder = path.resolve(path.dirname(installed.postgres), "../..");
  const closed = path.join(home, "closed");
  mkdirSync(closed, { mode: 0o700 });
  cpSync(packageFolder, path.join(closed, "package"), { recursive: true, verbatimSymlinks: true });
  const programs = { postgres: inside(installed.postgres), initdb: inside(installed.initdb) };
  const folder = path.join(home, "open");
  mkdirSync(path.join(folder, "postgresql-1.0.0"), { recursive: true });

  const copied = runnableBinaries(programs, folder, user);
  const { mtimeMs } = statSync(copied.initdb);
  expect(spawnSync(copied.initdb, ["--version"], { ...identity(user), cwd: "/", encoding: "utf8" }).stdout).toMatch(
    /^initdb \(PostgreSQL\) \d+/,
  );
  expect(runnableBinaries(programs, folder, user)).toEqual(copied);
  expect(statSync(copied.initdb).mtimeMs).toBe(mtimeMs);
  // The copy of the previous version was deleted.
  expect(readdirSync(folder)).toEqual([path.relative(folder, copied.initdb).split(path.sep)[0]]);

  function inside(program: string): string {
    return path.join(closed, "package", path.relative(packageFolder, program));
  }
});

it("PostgreSQL's programs are not copied if their user can run them", async () => {
  const installed = await installedBinaries();
  const folder = path.join(home, "unused");
  mkdirSync(folder);
  const copied = runnableBinaries(installed, folder, undefined);
  expect(copied).toEqual(installed);
  expect(readdirSync(folder)).toEqual([]);
});

/** Collects the command lines of all processes on this machine until `work` ends. */
async function commandLinesUntil(work: Promise<unknown>): Promise<Set<string>> {
  const lines = new Set<string>();
  const over = work.then(
    () => true,
    () => true,
  );
  while (!(await Promise.race([over, nextTick(false)]))) {
    for (const pid of existsSync("/proc") ? readdirSync("/proc").filter((name) => /^\d+$/.test(name)) : []) {
      try {
        lines.add(readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " "));
      } catch {
        // The process has ended since readdir.
      }
    }
  }
  return lines;
}
