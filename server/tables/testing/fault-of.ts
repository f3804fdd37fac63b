import { DomainError } from "@/server/errors";

/** Returns the message of the DomainError that a promise rejects with, or a note that it did not. */
export async function faultOf(act: Promise<unknown>): Promise<string> {
  const error = await act.then(
    () => null,
    (error: unknown) => error,
  );
  return error instanceof DomainError ? error.message : `not refused: ${String(error)}`;
}
