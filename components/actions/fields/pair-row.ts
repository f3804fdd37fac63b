import { newKey } from "./rows";

/** The form state of a name and a value: a header, a query parameter or a variable. */
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
