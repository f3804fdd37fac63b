import { DomainError } from "@/server/errors";

/** The message of a refused act, or a note that it was not refused. */
export async function faultOf(act: Promise<unknown>): Promise<string> {
  const error = await act.then(
    () => null,
    (error: unknown) => error,
  );
  return error instanceof DomainError ? error.message : `not refused: ${String(error)}`;
}
