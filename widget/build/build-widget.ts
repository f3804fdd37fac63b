/**
 * Builds the widget into `public/widget/`: `loader.js`, which `/widget.js` serves, and the panel, once under a name with
 * its hash for caches, and once as `panel.js` for loaders that outlived the deployment of their panel. The preview is the
 * frame of the settings screen.
 */
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { build, type BuildOptions, type Plugin, transform } from "esbuild";

const OUT = "public/widget";
/** What the route replaces with a channel's settings. */
const SERVED = "PARLEY_SERVED";

export interface BuiltFile {
  text: string;
  /** The bytes of each source in it, minified, by path. */
  inputs: Record<string, number>;
}

export interface BuiltWidget {
  loader: BuiltFile;
  panel: BuiltFile;
}

/** @param root The project's folder. @throws With esbuild's messages if the sources do not compile. */
export async function buildWidget(root: string): Promise<BuiltWidget> {
  const panel = await bundle(root, "widget/view/main.ts", { format: "esm" });
  const hash = createHash("sha256").update(panel.text).digest("hex").slice(0, 10);
  const name = `panel-${hash}.js`;
  const loader = await bundle(root, "widget/loader/main.ts", {
    format: "iife",
    define: { PARLEY_PANEL: JSON.stringify(`/widget/${name}`) },
    // One place to replace, whatever the minifier does with the name.
    banner: { js: `(function(${SERVED}){` },
    footer: { js: `})(null);` },
  });
  writeFiles(path.join(root, OUT), {
    "loader.js": loader.text,
    [name]: panel.text,
    "panel.js": panel.text,
    ...(await buildPreview(root)),
  });
  return { loader, panel };
}

/** The frame of the settings screen. Its file is the page's script and, for the launcher, the panel's code. */
async function buildPreview(root: string): Promise<Record<string, string>> {
  const script = await bundle(root, "widget/preview/main.ts", {
    format: "esm",
    define: { PARLEY_PANEL: JSON.stringify("/widget/preview.js") },
  });
  const page = readFileSync(path.join(root, "widget/preview/page.html"), "utf8");
  return { "preview.js": script.text, "preview.html": page };
}

/** Writes only what differs, so that an up-to-date build also starts where nothing can be written. */
function writeFiles(folder: string, files: Record<string, string>): void {
  const existing = existsSync(folder) ? readdirSync(folder) : [];
  for (const file of existing) if (!Object.hasOwn(files, file)) rmSync(path.join(folder, file));
  for (const [file, text] of Object.entries(files)) {
    if (existing.includes(file) && readFileSync(path.join(folder, file), "utf8") === text) continue;
    mkdirSync(folder, { recursive: true });
    writeFileSync(path.join(folder, file), text);
  }
}

/** Imports a style sheet as text for `new CSSStyleSheet()`, because a strict policy refuses `<style>` elements. */
const sheetsAsText: Plugin = {
  name: "sheets-as-text",
  setup({ onLoad }) {
    onLoad({ filter: /\.css$/ }, async ({ path: file }) => {
      const { code } = await transform(readFileSync(file, "utf8"), {
        loader: "css",
        minify: true,
        target: "chrome126",
      });
      return { contents: code.trim(), loader: "text" };
    });
  },
};

/** Bundles a file of the widget as a browser gets it. */
export async function bundle(root: string, entry: string, options: BuildOptions): Promise<BuiltFile> {
  const { outputFiles, metafile } = await build({
    metafile: true,
    absWorkingDir: root,
    entryPoints: [entry],
    bundle: true,
    minify: true,
    write: false,
    target: "es2022",
    charset: "utf8",
    legalComments: "none",
    tsconfigRaw: {},
    alias: { "@": root },
    logLevel: "silent",
    plugins: [sheetsAsText],
    ...options,
  });
  const [file] = outputFiles ?? [];
  const [output] = Object.values(metafile?.outputs ?? {});
  if (!file || !output) throw new Error(`The build of ${entry} has no output.`);
  const sizes = Object.entries(output.inputs).map(([source, { bytesInOutput }]) => [source, bytesInOutput] as const);
  return { text: file.text, inputs: Object.fromEntries(sizes) };
}
