/** Makes the production build if its sources have changed. */
import { createHash } from "node:crypto";
import {
  accessSync,
  constants,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { startChild } from "./child-process.ts";
import { takeFileLock } from "./file-lock.ts";

const BUILD_DIR = ".next";
const STAMP = "parley-source-hash";
/** Folders and files that are not part of the build. */
const NOT_BUILT = new Set([
  "node_modules",
  "e2e",
  "scripts",
  "docs",
  // The widget is built on its own, at every start; pages of the product share its client.
  "public/widget",
  "widget/build",
  "widget/loader",
  "widget/preview",
  "widget/view",
  "db/embedded",
  "db/testing",
  "inngest/local",
  "bench-results",
  "test-results",
  "playwright-report",
  "next-env.d.ts",
]);
const NOT_BUILT_FILE = /(\.test\.tsx?|\.tsbuildinfo)$|^[^/]+\.md$/;

/** A hash of all files that the build is made from, or undefined if the last build was made from the same files. */
export function staleSourceHash(root: string): string | undefined {
  const hash = sourceHash(root);
  const stamp = path.join(root, BUILD_DIR, STAMP);
  const isBuilt = existsSync(stamp) && existsSync(path.join(root, BUILD_DIR, "BUILD_ID"));
  return isBuilt && readFileSync(stamp, "utf8") === hash ? undefined : hash;
}

/**
 * Runs `next build`, or waits for the build that another start is running.
 * @throws Error with the build's output if it fails, or with the folder that can't be written; the signal's reason.
 */
export async function buildApp(root: string, hash: string, signal: AbortSignal): Promise<void> {
  assertWritable(root);
  // The one folder in .next that Next.js keeps when it builds.
  const lock = await waitForLock(path.join(root, BUILD_DIR, "cache", "parley-build.lock"), signal);
  try {
    if (staleSourceHash(root) === undefined) return;
    rmSync(path.join(root, BUILD_DIR, STAMP), { force: true });
    await runNextBuild(root, signal);
    mkdirSync(path.join(root, BUILD_DIR), { recursive: true });
    writeFileSync(path.join(root, BUILD_DIR, STAMP), hash);
  } finally {
    lock.release();
  }
}

/** An up-to-date build writes nothing, so it also works in a read-only project. */
function assertWritable(root: string): void {
  const folder = path.join(root, BUILD_DIR);
  try {
    mkdirSync(folder, { recursive: true });
    accessSync(folder, constants.W_OK);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new Error(
      `The build is missing or older than its sources, and ${folder} can't be written (${reason}). ` +
        "Run `npm run build:stale` where it can be written, then start again.",
      { cause },
    );
  }
}

async function waitForLock(file: string, signal: AbortSignal) {
  for (;;) {
    const lock = takeFileLock(file);
    if (lock) return lock;
    await sleep(200, undefined, { signal });
  }
}

async function runNextBuild(root: string, signal: AbortSignal): Promise<void> {
  const output: string[] = [];
  const build = startChild([path.join(root, "node_modules/next/dist/bin/next"), "build"], {
    cwd: root,
    env: { ...process.env, NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" },
    onLine: (line) => output.push(line),
  });
  const abort = () => build.kill();
  signal.addEventListener("abort", abort, { once: true });
  const { ok, how } = await build.ended;
  signal.removeEventListener("abort", abort);
  signal.throwIfAborted();
  if (!ok) throw new Error(`${output.join("\n")}\n\nThe build failed (${how}); its output is above.`);
}

function sourceHash(root: string): string {
  const hash = createHash("sha256");
  for (const file of sourceFiles(root, ""))
    hash
      .update(`${file}\0`)
      .update(readFileSync(path.join(root, file)))
      .update("\0");
  return hash.digest("hex");
}

function sourceFiles(root: string, folder: string): string[] {
  return readdirSync(path.join(root, folder), { withFileTypes: true })
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const file = folder ? `${folder}/${entry.name}` : entry.name;
      if (entry.name.startsWith(".") || NOT_BUILT.has(file)) return [];
      if (entry.isDirectory()) return sourceFiles(root, file);
      return entry.isFile() && !NOT_BUILT_FILE.test(file) ? [file] : [];
    });
}
