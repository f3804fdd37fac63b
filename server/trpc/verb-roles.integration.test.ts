import path from "node:path";
import { TRPCError } from "@trpc/server";
import { beforeAll, describe, expect, it } from "vitest";
import { startEventEndpoint } from "@/db/testing/event-endpoint";
import { makeMember, makeWorkspace } from "@/db/testing/factories";
import { requestService } from "@/server/accounts/sessions/request-service";
import { sessionCookie } from "@/server/accounts/testing/session-cookie";
import { WORKSPACE_HEADER } from "@/server/accounts/workspace-cookie";
import { DomainError } from "@/server/errors";
import { hasRole, type Role, roles } from "@/server/roles";
import type { ServiceContext } from "@/server/service-context";
import { createTable } from "@/server/tables/create-table";
import { readSources } from "@/server/testing/syntax-tree";
import { createTestCaller } from "./testing/create-test-caller";
import type { Known } from "./testing/hostile-inputs";
import { callProcedure, listProcedures } from "./testing/list-procedures";
import { readProcedures } from "./testing/read-procedures";
import { type Access, readAccess } from "./testing/read-verbs";
import { makeSampleWorkspace, type SampleWorkspace, withNewTexts } from "./testing/sample-workspace";

/** Everyone who may call: a member with each role, a user who belongs to another workspace, and a stranger. */
const callers = [...roles, "not a member", "no sign-in"] as const;
type Caller = (typeof callers)[number];

const procedures = listProcedures();

let access: Access[];
/** What each procedure demands: a role in the workspace, a sign-in, or nothing. */
let demands: Map<string, Role | "sign-in" | "nothing">;
/** Callers who may delete rows have a workspace of their own, so that the rows exist for the next caller. */
const workspaces = new Map<Caller, SampleWorkspace>();

beforeAll(async () => {
  await startEventEndpoint();
  const sources = await readSources("{server,app}/**/*.ts");
  access = readAccess(sources);
  demands = new Map(readProcedures(sources).map(({ name, guard }) => [name, demandOf(name, guard)]));
  const shared = await makeSampleWorkspace();
  for (const caller of callers) workspaces.set(caller, deletes(caller) ? await makeSampleWorkspace() : shared);
});

describe("A verb that is called directly", () => {
  it("refuses every role below its listed one", async () => {
    const { workspaceId } = workspaceOf("owner").ctx;
    const outcomes: string[] = [];
    for (const role of roles) {
      const ctx = await requestService(await requestAs(role, workspaceId));
      for (const one of access.filter((verb) => !hasRole(role, verb.role ?? "owner"))) {
        const outcome = await outcomeOf(callVerb(one, ctx));
        outcomes.push(outcome === "forbidden" ? outcome : `${one.verb} as ${role}: ${outcome}`);
      }
    }
    expect(outcomes.length).toBeGreaterThan(100);
    expect(outcomes.filter((outcome) => outcome !== "forbidden")).toEqual([]);
  });

  it("allows the system everything that a role may do", async () => {
    const { workspaceId, requestId } = workspaceOf("viewer").ctx;
    const system: ServiceContext = { workspaceId, requestId, actor: { type: "system" } };
    expect(await createTable(system, { name: "Of the system", description: "", columns: [] })).toHaveProperty("id");
  });
});

describe("Every procedure of the router", () => {
  it("has a known demand", () => {
    expect(procedures.map(({ path: name }) => name).toSorted()).toEqual([...demands.keys()].toSorted());
  });

  it.each(callers)("allows or refuses a caller (%s) by its lowest role", async (caller) => {
    const workspace = workspaceOf(caller);
    const { workspaceId } = workspace.ctx;
    const wrong: string[] = [];
    for (const procedure of procedures) {
      const input = withNewTexts(workspace.inputsOf(procedure)[0]?.[0]);
      const as = createTestCaller({ userId: await userOf(caller, workspaceId), workspaceId });
      const outcome = await outcomeOf(callProcedure(as, procedure.path, input));
      const expected = expectedOf(caller, demands.get(procedure.path));
      if (verdictOf(outcome) !== expected) wrong.push(`${procedure.path}: ${outcome} instead of ${expected}`);
    }
    expect(wrong).toEqual([]);
  });
});

describe("Every route for members", () => {
  it.each(callers)("allows or refuses a caller (%s) by its lowest role", async (caller) => {
    const { known, ctx } = workspaceOf(caller);
    const routes = access.filter(({ guard }) => guard === "requestService");
    const wrong: string[] = [];
    for (const { calledAs, role } of routes) {
      const [method, address = ""] = calledAs.split(" ");
      const response = await callRoute(address, await requestAs(caller, ctx.workspaceId, { method, address }), known);
      await response.body?.cancel();
      const expected = expectedOf(caller, role ?? undefined);
      if (verdictOf(response.status) !== expected) wrong.push(`${calledAs}: ${response.status} instead of ${expected}`);
    }
    expect(wrong).toEqual([]);
  });
});

