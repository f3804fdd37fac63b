/** `npm run build:stale`: makes the production build if its sources have changed, as `npm run up` does. */
import path from "node:path";
import { buildWidget } from "../widget/build/build-widget.ts";
import { buildApp, staleSourceHash } from "./up/build.ts";

const root = path.resolve(import.meta.dirname, "..");
const hash = staleSourceHash(root);
try {
  await buildWidget(root);
  if (hash) await buildApp(root, hash, new AbortController().signal);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
