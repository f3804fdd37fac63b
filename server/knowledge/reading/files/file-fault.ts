import { DomainError } from "../../../errors.ts";

/** The error for a document that cannot be read. The message says why, and what a person can do. */
export function invalidFile(message: string): DomainError {
  return new DomainError("invalid", message, { details: [{ path: ["file"], message }] });
}

/** The error for a kind of file that is not read. */
export function unsupportedFile(message: string): DomainError {
  return new DomainError("unsupported_type", message, { details: [{ path: ["file"], message }] });
}
