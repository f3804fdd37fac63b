import { mkdirSync, mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { chooseDataDir, outsideName } from "./choose-data-dir.ts";

const USER = { name: "postgres", uid: 101, gid: 104 };
let root: string;

beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), "parley-place-"));
});

afterEach(() => rmSync(root, { recursive: true, force: true }));

it("keeps the data in the project where the database's user can enter it", () => {
  expect(chooseDataDir(place(), () => true)).toBe(path.join(root, ".data"));
});

it("puts the data outside where a folder above the project is closed to the database's user", () => {
  expect(chooseDataDir(place(), (folder) => folder !== root)).toBe("/var/lib/parley/name");
});

it("puts the data outside where the data folder itself is closed to the database's user", () => {
  mkdirSync(path.join(root, ".data"));
  expect(chooseDataDir(place(), (folder) => folder === root)).toBe("/var/lib/parley/name");
});

it("names the folder outside by the project's folder, differently for each path and the same by each way to it", () => {
  const [first, second] = ["a/parley", "b/parley"].map((folder) => path.join(root, folder));
  for (const folder of [first, second]) mkdirSync(folder ?? "", { recursive: true });
  const link = path.join(root, "link");
  symlinkSync(first ?? "", link);
  expect(outsideName(first ?? "")).toMatch(/^parley-[0-9a-f]{8}$/);
  expect(outsideName(link)).toBe(outsideName(first ?? ""));
  expect(outsideName(second ?? "")).not.toBe(outsideName(first ?? ""));
});

it("makes a short name without special characters of any folder's name", () => {
  const folder = path.join(root, `Mein "Projekt", neu ${"x".repeat(100)}`);
  mkdirSync(folder);
  expect(outsideName(folder)).toMatch(/^Mein--Projekt---neu-x{20}-[0-9a-f]{8}$/);
});

function place() {
  return { root, inProject: path.join(root, ".data"), outside: "/var/lib/parley/name", user: USER };
}
