import path from "node:path";
import { expect, it } from "vitest";
import { localAddress, readSettings, shownAddress } from "./settings.ts";

const ROOT = path.resolve(import.meta.dirname, "../..");

it("A start without settings uses port 3000 and the product's own database and executor", () => {
  expect(readSettings([], environment({}))).toEqual({
    root: ROOT,
    dataDir: path.join(ROOT, ".data"),
    dataDirGiven: false,
    host: "127.0.0.1",
    port: 3000,
    dev: false,
    databaseUrl: undefined,
    ownInngest: false,
  });
});

it("A start uses the given database, folder, port and mode", () => {
  const own = environment({ DATABASE_URL: "postgres://a/b", PARLEY_DATA_DIR: "/srv/parley", PORT: "80" });
  expect(readSettings(["--dev"], own)).toMatchObject({
    dataDir: "/srv/parley",
    dataDirGiven: true,
    port: 80,
    dev: true,
    databaseUrl: "postgres://a/b",
  });
});

it("The direct address past a pooler is used only with the user's own database", () => {
  const unpooled = { DATABASE_URL_UNPOOLED: "postgres://direct/b" };
  expect(readSettings([], environment(unpooled)).unpooledDatabaseUrl).toBeUndefined();
  const both = environment({ ...unpooled, DATABASE_URL: "postgres://pooler/b?prepare=false" });
  expect(readSettings([], both).unpooledDatabaseUrl).toBe("postgres://direct/b");
});

it.each([
  ["", "http://127.0.0.1:3000", "http://localhost:3000"],
  ["0.0.0.0", "http://127.0.0.1:3000", "http://localhost:3000"],
  ["::", "http://127.0.0.1:3000", "http://localhost:3000"],
  ["192.0.2.7", "http://192.0.2.7:3000", "http://192.0.2.7:3000"],
  ["::1", "http://[::1]:3000", "http://[::1]:3000"],
  ["box.example", "http://box.example:3000", "http://box.example:3000"],
])("The product's parts and its users get the address it listens on, with HOST=%s", (HOST, byParts, byPeople) => {
  const settings = readSettings([], environment({ HOST }));
  expect([localAddress(settings), shownAddress(settings)]).toEqual([byParts, byPeople]);
});

it.each([
  ["both keys", { INNGEST_EVENT_KEY: "a", INNGEST_SIGNING_KEY: "b" }, true],
  ["a development server", { INNGEST_DEV: "http://127.0.0.1:8288" }, true],
  ["a development server that is off", { INNGEST_DEV: "0" }, false],
  ["empty variables", { INNGEST_EVENT_KEY: "", INNGEST_SIGNING_KEY: "", INNGEST_DEV: "" }, false],
])("The user's own Inngest is detected from %s", (_what, variables, expected) => {
  expect(readSettings([], environment(variables)).ownInngest).toBe(expected);
});

it("An incomplete Inngest configuration, a wrong port and an unknown flag are refused", () => {
  expect(() => readSettings([], environment({ INNGEST_EVENT_KEY: "a" }))).toThrow("INNGEST_SIGNING_KEY is missing");
  for (const port of ["0", "65536", "3000x", "-1", "1.5"]) {
    expect(() => readSettings([], environment({ PORT: port }))).toThrow(`PORT is "${port}"`);
  }
  expect(() => readSettings(["--fast"], environment({}))).toThrow("--fast");
});

function environment(variables: Record<string, string>): NodeJS.ProcessEnv {
  return { NODE_ENV: "test", ...variables };
}
