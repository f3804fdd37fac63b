import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, it } from "vitest";
import { missingPlatformPackages } from "./complete-lockfile.ts";

it("leaves nothing to add to this project's lock, which npm ci would refuse; else run: npm run lock:complete", () => {
  const lock = JSON.parse(readFileSync(path.resolve(import.meta.dirname, "../package-lock.json"), "utf8"));
  expect(Object.keys(missingPlatformPackages(lock))).toEqual([]);
});

it("puts each missing package beside the one that wants it, in its version, for its platform", () => {
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
