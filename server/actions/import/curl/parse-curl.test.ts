import { describe, expect, it } from "vitest";
import { hideSecrets } from "../hide-secrets";
import type { ImportedRequest } from "../imported-request";
import { parseCurl } from "./parse-curl";

function read(command: string): { request: ImportedRequest; notes: string[] } {
  const reading = parseCurl(command);
  if (!reading.ok) throw new Error(reading.fault);
  return reading;
}

function faultOf(command: string): string {
  const reading = parseCurl(command);
  return reading.ok ? "" : reading.fault;
}

const jsonOf = ({ body }: ImportedRequest): unknown => (body.type === "json" ? JSON.parse(body.text) : body);

const pairs = (list: { name: string; value: string }[]) => Object.fromEntries(list.map((p) => [p.name, p.value]));

describe("a command from API documentation", () => {
  it("of Stripe has a user without a password, and form fields", () => {
    const { request, notes } = read(`curl https://api.stripe.com/v1/charges \\
  -u "sk_test_4eC39HqLyjWDarjtT1zdp7dc:" \\
  -d amount=2000 \\
  -d currency=usd \\
  -d source=tok_visa \\
  -d "metadata[order_id]"=6735`);
    expect(request).toMatchObject({
      method: "POST",
      url: "https://api.stripe.com/v1/charges",
      body: { type: "text", text: "amount=2000&currency=usd&source=tok_visa&metadata[order_id]=6735" },
    });
    expect(pairs(request.headers)).toEqual({
      authorization: `Basic ${btoa("sk_test_4eC39HqLyjWDarjtT1zdp7dc:")}`,
      "content-type": "application/x-www-form-urlencoded",
    });
    expect(notes).toEqual([]);
    const hidden = hideSecrets(request, ["basic_credentials"]);
    expect(pairs(hidden.headers)["authorization"]).toBe("Basic {{constants.basic_credentials_2}}");
    expect(hidden.constants).toEqual([
      { name: "basic_credentials_2", value: btoa("sk_test_4eC39HqLyjWDarjtT1zdp7dc:"), secret: true },
    ]);
  });

  it("accepts every success status, like curl", () => {
    expect(read("curl https://x.example -d a=1").request.acceptedStatusCodes).toEqual(["2xx"]);
  });

  it("of Stripe has a query because of -G", () => {
    const { request } = read(`curl -G https://api.stripe.com/v1/customers/search \\
      --data-urlencode query="name:'Jane Doe' AND metadata['a b']:'1'" -d limit=3`);
    expect(request.method).toBe("GET");
    expect(request.body).toEqual({ type: "none" });
    expect(request.query).toEqual([
      { name: "query", value: "name:'Jane Doe' AND metadata['a b']:'1'" },
      { name: "limit", value: "3" },
    ]);
  });

  it("of GitHub has a token placeholder, which gets no value", () => {
    const { request } = read(`curl -L \\
  -X POST \\
  -H "Accept: application/vnd.github+json" \\
  -H "Authorization: Bearer <YOUR-TOKEN>" \\
  -H "X-GitHub-Api-Version: 2022-11-28" \\
  https://api.github.com/repos/OWNER/REPO/issues \\
  -d '{"title":"Found a bug","body":"I'\\''m having a problem with this.","labels":["bug"]}'`);
    expect(request).toMatchObject({ method: "POST", url: "https://api.github.com/repos/OWNER/REPO/issues" });
    expect(request.body).toEqual({
      type: "json",
      text: `{\n  "title": "Found a bug",\n  "body": "I'm having a problem with this.",\n  "labels": [\n    "bug"\n  ]\n}`,
    });
    const hidden = hideSecrets(request, []);
    expect(pairs(hidden.headers)["Authorization"]).toBe("Bearer {{constants.api_token}}");
    expect(hidden.constants).toEqual([{ name: "api_token", value: "", secret: true }]);
  });

  it("of OpenAI has a shell variable, which becomes a secret constant without a value", () => {
    const { request, notes } = read(`curl https://api.openai.com/v1/chat/completions \\
  -H "Content-Type: application/json" \\
  -H "Authorization: Bearer $OPENAI_API_KEY" \\
  -d '{
    "model": "gpt-4o",
    "messages": [{"role": "user", "content": "Cost: $5?"}]
  }'`);
    expect(pairs(request.headers)["Authorization"]).toBe("Bearer {{constants.openai_api_key}}");
    expect(request.constants).toEqual([{ name: "openai_api_key", value: "", secret: true }]);
    expect(request.secrets).toEqual([]);
    expect(request.body.type === "json" && request.body.text).toContain("Cost: $5?");
    expect(notes).toEqual(["Variables of the shell became constants; enter their values: openai_api_key."]);
  });

  it("of Twilio has variables in the address and in -u", () => {
    const { request } =
      read(`curl -X POST "https://api.twilio.com/2010-04-01/Accounts/$TWILIO_ACCOUNT_SID/Messages.json" \\
--data-urlencode "To=+15558675310" \\
--data-urlencode "Body=Hi there & welcome" \\
-u \${TWILIO_ACCOUNT_SID}:test`);
    expect(request.url).toBe(
      "https://api.twilio.com/2010-04-01/Accounts/{{constants.twilio_account_sid}}/Messages.json",
    );
    expect(request.body).toEqual({ type: "text", text: "To=%2B15558675310&Body=Hi%20there%20%26%20welcome" });
    expect(request.constants.map(({ name }) => name)).toEqual(["twilio_account_sid"]);
  });

  it("of Slack, Shopify, SendGrid or Notion has a key in a header", () => {
    const shopify = read(`curl -d '{"product":{"title":"Burton"}}' \\
-X POST "https://your-shop.myshopify.com/admin/api/2024-01/products.json" \\
-H "X-Shopify-Access-Token: shpat_1234567890" \\
-H "Content-Type: application/json"`).request;
    expect(shopify.secrets).toEqual([
      { list: "headers", index: 0, value: "shpat_1234567890", constant: "shopify_access_token" },
    ]);
    const notion = read(`curl 'https://api.notion.com/v1/pages/b55c9c91-384d-452b-81db-d1ef79372b75' \\
  -H 'Notion-Version: 2022-06-28' \\
  -H 'Authorization: Bearer '"$NOTION_API_KEY"''`).request;
    expect(pairs(notion.headers)["Authorization"]).toBe("Bearer {{constants.notion_api_key}}");
    const sendgrid = read(
      `curl --request POST --url https://api.sendgrid.com/v3/mail/send --header "Authorization: Bearer SG.key-key" --header 'Content-Type: application/json' --data '{"personalizations": [{"to": [{"email": "a@example.com"}]}]}'`,
    ).request;
    expect(sendgrid).toMatchObject({
      method: "POST",
      url: "https://api.sendgrid.com/v3/mail/send",
      body: { type: "json" },
    });
  });

  it("may have a key in the query", () => {
    const { request } = read(
      `curl "https://maps.example/geocode/json?address=1600+Amphitheatre%20Pkwy&key=AIzaSyabcdef"`,
    );
    expect(request.url).toBe("https://maps.example/geocode/json");
    expect(request.query[0]).toEqual({ name: "address", value: "1600 Amphitheatre Pkwy" });
    expect(hideSecrets(request, []).query[1]).toEqual({ name: "key", value: "{{constants.key}}" });
  });

  it("may use --json, which also sets headers", () => {
    const { request } = read(`curl --json '{"tool": "curl"}' --json ', "x": 1' https://example.com/`);
    expect(request.method).toBe("POST");
    expect(pairs(request.headers)).toEqual({ "content-type": "application/json", accept: "application/json" });
    expect(request.body.type).toBe("json");
    expect(
      read(`curl --json '{"a": 1}' -H 'Content-Type: application/vnd.x+json' https://x.example`).request.headers,
    ).toEqual([
      { name: "Content-Type", value: "application/vnd.x+json" },
      { name: "accept", value: "application/json" },
    ]);
  });
});

