import { expect, test } from "@playwright/test";
import { Webhook } from "standardwebhooks";
import { checkScreen } from "./support/check-screen";
import { type Customer, signUpCustomer } from "./support/customer-client";
import { signIn } from "./support/inbox-screen";
import { type LocalServer, type RecordedRequest, startLocalServer } from "./support/local-server";
import { makeMenuBot } from "./support/make-bot";
import { postMessage } from "./support/post-message";

let customer: Customer;
let crm: LocalServer;

test.beforeAll(async ({ baseURL }) => {
  customer = await signUpCustomer(baseURL ?? "");
  crm = await startLocalServer(() => ({ status: 200, body: "stored as 118" }));
});
test.afterAll(() => crm.close());

/** Throws unless the request is signed with the secret. */
function verify(secret: string, { headers, body }: RecordedRequest): unknown {
  return new Webhook(secret).verify(body, headers);
}

test("An endpoint gets a signed test event, its secret is rotated, and its key stays hidden", async ({ page }) => {
  await signIn(page, customer);
  await page.goto("/settings/webhooks");
  await expect(page.getByText("No endpoints yet")).toBeVisible();
  await checkScreen(page, "empty /settings/webhooks");
  let secret = "";

  await test.step("an endpoint is added, and its secret is shown once", async () => {
    await page.getByRole("link", { name: "Add endpoint" }).click();
    await page.getByRole("button", { name: "Add endpoint" }).click();
    await expect(page.getByText("Choose at least one event.", { exact: true })).toBeVisible();
    await page.getByLabel("Name", { exact: true }).fill("CRM");
    await page.getByLabel("Address").fill(`${crm.url}/hooks/parley?key=crm-key-7f3a`);
    await page.getByLabel("Message sent").check();
    await checkScreen(page, "/settings/webhooks/new");
    await page.getByRole("button", { name: "Add endpoint" }).click();
    const dialog = page.getByRole("dialog", { name: "The signing secret" });
    secret = (await dialog.getByRole("code").textContent()) ?? "";
    expect(secret).toMatch(/^whsec_/);
    await dialog.getByRole("button", { name: "I have copied it" }).click();
    await expect(page.getByRole("heading", { level: 1, name: "CRM" })).toBeVisible();
  });

  await test.step("the key of its address is hidden", async () => {
    await expect(page.getByLabel("Address")).toHaveValue(`${crm.url}/hooks/parley?key=•••`);
    expect(await page.content()).not.toContain("crm-key-7f3a");
    expect(await page.content()).not.toContain(secret);
  });

  await test.step("a test event arrives with a valid signature", async () => {
    await page.getByRole("button", { name: "Send test event" }).click();
    const request = await crm.request(({ url }) => url === "/hooks/parley?key=crm-key-7f3a");
    expect(verify(secret, request)).toMatchObject({ event: "message_sent", payload: { sequence: expect.any(Number) } });
    await expect(page.getByText(/^Delivered: status 200 in \d+ ms$/)).toBeVisible();
    await expect(page.getByText("stored as 118")).toBeVisible();
    await checkScreen(page, "/settings/webhooks/[endpointId]");
  });

  await test.step("the verifier says why a changed request is refused", async () => {
    const [request] = crm.requests;
    if (!request) throw new Error("Nothing arrived.");
    const lines = Object.entries(request.headers).map(([name, value]) => `${name}: ${value}`);
    await page.goto("/settings/webhooks/verify");
    const box = page.getByLabel("Request");
    await box.fill([...lines, "", request.body].join("\n"));
    await page.getByRole("button", { name: "Verify", exact: true }).click();
    await expect(page.getByText("The signature is valid")).toBeVisible();
    await box.fill([...lines, "", JSON.stringify(JSON.parse(request.body), null, 2)].join("\n"));
    await page.getByRole("button", { name: "Verify", exact: true }).click();
    await expect(page.getByText(/parsed the JSON and wrote it again/)).toBeVisible();
    await checkScreen(page, "/settings/webhooks/verify");
  });

  await test.step("after a rotation, requests are signed with both secrets", async () => {
    await page.goto("/settings/webhooks");
    await page.getByRole("list", { name: "Endpoints" }).getByRole("link", { name: "CRM" }).click();
    await page.getByRole("button", { name: "Rotate the secret" }).click();
    await page.getByRole("button", { name: "Rotate secret", exact: true }).click();
    const dialog = page.getByRole("dialog", { name: "The signing secret" });
    const next = (await dialog.getByRole("code").textContent()) ?? "";
    expect(next).not.toBe(secret);
    await dialog.getByRole("button", { name: "I have copied it" }).click();
    const before = crm.requests.length;
    await page.getByRole("button", { name: "Send test event" }).click();
    await expect(page.getByText(/^Delivered: status 200/)).toBeVisible();
    const request = crm.requests[before];
    if (!request) throw new Error("Nothing arrived.");
    verify(secret, request);
    verify(next, request);
  });

  await test.step("the catalogue has the events with their samples", async () => {
    await page.goto("/settings/webhooks/events");
    await expect(page.getByRole("heading", { name: "Message received" })).toBeVisible();
  });

  await test.step("it is deleted", async () => {
    await page.goto("/settings/webhooks");
    await page.getByRole("link", { name: "CRM" }).click();
    await page.getByRole("button", { name: "Delete this endpoint" }).click();
    await page.getByRole("button", { name: "Delete endpoint", exact: true }).click();
    await expect(page.getByText("No endpoints yet")).toBeVisible();
  });
});

