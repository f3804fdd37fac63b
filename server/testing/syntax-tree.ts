import { glob, readFile } from "node:fs/promises";
import path from "node:path";
import { parseSync } from "oxc-parser";

/** Helpers for tests that enforce a rule in all source files. */

const ROOT = path.resolve(import.meta.dirname, "../..");

export interface Node {
  type: string;
  [key: string]: unknown;
}

export interface SourceFile {
  /** The path from the repository's root, with forward slashes. */
  name: string;
  program: Node;
}

/**
 * Reads and parses TypeScript files of the repository, without tests and test helpers.
 * @param pattern A glob relative to the repository's root.
 */
export async function readSources(pattern: string): Promise<SourceFile[]> {
  const names: string[] = [];
  for await (const file of glob(pattern, { cwd: ROOT })) names.push(file.split(path.sep).join("/"));
  const product = names.filter((name) => !/\.test\.tsx?$|\/testing\//.test(name)).toSorted();
  return Promise.all(
    product.map(async (name) => ({ name, program: parseSource(name, await readFile(path.join(ROOT, name), "utf8")) })),
  );
}

/** Parses a TypeScript file. @throws Error when the source is not valid TypeScript. */
export function parseSource(name: string, source: string): Node {
  const { program, errors } = parseSync(name, source);
  if (errors.length > 0) throw new Error(`${name}: ${errors[0]?.message}`);
  if (!isNode(program)) throw new Error(`${name}: the parser returned no syntax tree.`);
  return program;
}

/** Iterates over a node and all of its descendants. */
export function* nodesIn(node: unknown): Generator<Node> {
  if (Array.isArray(node)) for (const item of node) yield* nodesIn(item);
  if (!isNode(node)) return;
  yield node;
  for (const child of Object.values(node)) yield* nodesIn(child);
}

/** Returns the nodes in a list; empty if the value is not a list. */
export function list(value: unknown): Node[] {
  return Array.isArray(value) ? value.filter(isNode) : [];
}

/** Whether a value is a node of a syntax tree. */
export function isNode(value: unknown): value is Node {
  return typeof value === "object" && value !== null && "type" in value && typeof value.type === "string";
}

/** Returns the name of an identifier or the value of a string literal; null for other nodes. */
export function nameOf(node: unknown): string | null {
  if (!isNode(node)) return null;
  if (node.type === "Identifier") return String(node["name"]);
  return node.type === "Literal" && typeof node["value"] === "string" ? node["value"] : null;
}