describe("a command copied from a browser or tool", () => {
  it("for bash by Chrome loses browser headers, and a note lists them", () => {
    const { request, notes } = read(`curl 'https://shop.example/api/cart' \\
  -H 'accept: application/json, text/plain, */*' \\
  -H 'accept-language: en-US,en;q=0.9' \\
  -H 'content-type: application/json' \\
  -b 'session=abcdef123456; theme=dark' \\
  -H 'origin: https://shop.example' \\
  -H 'priority: u=1, i' \\
  -H 'sec-ch-ua: "Chromium";v="134", "Not:A-Brand";v="24"' \\
  -H 'sec-fetch-mode: cors' \\
  -H 'user-agent: Mozilla/5.0 (X11; Linux x86_64)' \\
  --data-raw $'{"note":"It\\'s \\u00fcber\\n2 lines","qty":2}'`);
    expect(Object.keys(pairs(request.headers))).toEqual(["accept", "content-type", "cookie", "origin", "user-agent"]);
    expect(notes).toEqual([
      "Left out, as only browsers send it: accept-language, priority, sec-ch-ua, sec-fetch-mode.",
      "The body is sent as JSON, but it is not valid JSON. The step shows where.",
    ]);
    expect(request.secrets.map(({ constant }) => constant)).toEqual(["cookie"]);
    // $'…' turns \\n into a line break, which is not valid in JSON: the step shows where.
    expect(request.body.type === "json" && request.body.text).toContain("It's über\n2 lines");
  });

  it("for bash by Chrome may have escapes that must be kept", () => {
    const { request } = read(`curl 'https://x.example/' --data-raw $'{"a":"\\\\n\\\\u0041 \\'"}' --compressed`);
    expect(request.body.type === "json" && JSON.parse(request.body.text)).toEqual({ a: "\nA '" });
  });

  it("for cmd by a current Chrome is read", () => {
    const { request } = read(
      [
        'curl ^"https://shop.example/api/cart?a=1^&b=50^%^25^" ^',
        '  -H ^"accept: */*^" ^',
        '  -H ^"content-type: application/json^" ^',
        '  -H ^"sec-ch-ua: ^\\^"Chromium^\\^";v=^\\^"134^\\^"^" ^',
        '  --data-raw ^"^{^\\^"text^\\^":^\\^"100^% ^& more^\\^",^\\^"list^\\^":^[1,2^]^}^"',
      ].join("\r\n"),
    );
    expect(request.url).toBe("https://shop.example/api/cart");
    expect(request.query).toEqual([
      { name: "a", value: "1" },
      { name: "b", value: "50%" },
    ]);
    expect(Object.keys(pairs(request.headers))).toEqual(["accept", "content-type"]);
    expect(request.body.type === "json" && JSON.parse(request.body.text)).toEqual({
      text: "100% & more",
      list: [1, 2],
    });
  });

  it("for cmd by Chrome may have a line break in the body", () => {
    const { request } = read(
      'curl ^"https://x.example^" ^\r\n  -H ^"content-type: text/plain^" ^\r\n  --data-raw ^"one^\r\n\r\ntwo^"',
    );
    expect(request.body).toEqual({ type: "text", text: "one\ntwo" });
  });

  it("for cmd by an older Chrome is read", () => {
    const { request } = read(
      'curl "https://x.example/y" ^\r\n  -H "content-type: application/json" ^\r\n  --data-raw "{\\"a\\":\\"b c\\"}" ^\r\n  --compressed',
    );
    expect(request.body.type === "json" && JSON.parse(request.body.text)).toEqual({ a: "b c" });
  });

  it("for PowerShell may have backticks at line ends, quotes and variables", () => {
    const { request, notes } = read(
      [
        'curl.exe -X POST "https://x.example/orders?day=`$1" `',
        "  -H 'Content-Type: application/json' `",
        '  -H "Authorization: Bearer $env:API_TOKEN" `\r',
        `  -d '{"name":"O''Neil","path":"C:\\\\a"}' | ConvertFrom-Json`,
      ].join("\n"),
    );
    expect(request).toMatchObject({
      method: "POST",
      url: "https://x.example/orders",
      query: [{ name: "day", value: "$1" }],
      constants: [{ name: "api_token", value: "", secret: true }],
    });
    expect(pairs(request.headers)).toMatchObject({ Authorization: "Bearer {{constants.api_token}}" });
    expect(jsonOf(request)).toEqual({ name: "O'Neil", path: "C:\\a" });
    expect(notes[0]).toContain("ConvertFrom-Json");
  });

  it.each([`'{\\"a\\":\\"b c\\"}'`, '"{\\`"a\\`":\\`"b c\\`"}"', '"{`"a`":`"b c`"}"', `"{""a"":""b c""}"`])(
    "for PowerShell may have quotes in the body, written as %s",
    (body) => expect(jsonOf(read(`curl https://x.example \`\n -d ${body}`).request)).toEqual({ a: "b c" }),
  );

  it("by Firefox, Postman or Insomnia is read", () => {
    const firefox = read(
      `curl 'https://x.example/api?q=a%26b' --compressed -X POST -H 'User-Agent: Mozilla/5.0' -H 'Accept-Encoding: gzip, deflate, br' -H 'Connection: keep-alive' -H 'Content-Length: 12' -H 'TE: trailers' --data-raw 'a=1&b=2' -H 'Content-Type: application/x-www-form-urlencoded'`,
    );
    expect(Object.keys(pairs(firefox.request.headers))).toEqual(["User-Agent", "Content-Type"]);
    expect(firefox.request.query).toEqual([{ name: "q", value: "a&b" }]);
    const postman = read(`curl --location --request PUT '{{baseUrl}}/orders/:id' \\
--header 'Content-Type: application/json' \\
--header 'Authorization: Bearer {{token}}' \\
--data '{
    "status": "paid"
}'`);
    expect(postman.request).toMatchObject({ method: "PUT", url: "{{baseUrl}}/orders/:id" });
    expect(postman.notes).toEqual([
      "Variables of another tool have to be replaced by arguments or constants: {{baseUrl}}, {{token}}.",
    ]);
    const insomnia = read(
      `curl --request DELETE --url 'https://x.example/orders/7?hard=true' --header 'User-Agent: insomnia/9'`,
    );
    expect(insomnia.request).toMatchObject({ method: "DELETE", query: [{ name: "hard", value: "true" }] });
  });

  it("may have a prompt, a comment, a pipe and redirected errors", () => {
    const { request, notes } = read("$ curl -sS https://x.example/a 2>/dev/null | jq '.id'");
    expect(request.url).toBe("https://x.example/a");
    expect(notes).toEqual(["What follows the command was left out: “jq '.id'”."]);
    expect(read("curl.exe https://x.example # all of them\n").notes).toEqual([]);
  });
});

