import { unpackZip, type ZipEntry } from "../../../tables/reading/workbook/unpack-zip.ts";

const faults = {
  locked: "The file is protected by a password. Save it without one.",
  tooLarge: "The file unpacks to more than 150 MB. Split it, or save it without pictures.",
  broken: "The file is damaged. Open it in the program that made it, and save it again.",
};

/** A document with a picture on every page has a few files for each page. */
const MAX_ENTRIES = 20_000;

/**
 * Unpacks the XML files of an Office document; pictures and other media are left out.
 * @throws DomainError invalid if it is damaged, locked or unpacks to too much.
 */
export function unpackOffice(bytes: Buffer): ZipEntry[] {
  const isWanted = (name: string) => /\.(?:xml|rels)$|^mimetype$/i.test(name);
  return unpackZip(bytes, { isWanted, maxEntries: MAX_ENTRIES, faults });
}
