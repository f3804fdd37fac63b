import { roles, type Role } from "@/server/roles";
import { isNode, list, nameOf, type Node, nodesIn, type SourceFile } from "@/server/testing/syntax-tree";
import { calleeOf, callsWith, moduleOf, readProcedures, type VerbCall } from "./read-procedures";

/** One way for a member to call a verb. */
export interface Access {
  /** A tRPC procedure (`inbox.list`) or a route (`GET /api/inbox/events`). */
  calledAs: string;
  /** The procedure builder, such as `workspaceProcedure`; for a route, `requestService`. */
  guard: string;
  verb: string;
  /** The verb's file. */
  file: string;
  /** The lowest role that the verb's first line allows; null if it checks none. */
  role: Role | null;
}

/** Finds every verb that tRPC procedures and the routes for members call with the caller's context. */
export function readAccess(sources: SourceFile[]): Access[] {
  const calls = [
    ...readProcedures(sources).flatMap(({ name, guard, verbs }) =>
      verbs.map((verb) => ({ calledAs: name, guard, verb })),
    ),
    ...sources.flatMap((file) =>
      exportsOf(file).flatMap((handler) =>
        verbsOfHandler(handler, file).map((verb) => ({
          calledAs: routeOf(nameOf(handler["id"]) ?? "", file, sources),
          guard: GUARD,
          verb,
        })),
      ),
    ),
  ];
  return calls
    .map(({ calledAs, guard, verb }) => ({ calledAs, guard, verb: verb.name, ...findVerb(verb, sources) }))
    .toSorted((a, b) => (a.calledAs < b.calledAs ? -1 : 1));
}

const GUARD = "requestService";

/** Finds the verbs that a request handler calls with the context that it creates. */
function verbsOfHandler(handler: Node, file: SourceFile): VerbCall[] {
  const nodes = [...nodesIn(handler["body"])];
  if (!nodes.some((node) => calleeOf(node) === GUARD)) return [];
  const isMade = (node: unknown) =>
    isNode(node) && node.type === "AwaitExpression" && calleeOf(node["argument"]) === GUARD;
  const contexts = nodes.filter(({ type, init }) => type === "VariableDeclarator" && isMade(init));
  const names = new Set(contexts.map(({ id }) => nameOf(id)));
  if (nodes.some(({ type, object }) => type === "MemberExpression" && isNode(object) && names.has(nameOf(object)))) {
    throw new Error(`${file.name}: a handler uses a context that only verbs may use.`);
  }
  const isContext = (argument: Node) => isMade(argument) || (isNode(argument) && names.has(nameOf(argument)));
  const verbs = callsWith(isContext, handler["body"], file).filter(({ name }) => name !== "requireRole");
  if (verbs.length === 0) throw new Error(`${file.name}: a handler calls ${GUARD}, and no verb with its context.`);
  return verbs;
}

/** Returns the route of a handler: its own file, or the route file that imports it. */
function routeOf(handler: string, file: SourceFile, sources: SourceFile[]): string {
  const isRoute = ({ name }: SourceFile) => /^app\/.*\/route\.ts$/.test(name);
  const calls = (other: SourceFile) =>
    [...nodesIn(other.program)].some((node) => calleeOf(node) === handler) &&
    `${moduleOf(handler, other)}.ts` === file.name;
  const route = isRoute(file) ? file : sources.find((other) => isRoute(other) && calls(other));
  if (!route) throw new Error(`${file.name}: no route calls ${handler}.`);
  const method = isRoute(file)
    ? handler
    : exportsOf(route)
        .map(({ id }) => nameOf(id))
        .join(", ");
  return `${method} ${route.name.replace(/^app|\/route\.ts$/g, "")}`;
}

function findVerb({ name, module }: VerbCall, sources: SourceFile[]): { file: string; role: Role | null } {
  const file = sources.find((source) => source.name === `${module}.ts`);
  const verb = file && exportsOf(file).find(({ id }) => nameOf(id) === name);
  if (!verb) throw new Error(`${module}.ts does not declare ${name} as an exported function.`);
  return { file: file.name, role: roleOf(verb) };
}

/** Returns the role of `requireRole(ctx, "<role>")` if that is the first statement and `ctx` the first parameter. */
function roleOf(verb: Node): Role | null {
  const first = list(isNode(verb["body"]) ? verb["body"]["body"] : [])[0];
  const call = first?.type === "ExpressionStatement" && calleeOf(first["expression"]) === "requireRole" ? first : null;
  const given = list(isNode(call?.["expression"]) ? call["expression"]["arguments"] : []);
  const context = list(verb["params"])[0];
  if (context?.type !== "Identifier" || nameOf(given[0]) !== nameOf(context)) return null;
  return roles.find((role) => role === nameOf(given[1])) ?? null;
}

function exportsOf({ program }: SourceFile): Node[] {
  return list(program["body"])
    .flatMap(({ type, declaration }) => (type === "ExportNamedDeclaration" && isNode(declaration) ? [declaration] : []))
    .filter(({ type }) => type === "FunctionDeclaration");
}
