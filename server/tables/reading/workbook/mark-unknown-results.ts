/**
 * Placeholder for the missing result of a formula. It is a Unicode noncharacter, so it does not occur in real cells.
 */
export const UNKNOWN_RESULT = "\uFDD0";

/**
 * Writes a mark into each cell of a sheet's XML whose formula has no stored result. Without it, the parser would return
 * an empty text, the same as for an empty result.
 * @param xml The bytes of the sheet as latin1; the mark is written in UTF-8.
 */
export function markUnknownResults(xml: string): string {
  if (!xml.includes("<f") && !xml.includes(":f")) return xml;
  return xml.replace(
    FORMULA_ALONE,
    (whole, prefix: string, attributes: string, formula: string, value: string | undefined) => {
      const type = /\bt="(\w+)"/.exec(attributes)?.[1] ?? "n";
      if (type !== "n" && value !== undefined) return whole;
      const others = attributes.replace(/\s?\bt="\w*"/, "");
      return `<${prefix}c${others} t="str">${formula}<${prefix}v>${MARK}</${prefix}v></${prefix}c>`;
    },
  );
}

const MARK = Buffer.from(UNKNOWN_RESULT).toString("latin1");

/**
 * Matches a cell with a formula and no value element, or an empty one. Each run of spaces can match in only one way, so
 * the time is linear in the length of the sheet.
 */
const FORMULA_ALONE =
  /<(\w+:|)c\b([^<>]*)>\s*(<\1f\b[^<>]*\/>|<\1f\b[^<>]*>[^<]*<\/\1f>)\s*(?:(<\1v\s*\/>|<\1v>\s*<\/\1v>)\s*)?<\/\1c>/g;
