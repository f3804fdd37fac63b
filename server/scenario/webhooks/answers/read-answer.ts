import { isObject, type Loose } from "@/server/actions/import/loose-json";
import { isDeeperThan } from "@/server/text/is-deeper-than";
import { mapStrings } from "@/server/text/map-strings";
import { parseJson } from "@/server/text/parse-json";
import { storableText } from "@/server/text/storable-text";
import { identifier } from "@/server/text/identifier";
import type { CheckedAnswer } from "@/server/schemas/scenario/webhook-answer";
import { readResponse } from "./read-response";

/** The limits of an answer (CONTRACTS §4). */
export const MAX_ANSWER_BYTES = 100 * 1024;
const MAX_RESPONSES = 99;
const MAX_DEPTH = 50;

/** `fault`: which limit the whole answer breaks; then nothing of it is used. */
export type ReadAnswer = { fault: null; answer: CheckedAnswer } | { fault: string };

/**
 * Reads the answer of a webhook in either schema of ChatBot.com: `responses`, and `parameters` (v1) or `attributes` (v2).
 * An empty body is an empty answer. A response that breaks a limit of its own is left out with a note.
 * @param seed Decides which of several elements of a text is sent, so that a repeated turn sends the same one.
 */
export function readAnswer({ body, isTooLarge }: { body: Buffer; isTooLarge: boolean }, seed: string): ReadAnswer {
  if (isTooLarge) return { fault: `Its answer is larger than ${MAX_ANSWER_BYTES / 1024} kB.` };
  const text = body.toString("utf8").trim();
  const value = text === "" ? {} : parseJson(text);
  if (value === undefined) return { fault: "Its answer is not JSON." };
  if (!isObject(value)) return { fault: 'Its answer is JSON, but not an object such as {"responses": []}.' };
  if (isDeeperThan(value, MAX_DEPTH)) return { fault: `Its answer is nested more than ${MAX_DEPTH} levels deep.` };
  const { responses = [] } = value;
  if (!Array.isArray(responses)) return { fault: 'In its answer, "responses" is not a list.' };
  if (responses.length > MAX_RESPONSES) {
    return { fault: `Its answer has ${responses.length} responses; at most ${MAX_RESPONSES} are allowed.` };
  }
  const notes: string[] = [];
  const read = responses.flatMap((response, index) => {
    const label = `Response ${index + 1}`;
    const checked = readResponse(withoutNul(response), `${seed} ${index}`, (note) => notes.push(`${label}: ${note}`));
    return checked ?? [];
  });
  return { fault: null, answer: { responses: read, attributes: readAttributes(value, notes), notes } };
}

function readAttributes({ parameters, attributes }: Loose, notes: string[]): Record<string, unknown> {
  const given = [
    { name: "parameters", value: parameters },
    { name: "attributes", value: attributes },
  ].flatMap(({ name, value }) => {
    if (value === undefined || value === null) return [];
    if (isObject(value)) return Object.entries(value);
    notes.push(`"${name}" is not an object, so it was left out.`);
    return [];
  });
  const kept = given.filter(([name]) => {
    const isName = identifier.safeParse(name).success;
    if (!isName) notes.push(`The attribute ${JSON.stringify(name.slice(0, 80))} cannot be a variable's name.`);
    return isName;
  });
  return Object.fromEntries(kept.map(([name, value]) => [name, withoutNul(value)]));
}

/** PostgreSQL cannot store NUL. */
function withoutNul(value: unknown): unknown {
  return mapStrings(value, storableText);
}
