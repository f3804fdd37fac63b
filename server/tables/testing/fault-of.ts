import { DomainError } from "@/server/errors";

/** What a refused act says; or that it was not refused. */
export async function faultOf(act: Promise<unknown>): Promise<string> {
  const error = await act.then(
    () => null,
    (error: unknown) => error,
  );
  return error instanceof DomainError ? error.message : `not refused: ${String(error)}`;
}
