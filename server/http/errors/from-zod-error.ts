import type { z } from "zod";
import { DomainError, MAX_FAULTS, moreFaults, type ErrorDetail } from "@/server/errors";

/** How many faults the message names; the details hold more. */
const NAMED = 3;

/** The faults of an input as one refusal: each in the details, the first few in the message. */
export function fromZodError(error: z.ZodError): DomainError {
  const details = error.issues.slice(0, MAX_FAULTS).map((issue): ErrorDetail => ({
    path: issue.path.map((part) => (typeof part === "symbol" ? String(part) : part)),
    message: issue.message,
  }));
  const named = details.slice(0, NAMED).map(describe).join(" ");
  const faultCount = error.issues.length;
  const more = faultCount > NAMED ? ` ${moreFaults(faultCount - NAMED)}` : "";
  return new DomainError("invalid", `${named}${more}`, { details, faultCount });
}

function describe({ path, message }: ErrorDetail): string {
  return path.length === 0 ? message : `${path.join(".")}: ${message}`;
}
