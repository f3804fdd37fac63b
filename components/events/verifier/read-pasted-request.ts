import { looksLikeCurl } from "@/server/actions/import/curl/looks-like-curl";
import { readPosixWords } from "@/server/actions/import/curl/shell-words";
import { ImportFault } from "@/server/actions/import/import-fault";
import type { PastedRequest } from "@/server/events/endpoints/verifier/verdict";

export type ReadRequest = { ok: true; request: PastedRequest } | { ok: false; fault: string };

/**
 * Reads a request that a user pasted: raw HTTP, headers as a log prints them, the output of `curl -v`, or a curl
 * command. The body is taken exactly as it stands.
 */
export function readPastedRequest(text: string): ReadRequest {
  const request = looksLikeCurl(text) ? readCommand(text) : readLines(withoutVerboseMarks(text));
  if (typeof request === "string") return { ok: false, fault: request };
  if (request.headers.length === 0) {
    const fault = "There are no headers in this text. Paste the headers, an empty line and the body of the request.";
    return { ok: false, fault };
  }
  return { ok: true, request };
}

function readCommand(text: string): PastedRequest | string {
  const request: PastedRequest = { headers: [], body: "" };
  try {
    const words = readPosixWords(text.replace(/^\s*[$>#]\s+/, "")).words.map((word) => word.text);
    for (const [at, word] of words.entries()) {
      const [option = "", joined] = /^--[\w-]+=/.test(word) ? word.split(/=(.*)/s) : [word];
      const value = joined ?? words[at + 1] ?? "";
      if (option === "-H" || option === "--header") request.headers.push(...headerOf(value));
      else if (/^(?:-d|--data|--data-raw|--data-binary|--data-ascii|--json)$/.test(option)) request.body += value;
    }
  } catch (error) {
    if (error instanceof ImportFault) return error.message;
    throw error;
  }
  if (!request.body.startsWith("@")) return request;
  return `The body of this command is in the file ${request.body.slice(1)}. Paste the headers, an empty line and the content of that file instead.`;
}

/** `curl -v` begins the lines of the request with ">", those of the response with "<", and its own with "*". */
function withoutVerboseMarks(text: string): string {
  const lines = text.split("\n");
  if (!lines.some((line) => /^> ?[\w-]+:/.test(line))) return text;
  const request = lines.filter((line) => line.startsWith(">")).map((line) => line.replace(/^> ?/, ""));
  const others = lines.filter((line) => !/^(?:[><*]|[{}] \[)/.test(line));
  return [...request.filter((line) => line.trim() !== ""), "", ...others.slice(others.findIndex(isFilled))].join("\n");
}

function isFilled(line: string): boolean {
  return line.trim() !== "";
}

function readLines(text: string): PastedRequest {
  const headers: PastedRequest["headers"] = [];
  let rest = text.replace(/^\s+/, "").replace(/^[A-Z]+ \S+(?: HTTP\/[\d.]+)?\r?\n/, "");
  for (;;) {
    const [line = ""] = rest.split("\n", 1);
    const header = headerOf(line.replace(/\r$/, ""));
    if (header.length === 0) break;
    headers.push(...header);
    rest = rest.slice(line.length + 1);
  }
  return { headers, body: rest.replace(/^\s*\n/, "") };
}

/** A header as HTTP, JavaScript, Python or PHP print it; empty for a line that is not a header. */
function headerOf(line: string): PastedRequest["headers"] {
  const quoted = /^\s*(["'])([\w-]+)\1\s*(?::|=>)\s*(["'])(.*)\3\s*,?\s*$/.exec(line);
  const [, , quotedName, , quotedValue = ""] = quoted ?? [];
  if (quotedName) return [{ name: quotedName, value: quotedValue }];
  const [, name, value = ""] = /^\s*([!#$%&'*+\-.^_`|~\w]+)\s*(?::|=>)\s*(.*)$/.exec(line) ?? [];
  return name ? [{ name, value }] : [];
}
