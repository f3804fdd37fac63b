/** How many wordings a direct question begins with. */
const MOST = 20;
/** The longest variant that can be saved. */
const LONGEST = 500;

/** The other ways in which customers asked a question, each once. */
export function otherWordings(question: string, asked: readonly { question: string }[]): string[] {
  const byKey = new Map([[question.toLowerCase(), question]]);
  for (const one of asked) {
    const wording = one.question.replaceAll(/\s+/g, " ").trim().slice(0, LONGEST);
    const key = wording.toLowerCase();
    if (!byKey.has(key)) byKey.set(key, wording);
  }
  return [...byKey.values()].slice(1, MOST + 1);
}
