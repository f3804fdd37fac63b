import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { takeFileLock } from "../up/file-lock.ts";
import { readSettings } from "../up/settings.ts";
import { findInstallation } from "./find-installation.ts";

function makeDataDir(): string {
  const dataDir = mkdtempSync(path.join(tmpdir(), "parley-reset-"));
  mkdirSync(path.join(dataDir, "db"));
  writeFileSync(path.join(dataDir, "db", "postmaster.pid"), "4711\n/data/db\n1760000000\n54321\n/data/db\n127.0.0.1\n");
  writeFileSync(path.join(dataDir, "db.password"), "s3cret\n");
  writeFileSync(path.join(dataDir, "instance.json"), JSON.stringify({ pid: 1, url: "http://localhost:3456" }));
  return dataDir;
}

const find = (environment: NodeJS.ProcessEnv) => findInstallation(readSettings([], environment), environment);

describe("findInstallation", () => {
  it("finds the embedded database and the address of the product that runs on the data folder", () => {
    const dataDir = makeDataDir();
    const lock = takeFileLock(path.join(dataDir, "instance.lock"));
    expect(find({ NODE_ENV: "test", PARLEY_DATA_DIR: dataDir })).toEqual({
      databaseUrl: "postgres://postgres:s3cret@127.0.0.1:54321/parley",
      origin: "http://localhost:3456",
    });
    lock?.release();
  });

  it("says how to start a product that does not run", () => {
    expect(() => find({ NODE_ENV: "test", PARLEY_DATA_DIR: makeDataDir() })).toThrow("Start it with `npm run up`");
    expect(() => find({ NODE_ENV: "test", PARLEY_DATA_DIR: "/nowhere/parley" })).toThrow("not running");
  });

  it("uses the user's own database and public address", () => {
    const environment = { NODE_ENV: "test", DATABASE_URL: "postgres://db/x", PARLEY_URL: "https://p.example" } as const;
    expect(find(environment)).toEqual({ databaseUrl: "postgres://db/x", origin: "https://p.example" });
  });
});
