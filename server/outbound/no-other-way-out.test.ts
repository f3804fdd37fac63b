import { execFile } from "node:child_process";
import { copyFile, cp, glob, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { isNode, list, type Node, parseSource } from "@/server/testing/syntax-tree";

const ROOT = path.resolve(import.meta.dirname, "../..");

test("Only server/outbound opens connections among the files of server/ and inngest/", async () => {
  const files = await productFiles();
  expect(files.length).toBeGreaterThan(20);
  const found: string[] = [];
  for (const file of files) {
    for (const wayOut of waysOut(file, await readFile(path.join(ROOT, file), "utf8"))) found.push(`${file}: ${wayOut}`);
  }
  expect(found).toEqual([]);
});

const WAYS_OUT = [
  `import { request } from "undici";`,
  `import type { Agent } from "undici";`,
  `import x from "undici/lib/api";`,
  `import http from "http";`,
  `import * as https from 'node:https';`,
  `import "node:http2";`,
  `export { connect } from "node:net";`,
  `export * from "tls";`,
  `import { createSocket } from "node:dgram";`,
  `import axios from "axios";`,
  `import /* from "zod" */ got\n from\n "got";`,
  `const { default: send } = await import("node-fetch");`,
  "await import(`ws`);",
  `await import("node:" + "net");`,
  `await import(/* "zod" */ name);`,
  `import net = require("net");`,
  `const net = require("net");`,
  `const load = require;`,
  `import { createRequire } from "node:module";`,
  `process.getBuiltinModule("net");`,
  `process["getBuiltinModule"]("net");`,
  `fetch("http://10.0.0.5");`,
  `fetch\n/* not a call */ ("http://10.0.0.5");`,
  `f\\u0065tch("http://10.0.0.5");`,
  `const send = fetch;`,
  `send({ fetch });`,
  `globalThis.fetch(url);`,
  `globalThis["fetch"](url);`,
  "globalThis[`fetch`](url);",
  `globalThis["fe" + "tch"](url);`,
  `globalThis?.fetch?.(url);`,
  `(globalThis as Globals).fetch(url);`,
  `global.fetch(url);`,
  `self.fetch(url);`,
  `window.fetch(url);`,
  `const { fetch: send } = globalThis;`,
  `const everything = globalThis;`,
  `Reflect.get(globalThis, "fetch");`,
  `new WebSocket(url);`,
  `new EventSource(url);`,
  `new XMLHttpRequest();`,
  `new globalThis.WebSocket(url);`,
  `navigator.sendBeacon(url);`,
  `declare const fetch: typeof globalThis.fetch; fetch(url);`,
  `declare global { var fetch: never } fetch(url);`,
  `function open(fetch: Send) { return fetch; } fetch(url);`,
  `{ const fetch = createOutboundFetch(); } fetch(url);`,
  `const { fetch } = globalThis; fetch(url);`,
  `export { fetch } from "./local"; fetch(url);`,
  `import type { fetch } from "./local"; fetch(url);`,
  `function open(send = fetch) { const fetch = 1; return send; }`,
  `eval("fe" + "tch(url)");`,
  `new Function("return fetch")();`,
];
test.each(WAYS_OUT)("The check finds %j", (source) => expect(waysOut("sample.ts", source)).not.toEqual([]));

test.each([
  `// fetch("http://10.0.0.5")`,
  `/* import "undici" */`,
  `const text = "globalThis.fetch(url); require('net')";`,
  "const text = `import 'undici'`;",
  `import { createOutboundFetch } from "@/server/outbound/outbound-fetch";`,
  `import { connection } from "next/server";`,
  `createProvider({ fetch: createOutboundFetch() });`,
  `queries.fetch(1); await page.fetch();`,
  `type Send = typeof globalThis.fetch; type Plain = typeof fetch;`,
  `function send(call: typeof fetch): ReturnType<typeof fetch> { return call("x"); }`,
  `interface Options { fetch: typeof fetch; WebSocket?: unknown }`,
  `class Loader { fetch() { return 1; } }`,
  `export function open(fetch: typeof globalThis.fetch) { return (url: string) => { fetch(url); send({ fetch }); }; }`,
  `const open = ({ fetch = createOutboundFetch(), ...rest }: Options) => fetch("x", rest);`,
  `import { fetch } from "./local"; fetch("x");`,
  `function run() { const fetch = createOutboundFetch(); return fetch("x"); }`,
  `globalThis.setTimeout(run, 1); globalThis.parleyDatabase ??= open();`,
  `const { default: pool } = await import("./pool");`,
])("The check accepts %j", (source) => expect(waysOut("sample.ts", source)).toEqual([]));

test("The check fails for a file that cannot be parsed as TypeScript", () => {
  expect(() => waysOut("broken.ts", "import { from")).toThrow("broken.ts");
});

test("The lint rule finds the common ways in files of server/ and inngest/", async () => {
  const folder = await mkdtemp(path.join(tmpdir(), "parley-lint-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  await copyFile(path.join(ROOT, ".oxlintrc.json"), path.join(folder, ".oxlintrc.json"));
  await cp(path.join(ROOT, "scripts/lint"), path.join(folder, "scripts/lint"), { recursive: true });
  const samples = [
    `export const a = fetch("http://10.0.0.5");`,
    `export { request } from "undici";`,
    `export * from "node:net";`,
  ];
  samples.push(
    `export const a = globalThis.fetch("x");`,
    `export const a = new EventSource("x");`,
    `export { default } from "ws";`,
  );
  const inside = ["server/models", "server/models/deep", "inngest/functions"];
  const outside = ["server/outbound", "inngest/local"];
  for (const part of [...inside, ...outside]) {
    await mkdir(path.join(folder, part), { recursive: true });
    for (const [index, sample] of samples.entries())
      await writeFile(path.join(folder, part, `${index}.ts`), `${sample}\n`);
    await writeFile(path.join(folder, part, "view.tsx"), `${samples[0]}\n`);
  }
  const reported = await filesWithRestrictedUse(folder);
  const expected = inside.flatMap((part) =>
    [...samples.keys()].map((index) => `${part}/${index}.ts`).concat(`${part}/view.tsx`),
  );
  expect(reported).toEqual(expected.toSorted());
});

async function productFiles(): Promise<string[]> {
  const files: string[] = [];
  for await (const file of glob("{server,inngest}/**/*.{ts,tsx,mts,cts,js,mjs,cjs,jsx}", { cwd: ROOT })) {
    const name = file.split(path.sep).join("/");
    const isExempt = /^server\/outbound\/|^inngest\/local\/|\.test\.tsx?$/.test(name);
    if (!isExempt) files.push(name);
  }
  return files.toSorted();
}

const MODULES: ReadonlySet<string> = new Set(
  "undici http https http2 net tls dgram axios got node-fetch ws module".split(" "),
);
const GLOBALS: ReadonlySet<string> = new Set(
  "fetch XMLHttpRequest WebSocket EventSource navigator eval Function require createRequire".split(" "),
);
const GLOBAL_OBJECTS: ReadonlySet<string> = new Set("globalThis global self window".split(" "));

/** The context of a node: its parent, and the names that the file itself binds there. */
interface Place {
  parent: Node | null;
  key: string;
  bound: ReadonlySet<string>;
}

/** Finds every way in which a source file could open a connection, from its syntax tree. */
function waysOut(file: string, source: string): string[] {
  const found: string[] = [];
  walk(parseSource(file, source), { parent: null, key: "", bound: new Set() }, (node, place) => {
    const fault = faultOf(node, place);
    if (fault) found.push(fault);
  });
  return found;
}

function faultOf(node: Node, place: Place): string | null {
  if (node.type === "Identifier") return identifierFault(node, place);
  if (node.type === "MemberExpression") return memberName(node) === "getBuiltinModule" ? "getBuiltinModule" : null;
  if (node.type === "ImportExpression") return moduleFault(textOf(node["source"]));
  if (node.type === "TSExternalModuleReference") return moduleFault(textOf(node["expression"]));
  return /^(?:Import|ExportNamed|ExportAll)Declaration$/.test(node.type) && isNode(node["source"])
    ? moduleFault(textOf(node["source"]))
    : null;
}

/** `name` is null if it is computed, and so could be anything. */
function moduleFault(name: string | null): string | null {
  if (name === null) return "import of a computed name";
  return MODULES.has(name.replace(/^node:/, "").split("/")[0] ?? "") ? `import of ${name}` : null;
}

function identifierFault(node: Node, { parent, key, bound }: Place): string | null {
  const name = String(node["name"]);
  const isLabel = (key === "property" || key === "key") && parent?.["computed"] !== true;
  if (isLabel || bound.has(name)) return null;
  if (GLOBALS.has(name)) return `use of ${name}`;
  if (!GLOBAL_OBJECTS.has(name)) return null;
  const property = parent?.type === "MemberExpression" && key === "object" ? memberName(parent) : null;
  return property === null || GLOBALS.has(property) ? `${name}.${property ?? "?"}` : null;
}

/** Returns the name of the used member, or null if it is computed. */
function memberName(member: Node): string | null {
  const property = member["property"];
  const isPlain = member["computed"] !== true && isNode(property) && property.type === "Identifier";
  return isPlain ? String(property["name"]) : textOf(property);
}

/** Returns the text of a string, or of a template without expressions; null for everything else. */
function textOf(node: unknown): string | null {
  if (!isNode(node)) return null;
  if (node.type === "Literal") return String(node["value"]);
  const quasis = node.type === "TemplateLiteral" ? list(node["quasis"]) : [];
  const value = quasis.length === 1 ? quasis[0]?.["value"] : null;
  return typeof value === "object" && value !== null && "cooked" in value ? String(value.cooked) : null;
}

/** Types open no connections. Every other part of the tree is visited, including unknown kinds. */
const TYPE_PARTS: ReadonlySet<string> = new Set(
  "typeAnnotation typeParameters typeArguments superTypeArguments returnType implements".split(" "),
);

function walk(node: unknown, place: Place, visit: (node: Node, place: Place) => void): void {
  if (Array.isArray(node)) return node.forEach((item) => walk(item, place, visit));
  if (!isNode(node) || node["declare"] === true || /^TS(?:TypeAlias|Interface)Declaration$/.test(node.type)) return;
  visit(node, place);
  const bound = new Set([...place.bound, ...namesBoundBy(node)]);
  for (const [key, child] of Object.entries(node)) {
    if (!TYPE_PARTS.has(key)) walk(child, { parent: node, key, bound }, visit);
  }
}

/** Returns the names that a function's parameters or a block's declarations bind inside it. */
function namesBoundBy(node: Node): string[] {
  const parameters = /Function/.test(node.type) ? list(node["params"]) : [];
  const statements = /^(?:Program|BlockStatement|FunctionBody)$/.test(node.type) ? list(node["body"]) : [];
  const declarations = statements
    .map((statement) => (isNode(statement["declaration"]) ? statement["declaration"] : statement))
    .filter((statement) => statement["declare"] !== true);
  return [
    ...parameters.flatMap(namesIn),
    ...declarations
      .flatMap((declaration) => list(declaration["declarations"]).map((one) => one["id"]))
      .flatMap(namesIn),
    ...declarations.filter(({ type }) => /^(?:Function|Class)Declaration$/.test(type)).flatMap(({ id }) => namesIn(id)),
    ...statements
      .filter(importsValues)
      .flatMap(({ specifiers }) => list(specifiers).flatMap(({ local }) => namesIn(local))),
  ];
}

function importsValues({ type, importKind }: Node): boolean {
  return type === "ImportDeclaration" && importKind !== "type";
}

/** Returns the names that a pattern binds: `a`, `{ a: b = 1, ...c }`, `[d]`. */
function namesIn(pattern: unknown): string[] {
  if (!isNode(pattern)) return [];
  if (pattern.type === "Identifier") return [String(pattern["name"])];
  const parts = [pattern["left"], pattern["argument"], pattern["value"], pattern["parameter"]];
  return [...parts, ...list(pattern["properties"]), ...list(pattern["elements"])].flatMap(namesIn);
}

async function filesWithRestrictedUse(folder: string): Promise<string[]> {
  const done = Promise.withResolvers<string>();
  const oxlint = path.join(ROOT, "node_modules/oxlint/bin/oxlint");
  execFile(process.execPath, [oxlint, "--format=unix", "."], { cwd: folder }, (_, stdout) => done.resolve(stdout));
  const files = (await done.promise)
    .split("\n")
    .filter((line) => line.includes("no-restricted-"))
    .map((line) => line.replace(/:\d+:.*$/, "").replace(/^\.\//, ""));
  return [...new Set(files)].toSorted();
}
