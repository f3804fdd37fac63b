interface OfferedAction {
  name: string;
  arguments: readonly { description: string; required: boolean }[];
}

/** Example questions for a bot: what its actions can do, with the example from an argument's description. */
export function suggestions(actions: readonly OfferedAction[]): string[] {
  return [...actions.map(asRequest), "What can you do?"];
}

function asRequest({ name, arguments: taken }: OfferedAction): string {
  const [needed, ...more] = taken.filter(({ required }) => required);
  const example = needed && more.length === 0 ? exampleIn(needed.description) : undefined;
  return example ? `${name}: ${example}` : name;
}

/** "The order number, such as A-1042" → "A-1042". */
function exampleIn(description: string): string | undefined {
  return /\b(?:such as|for example|e\.g\.),? ["“]?([\p{L}\p{N}](?:[^\s,;"”]*[\p{L}\p{N}])?)/u.exec(description)?.[1];
}