describe("The route for the photo of an account", () => {
  it.each(callers)("allows or refuses a caller (%s) by their sign-in alone", async (caller) => {
    const { workspaceId } = workspaceOf(caller).ctx;
    const address = "/api/account/photo";
    const response = await callRoute(address, await requestAs(caller, workspaceId, { method: "POST", address }), {});
    expect(verdictOf(response.status)).toBe(expectedOf(caller, "sign-in"));
  });
});

function demandOf(name: string, guard: string): Role | "sign-in" | "nothing" {
  if (guard === "publicProcedure") return "nothing";
  if (guard === "userProcedure") return "sign-in";
  // Procedures without a verb are open to every member; another test lists them.
  const verbs = access.filter(({ calledAs }) => calledAs === name);
  return roles.find((role) => verbs.some((verb) => verb.role === role)) ?? "viewer";
}

type Verdict = "allowed" | "forbidden" | "unauthorized" | "failed";

function expectedOf(caller: Caller, demand: Role | "sign-in" | "nothing" | undefined): Verdict {
  if (demand === undefined) throw new Error("What it demands is not known.");
  if (demand === "nothing") return "allowed";
  if (caller === "no sign-in") return "unauthorized";
  if (demand === "sign-in") return "allowed";
  return caller !== "not a member" && hasRole(caller, demand) ? "allowed" : "forbidden";
}

/** A generated input may be refused for another reason than the role, such as a row that is missing. */
function verdictOf(outcome: string | number): Verdict {
  if (outcome === "UNAUTHORIZED" || outcome === 401) return "unauthorized";
  if (outcome === "FORBIDDEN" || outcome === 403) return "forbidden";
  const isFailure = typeof outcome === "number" ? outcome >= 500 : !KNOWN_OUTCOMES.has(outcome);
  return isFailure ? "failed" : "allowed";
}

const KNOWN_OUTCOMES = new Set([
  "allowed",
  "BAD_REQUEST",
  "NOT_FOUND",
  "CONFLICT",
  "TOO_MANY_REQUESTS",
  "PAYLOAD_TOO_LARGE",
  "UNSUPPORTED_MEDIA_TYPE",
  "PAYMENT_REQUIRED",
  "SERVICE_UNAVAILABLE",
]);

function outcomeOf(call: Promise<unknown>): Promise<string> {
  return call.then(
    () => "allowed",
    (error: unknown) => (error instanceof TRPCError || error instanceof DomainError ? error.code : String(error)),
  );
}

/** Calls a verb directly, without the guard of its procedure. */
async function callVerb({ file, verb }: Access, ctx: ServiceContext): Promise<unknown> {
  return Reflect.apply(await exportOf(file, verb), undefined, [ctx, {}]);
}

/** Calls the handler of a route, with the ids of existing rows in its address. */
async function callRoute(address: string, request: Request, known: Known): Promise<Response> {
  const names = [...address.matchAll(/\[(\w+)\]/g)].map(([, name = ""]) => name);
  const params = Object.fromEntries(names.map((name) => [name, known[name]?.[0] ?? `${name}_none`]));
  const handler = await exportOf(`app${address}/route.ts`, request.method);
  const response: unknown = await handler(request, { params: Promise.resolve(params) });
  if (!(response instanceof Response)) throw new Error(`${address} did not answer with a response.`);
  return response;
}

async function exportOf(file: string, name: string): Promise<(...given: unknown[]) => unknown> {
  const exported: Record<string, unknown> = await import(path.resolve(import.meta.dirname, "../..", file));
  const found = exported[name];
  if (typeof found !== "function") throw new Error(`${file} exports no ${name}.`);
  return (...given) => Reflect.apply(found, undefined, given);
}

async function requestAs(caller: Caller, workspaceId: string, { method = "GET", address = "/" } = {}) {
  const userId = await userOf(caller, workspaceId);
  const headers = {
    [WORKSPACE_HEADER]: workspaceId,
    "content-type": "application/json",
    ...(userId === undefined ? {} : { cookie: await sessionCookie(userId) }),
  };
  const body = method === "POST" ? "{}" : undefined;
  return new Request(`http://localhost:3000${address}`, { method, headers, body });
}

/** Returns a new member for each call, since some calls end a membership, a session or an account. */
async function userOf(caller: Caller, workspaceId: string): Promise<string | undefined> {
  if (caller === "no sign-in") return undefined;
  if (caller === "not a member") return (await makeWorkspace()).userId;
  return (await makeMember(workspaceId, caller)).userId;
}

function deletes(caller: Caller): boolean {
  return caller === "owner" || caller === "admin" || caller === "editor";
}

function workspaceOf(caller: Caller): SampleWorkspace {
  const workspace = workspaces.get(caller);
  if (!workspace) throw new Error(`There is no workspace for ${caller}.`);
  return workspace;
}
