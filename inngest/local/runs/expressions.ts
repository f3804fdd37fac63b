/** Inngest's expressions (CEL): which event matches, and which key a run belongs to. */
import { createHash } from "node:crypto";
import { Environment, type ParseResult } from "@marcbachmann/cel-js";

const environment = new Environment().registerVariable("event", "dyn").registerVariable("async", "dyn");
const parsed = new Map<string, ParseResult>();
const KEPT = 2_000;
const MAX_KEY = 200;

/** The input of an expression: the event that started the run and, for a wait, the event that arrived. */
export interface ExpressionInput {
  event: unknown;
  async?: unknown;
}

/** @throws Error that quotes the expression and gives the reason. */
export function checkExpression(expression: string): void {
  const { valid, error } = environment.check(expression);
  if (!valid) throw new Error(`The expression \`${expression}\` can't be used: ${firstLine(error)}`);
}

/** Whether the expression is true. A missing field or one of an unsuitable type makes it false. */
export function isTrue(expression: string, input: ExpressionInput): boolean {
  return evaluate(expression, input) === true;
}

/** The group of an event; events without the field share the empty one. */
export function keyOf(expression: string, event: unknown): string {
  const value = evaluate(expression, { event });
  const key = typeof value === "string" ? value : (JSON.stringify(value, writeInteger) ?? "");
  if (key.length > MAX_KEY || key.includes("\0")) return createHash("sha256").update(key).digest("hex");
  return key === "null" ? "" : key;
}

function evaluate(expression: string, input: ExpressionInput): unknown {
  try {
    return parse(expression)({ event: input.event, async: input.async ?? null });
  } catch {
    return undefined;
  }
}

function parse(expression: string): ParseResult {
  const known = parsed.get(expression);
  if (known) return known;
  // Expressions of waitForEvent may contain values, so their number is unbounded.
  if (parsed.size >= KEPT) parsed.clear();
  const made = environment.parse(expression);
  parsed.set(expression, made);
  return made;
}

function writeInteger(_key: string, value: unknown): unknown {
  return typeof value === "bigint" ? Number(value) : value;
}

function firstLine(error: Error | undefined): string {
  return error?.message.split("\n")[0] ?? "it is not valid.";
}
