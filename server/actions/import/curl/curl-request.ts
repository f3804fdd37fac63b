import { webhookMethods, type WebhookStep } from "@/server/schemas/steps/webhook";
import { readBody, readData } from "./curl-data";
import { composeHeaders } from "./curl-headers";
import { findSecrets } from "../find-secrets";
import { ImportFault } from "../import-fault";
import type { ImportedRequest, NameValue } from "../imported-request";
import type { GivenOption } from "./curl-options";
import { readAddress, readQuery } from "../read-address";

/** Combines the options of a curl command like curl. Shell variables become constants to be filled in. */
export function composeRequest(
  options: GivenOption[],
  variables: string[],
): { request: ImportedRequest; notes: string[] } {
  refuseWhatCannotBe(options);
  const address = readAddress(onlyUrl(options));
  const data = readData(options);
  const isGet = has(options, "get");
  const headers = composeHeaders(options, address.credentials);
  const method = methodOf(options, data !== null && !isGet);
  const body = isGet || data === null ? none : readBody(data, headers.contentType);
  const query = [
    ...address.query,
    ...valuesOf(options, "url-query").flatMap(readQuery),
    ...readQuery(isGet ? (data?.text ?? "") : ""),
  ];
  const parts = { query, headers: [...headers.headers, ...body.headers] };
  const secrets = findSecrets(parts);
  return {
    request: {
      method,
      url: address.url,
      ...parts,
      body: body.body,
      // A command names no success statuses; requests that create or delete usually return 201 or 204.
      acceptedStatusCodes: ["2xx"],
      timeoutSeconds: timeLimit(options),
      secrets,
      constants: variables.map((name) => ({ name, value: "", secret: isSecretName(name, parts) })),
    },
    notes: [
      ...address.notes,
      ...headers.notes,
      ...body.notes,
      ...(has(options, "insecure") ? ["-k was left out: Parley always checks the server's certificate."] : []),
      ...constantNotes(variables),
      ...foreignVariables([address.url, ...[...parts.headers, ...query].map(({ value }) => value)]),
    ],
  };
}

const none: ReturnType<typeof readBody> = { body: { type: "none" }, headers: [], notes: [] };

function refuseWhatCannotBe(options: GivenOption[]): void {
  for (const { option, written, value, fail } of options) {
    if (option === "form") fail(`${written} sends a form with files (multipart), which webhook steps cannot send.`);
    if (option === "upload")
      fail(`${written} uploads a file, which webhook steps cannot do. Put the text in after -d.`);
    if (option === "config") fail(`${written} reads options from a file, which Parley does not have. Write them out.`);
    if (option === "auth-flow" || option === "auth-flow-value") {
      fail(
        `${written} authenticates in a way that webhook steps do not support: it needs several requests or signed requests. Use a key or token of the service, or -u (Basic) if the service accepts it.`,
      );
    }
    if (option === "next") fail("A step makes one request. Paste the requests one by one, each into its own step.");
    if (option === "header" && value.startsWith("@"))
      fail("The headers are in a file, which Parley does not have. Write them out.");
  }
}

function onlyUrl(options: GivenOption[]): string {
  const [first, second] = options.filter(({ option }) => option === "url");
  if (!first)
    throw new ImportFault("The command has no address. Add the one to call, such as https://shop.example/orders.");
  if (second) {
    second.fail(`There are two addresses, ${first.value} and ${second.value}. A step calls one; is a quote missing?`);
  }
  return first.value;
}

function methodOf(options: GivenOption[], hasBody: boolean): WebhookStep["method"] {
  const given = options.findLast(({ option }) => option === "method");
  if (!given) return has(options, "head") ? "HEAD" : hasBody ? "POST" : "GET";
  const method = webhookMethods.find((known) => known === given.value.toUpperCase());
  return method ?? given.fail(`Webhook steps cannot send ${given.value}; they know ${webhookMethods.join(", ")}.`);
}

function timeLimit(options: GivenOption[]): number | undefined {
  const seconds = Number(valuesOf(options, "max-time").at(-1));
  return seconds > 0 ? Math.min(120, Math.max(1, Math.ceil(seconds))) : undefined;
}

/** A shell variable in an authentication header is a secret. */
function isSecretName(name: string, { headers }: { headers: NameValue[] }): boolean {
  const isInSecret = headers.some(
    (header) => /auth|cookie|key|token|secret/i.test(header.name) && header.value.includes(`{{constants.${name}}}`),
  );
  return isInSecret || /token|key|secret|password|pass$/i.test(name);
}

function constantNotes(variables: string[]): string[] {
  if (variables.length === 0) return [];
  return [`Variables of the shell became constants; enter their values: ${variables.join(", ")}.`];
}

/** Variables of other tools, such as `{{baseUrl}}` of Postman, are not valid references. */
function foreignVariables(texts: string[]): string[] {
  const found = texts.flatMap((text) => Array.from(text.matchAll(/\{\{[^{}.]+\}\}/g), ([written]) => written));
  if (found.length === 0) return [];
  return [
    `Variables of another tool have to be replaced by arguments or constants: ${[...new Set(found)].join(", ")}.`,
  ];
}

function has(options: GivenOption[], wanted: GivenOption["option"]): boolean {
  return options.some(({ option }) => option === wanted);
}

function valuesOf(options: GivenOption[], wanted: GivenOption["option"]): string[] {
  return options.filter(({ option }) => option === wanted).map(({ value }) => value);
}
