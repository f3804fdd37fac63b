import type { z } from "zod";
import { DomainError, MAX_FAULTS, moreFaults, type ErrorDetail } from "@/server/errors";

/** The number of faults in the message; the details contain more. */
const NAMED = 3;

/** For a program, the message names the fields; for people, forms show the faults beside the fields, under their labels. */
type Reader = "program" | "people";

/** Converts the faults of an input to one refusal: all of them in the details, the first few in the message. */
export function fromZodError(error: z.ZodError, reader: Reader = "program"): DomainError {
  const details = error.issues.slice(0, MAX_FAULTS).map((issue): ErrorDetail => ({
    path: issue.path.map((part) => (typeof part === "symbol" ? String(part) : part)),
    message: issue.message,
  }));
  const describe = reader === "program" ? withField : ({ message }: ErrorDetail) => message;
  const named = [...new Set(details.slice(0, NAMED).map(describe))].join(" ");
  const faultCount = error.issues.length;
  const more = faultCount > NAMED ? ` ${moreFaults(faultCount - NAMED)}` : "";
  return new DomainError("invalid", `${named}${more}`, { details, faultCount });
}

function withField({ path, message }: ErrorDetail): string {
  return path.length === 0 ? message : `${path.join(".")}: ${message}`;
}
