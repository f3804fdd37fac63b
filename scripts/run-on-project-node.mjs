// Runs a TypeScript script of the project on the Node version in package.json, independent of the installed Node. Plain
// Node 20 without packages must be able to run this file.
import { spawn, spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { constants } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";

const root = path.join(path.dirname(fileURLToPath(import.meta.url)), "..");
const isWindows = process.platform === "win32";
const projectNode = path.join(root, isWindows ? "node_modules/node/bin/node.exe" : "node_modules/node/bin/node");

/**
 * Installs the packages if they are missing or differ from package-lock.json, then runs `script` in place of this
 * process: passes on arguments, signals and the exit code. The script's IPC channel closes when this process is killed.
 * @param {string} script path below the project's root
 */
export function runOnProjectNode(script) {
  installWhenNeeded();
  const child = spawn(projectNode, [script, ...process.argv.slice(2)], {
    cwd: root,
    stdio: ["inherit", "inherit", "inherit", "ipc"],
  });
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal));
  if (process.env.npm_lifecycle_event) onOrphaned(() => child.kill("SIGTERM"));
  child.on("error", (error) => fail(`${projectNode} does not start: ${error.message}`));
  child.on("exit", (code, signal) => process.exit(code ?? 128 + constants.signals[signal]));
}

/** npm ends its shell on SIGTERM, and the shell exits without forwarding it, so only its absence can be noticed. */
function onOrphaned(act) {
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    act();
  }, 500);
}

function installWhenNeeded() {
  if (isInstalled()) return;
  console.log("Installing packages (npm ci) …");
  const started = Date.now();
  // --include=dev: even with NODE_ENV=production, the local database and Node must be installed.
  const npm = spawnSync("npm", ["ci", "--include=dev", "--no-audit", "--no-fund"], {
    cwd: root,
    encoding: "utf8",
    shell: isWindows,
    stdio: ["ignore", "pipe", "pipe"],
  });
  if (npm.error) fail(`npm does not start: ${npm.error.message}. Parley needs Node 20 or newer with npm.`);
  if (npm.status !== 0) fail(`${npm.stdout}\n${npm.stderr}\nnpm ci failed; its last output is above.`);
  if (!isInstalled()) {
    fail("npm ci left out some of the packages. Look for ignore-scripts or omit in `npm config list`.");
  }
  console.log(`✓ Packages installed (${Math.round((Date.now() - started) / 1000)} s)`);
}

/** npm writes node_modules/.package-lock.json last, so it describes a finished install. */
function isInstalled() {
  if (!existsSync(projectNode)) return false;
  const wanted = packagesOf("package-lock.json");
  const installed = packagesOf("node_modules/.package-lock.json");
  if (!wanted || !installed) return false;
  return (
    Object.entries(installed).every(([name, entry]) => isSame(wanted[name], entry)) &&
    Object.entries(wanted).every(([name, entry]) => name === "" || entry.optional || installed[name])
  );
}

function isSame(wanted, installed) {
  return wanted?.version === installed.version && wanted?.integrity === installed.integrity;
}

function packagesOf(file) {
  try {
    return JSON.parse(readFileSync(path.join(root, file), "utf8")).packages;
  } catch {
    return undefined;
  }
}

function fail(message) {
  console.error(message);
  process.exit(1);
}
