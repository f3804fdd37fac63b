import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { z } from "zod";
import { newSigningSecret, signWebhook } from "@/server/webhooks/sign-webhook";
import { receiverSamples } from "./receiver-samples";

const run = promisify(execFile);
const secret = newSigningSecret();
const other = newSigningSecret();
const body = '{"event":"message_sent","payload":{"text":"Größe: 5 €","sequence":7}}';

/** What a receiver must accept or refuse. */
const cases = [
  { name: "a request of Parley", isValid: true, headers: signWebhook("evt_1", new Date(), body, [secret]), body },
  {
    name: "one with two signatures",
    isValid: true,
    headers: signWebhook("evt_1", new Date(), body, [other, secret]),
    body,
  },
  { name: "another secret", isValid: false, headers: signWebhook("evt_1", new Date(), body, [other]), body },
  {
    name: "an old timestamp",
    isValid: false,
    headers: signWebhook("evt_1", new Date(Date.now() - 400_000), body, [secret]),
    body,
  },
  {
    name: "a changed body",
    isValid: false,
    headers: signWebhook("evt_1", new Date(), body, [secret]),
    body: `${body} `,
  },
  { name: "no headers", isValid: false, headers: {}, body },
  {
    name: "a timestamp that is no number",
    isValid: false,
    headers: { ...signWebhook("evt_1", new Date(), body, [secret]), "webhook-timestamp": "x" },
    body,
  },
];

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "receivers-"));
});
afterAll(() => rm(folder, { recursive: true }));

function codeOf(key: string, url = "https://crm.example.com/hooks/parley?key=•••"): string {
  const sample = receiverSamples(url).find((one) => one.key === key);
  if (!sample) throw new Error(`There is no sample ${key}.`);
  return sample.code;
}

async function importCode(name: string, code: string): Promise<unknown> {
  const file = join(folder, name);
  await writeFile(file, code);
  vi.stubEnv("PARLEY_WEBHOOK_SECRET", secret);
  return import(/* @vite-ignore */ pathToFileURL(file).href);
}

function isInstalled(program: string, argument: string): Promise<boolean> {
  return run(program, [argument]).then(
    () => true,
    () => false,
  );
}

/** Gives the cases to a program on its standard input; returns what it says about each. */
async function answersOf(program: string, args: string[], environment: Record<string, string> = {}): Promise<unknown> {
  const child = run(program, args, { env: { ...process.env, ...environment, PARLEY_WEBHOOK_SECRET: secret } });
  child.child.stdin?.end(JSON.stringify(cases.map(({ headers, body: sent }) => ({ headers, body: sent }))));
  return JSON.parse((await child).stdout);
}

describe("The code of a receiver", () => {
  it.each(cases)("for Next.js answers $name rightly", async ({ isValid, headers, body: sent }) => {
    const handler = z.object({
      POST: z.custom<(request: Request) => Promise<Response>>((value) => typeof value === "function"),
    });
    vi.spyOn(console, "log").mockImplementation(() => {});
    const { POST } = handler.parse(await importCode("route.mjs", codeOf("next")));
    const response = await POST(
      new Request("http://localhost/hooks/parley", { method: "POST", headers: { ...headers }, body: sent }),
    );
    expect(response.status).toBe(isValid ? 204 : 401);
  });

  it.each(cases)("for Express checks $name rightly", async ({ isValid, headers, body: sent }) => {
    const [start = ""] = codeOf("express")
      .replace('import express from "express";\n', "")
      .split("const app = express();");
    const verifier = z.object({
      isFromParley: z.custom<(header: (name: string) => string | undefined, body: Buffer) => boolean>(),
    });
    const { isFromParley } = verifier.parse(await importCode("verify.mjs", `${start}\nexport { isFromParley };`));
    const given = new Map(Object.entries(headers));
    expect(isFromParley((name) => given.get(name), Buffer.from(sent))).toBe(isValid);
  });

  it("for FastAPI checks requests rightly", async ({ skip }) => {
    if (!(await isInstalled("python3", "--version"))) skip("There is no Python here.");
    const [start = ""] = codeOf("fastapi").split("from fastapi import");
    const file = join(folder, "verify.py");
    const check = `import sys
calls = json.load(sys.stdin)
print(json.dumps([is_from_parley(call["headers"], call["body"].encode()) for call in calls]))
`;
    await writeFile(file, start + check);
    expect(await answersOf("python3", [file])).toEqual(cases.map(({ isValid }) => isValid));
  });

  it.for(["php", "laravel"])("for PHP (%s) checks requests rightly", async (key, { skip }) => {
    if (!(await isInstalled("php", "--version"))) skip("There is no PHP here.");
    const [verifier] = /^function isFromParley[^]*?^\}/m.exec(codeOf(key)) ?? [];
    const check = `<?php
${verifier}
echo json_encode(array_map(function ($call) {
    $header = fn ($name) => $call['headers'][$name] ?? '';
    return isFromParley($header('webhook-id'), $header('webhook-timestamp'), $header('webhook-signature'), $call['body']);
}, json_decode(stream_get_contents(STDIN), true)));
`;
    const file = join(folder, `${key}.php`);
    await writeFile(file, check);
    expect(await answersOf("php", [file])).toEqual(cases.map(({ isValid }) => isValid));
  });

  it("for Go checks requests rightly", { timeout: 120_000 }, async ({ skip }) => {
    if (!(await isInstalled("go", "version"))) skip("There is no Go here.");
    // The program's own main waits for requests. Its imports stay in use.
    const check = `
func init() {
	key, _ := base64.StdEncoding.DecodeString(strings.TrimPrefix(os.Getenv("PARLEY_WEBHOOK_SECRET"), "whsec_"))
	var calls []struct {
		Headers map[string]string
		Body    string
	}
	if err := json.NewDecoder(os.Stdin).Decode(&calls); err != nil {
		log.Fatal(err)
	}
	answers := []bool{}
	for _, call := range calls {
		header := http.Header{}
		for name, value := range call.Headers {
			header.Set(name, value)
		}
		answers = append(answers, isFromParley(header, []byte(call.Body), key))
	}
	_ = json.NewEncoder(os.Stdout).Encode(answers)
	os.Exit(0)
}
`;
    const file = join(folder, "main.go");
    await writeFile(file, codeOf("go") + check);
    const own = { GOCACHE: join(folder, "go-cache"), GO111MODULE: "off" };
    expect(await answersOf("go", ["run", file], own)).toEqual(cases.map(({ isValid }) => isValid));
  });

  it("uses the path of the endpoint's address, and never its key", () => {
    for (const key of ["express", "fastapi", "go"]) expect(codeOf(key)).toContain('"/hooks/parley"');
    expect(codeOf("laravel", "https://a.example/api/o'clock")).toContain("'/o\\'clock'");
    for (const { code, title } of receiverSamples("https://a.example/hook?key=s3cret")) {
      expect(code + title).not.toContain("s3cret");
      expect(code).toContain("PARLEY_WEBHOOK_SECRET");
    }
  });
});
