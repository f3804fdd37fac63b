/**
 * Returns where two values of JSON differ first, such as `payload.files[0].name`; null if they are equal. The order of
 * keys does not matter.
 */
export function firstDifference(one: unknown, other: unknown, at = ""): string | null {
  if (Object.is(one, other)) return null;
  if (!isObject(one) || !isObject(other) || Array.isArray(one) !== Array.isArray(other)) return at || "the whole body";
  for (const key of new Set([...Object.keys(one), ...Object.keys(other)])) {
    const place = Array.isArray(one) ? `${at}[${key}]` : at === "" ? key : `${at}.${key}`;
    if (Object.hasOwn(one, key) !== Object.hasOwn(other, key)) return place;
    const inside = firstDifference(Reflect.get(one, key), Reflect.get(other, key), place);
    if (inside !== null) return inside;
  }
  return null;
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}
