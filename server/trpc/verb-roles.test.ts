import path from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { hasRole, roles } from "@/server/roles";
import { type Permission, permissionSections } from "@/server/team/permissions";
import { parseSource, readSources, type SourceFile } from "@/server/testing/syntax-tree";
import { readProcedures } from "./testing/read-procedures";
import { type Access, readAccess } from "./testing/read-verbs";

/** Procedures for members that call no verb: they return what the guard found, or a constant. */
const WITHOUT_VERB = ["accounts.me", "bots.templates"];
/** Guards for callers without a workspace: without a sign-in, or for an account and its data. */
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

describe("A verb that members can call", () => {
  it("checks their role in its first line", () => {
    expect(access.filter(({ role }) => role === null)).toEqual([]);
  });

  it("requires the role that its guard requires, if any", () => {
    const guarded = access.filter(({ guard }) => GUARD_ROLES.has(guard));
    expect(guarded.length).toBeGreaterThan(30);
    expect(guarded.filter(({ guard, role }) => role !== GUARD_ROLES.get(guard))).toEqual([]);
  });

  it("is called by every procedure of a workspace and by every route for members", () => {
    const procedures = readProcedures(sources);
    expect(procedures.length).toBeGreaterThan(90);
    const idle = procedures.filter(({ verbs, guard }) => verbs.length === 0 && !WITHOUT_WORKSPACE.has(guard));
    expect(idle.map(({ name }) => name)).toEqual(WITHOUT_VERB);
    expect(access.filter(({ guard }) => guard === "requestService")).toHaveLength(10);
  });

  it("is listed with its role in docs/roles.md", async () => {
    await expect(rolesPage(access)).toMatchFileSnapshot(path.resolve(import.meta.dirname, "../../docs/roles.md"));
  });
});

describe("The permissions on the Team page", () => {
  const permissions = permissionSections.flatMap((section) => section.permissions);
  const covers = (permission: Permission, { calledAs, role }: Access) =>
    permission.lowest === role &&
    permission.covers.some((covered) =>
      covered.endsWith(".*") ? calledAs.startsWith(covered.slice(0, -1)) : calledAs === covered,
    );

  it("contain each procedure and route that is not open to every member, once and with its role", () => {
    const restricted = access.filter(({ role }) => role !== "viewer");
    expect(restricted.length).toBeGreaterThan(100);
    const wrong = restricted
      .map((one) => ({ ...one, in: permissions.filter((permission) => covers(permission, one)) }))
      .filter((one) => one.in.length !== 1);
    expect(wrong.map((one) => `${one.calledAs} (${one.role}): ${one.in.map(({ what }) => what).join(", ")}`)).toEqual(
      [],
    );
  });

  it("name nothing that does not exist, and nothing below their role", () => {
    const idle = permissions.flatMap((permission) =>
      permission.covers.filter((covered) => !access.some((one) => covers({ ...permission, covers: [covered] }, one))),
    );
    expect(idle).toEqual([]);
    const empty = permissions.filter(({ lowest, covers: covered }) => (lowest === "viewer") !== (covered.length === 0));
    expect(empty).toEqual([]);
  });
});

describe("The check of a verb's role", () => {
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
  ])("is reported as missing in %j", (verb) => expect(accessTo(verb)).toMatchObject([{ role: null }]));

  it("fails for a router that cannot be parsed", () => {
    expect(() => accessTo(good, "save({ ...ctx.service }, input)")).toThrow("things.save uses the context");
    expect(() => accessTo("export const save = 1;")).toThrow("does not declare save");
    expect(() => accessTo(good, "ctx.service.workspaceId")).toThrow("things.save uses the context");
  });

  it("includes routes", () => {
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

/** Reads the access of a router with one procedure whose verb has the given source. */
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
  const verbs = rows.map(({ calledAs, verb, role }) => [`\`${calledAs}\``, `\`${verb}\``, role ?? "none"]);
  const permissions = permissionSections.flatMap((section) =>
    section.permissions.map(({ what, lowest }) => [
      section.title,
      what,
      ...roles.map((role) => (hasRole(role, lowest) ? "yes" : "")),
    ]),
  );
  return `# Roles and permissions

The roles from least to most permissions are viewer, operator, editor, admin and owner. Each includes the permissions of the previous ones. A
verb checks the role in its first line (\`requireRole\`) for every caller. The guards of procedures repeat the check for editors and admins. The
system has no role and passes every check; code without a member (durable functions, channels) calls functions below the verbs.

A test generates this page from the source: \`npx vitest run --project unit server/trpc/verb-roles -u\`.

## Permissions

Settings › Team shows this table (\`server/team/permissions.ts\`).

${markdownTable(["Part", "Permission", ...roles], permissions)}

## Verbs

${markdownTable(["Procedure or route", "Verb", "Lowest role"], verbs)}
`;
}

function markdownTable(head: string[], body: string[][]): string {
  const widths = head.map((_, column) => Math.max(...[head, ...body].map((row) => row[column]?.length ?? 0)));
  const line = (row: string[]) => `| ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(" | ")} |`;
  return [line(head), line(widths.map((width) => "-".repeat(width))), ...body.map(line)].join("\n");
}
