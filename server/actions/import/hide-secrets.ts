import type { FoundSecret, ImportedRequest, NameValue, NewConstant } from "./imported-request";

/** Moves the secrets of a request to constants: `Bearer abc…` becomes `Bearer {{constants.authorization}}`. */
export function hideSecrets(request: ImportedRequest, takenNames: readonly string[]): ImportedRequest {
  const { secrets } = request;
  const taken = new Set(takenNames);
  const constants: NewConstant[] = [];
  const named = secrets.map((secret) => {
    const same = constants.find(({ value }) => value === secret.value && value !== "");
    const name = same?.name ?? freeName(secret.constant, taken);
    taken.add(name);
    if (!same) constants.push({ name, value: isPlaceholder(secret.value) ? "" : secret.value, secret: true });
    return { ...secret, constant: name };
  });
  return {
    ...request,
    headers: replaceIn(request.headers, "headers", named),
    query: replaceIn(request.query, "query", named),
    secrets: [],
    constants: [...request.constants, ...constants],
  };
}

/** Placeholders that documentation uses for the reader's key: `<YOUR-TOKEN>`, `YOUR_API_KEY`, `xxxx`, `…`. */
function isPlaceholder(value: string): boolean {
  return /^(?:<.*>|\{.*\}|\[.*\]|x{3,}|\*{3,}|\.{3}|…|(?:your|my)[-_ ].*|.*[-_](?:here|goes-here))$/i.test(
    value.trim(),
  );
}

function replaceIn(pairs: NameValue[], list: FoundSecret["list"], secrets: FoundSecret[]): NameValue[] {
  return pairs.map((pair, index) => {
    const secret = secrets.find((found) => found.list === list && found.index === index);
    if (!secret) return pair;
    // A function, because `replace` would interpret a $ in a replacement string.
    return { ...pair, value: pair.value.replace(secret.value, () => `{{constants.${secret.constant}}}`) };
  });
}

function freeName(wanted: string, taken: ReadonlySet<string>): string {
  if (!taken.has(wanted)) return wanted;
  let number = 2;
  while (taken.has(`${wanted}_${number}`)) number += 1;
  return `${wanted}_${number}`;
}
