/**
 * Marks integers in a sheet's XML that exceed the precision of a double as texts, since the parser would change their
 * last digits. They are usually article or card numbers.
 */
export function keepLongNumbers(xml: string): string {
  if (!LONG.test(xml)) return xml;
  return xml.replace(NUMBER_CELL, (whole, prefix: string, attributes: string, digits: string) => {
    if (Number.isSafeInteger(Number(digits)) || /\bt="(?!n")/.test(attributes)) return whole;
    const others = attributes.replace(/\s?\bt="\w*"/, "");
    return `<${prefix}c${others} t="str"><${prefix}v>${digits}</${prefix}v></${prefix}c>`;
  });
}

const LONG = />-?\d{16}/;
const NUMBER_CELL = /<(\w+:|)c\b([^<>]*)><\1v>(-?\d{16,})<\/\1v><\/\1c>/g;
