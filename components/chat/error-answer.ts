import { z } from "zod";

const errorBody = z.object({ error: z.object({ message: z.string() }) });

/** Shown when the server can't be reached. */
const UNREACHABLE = "The chat can't be reached at the moment. Check your connection and try again.";

/** The message of a chat endpoint's error response. */
export async function messageOf(response: Response): Promise<string> {
  const parsed = errorBody.safeParse(await response.json().catch(() => null));
  return parsed.success ? parsed.data.error.message : UNREACHABLE;
}

/** Describes a failed chat request. Browsers report a broken connection as a TypeError with their own wording. */
export function failureText(error: unknown): string {
  return error instanceof Error && !(error instanceof TypeError) ? error.message : UNREACHABLE;
}
