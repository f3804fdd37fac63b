import type { SourceKind } from "@/server/schemas/knowledge/source-settings";
import type { Hit } from "../search/search-result";
import type { Neighbour } from "../search/select-neighbours";
import type { Passage } from "./knowledge-found";
import { removeCommands } from "./remove-commands";
import { hostOf, hostsIn } from "./remove-foreign-links";

/** A passage with the parts that it is made of. */
export interface TakenPassage {
  passage: Passage;
  chunkId: string;
  /** The texts of its neighbours; empty without one. */
  before: string;
  after: string;
}

/** The most characters of all passages together, about 4,000 tokens. */
const MAX_CHARACTERS = 16_000;
/** Between a hit and its neighbours. */
const SEPARATOR = "\n\n";
/** What members write in Parley themselves; links in it are theirs. */
const WRITTEN_HERE: ReadonlySet<SourceKind> = new Set(["text", "question"]);

/**
 * The hits that fit into the budget, without orders to the model. What is left of the budget goes to the chunks after and
 * before them, those of the best hit first. A chunk is in one passage only.
 */
export function takePassages(
  hits: readonly Hit[],
  neighbours: readonly Neighbour[],
  functionNames: readonly string[],
): TakenPassage[] {
  let room = MAX_CHARACTERS;
  const taken = hits.flatMap((hit) => {
    const text = removeCommands(hit.text, functionNames).text.slice(0, room);
    room -= text.length;
    return text === "" ? [] : [{ hit, text }];
  });
  const used = new Set(taken.map(({ hit }) => hit.chunkId));
  const take = (hit: Hit, side: Neighbour["side"]): string => {
    const neighbour = neighbours.find((near) => near.hitId === hit.chunkId && near.side === side);
    if (!neighbour || used.has(neighbour.chunkId)) return "";
    const { text } = removeCommands(textOf(neighbour, hit), functionNames);
    const size = text.length + SEPARATOR.length;
    if (text === "" || size > room) return "";
    used.add(neighbour.chunkId);
    room -= size;
    return text;
  };
  return taken.map(({ hit, text }) => {
    const after = take(hit, "after");
    const before = take(hit, "before");
    const whole = [before, text, after].filter((part) => part !== "").join(SEPARATOR);
    return { passage: passageOf(hit, whole), chunkId: hit.chunkId, before, after };
  });
}

/** The headings above a chunk as one text, without the title. */
export function headingOf(headings: readonly string[], title: string): string | null {
  const path = headings.filter((heading) => heading !== title);
  return path.length === 0 ? null : path.join(" › ");
}

/** A neighbour's text, below its own headings if it is in another section than the hit. */
function textOf({ headings, text }: Neighbour, hit: Hit): string {
  const own = headings.filter((heading) => !hit.headings.includes(heading));
  return own.length === 0 ? text : `${own.join(" › ")}\n${text}`;
}

function passageOf(hit: Hit, text: string): Passage {
  const { sourceId, sourceKind, documentId, chunkId, title, headings, page, anchor } = hit;
  const url = hit.url !== null && anchor !== null ? `${hit.url}#${encodeURIComponent(anchor)}` : hit.url;
  const host = hit.url === null ? null : hostOf(hit.url);
  const hosts = [...(host === null ? [] : [host]), ...(WRITTEN_HERE.has(sourceKind) ? hostsIn(text) : [])];
  return { sourceId, documentId, chunkId, title, heading: headingOf(headings, title), url, page, text, hosts };
}
