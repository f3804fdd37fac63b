import { z } from "zod";
import { appRouter } from "../root";
import type { createTestCaller } from "./create-test-caller";

/** tRPC stores all procedures in a flat record by path, but its types describe nested routers. */
const flat = z.object({
  procedures: z.record(
    z.string(),
    z.custom<object>((value) => typeof value === "function"),
  ),
});
const definition = z.object({ type: z.enum(["query", "mutation"]), inputs: z.array(z.instanceof(z.ZodType)) });

export interface Procedure {
  /** Such as `inbox.get`. */
  path: string;
  type: "query" | "mutation";
  /** Of the input; `z.unknown()` for a procedure without one. */
  schema: z.ZodType;
}

/** Of procedures that change or delete rows: they come after those that only name them. */
const LATE = [
  /^actions\.update/,
  /unlink|remove|revoke|deleteNote|deleteRows|deleteChunk|editRows/,
  /delete/,
  /^bots\.delete/,
  /^accounts\.deleteAccount/,
];

/** Lists all procedures of the product, in an order in which calls of the first ones leave rows for the others. */
export function listProcedures(): Procedure[] {
  const rank = (path: string) => LATE.findLastIndex((late) => late.test(path));
  return Object.entries(flat.parse(Reflect.get(appRouter, "_def")).procedures)
    .map(([path, procedure]) => {
      const { type, inputs } = definition.parse(Reflect.get(procedure, "_def"));
      return { path, type, schema: inputs[0] ?? z.unknown() };
    })
    .sort((a, b) => rank(a.path) - rank(b.path));
}

/** Calls a procedure by its path with an input of any kind. */
export async function callProcedure(
  caller: ReturnType<typeof createTestCaller>,
  path: string,
  input: unknown,
): Promise<unknown> {
  let found: unknown = caller;
  for (const part of path.split(".")) found = Reflect.get(Object(found), part);
  if (typeof found !== "function") throw new Error(`There is no procedure ${path}.`);
  return Reflect.apply(found, undefined, [input]);
}
