import { newKey } from "./rows";

/** A name and a value as they are typed: a header, a query parameter, a variable. */
export interface PairRow {
  key: string;
  name: string;
  value: string;
}

export function newPair(): PairRow {
  return { key: newKey(), name: "", value: "" };
}

export function isTyped({ name, value }: Pick<PairRow, "name" | "value">): boolean {
  return name !== "" || value !== "";
}
