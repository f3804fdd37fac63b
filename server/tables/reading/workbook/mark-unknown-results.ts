/** Stands for the result of a formula that was saved without one; no spreadsheet writes this character. */
export const UNKNOWN_RESULT = "\uFDD0";

/**
 * Writes a mark into each cell of a sheet's XML whose formula has no stored result. The parser reads such a cell as an
 * empty text, as it reads one whose result is empty.
 */
export function markUnknownResults(data: Buffer): Buffer {
  if (!data.includes("<f") && !data.includes(":f")) return data;
  // latin1 keeps every byte as it is.
  const marked = data
    .toString("latin1")
    .replace(FORMULA_ALONE, (whole, prefix: string, attributes: string, formula: string, value: string | undefined) => {
      const type = /\bt="(\w+)"/.exec(attributes)?.[1] ?? "n";
      if (type !== "n" && value !== undefined) return whole;
      const others = attributes.replace(/\s?\bt="\w*"/, "");
      return `<${prefix}c${others} t="str">${formula}<${prefix}v>${MARK}</${prefix}v></${prefix}c>`;
    });
  return Buffer.from(marked, "latin1");
}

const MARK = Buffer.from(UNKNOWN_RESULT).toString("latin1");

/**
 * A cell with a formula and either no value element or an empty one. Every run of spaces can be matched in one way
 * only, so the time that a sheet takes grows with its length alone.
 */
const FORMULA_ALONE =
  /<(\w+:|)c\b([^<>]*)>\s*(<\1f\b[^<>]*\/>|<\1f\b[^<>]*>[^<]*<\/\1f>)\s*(?:(<\1v\s*\/>|<\1v>\s*<\/\1v>)\s*)?<\/\1c>/g;
