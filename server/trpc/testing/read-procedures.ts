import path from "node:path";
import { isNode, list, nameOf, type Node, nodesIn, type SourceFile } from "@/server/testing/syntax-tree";

/** A tRPC procedure as declared in the source of its router. */
export interface Procedure {
  /** The name that clients call, such as `inbox.list`. */
  name: string;
  kind: "query" | "mutation" | "subscription";
  /** The builder that it starts from, such as `workspaceProcedure`. */
  guard: string;
  verbs: VerbCall[];
}

/** A function that is called with the caller's ServiceContext, found by its import. */
export interface VerbCall {
  name: string;
  /** The file that declares it, from the repository's root and without extension. */
  module: string;
}

const KINDS = ["query", "mutation", "subscription"] as const;

/** Reads all procedures below `appRouter`. Routers are found by their declarations, wherever their files are. */
export function readProcedures(sources: SourceFile[]): Procedure[] {
  const routers = new Map<string, { router: Node; file: SourceFile }>();
  for (const file of sources) {
    for (const node of nodesIn(file.program)) {
      const name = node.type === "VariableDeclarator" ? nameOf(node["id"]) : null;
      if (name !== null && calleeOf(node["init"]) === "router")
        routers.set(name, { router: asNode(node["init"]), file });
    }
  }
  const read = (prefix: string, router: Node, file: SourceFile): Procedure[] =>
    list(asNode(list(router["arguments"])[0])["properties"]).flatMap((property) => {
      const name = `${prefix}${nameOf(property["key"]) ?? unreadable(file, property)}`;
      const value = asNode(property["value"]);
      if (calleeOf(value) === "router") return read(`${name}.`, value, file);
      const named = routers.get(nameOf(value) ?? "");
      if (named) return read(`${name}.`, named.router, named.file);
      return [readProcedure(name, value, file)];
    });
  const root = routers.get("appRouter");
  if (!root) throw new Error("There is no appRouter.");
  return read("", root.router, root.file);
}

function readProcedure(name: string, value: Node, file: SourceFile): Procedure {
  const kind = KINDS.find((known) => known === nameOf(asNode(value["callee"])["property"]));
  if (!kind) throw new Error(`${file.name}: ${name} is neither a query nor a mutation.`);
  let start = value;
  while (start.type !== "Identifier") start = asNode(start["callee"] ?? start["object"]);
  const verbs = callsWith(isService, value["arguments"], file);
  if ([...nodesIn(value)].filter(isService).length !== verbs.length) {
    throw new Error(`${file.name}: ${name} uses the context other than to call a verb.`);
  }
  return { name, kind, guard: nameOf(start) ?? "", verbs };
}

function isService({ type, object, property }: Node): boolean {
  return type === "MemberExpression" && nameOf(object) === "ctx" && nameOf(property) === "service";
}

/** Finds the functions that are called inside a node with a context as their first argument. */
export function callsWith(isContext: (argument: Node) => boolean, inside: unknown, file: SourceFile): VerbCall[] {
  const calls = [...nodesIn(inside)].filter(({ type, arguments: given }) => {
    const first = list(given)[0];
    return type === "CallExpression" && first !== undefined && isContext(first);
  });
  return calls.map((call) => {
    const name = calleeOf(call) ?? unreadable(file, call);
    return { name, module: moduleOf(name, file) };
  });
}

/** Returns the module of a function that a file calls: the one it is imported from, or the file itself. */
export function moduleOf(name: string, { name: file, program }: SourceFile): string {
  for (const statement of list(program["body"])) {
    if (statement.type !== "ImportDeclaration") continue;
    if (!list(statement["specifiers"]).some(({ local }) => nameOf(local) === name)) continue;
    const from = nameOf(statement["source"]) ?? "";
    return (from.startsWith("@/") ? from.slice(2) : path.posix.join(path.posix.dirname(file), from)).replace(
      /\.ts$/,
      "",
    );
  }
  return file.replace(/\.ts$/, "");
}

/** Returns the name of the function that a node calls; null if it is not a plain call. */
export function calleeOf(node: unknown): string | null {
  return isNode(node) && node.type === "CallExpression" ? nameOf(node["callee"]) : null;
}

function asNode(value: unknown): Node {
  if (!isNode(value)) throw new Error("A router has a form that this test does not read.");
  return value;
}

function unreadable(file: SourceFile, node: Node): never {
  throw new Error(`${file.name}: a ${node.type} that this test does not read.`);
}
