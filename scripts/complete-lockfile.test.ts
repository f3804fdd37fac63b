import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, it } from "vitest";
import { missingPlatformPackages } from "./complete-lockfile.ts";

it("This project's lock has all packages that npm ci requires; otherwise run: npm run lock:complete", () => {
  const lock = JSON.parse(readFileSync(path.resolve(import.meta.dirname, "../package-lock.json"), "utf8"));
  expect(Object.keys(missingPlatformPackages(lock))).toEqual([]);
});

it("A missing package is added beside the one that requires it, with its version and platform", () => {
  const wanted = (version: string) => ({ "@a/b-darwin-arm64": version, "@a/b-linux-x64-musl": version });
  const packages = {
    "": {},
    "node_modules/a": { version: "1.0.0", optionalDependencies: { ...wanted("1.0.0"), fsevents: "~2.3.2" } },
    "node_modules/@a/b-linux-x64-musl": { version: "1.0.0" },
    "node_modules/c/node_modules/a": { version: "2.0.0", dev: true, optionalDependencies: wanted("2.0.0") },
  };
  expect(missingPlatformPackages({ packages })).toEqual({
    "node_modules/@a/b-darwin-arm64": { version: "1.0.0", cpu: ["arm64"], os: ["darwin"], optional: true },
    "node_modules/c/node_modules/@a/b-darwin-arm64": {
      version: "2.0.0",
      cpu: ["arm64"],
      os: ["darwin"],
      dev: true,
      optional: true,
    },
    "node_modules/c/node_modules/@a/b-linux-x64-musl": {
      version: "2.0.0",
      cpu: ["x64"],
      libc: ["musl"],
      os: ["linux"],
      dev: true,
      optional: true,
    },
  });
});
