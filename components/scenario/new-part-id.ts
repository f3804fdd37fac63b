import { ulid } from "ulidx";

/** Generates an id for a part of a scenario that is made in the browser, such as `int_01jd…` for an interaction. */
export function newPartId(prefix: "int" | "rsp" | "atr" | "row" | "sil"): string {
  return `${prefix}_${ulid().toLowerCase()}`;
}
