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

it("The data stays in the project if the database's user can enter it", () => {
  expect(chooseDataDir(place(), () => true)).toBe(path.join(root, ".data"));
});

it("The data goes outside if the database's user can't enter a folder above the project", () => {
  expect(chooseDataDir(place(), (folder) => folder !== root)).toBe("/var/lib/parley/name");
});

it("The data goes outside if the database's user can't enter the data folder itself", () => {
  mkdirSync(path.join(root, ".data"));
  expect(chooseDataDir(place(), (folder) => folder === root)).toBe("/var/lib/parley/name");
});

it("The name of the outside folder contains the project's, is unique per path and ignores symbolic links", () => {
  const [first, second] = ["a/parley", "b/parley"].map((folder) => path.join(root, folder));
  for (const folder of [first, second]) mkdirSync(folder ?? "", { recursive: true });
  const link = path.join(root, "link");
  symlinkSync(first ?? "", link);
  expect(outsideName(first ?? "")).toMatch(/^parley-[0-9a-f]{8}$/);
  expect(outsideName(link)).toBe(outsideName(first ?? ""));
  expect(outsideName(second ?? "")).not.toBe(outsideName(first ?? ""));
});

it("The name of the outside folder is short and without special characters", () => {
  const folder = path.join(root, `Mein "Projekt", neu ${"x".repeat(100)}`);
  mkdirSync(folder);
  expect(outsideName(folder)).toMatch(/^Mein--Projekt---neu-x{20}-[0-9a-f]{8}$/);
});

function place() {
  return { root, inProject: path.join(root, ".data"), outside: "/var/lib/parley/name", user: USER };
}
