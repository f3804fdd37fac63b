import { readFile } from "node:fs/promises";
import path from "node:path";
import type { LauncherSettings } from "../protocol";

/** The end of the built loader, where the settings of a channel are put in. */
const END = /\}\)\(null\);\s*$/;

let loader: Promise<string> | undefined;

/** The widget's first script, with what a channel's launcher needs. */
export async function widgetScript(settings: LauncherSettings): Promise<string> {
  const script = await readLoader();
  return script.replace(END, () => `})(${asExpression(settings)});`);
}

/** A JSON value as an expression, also for a script that someone copies into a page's HTML. */
export function asExpression(value: unknown): string {
  return JSON.stringify(value)
    .replaceAll("<", "\\u003c")
    .replaceAll("\u2028", "\\u2028")
    .replaceAll("\u2029", "\\u2029");
}

async function readLoader(): Promise<string> {
  loader ??= readFile(path.join(process.cwd(), "public/widget/loader.js"), "utf8");
  try {
    return await loader;
  } catch (error) {
    loader = undefined;
    throw error;
  }
}
