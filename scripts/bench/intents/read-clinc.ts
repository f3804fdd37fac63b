import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { z } from "zod";

const texts = z.array(z.tuple([z.string(), z.string()]));

const clinc = z.object({ train: texts, val: texts, test: texts, oos_val: texts, oos_test: texts });

/** Texts with the names of their intents. */
export type Clinc = z.infer<typeof clinc>;

/** Where the set lies by default; it is not a part of the repository. */
export const CLINC_PATH = resolve(import.meta.dirname, "../../../../shared/eval/clinc150.json");

/** Reads the set CLINC150 (150 intents, and texts that have none of them); null if it is not there. */
export function readClinc(path: string): Clinc | null {
  return existsSync(path) ? clinc.parse(JSON.parse(readFileSync(path, "utf8"))) : null;
}