describe("parseCurl", () => {
  it.each([
    ["curl -XPATCH https://x.example", "PATCH"],
    ["curl -sSLXDELETE https://x.example", "DELETE"],
    ["curl -I https://x.example", "HEAD"],
    ["curl --head https://x.example", "HEAD"],
    ["curl -d a=b https://x.example", "POST"],
    ["curl -d a=b -X get https://x.example", "GET"],
    ["curl https://x.example", "GET"],
  ])("reads the command %s as a %s request", (command, method) => expect(read(command).request.method).toBe(method));

  it("reads -A, -e, -b, -m and headers without a value", () => {
    const { request } = read(
      `curl -A 'bot/1' -e 'https://ref.example;auto' -b 'a=1' -b 'b=2' -H 'X-Empty;' -H 'Accept:' -m 7.5 https://x.example`,
    );
    expect(pairs(request.headers)).toEqual({
      "user-agent": "bot/1",
      referer: "https://ref.example",
      cookie: "a=1; b=2",
      "X-Empty": "",
    });
    expect(request.timeoutSeconds).toBe(8);
    expect(read("curl -b cookies.txt https://x.example").request.headers).toEqual([]);
  });

  it("lists the options that it leaves out", () => {
    const { request, notes } = read("curl -k -x proxy:8080 --frobnicate --retry 3 -o out.json https://x.example");
    expect(request.url).toBe("https://x.example");
    expect(notes).toEqual([
      "Left out, as it has no meaning here: -x, --frobnicate.",
      "-k was left out: Parley always checks the server's certificate.",
    ]);
  });

  it("leaves out a fixed idempotency key", () => {
    const { request, notes } = read("curl -X POST -H 'Idempotency-Key: 4f5a' https://x.example");
    expect(request.headers).toEqual([]);
    expect(notes[0]).toContain("Idempotency-Key was left out");
  });

  it("reads an address without a scheme, with credentials and a fragment", () => {
    const { request, notes } = read("curl user:p%40ss@x.example/a#b");
    expect(request.url).toBe("https://x.example/a");
    expect(pairs(request.headers)).toEqual({ authorization: `Basic ${btoa("user:p@ss")}` });
    expect(notes).toHaveLength(2);
  });

  it.each([
    ["localhost:8080/x", "http://localhost:8080/x"],
    ["localhost/x", "http://localhost/x"],
    ["127.0.0.1:3000", "http://127.0.0.1:3000"],
    ["[::1]:3000/a", "http://[::1]:3000/a"],
    ["api.example.com:8080/x", "http://api.example.com:8080/x"],
    ["printer.local", "http://printer.local"],
    ["api.example.com:443/x", "https://api.example.com:443/x"],
    ["api.example.com/x:1", "https://api.example.com/x:1"],
  ])("adds the scheme to the address %s", (written, url) => {
    const { request, notes } = read(`curl ${written}`);
    expect(request.url).toBe(url);
    expect(notes[0]).toContain(`${url.split("//")[0]}// was put before it`);
  });

  it("keeps a body with a text content type as text, and a body of invalid JSON as JSON", () => {
    const xml = read(`curl -H 'Content-Type: text/xml' -d '<a>{"x"}</a>' https://x.example`).request;
    expect(xml.body).toEqual({ type: "text", text: '<a>{"x"}</a>' });
    const slip = read(`curl -H 'Content-Type: application/json' -d '{a: 1}' https://x.example`);
    expect(slip.request.body).toEqual({ type: "json", text: "{a: 1}" });
    expect(slip.notes[0]).toContain("not valid JSON");
    expect(read(`curl -d '{"a": 1}' https://x.example`).notes[0]).toContain("JSON");
    expect(
      read(`curl -d @- -G https://x.example`.replace("@-", "'@'x").replace("-d", "--data-raw")).request.query,
    ).toEqual([{ name: "@x", value: "" }]);
  });
});