test("Deliveries to a failing receiver are shown, and are replayed one by one and together", async ({
  page,
  baseURL,
}) => {
  const url = baseURL ?? "";
  const receiver = await startLocalServer(() => ({ status: 503, body: "The warehouse is closed." }));
  const owner = await signUpCustomer(url);
  const { token } = await makeMenuBot(owner, `${crm.url}/campaign`);
  const { id: endpointId } = await owner.trpc.eventEndpoints.create.mutate({
    name: "Warehouse",
    url: `${receiver.url}/events`,
    events: ["message_received"],
    botIds: null,
    channelIds: null,
    tags: null,
    headers: [],
    concurrency: 10,
    ratePerSecond: null,
  });
  const table = page.getByRole("table", { name: "Deliveries, newest first" });
  const idsOf = (requests: RecordedRequest[]) => new Set(requests.map(({ headers }) => headers["webhook-id"]));
  let failed = new Set<string | undefined>();

  await test.step("the deliveries of three messages fail twice and are then undelivered", async () => {
    for (const name of ["Ann", "Ben"]) await postMessage(url, token, { chatId: name, text: "Hello", clientName: name });
    await postMessage(url, token, { chatId: "c-3", text: "Hello", source: "Shop chat" });
    await signIn(page, owner);
    await page.goto(`/settings/webhooks/${endpointId}`);
    await page.getByRole("link", { name: "Show its deliveries" }).click();
    await expect(table.getByRole("cell", { name: "Undelivered", exact: true })).toHaveCount(3, { timeout: 30_000 });
    await expect(table.getByText("2 attempts")).toHaveCount(3);
    await expect(table.getByText("The webhook answered 503")).toHaveCount(3);
    await expect(table.getByRole("link", { name: "Shop chat" })).toBeVisible();
    expect(receiver.requests).toHaveLength(6);
    failed = idsOf(receiver.requests);
    expect(failed.size).toBe(3);
    await checkScreen(page, "/settings/webhooks/deliveries");
  });

  receiver.answerWith(() => ({ status: 200, body: "counted" }));
  const recovered = () => receiver.requests.slice(6);

  await test.step("one of them is replayed with the same webhook-id", async () => {
    const ann = table.getByRole("row").filter({ hasText: "Ann" }).getByRole("button", { name: "message_received" });
    await ann.click();
    const sheet = page.getByRole("dialog", { name: "message_received" });
    await expect(sheet.getByText("The warehouse is closed.").first()).toBeVisible();
    await checkScreen(page, "an undelivered delivery", { within: "[role=dialog]" });
    await sheet.getByRole("button", { name: "Replay" }).click();
    await expect(sheet.getByText("It is sent again.")).toBeVisible();
    await expect(sheet.getByText("Attempt 3")).toBeVisible();
    await expect(sheet.getByText("Delivered", { exact: true })).toBeVisible();
    expect(recovered()).toHaveLength(1);
    expect(failed).toContain(recovered()[0]?.headers["webhook-id"]);
    await page.keyboard.press("Escape");
    await expect(ann).toBeFocused();
    await expect(table.getByRole("cell", { name: "Delivered", exact: true })).toHaveCount(1);
  });

  const open = () => page.getByRole("button", { name: "Replay undelivered since…" }).click();
  const dialog = page.getByRole("dialog", { name: "Send undelivered events again" });

  await test.step("the others are counted, replayed together, and the progress is shown", async () => {
    await open();
    await expect(dialog.getByText("2 events will be sent.")).toBeVisible();
    await checkScreen(page, "the dialog of a replay", { within: "[role=dialog]" });
    await dialog.getByRole("button", { name: "Send 2 again" }).click();
    await expect(dialog).toBeHidden();
    const progress = page.getByRole("region", { name: "Replay" });
    await expect(progress.getByText("Queued the undelivered events again")).toBeVisible();
    await expect(progress.getByText("2 of 2")).toBeVisible();
    await expect(table.getByRole("cell", { name: "Delivered", exact: true })).toHaveCount(3);
    expect(recovered()).toHaveLength(3);
    expect(idsOf(recovered())).toEqual(failed);
  });

  await test.step("afterwards none is left to replay", async () => {
    await open();
    await expect(dialog.getByText("No event since then is undelivered.")).toBeVisible();
    await expect(dialog.getByRole("button", { name: /again/ })).toBeDisabled();
  });
  await receiver.close();
});
