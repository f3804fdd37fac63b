/**
 * `npm run lock:complete`: adds to package-lock.json the optional packages of other platforms that npm left out because
 * the configured registry did not have them. `npm ci` refuses a lock without them on every platform
 * (https://github.com/npm/cli/issues/9846). Run it after `npm install` if a registry mirror is in use.
 */
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";

interface LockedPackage {
  version?: string;
  dev?: boolean;
  optional?: boolean;
  os?: string[];
  cpu?: string[];
  libc?: string[];
  optionalDependencies?: Record<string, string>;
}

export interface Lockfile {
  packages: Record<string, LockedPackage>;
}

const SYSTEMS = new Set("aix android darwin freebsd linux netbsd openbsd openharmony sunos win32".split(" "));
const PROCESSORS = new Set("arm arm64 ia32 loong64 mips64el ppc64 riscv64 s390x wasm32 x64".split(" "));
const C_LIBRARIES: Record<string, string> = { gnu: "glibc", gnueabihf: "glibc", musl: "musl", musleabihf: "musl" };

if (process.argv[1] === import.meta.filename) {
  const file = path.resolve(import.meta.dirname, "../package-lock.json");
  const lock: Lockfile = JSON.parse(readFileSync(file, "utf8"));
  const missing = missingPlatformPackages(lock);
  const packages = Object.entries({ ...lock.packages, ...missing }).toSorted(([a], [b]) => (a < b ? -1 : 1));
  writeFileSync(file, `${JSON.stringify({ ...lock, packages: Object.fromEntries(packages) }, null, 2)}\n`);
  console.log(`${Object.keys(missing).length} packages of other platforms added to package-lock.json.`);
}

/** The entries that a complete lock would add, by their path in node_modules. */
export function missingPlatformPackages({ packages }: Lockfile): Record<string, LockedPackage> {
  const missing: Record<string, LockedPackage> = {};
  for (const [place, entry] of Object.entries(packages)) {
    for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
      // Platform packages have an exact version; a version range means another kind of optional package.
      if (!/^\d+\.\d+\.\d+/.test(version) || resolve(packages, place, name)?.version === version) continue;
      const besides = place.slice(0, place.lastIndexOf("node_modules/"));
      missing[`${besides}node_modules/${name}`] = platformEntry(name, version, entry.dev === true);
    }
  }
  return missing;
}

/** Finds a package as Node does: beside the requiring package, then in each folder above. */
function resolve(packages: Lockfile["packages"], from: string, name: string): LockedPackage | undefined {
  for (let place = from; ; place = place.slice(0, Math.max(place.lastIndexOf("/node_modules/"), 0))) {
    const found = packages[place === "" ? `node_modules/${name}` : `${place}/node_modules/${name}`];
    if (found || place === "") return found;
  }
}

/** The name of such a package ends with its platform: @next/swc-win32-x64-msvc. */
function platformEntry(name: string, version: string, dev: boolean): LockedPackage {
  const words = name.replace("windows", "win32").split(/[-/]/);
  const os = words.find((word) => SYSTEMS.has(word));
  const cpu = words.find((word) => PROCESSORS.has(word));
  const libc = os === "linux" ? words.map((word) => C_LIBRARIES[word]).find(Boolean) : undefined;
  return {
    version,
    ...(cpu && { cpu: [cpu] }),
    ...(dev && { dev }),
    ...(libc && { libc: [libc] }),
    optional: true,
    ...(os && { os: [os] }),
  };
}
