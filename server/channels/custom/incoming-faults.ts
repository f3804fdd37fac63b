import type { z } from "zod";
import { DomainError, MAX_FAULTS, moreFaults } from "@/server/errors";

/** One fault of a message, in the form of FastAPI's validation errors (CONTRACTS §1, 422). */
export interface Fault {
  loc: (string | number)[];
  msg: string;
  type: string;
}

/** A message that cannot be accepted, with all its faults. */
export class InvalidMessage extends DomainError {
  readonly faults: Fault[];

  constructor(faults: Fault[]) {
    super("invalid", "The message is not valid.", {
      details: faults.map(({ loc, msg }) => ({ path: loc, message: msg })),
    });
    this.name = "InvalidMessage";
    this.faults = faults;
  }
}

/** Converts Zod's issues about a body to faults. */
export function faultsOf(issues: z.core.$ZodIssue[], body: unknown): Fault[] {
  const faults = issues.slice(0, MAX_FAULTS).map((issue): Fault => {
    const path = issue.path.map((key) => (typeof key === "symbol" ? String(key) : key));
    return { loc: ["body", ...path], ...describe(issue, valueAt(body, path)) };
  });
  const more = issues.length - faults.length;
  return more > 0 ? [...faults, { loc: ["body"], msg: moreFaults(more), type: "value_error" }] : faults;
}

function describe(issue: z.core.$ZodIssue, value: unknown): { msg: string; type: string } {
  if (value === undefined) return { msg: "Field required", type: "missing" };
  switch (issue.code) {
    case "invalid_type":
      return wrongType(issue.expected);
    case "invalid_value":
      return wrongValue(
        issue.values.map((allowed) => (typeof allowed === "string" ? `'${allowed}'` : String(allowed))),
      );
    case "too_small":
      return { msg: `String should have at least ${plural(Number(issue.minimum))}`, type: "string_too_short" };
    case "too_big":
      if (issue.origin === "array") return { msg: issue.message, type: "too_long" };
      return { msg: `String should have at most ${plural(Number(issue.maximum))}`, type: "string_too_long" };
    default:
      return { msg: issue.message, type: "value_error" };
  }
}

function wrongType(expected: string): { msg: string; type: string } {
  switch (expected) {
    case "string":
      return { msg: "Input should be a valid string", type: "string_type" };
    case "array":
      return { msg: "Input should be a valid list", type: "list_type" };
    default:
      return { msg: "Input should be a valid object", type: "dict_type" };
  }
}

function wrongValue(allowed: string[]): { msg: string; type: string } {
  const [only, ...others] = allowed;
  if (others.length === 0) return { msg: `Input should be ${only}`, type: "literal_error" };
  return { msg: `Input should be ${allowed.slice(0, -1).join(", ")} or ${allowed.at(-1)}`, type: "enum" };
}

function plural(characters: number): string {
  return `${characters} character${characters === 1 ? "" : "s"}`;
}

function valueAt(body: unknown, path: (string | number)[]): unknown {
  return path.reduce<unknown>(
    (value, key) => (typeof value === "object" && value !== null ? Reflect.get(value, key) : undefined),
    body,
  );
}