describe("parseCurl, for a command that it cannot read,", () => {
  it.each([
    ["wget https://x.example", "must begin with the word curl"],
    ["curl 'https://x.example", "Line 1, column 6: This ' is never closed"],
    ['curl https://x.example \\\n  -d "{', 'Line 2, column 6: This " is never closed'],
    ['curl ^"https://x.example', 'This " is never closed'],
    ["curl $'abc", "Line 1, column 6: This $' is never closed"],
    ["curl -s", "no address"],
    ["curl https://x.example -H", "Line 1, column 24: -H needs a value"],
    ["curl https://a.example b", "two addresses, https://a.example and b"],
    ["curl -F file=@a.png https://x.example", "multipart"],
    ["curl -T a.png https://x.example", "uploads a file"],
    ["curl -d @body.json https://x.example", "the file body.json"],
    ["curl --data-binary @- https://x.example", "the standard input"],
    ["curl --json @a.json https://x.example", "the file a.json"],
    ["curl --data-urlencode name@a.txt https://x.example", "the file a.txt"],
    ["curl -H @headers.txt https://x.example", "headers are in a file"],
    ["curl -K conf https://x.example", "reads options from a file"],
    ["curl https://x.example --next https://y.example", "one request"],
    ["curl --digest -u a:b https://x.example", "Line 1, column 6: --digest authenticates in a way"],
    ["curl --ntlm -u a:b https://x.example", "--ntlm authenticates"],
    ["curl --negotiate -u : https://x.example", "--negotiate authenticates"],
    ["curl --aws-sigv4 aws:amz:us-east-1:s3 https://x.example", "--aws-sigv4 authenticates"],
    ["curl `\n  -d 'x https://x.example", "Line 2, column 6: This ' is never closed"],
    ['curl `\n  -d "x', 'Line 2, column 6: This " is never closed'],
    ['curl `\n  -d "$(Get-Date)" https://x.example', "A command inside"],
    [`curl https://x.example -d ${"x".repeat(400_000)}`, "400000 can be read"],
    ["curl -X PURGE https://x.example", "cannot send PURGE"],
    ['curl https://x.example -d "$(date)"', "Line 1, column 28: A command inside"],
    ["curl https://x.example -d `date`", "A command inside"],
    ["curl https://x.example -d @- <<EOF\n{}\nEOF", "Input from elsewhere"],
  ])("explains %s", (command, words) => expect(faultOf(command)).toContain(words));

  it("ends an unquoted address at its &, with a note", () => {
    const { request, notes } = read("curl https://x.example/a?b=1&c=2");
    expect(request.query).toEqual([{ name: "b", value: "1" }]);
    expect(notes[0]).toContain("put that in quotes");
  });
});

