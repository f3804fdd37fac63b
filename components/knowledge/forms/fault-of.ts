interface Fault {
  message?: string | undefined;
}

/** The fault of a list's field: its own, or the first of its items. */
export function faultOf(errors: (Fault & { root?: Fault | undefined }) | undefined): string | undefined {
  if (!errors) return undefined;
  const own = errors.message ?? errors.root?.message;
  if (own !== undefined) return own;
  const items: unknown[] = Object.values(errors);
  return items.map(messageIn).find((message) => message !== undefined);
}

function messageIn(item: unknown): string | undefined {
  if (typeof item !== "object" || item === null || !("message" in item)) return undefined;
  return typeof item.message === "string" ? item.message : undefined;
}
