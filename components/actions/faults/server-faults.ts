import { z } from "zod";
import { isWithin, type Fault } from "./fault";

const failure = z.object({
  data: z.object({
    details: z.array(z.object({ path: z.array(z.union([z.string(), z.number()])), message: z.string() })),
  }),
});

/** A fault that the server reported, with the value that it rejected. */
export interface ServerFault extends Fault {
  /** The rejected value, as JSON. */
  seen: string;
}

/** Extracts the faults of single fields from a failed call. */
export function serverFaults(error: unknown, sent: unknown): ServerFault[] {
  const details = failure.safeParse(error).data?.data.details ?? [];
  return details.map(({ path, message }) => {
    const at = path.join(".");
    return { path: at, message, seen: valueAt(sent, at) };
  });
}

/** The server's faults whose values have not changed since. */
export function standing(faults: ServerFault[], current: unknown): ServerFault[] {
  return faults.filter(({ path, seen }) => valueAt(current, path) === seen);
}

/** Drops faults that the form reports itself, because its messages are clearer and current. */
export function notKnownIn(faults: ServerFault[], known: Fault[]): ServerFault[] {
  return faults.filter(({ path }) => !known.some((fault) => isWithin(path, fault.path)));
}

function valueAt(root: unknown, path: string): string {
  let at: unknown = root;
  for (const key of path === "" ? [] : path.split(".")) {
    at = typeof at === "object" && at !== null ? Object.getOwnPropertyDescriptor(at, key)?.value : undefined;
  }
  return JSON.stringify(at) ?? "";
}