describe("the secrets of a command", () => {
  it("share a constant when equal, and have no value when they are placeholders", () => {
    const { request } = read(
      `curl -H 'X-Api-Key: abcd1234' -H 'X-Other-Token: abcd1234' -H 'X-Secret: YOUR_SECRET' https://x.example`,
    );
    const hidden = hideSecrets(request, []);
    expect(hidden.headers.map(({ value }) => value)).toEqual([
      "{{constants.api_key}}",
      "{{constants.api_key}}",
      "{{constants.secret}}",
    ]);
    expect(hidden.constants).toEqual([
      { name: "api_key", value: "abcd1234", secret: true },
      { name: "secret", value: "", secret: true },
    ]);
  });

  it("are not replaced when they are too short to be masked", () => {
    expect(read("curl -H 'X-Api-Key: abc' https://x.example").request.secrets).toEqual([]);
  });
});

describe("a long command", () => {
  const fill = (piece: string) => piece.repeat(Math.floor(390_000 / piece.length));

  it.each([
    [
      "headers of different names",
      `curl https://x.example ${Array.from({ length: 25_000 }, (_, i) => `-H 'x${i}: 1'`).join(" ")}`,
    ],
    ["headers of browsers", `curl https://x.example -H 'sec-ch-ua: x' ${fill("-H 'dnt: 1' ")}`],
    ["backslashes for cmd", `curl ^"https://x.example^" -d ${fill("\\")}`],
    ["line breaks for cmd", `${fill("\n")}curl ^"https://x.example^"`],
    ["backticks", `curl https://x.example \`\n${fill("` ")}`],
    ["open quotes", `curl https://x.example \`\n${fill("' ")}`],
    ["a user name", `curl https://x.example -u ${fill("a")}`],
    ["braces", `curl 'https://x.example/${fill("{{a")}'`],
    ["redirections", `curl https://x.example ${fill("> ")}`],
  ])("of %s is read completely or rejected with an explanation", (_, command) => {
    const reading = parseCurl(command);
    expect(reading.ok ? reading.request.method : reading.fault).toMatch(/^[A-Z]/);
  });
});
