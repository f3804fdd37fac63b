import path from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { makeMember, makeWorkspace } from "@/db/testing/factories";
import { hasRole, type Role, roles } from "@/server/roles";
import { requestService } from "@/server/accounts/sessions/request-service";
import { sessionCookie } from "@/server/accounts/testing/session-cookie";
import { handOffByMember } from "@/server/conversations/answering/hand-off-by-member";
import { DomainError } from "@/server/errors";
import { createProvider } from "@/server/models/catalogue/model-providers";
import type { ServiceContext } from "@/server/service-context";
import { createTable } from "@/server/tables/create-table";
import { listTables } from "@/server/tables/list-tables";
import { readSources } from "@/server/testing/syntax-tree";
import { type Access, readAccess } from "./testing/read-verbs";

/** A context of a member with each role, as the guard creates it from a request. */
let as: Record<Role, ServiceContext>;
let access: Access[];
beforeAll(async () => {
  const { workspaceId } = await makeWorkspace();
  const contextOf = async (role: Role) => {
    const { userId } = await makeMember(workspaceId, role);
    const headers = { cookie: await sessionCookie(userId) };
    return requestService(new Request("http://localhost:3000/", { headers }));
  };
  as = {
    owner: await contextOf("owner"),
    admin: await contextOf("admin"),
    editor: await contextOf("editor"),
    operator: await contextOf("operator"),
    viewer: await contextOf("viewer"),
  };
  access = readAccess(await readSources("{server,app}/**/*.ts"));
});

/** Calls a verb directly, without the guard of its procedure. */
async function callVerb({ file, verb }: Access, ctx: ServiceContext): Promise<unknown> {
  const exported: Record<string, unknown> = await import(path.resolve(import.meta.dirname, "../..", file));
  const called = exported[verb];
  if (typeof called !== "function") throw new Error(`${file} exports no ${verb}.`);
  return Reflect.apply(called, undefined, [ctx, {}]);
}

describe("A verb that is called directly", () => {
  it("refuses every role below its listed one", async () => {
    const outcomes: string[] = [];
    for (const one of access) {
      const below = roles.slice(roles.indexOf(one.role ?? "owner") + 1);
      for (const role of below) {
        const outcome = await outcomeOf(callVerb(one, as[role]));
        outcomes.push(outcome === "forbidden" ? outcome : `${one.verb} as ${role}: ${String(outcome)}`);
      }
    }
    expect(outcomes.length).toBeGreaterThan(100);
    expect(outcomes.filter((outcome) => outcome !== "forbidden")).toEqual([]);
  });

  const samples: [verb: string, lowest: Role, outcome: string, call: (ctx: ServiceContext) => Promise<unknown>][] = [
    ["listTables", "viewer", "allowed", (ctx) => listTables(ctx)],
    [
      "handOffByMember",
      "operator",
      "not_found",
      (ctx) => handOffByMember(ctx, { conversationId: "cnv_none", reason: "" }),
    ],
    [
      "createTable",
      "editor",
      "allowed",
      (ctx) => createTable(ctx, { name: `Of ${roleOf(ctx)}`, description: "", columns: [] }),
    ],
    [
      "createProvider",
      "admin",
      "allowed",
      (ctx) =>
        createProvider(ctx, {
          kind: "openai_compatible",
          name: `Of ${roleOf(ctx)}`,
          baseUrl: "https://models.example.com/v1",
          apiKey: "secret-key",
          models: ["m-1"],
        }),
    ],
  ];

  it.each(samples)("allows its lowest role and those above it: %s from %s on", async (_verb, lowest, outcome, call) => {
    const outcomes = await Promise.all(roles.map((role) => outcomeOf(call(as[role]))));
    expect(outcomes).toEqual(roles.map((role) => (hasRole(role, lowest) ? outcome : "forbidden")));
  });

  it("allows the system everything that a role may do", async () => {
    const system: ServiceContext = { ...as.viewer, actor: { type: "system" } };
    expect(await createTable(system, { name: "Of the system", description: "", columns: [] })).toHaveProperty("id");
  });
});

function outcomeOf(call: Promise<unknown>): Promise<unknown> {
  return call.then(
    () => "allowed",
    (error: unknown) => (error instanceof DomainError ? error.code : error),
  );
}

function roleOf({ actor }: ServiceContext): string {
  return actor.type === "user" ? actor.role : actor.type;
}
