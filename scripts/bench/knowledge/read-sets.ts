import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { z } from "zod";
import { readClinc } from "../intents/read-clinc.ts";

export interface Passage {
  id: string;
  text: string;
}

export interface Query {
  text: string;
  /** How relevant passages are to it, by their ids; others are not. */
  relevant: Map<string, number>;
}

/** Passages with questions whose right passages are known. */
export interface RetrievalSet {
  name: string;
  /** ISO 639-1. */
  language: string;
  passages: Passage[];
  queries: Query[];
}

export interface Sets {
  /** The same passages and questions in several languages. */
  xquad: RetrievalSet[];
  cranfield: RetrievalSet;
  /** Questions that nothing answers: to choose the threshold by, and to measure with. */
  unanswerable: { chosenBy: string[]; measured: string[] };
}

const LANGUAGES = ["en", "ru", "de", "zh"];

const squad = z.object({
  data: z.array(
    z.object({
      paragraphs: z.array(z.object({ context: z.string(), qas: z.array(z.object({ question: z.string() })) })),
    }),
  ),
});

/** Reads the evaluation sets; null if they are not in this folder. They are not a part of the repository. */
export function readSets(folder: string): Sets | null {
  if (!existsSync(path.join(folder, "xquad.en.json"))) return null;
  const clinc = readClinc(path.join(folder, "clinc150.json"));
  if (!clinc) return null;
  const texts = (rows: [string, string][]) => rows.map(([text]) => text);
  return {
    xquad: LANGUAGES.map((language) => readXquad(path.join(folder, `xquad.${language}.json`), language)),
    cranfield: readCranfield(path.join(folder, "cranfield")),
    unanswerable: { chosenBy: texts(clinc.oos_val), measured: texts(clinc.oos_test) },
  };
}

function readXquad(file: string, language: string): RetrievalSet {
  const { data } = squad.parse(JSON.parse(readFileSync(file, "utf8")));
  const paragraphs = data.flatMap((article) => article.paragraphs);
  return {
    name: "XQuAD",
    language,
    passages: paragraphs.map(({ context }, at) => ({ id: `${language}-${at}`, text: context })),
    queries: paragraphs.flatMap(({ qas }, at) =>
      qas.map(({ question }) => ({ text: question, relevant: new Map([[`${language}-${at}`, 1]]) })),
    ),
  };
}

function readCranfield(folder: string): RetrievalSet {
  const read = (name: string) => readFileSync(path.join(folder, name), "utf8").replaceAll("\r", "");
  const passages = recordsOf(read("cran.all.1400")).map((record) => {
    const title = partOf(record, "T").trim();
    const text = partOf(record, "W").trim();
    return { id: record.split("\n")[0]?.trim() ?? "", text: text.startsWith(title) ? text : `${title}\n${text}` };
  });
  const queries = recordsOf(read("cran.qry")).map((record) => ({
    text: partOf(record, "W").replaceAll("\n", " ").trim(),
    relevant: new Map<string, number>(),
  }));
  // Judgements count the queries in their order.
  for (const line of read("qrels.trec").split("\n")) {
    const [query, , passage, grade] = line.trim().split(/\s+/);
    if (passage && Number(grade) > 0) queries[Number(query) - 1]?.relevant.set(passage, Number(grade));
  }
  return { name: "Cranfield", language: "en", passages, queries };
}

function recordsOf(text: string): string[] {
  return text.split(/^\.I /m).slice(1);
}

/** Returns what follows the line `.X` of a record. */
function partOf(record: string, name: string): string {
  return new RegExp(`^\\.${name}\\n([\\s\\S]*?)(?=^\\.[A-Z]\\n|(?![\\s\\S]))`, "m").exec(record)?.[1] ?? "";
}
