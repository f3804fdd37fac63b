import { z } from "zod";
import { fromZodError } from "@/server/http/errors/from-zod-error";

/**
 * Parses the query of an address. A parameter whose schema is a list may be repeated; unknown ones are faults, so that a
 * mistyped one is not ignored.
 * @throws DomainError invalid, with every fault.
 */
export function readQuery<Q extends z.ZodObject>(url: string, schema: Q): z.output<Q> {
  const { searchParams } = new URL(url);
  const names = [...new Set(searchParams.keys())];
  const repeated = new Set(names.filter((name) => !isList(schema, name) && searchParams.getAll(name).length > 1));
  const given = names.map((name) => [name, isList(schema, name) ? searchParams.getAll(name) : searchParams.get(name)]);
  const parsed = schema.safeParse(Object.fromEntries(given), { error: explain });
  if (parsed.success && repeated.size === 0) return parsed.data;
  const faults = parsed.error?.issues.filter(({ path }) => !repeated.has(String(path[0]))) ?? [];
  throw fromZodError(new z.ZodError([...[...repeated].map(repetition), ...faults]));
}

function repetition(name: string): z.core.$ZodIssue {
  return { code: "custom", path: [name], message: "This parameter may be given only once.", input: undefined };
}

function isList(schema: z.ZodObject, name: string): boolean {
  const field = Object.hasOwn(schema.shape, name) ? schema.shape[name] : undefined;
  return (field instanceof z.ZodOptional ? field.unwrap() : field) instanceof z.ZodArray;
}

/** Says what is wrong with a parameter in the words of the API's reader. */
const explain: z.core.$ZodErrorMap = (issue) => {
  if (issue.code === "unrecognized_keys") return `There is no parameter ${issue.keys.join(", ")}.`;
  if (issue.code === "invalid_type" && issue.expected === "int") return "Use a whole number.";
  if (issue.code === "invalid_type" && issue.expected === "number") return "Use a number.";
  if (issue.code === "invalid_value") return `Use one of ${issue.values.join(", ")}.`;
  return undefined;
};
