/** Finds the browser for the browser tests: an installed one, otherwise the one from npm. */
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";

export interface Chromium {
  executablePath: string;
  /** Environment variables that the browser needs in addition to this process's. */
  env: Record<string, string>;
}

const INSTALLED = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];
const ROOT = path.resolve(import.meta.dirname, "../..");
const PACKAGE = path.join(ROOT, "node_modules/@sparticuz/chromium");

/**
 * @param wanted PARLEY_CHROMIUM: a path, or `bundled` for the one from npm even if another is installed.
 * @throws Error if there is no browser for this system.
 */
export function findChromium(wanted: string | undefined): Chromium {
  const executablePath = chooseChromium(wanted, INSTALLED);
  return executablePath === undefined ? bundledChromium() : { executablePath, env: {} };
}

/** The path of the browser to use, or undefined for the one from npm. */
export function chooseChromium(wanted: string | undefined, installed: string[]): string | undefined {
  if (wanted === "bundled") return undefined;
  return wanted || installed.find((file) => existsSync(file));
}

function bundledChromium(): Chromium {
  if (process.platform !== "linux" || process.arch !== "x64") {
    throw new Error("No Chromium was found. Install Chromium or Chrome, or set PARLEY_CHROMIUM to its path.");
  }
  const { version } = JSON.parse(readFileSync(path.join(PACKAGE, "package.json"), "utf8"));
  const folder = path.join(ROOT, "node_modules/.cache", `chromium-${version}`);
  if (!existsSync(folder)) unpack(folder);
  return {
    executablePath: path.join(folder, "chromium"),
    env: {
      // Chromium's libraries, which are missing on a system without a desktop.
      LD_LIBRARY_PATH: path.join(folder, "al2023/lib"),
      FONTCONFIG_FILE: path.join(folder, "fonts.conf"),
    },
  };
}

function unpack(folder: string): void {
  mkdirSync(path.dirname(folder), { recursive: true });
  const half = mkdtempSync(`${folder}.`);
  try {
    // In a separate process, because the package unpacks into the temporary folder of its process.
    const script = path.join(import.meta.dirname, "unpack-chromium.ts");
    const { status, stderr } = spawnSync(process.execPath, [script, path.join(PACKAGE, "bin")], {
      env: { ...process.env, TMPDIR: half },
      encoding: "utf8",
    });
    if (status !== 0) throw new Error(`Chromium could not be unpacked from ${PACKAGE}.\n${stderr}`);
    writeFileSync(path.join(half, "fonts.conf"), fontSettings(path.join(folder, "fonts")));
    rmSync(folder, { recursive: true, force: true });
    // Rename it into place, so that an interrupted start leaves no partial browser.
    renameSync(half, folder);
  } finally {
    rmSync(half, { recursive: true, force: true });
  }
}

/** Adds the package's fonts to those of the system, which may have none. */
function fontSettings(folder: string): string {
  const escaped = folder.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
  return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>/usr/share/fonts</dir>
  <dir>${escaped}</dir>
  <cachedir>${escaped}-cache</cachedir>
</fontconfig>
`;
}
