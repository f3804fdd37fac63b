import { z } from "zod";

const errorBody = z.object({ error: z.object({ message: z.string() }) });

/** Shown when the server can't be reached. */
const UNREACHABLE = "The chat can't be reached at the moment. Check your connection and try again.";

/** The server refused a request and would refuse it again. */
export class RefusedError extends Error {}

/** The error of a chat endpoint's error response, with its message. Busy servers and rate limits are not refusals. */
export async function errorOf(response: Response): Promise<Error> {
  const { status } = response;
  const message = await messageOf(response);
  return status >= 400 && status < 500 && status !== 408 && status !== 429
    ? new RefusedError(message)
    : new Error(message);
}

/** The message of a chat endpoint's error response. */
export async function messageOf(response: Response): Promise<string> {
  const parsed = errorBody.safeParse(await response.json().catch(() => null));
  return parsed.success ? parsed.data.error.message : UNREACHABLE;
}

/** Describes a failed chat request. Browsers report a broken connection as a TypeError with their own wording. */
export function failureText(error: unknown): string {
  return error instanceof Error && !(error instanceof TypeError) ? error.message : UNREACHABLE;
}
