import path from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { parseSource, readSources, type SourceFile } from "@/server/testing/syntax-tree";
import { readProcedures } from "./testing/read-procedures";
import { type Access, readAccess } from "./testing/read-verbs";

/** Procedures of members that call no verb: they return what the guard has found, or a constant. */
const WITHOUT_VERB = ["accounts.me", "bots.templates"];
/** Guards of people without a workspace: nobody signed in, or an account and what belongs to it. */
const WITHOUT_WORKSPACE = new Set(["publicProcedure", "userProcedure"]);
/** Guards that check a role before the verb does. */
const GUARD_ROLES = new Map([
  ["editorProcedure", "editor"],
  ["adminProcedure", "admin"],
]);

let sources: SourceFile[];
let access: Access[];
beforeAll(async () => {
  sources = await readSources("{server,app}/**/*.ts");
  access = readAccess(sources);
});

describe("a verb that members can call", () => {
  it("checks their role in its first line", () => {
    expect(access.filter(({ role }) => role === null)).toEqual([]);
  });

  it("asks for the role that its guard asks for, where the guard does", () => {
    const guarded = access.filter(({ guard }) => GUARD_ROLES.has(guard));
    expect(guarded.length).toBeGreaterThan(30);
    expect(guarded.filter(({ guard, role }) => role !== GUARD_ROLES.get(guard))).toEqual([]);
  });

  it("is called by every procedure of a workspace and by every route that admits members", () => {
    const procedures = readProcedures(sources);
    expect(procedures.length).toBeGreaterThan(90);
    const idle = procedures.filter(({ verbs, guard }) => verbs.length === 0 && !WITHOUT_WORKSPACE.has(guard));
    expect(idle.map(({ name }) => name)).toEqual(WITHOUT_VERB);
    expect(access.filter(({ guard }) => guard === "requestService")).toHaveLength(5);
  });

  it("is listed with its role in docs/roles.md", async () => {
    await expect(rolesPage(access)).toMatchFileSnapshot(path.resolve(import.meta.dirname, "../../docs/roles.md"));
  });
});

describe("the check of a verb's role", () => {
  const start = 'import { requireRole } from "@/server/accounts/require-role";\n';
  const good = `${start}export async function save(ctx: ServiceContext, input: Input) { requireRole(ctx, "editor"); return input; }`;

  it("is found", () =>
    expect(accessTo(good)).toMatchObject([{ calledAs: "things.save", verb: "save", role: "editor" }]));

  it.each([
    good.replace('requireRole(ctx, "editor");', ""),
    good.replace("requireRole(ctx", "await read(ctx); requireRole(ctx"),
    good.replace("requireRole(ctx", "if (input) requireRole(ctx"),
    good.replace("requireRole(ctx", "requireRole(other"),
    good.replace('"editor"', "input.role"),
    good.replace('"editor"', '"king"'),
    good.replace("requireRole(ctx", "checkLater(ctx"),
  ])("is missed in %j", (verb) => expect(accessTo(verb)).toMatchObject([{ role: null }]));

  it("is not passed over where a router cannot be read", () => {
    expect(() => accessTo(good, "save({ ...ctx.service }, input)")).toThrow("things.save uses the context");
    expect(() => accessTo("export const save = 1;")).toThrow("does not declare save");
    expect(() => accessTo(good, "ctx.service.workspaceId")).toThrow("things.save uses the context");
  });

  it("is not passed over in a route", () => {
    const route = (body: string) => [
      { name: "server/save.ts", program: parseSource("save.ts", good) },
      { name: "app/api/x/route.ts", program: parseSource("route.ts", `import { save } from "@/server/save"; ${body}`) },
      { name: "server/root.ts", program: parseSource("root.ts", "const appRouter = router({});") },
    ];
    const handle = (body: string) => route(`export async function POST(request: Request) { ${body} }`);
    expect(readAccess(handle("return save(await requestService(request), {});"))).toMatchObject([
      { calledAs: "POST /api/x", verb: "save", role: "editor" },
    ]);
    expect(() => readAccess(handle("const c = await requestService(request); return c.workspaceId;"))).toThrow(
      "only verbs may use",
    );
    expect(() => readAccess(handle("await requestService(request);"))).toThrow("no verb with its context");
  });
});

/** What is read of a router with one procedure, whose verb has this source. */
function accessTo(verb: string, call = "save(ctx.service, input)"): Access[] {
  const router = `import { save } from "./save";
    const thingsRouter = router({ save: editorProcedure.mutation(({ ctx, input }) => ${call}) });
    const appRouter = router({ things: thingsRouter });`;
  return readAccess([
    { name: "server/things/router.ts", program: parseSource("router.ts", router) },
    { name: "server/things/save.ts", program: parseSource("save.ts", verb) },
  ]);
}

function rolesPage(rows: Access[]): string {
  const table = [["Procedure or route", "Verb", "Lowest role"]].concat(
    rows.map(({ calledAs, verb, role }) => [`\`${calledAs}\``, `\`${verb}\``, role ?? "none"]),
  );
  const widths = [0, 1, 2].map((column) => Math.max(...table.map((row) => row[column]?.length ?? 0)));
  const line = (row: string[]) => `| ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(" | ")} |`;
  const [head = [], ...body] = table;
  return `# Which role may do what

Roles from least to most: viewer, operator, editor, admin, owner; each may do what the ones before it may. A verb checks the role in its
first line (\`requireRole\`), whoever calls it. The guards of procedures repeat the check for editors and admins. The system, which has no
role, passes every check; code without a member (durable functions, channels) calls functions below the verbs.

A test writes this page from the source: \`npx vitest run --project unit server/trpc/verb-roles -u\`.

${[line(head), line(widths.map((width) => "-".repeat(width))), ...body.map(line)].join("\n")}
`;
}
