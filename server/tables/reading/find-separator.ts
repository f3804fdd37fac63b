import { parse } from "csv-parse/sync";
import { separators, type Separator } from "../../schemas/table-column.ts";

/** In order of preference. A comma comes last because it also occurs in texts and before decimals. */
const byTrust: Separator[] = [";", "\t", "|", ","];

const SAMPLE_CHARACTERS = 64 * 1024;
const SAMPLE_ROWS = 20;

/**
 * Detects the separator of a CSV text: the one with which most rows have as many cells as the header.
 * @param named The separator that the file declares, as in Excel's line `sep=;`.
 */
export function findSeparator(text: string, named: string | undefined): Separator {
  const stated = separators.find((mark) => mark === named);
  if (stated) return stated;
  const sample = text.slice(0, SAMPLE_CHARACTERS);
  const scored = byTrust.map((mark) => ({ mark, score: score(sample, mark, text.length > sample.length) }));
  const best = scored.reduce((best, next) => (next.score > best.score ? next : best));
  return best.score > 0 ? best.mark : ",";
}

/** Multiplies the header's columns after the first by the share of rows with the same number of cells. */
function score(sample: string, delimiter: Separator, isCut: boolean): number {
  const rows = sampleRows(sample, delimiter, isCut);
  const [header = 0, ...others] = rows;
  const same = others.filter((cells) => cells === header).length;
  return (header - 1) * (others.length === 0 ? 1 : same / others.length);
}

/** Counts the cells of each of the first rows. */
function sampleRows(sample: string, delimiter: Separator, isCut: boolean): number[] {
  const rows: number[] = [];
  try {
    parse(sample, {
      delimiter,
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: true,
      bom: true,
      to: SAMPLE_ROWS + 1,
      on_record: (cells: string[]) => {
        rows.push(cells.length);
        return null;
      },
    });
  } catch {
    // The sample ends inside quotes; the rows before that have been counted.
  }
  return isCut && rows.length > 1 && rows.length <= SAMPLE_ROWS ? rows.slice(0, -1) : rows;
}
