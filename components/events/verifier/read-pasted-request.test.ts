import { describe, expect, it } from "vitest";
import { readPastedRequest } from "./read-pasted-request";

const body = '{"event":"bot_published","payload":{"text":"It\'s: \\"5\\""}}';
const headers = [
  { name: "webhook-id", value: "evt_1" },
  { name: "webhook-timestamp", value: "1700000000" },
  { name: "webhook-signature", value: "v1,AAAA= v1,BBBB=" },
];
const lines = headers.map(({ name, value }) => `${name}: ${value}`).join("\n");

describe("Reading a pasted request", () => {
  it.each([
    ["headers, an empty line and the body", `${lines}\n\n${body}`],
    ["raw HTTP with its request line", `POST /hook?key=1 HTTP/1.1\r\n${lines.replaceAll("\n", "\r\n")}\r\n\r\n${body}`],
    ["a body right after the headers", `\n${lines}\n${body}`],
    [
      "headers as JavaScript prints them",
      `${headers.map(({ name, value }) => `  '${name}': '${value}',`).join("\n")}\n\n${body}`,
    ],
    ["headers as PHP prints them", `${headers.map(({ name, value }) => `${name} => ${value}`).join("\n")}\n\n${body}`],
    [
      "the output of curl -v",
      `*   Trying 127.0.0.1:3000...\n> POST /hook HTTP/1.1\n> ${lines.replaceAll("\n", "\n> ")}\n>\n* upload completely sent off\n< HTTP/1.1 204\n<\n${body}`,
    ],
    [
      "a curl command",
      `curl -X POST https://crm.example.com/hook \\\n${headers.map(({ name, value }) => ` -H '${name}: ${value}' \\`).join("\n")}\n --data-raw '${body.replaceAll("'", `'\\''`)}'`,
    ],
  ])("finds headers and body in %s", (_, text) => {
    const read = readPastedRequest(text);
    expect(read).toMatchObject({ ok: true, request: { body } });
    expect(read.ok && read.request.headers).toEqual(expect.arrayContaining(headers));
  });

  it("keeps every character of the body", () => {
    const odd = '{\r\n  "a": "b: c",\n\n  "d" : 1.0 }\n';
    expect(readPastedRequest(`${lines}\n\n${odd}`)).toMatchObject({ request: { body: odd } });
  });

  it("asks for the headers if only the body was pasted", () => {
    expect(readPastedRequest(body)).toMatchObject({ ok: false, fault: expect.stringContaining("no headers") });
    expect(readPastedRequest("")).toMatchObject({ ok: false });
  });

  it("asks for the content of a file that a command names", () => {
    const read = readPastedRequest("curl https://a.example -H 'webhook-id: 1' -d @body.json");
    expect(read).toMatchObject({ ok: false, fault: expect.stringContaining("body.json") });
  });
});
