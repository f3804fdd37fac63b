import { describe, expect, it } from "vitest";
import { isNode, nameOf, type Node, nodesIn, parseSource, readSources } from "@/server/testing/syntax-tree";

const COLUMNS =
  /(?<![.\w])(?:handled_by|handed_over_cause|handed_over_reason|handed_over_turn_id|resume_at|assignee_id)\b/;
const PROPERTIES = new Set([
  "handledBy",
  "handedOverCause",
  "handedOverReason",
  "handedOverTurnId",
  "resumeAt",
  "assigneeId",
]);
const WRITING_CALLS = new Set(["set", "values", "onConflictDoUpdate"]);

/**
 * Finds code that may write the columns that determine who answers. PostgreSQL does not allow qualified names as targets
 * of a write, so a qualified name (`c.handled_by`) only reads.
 */
function writersIn(program: Node): string[] {
  const found: string[] = [];
  for (const node of nodesIn(program)) {
    if (COLUMNS.test(sqlOf(node))) found.push(`SQL with an unqualified ${COLUMNS.exec(sqlOf(node))?.[0]}`);
    if (isColumnProperty(node) && isFixed(node["value"])) found.push(`a value for ${nameOf(node["key"])}`);
    if (!isWritingCall(node)) continue;
    for (const inner of nodesIn(node["arguments"])) {
      if (isColumnProperty(inner) && !isFixed(inner["value"])) found.push(`a value for ${nameOf(inner["key"])}`);
    }
  }
  return found;
}

/** The text of a string literal or of a template's part; empty for other nodes. */
function sqlOf({ type, value }: Node): string {
  if (type === "Literal") return String(value);
  const isPart = type === "TemplateElement" && typeof value === "object" && value !== null && "raw" in value;
  return isPart ? String(value.raw) : "";
}

function isColumnProperty({ type, key }: Node): boolean {
  return type === "Property" && PROPERTIES.has(nameOf(key) ?? "");
}

/** Whether a value is a literal or a template, with or without a type assertion. */
function isFixed(value: unknown): boolean {
  if (!isNode(value)) return false;
  return /^TS(?:As|Satisfies)Expression$/.test(value.type)
    ? isFixed(value["expression"])
    : /^(?:Literal|TemplateLiteral|TaggedTemplateExpression)$/.test(value.type);
}

function isWritingCall({ type, callee }: Node): boolean {
  return type === "CallExpression" && isNode(callee) && WRITING_CALLS.has(nameOf(callee["property"]) ?? "");
}

describe("The state of who answers a conversation", () => {
  it("is written only by server/conversations/answering", async () => {
    const sources = await readSources("{app,components,db,inngest,scripts,server}/**/*.{ts,tsx,mts,mjs}");
    expect(sources.length).toBeGreaterThan(500);
    const writers = sources.filter(({ program }) => writersIn(program).length > 0).map(({ name }) => name);
    const elsewhere = writers.filter((name) => !/^server\/conversations\/answering\/|^db\/schema\//.test(name));
    expect(elsewhere).toEqual([]);
    expect(writers).toEqual(expect.arrayContaining(["server/conversations/answering/answerer-columns.ts"]));
  });

  it.each([
    "sql`update conversations set handled_by = 'bot'`",
    "sql`insert into conversations (id, resume_at) values (1, now())`",
    'const text = "handed_over_cause = null"',
    "db.update(conversations).set({ handledBy: who })",
    "db.insert(conversations).values([{ id, handedOverReason }])",
    "db.insert(c).values(row).onConflictDoUpdate({ target: c.id, set: { resumeAt: later() } })",
    'const change = { handledBy: "person" as const }',
    "const change = { resumeAt: sql`now()` }",
  ])("is recognised as written by %j", (source) => {
    expect(writersIn(parseSource("sample.ts", source))).not.toEqual([]);
  });

  it.each([
    "sql`select c.handled_by from conversations c where c.resume_at < now()`",
    "const { handledBy } = conversation",
    "db.select({ handledBy: conversations.handledBy }).from(conversations)",
    "interface Row { handled_by: string; handedOverCause: null }",
  ])("is recognised as only read by %j", (source) => {
    expect(writersIn(parseSource("sample.ts", source))).toEqual([]);
  });
});
