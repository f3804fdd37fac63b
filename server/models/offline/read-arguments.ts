import { readWhen, type When } from "./read-date-time";
import {
  cleanAnswer,
  findAskedCode,
  findChoice,
  findChoices,
  findCodes,
  findEmail,
  findList,
  findName,
  findNamedNumber,
  findNumber,
  findPhone,
  findPlace,
  findYesNo,
  type Found,
} from "./read-values";
import { readSmallTalk } from "./small-talk";
import type { Parameter, ParameterKind, Tool } from "./tool-parameters";

/** A message of the customer, and the argument that the bot asked for before it. */
export interface Exchange {
  text: string;
  asked: Parameter | null;
}

export interface Gathered {
  /** Complete values by argument name. */
  values: Record<string, unknown>;
  /** Dates or times, by argument name, whose other half is still missing. */
  halves: Map<string, When>;
}

/** More specific kinds come first, so that a phone number is not read as a number. */
const ORDER: ParameterKind[] = [
  "email",
  "datetime",
  "date",
  "phone",
  "code",
  "enum",
  "number",
  "list",
  "name",
  "place",
  "boolean",
  "text",
];

/** Reads a tool's arguments from the exchanges with a customer. Later values replace earlier ones. */
export function gatherArguments(tool: Tool, exchanges: Exchange[], now: Date): Gathered {
  const gathered: Gathered = { values: {}, halves: new Map() };
  for (const exchange of exchanges) readExchange(tool, exchange, now, gathered);
  return gathered;
}

function readExchange(tool: Tool, { text, asked }: Exchange, now: Date, gathered: Gathered): void {
  let rest = text;
  for (const parameter of inReadingOrder(tool.parameters, asked)) {
    const isAsked = parameter.name === asked?.name;
    if (parameter.kind === "datetime") {
      rest = without(rest, readHalves(parameter, rest, isAsked, now, gathered));
      continue;
    }
    const found = isAsked ? findAsked(parameter, rest, now) : findUnasked(parameter, rest, now);
    if (!found) continue;
    gathered.values[parameter.name] = found.value;
    rest = without(rest, [found.written]);
  }
}

function readHalves(parameter: Parameter, text: string, isAsked: boolean, now: Date, gathered: Gathered): string[] {
  const known = gathered.halves.get(parameter.name) ?? {};
  const { written, ...read } = readWhen(text, now, isAsked && known.date !== undefined);
  if (written.length === 0) return [];
  const when = { ...known, ...read };
  gathered.halves.set(parameter.name, when);
  if (when.date && when.time) gathered.values[parameter.name] = `${when.date}T${when.time}:00Z`;
  return written;
}

function inReadingOrder(parameters: Parameter[], asked: Parameter | null): Parameter[] {
  const rank = (p: Parameter) => {
    const free = p.kind === "text" || p.kind === "name" || p.kind === "place" || p.kind === "boolean";
    return p.name === asked?.name && !free ? -1 : ORDER.indexOf(p.kind);
  };
  return [...parameters].sort((a, b) => rank(a) - rank(b));
}

/** Finds a value that was not asked for, and only if it is unambiguous. */
function findUnasked(parameter: Parameter, text: string, now: Date): Found | undefined {
  switch (parameter.kind) {
    case "email":
      return findEmail(text);
    case "phone":
      return findPhone(text);
    case "code":
      return findCodes(parameter, text)[0] ?? findNamedNumber(parameter, text);
    case "enum":
      return findChoice(parameter.choices, text);
    case "number":
      return findNumber(parameter, text);
    case "date":
      return findDate(text, now);
    case "name":
      return findName(text);
    case "place":
      return findPlace(text);
    case "list": {
      const named = findChoices(parameter.choices, text);
      return named.length === 0 ? undefined : { value: named.map((n) => n.value), written: "" };
    }
    default:
      return undefined;
  }
}

function findAsked(parameter: Parameter, text: string, now: Date): Found | undefined {
  switch (parameter.kind) {
    case "code":
      return findAskedCode(parameter, text);
    case "boolean":
      return findYesNo(text);
    case "list":
      return findList(parameter, text);
    case "name":
    case "place":
    case "text": {
      const value = cleanAnswer(text);
      return value === "" || isNoAnswer(parameter, text) ? undefined : { value, written: text };
    }
    default:
      return findUnasked(parameter, text, now);
  }
}

const QUESTION = /^(?:how|what|when|where|why|which|who|can|could|do|does|is|are)\b.*\?\s*$/is;

/** Whether a text is not an answer. "Ok" and "how long?" are not names, but may be valid free text. */
function isNoAnswer(parameter: Parameter, text: string): boolean {
  const talk = readSmallTalk(text);
  if (talk === "greeting" || talk === "thanks") return true;
  return parameter.kind !== "text" && (talk === "acknowledged" || QUESTION.test(text.trim()));
}

function findDate(text: string, now: Date): Found | undefined {
  const { date, written } = readWhen(text, now);
  return date === undefined ? undefined : { value: date, written: written[0] ?? "" };
}

function without(text: string, pieces: string[]): string {
  return pieces.reduce((rest, piece) => {
    const at = rest.toLowerCase().indexOf(piece.toLowerCase());
    return piece === "" || at < 0 ? rest : `${rest.slice(0, at)} ${rest.slice(at + piece.length)}`;
  }, text);
}
