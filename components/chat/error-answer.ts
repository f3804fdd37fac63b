/** What an error answer of the chat endpoints says, fit to be shown. */
export async function messageOf(response: Response): Promise<string> {
  const body = (await response.json().catch(() => null)) as { error?: { message?: string } } | null;
  return body?.error?.message ?? "The chat can't be reached at the moment.";
}
