import { z } from "zod";

const errorBody = z.object({ error: z.object({ message: z.string() }) });

/** What is shown when there is no answer from our side at all. */
const UNREACHABLE = "The chat can't be reached at the moment. Check your connection and try again.";

/** What an error answer of the chat endpoints says, fit to be shown. */
export async function messageOf(response: Response): Promise<string> {
  const parsed = errorBody.safeParse(await response.json().catch(() => null));
  return parsed.success ? parsed.data.error.message : UNREACHABLE;
}

/** A failed chat request in words: browsers report a broken connection as a TypeError of their own wording. */
export function failureText(error: unknown): string {
  return error instanceof Error && !(error instanceof TypeError) ? error.message : UNREACHABLE;
}
