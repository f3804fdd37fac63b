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

interface Procedure {
  /** Such as `inbox.get`. */
  path: string;
  type: "query" | "mutation";
  /** Of the input; `z.unknown()` for a procedure without one. */
  schema: z.ZodType;
}

/** Lists all procedures of the product. */
export function listProcedures(): Procedure[] {
  return Object.entries(flat.parse(Reflect.get(appRouter, "_def")).procedures).map(([path, procedure]) => {
    const { type, inputs } = definition.parse(Reflect.get(procedure, "_def"));
    return { path, type, schema: inputs[0] ?? z.unknown() };
  });
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
