import type { z } from "zod";
import { DomainError, type ErrorDetail } from "@/server/errors";

/** How many faults the message names; the details hold all. */
const NAMED = 3;

/** The faults of an input as one refusal: each in the details, the first few in the message. */
export function fromZodError(error: z.ZodError): DomainError {
  const details = error.issues.map((issue): ErrorDetail => ({
    path: issue.path.map((part) => (typeof part === "symbol" ? String(part) : part)),
    message: issue.message,
  }));
  const named = details.slice(0, NAMED).map(describe).join(" ");
  const more = details.length > NAMED ? ` And ${details.length - NAMED} more.` : "";
  return new DomainError("invalid", `${named}${more}`, { details });
}

function describe({ path, message }: ErrorDetail): string {
  return path.length === 0 ? message : `${path.join(".")}: ${message}`;
}
