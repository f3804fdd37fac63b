import { expect, type Page, test } from "@playwright/test";
import { addStep, stepResult, stepTitle, tryPanel } from "./support/action-editor";
import { type Customer, signUpCustomer } from "./support/customer-client";
import { expectAccessible, signIn } from "./support/inbox-screen";
import { type LocalServer, startLocalServer } from "./support/local-server";
import { makeOrderBot } from "./support/make-bot";
import { takePictures } from "./support/pictures";

/** References in an action's texts: completed while they are typed, taken from a response, and renamed. */

const SECRET = "sk-live-77aa01";

let shop: LocalServer;
let customer: Customer;
let botId: string;
let actionId: string;

test.describe.configure({ mode: "serial" });

test.beforeAll(async ({ baseURL }) => {
  shop = await startLocalServer(({ url }) => ({
    status: 200,
    headers: { "content-type": "application/json" },
    body: url.startsWith("/orders/")
      ? JSON.stringify({ item: { sku: "LAMP-7", "shelf no": 12 }, tags: ["new"] })
      : "{}",
  }));
  customer = await signUpCustomer(baseURL ?? "");
  ({ botId } = await makeOrderBot(customer, (definition) => ({
    ...definition,
    constants: [{ secret: true, name: "api_key", value: SECRET }],
    steps: definition.steps.flatMap((step) => {
      if (step.kind !== "webhook") return [];
      const notify = { ...step, name: "notify", method: "POST" as const, url: `${shop.url}/notify` };
      return [
        { ...step, url: `${shop.url}/orders/{{args.order_number}}` },
        { ...notify, body: { type: "json" as const, text: '{\n  "order": "{{args.order_number}}"\n}' } },
      ];
    }),
  })));
  const [action] = await customer.trpc.actions.list.query({ botId });
  actionId = action?.id ?? "";
});

test.afterAll(() => shop.close());

test("A reference is completed by its list, clicked in a response, corrected, and follows a new name", async ({
  page,
}, info) => {
  await signIn(page, customer);
  await page.goto(`/bots/${botId}/actions/${actionId}`);
  const notify = page.getByRole("group", { name: "Step notify" });
  // By id, because their role changes while the list is open.
  const body = page.locator("#action-steps-1-body-text");
  const address = page.locator("#action-steps-1-url");
  await stepTitle(page, "notify").click();

  await test.step("two braces open the names that exist at the step, and never a secret's value", async () => {
    await body.fill('{\n  "key": ');
    await body.press("End");
    await body.pressSequentially("{{");
    await expect(options(page)).toContainText(["args.order_number", "constants.api_key", "steps.order.body"]);
    await expect(page.getByRole("listbox")).not.toContainText("steps.notify");
    expect(await page.content()).not.toContain(SECRET);
    await takePictures(page, info, "completion");
    await expectAccessible(page);
    await body.pressSequentially("api");
    await expect(options(page)).toHaveCount(1);
    await body.press("Enter");
    await expect(body).toHaveValue('{\n  "key": "{{constants.api_key}}"');
    await body.press("ControlOrMeta+z");
    await expect(body).toHaveValue('{\n  "key": {{api');
    await body.press("Escape");
  });

  await test.step("Escape closes the list, and arrow keys and Tab choose in a field of one line", async () => {
    await address.fill(`${shop.url}/notify?a=`);
    await address.press("End");
    await address.pressSequentially("{{order");
    await expect(options(page).first()).toContainText("args.order_number");
    await address.press("Escape");
    await expect(page.getByRole("listbox")).toBeHidden();
    await address.press("Control+Space");
    await address.press("ArrowDown");
    await expect(address).toHaveAttribute("aria-activedescendant", /.+/);
    await address.press("ArrowUp");
    await address.press("Tab");
    await expect(address).toHaveValue(`${shop.url}/notify?a={{args.order_number}}`);
    await expect(address).toBeFocused();
  });

  await test.step("a mistyped name is an error that can be corrected by a click", async () => {
    await body.fill('{\n  "order": "{{args.order_numbr}}"\n}');
    await body.blur();
    await expect(notify.getByText(/Did you mean/)).toBeVisible();
    await takePictures(page, info, "mistyped");
    await notify.getByRole("button", { name: "Write {{args.order_number}} instead" }).click();
    await expect(body).toHaveValue('{\n  "order": "{{args.order_number}}"\n}');
  });

  await test.step("fields of the last response go into the field that had the focus", async () => {
    const panel = tryPanel(page);
    await panel.getByRole("textbox", { name: "order_number" }).fill("A-1042");
    await panel.getByRole("button", { name: "Save and run" }).click();
    await expect(panel.getByText("Succeeded")).toBeVisible();
    await body.fill('{\n  "shelf": \n}');
    await body.focus();
    await body.evaluate((box) => box instanceof HTMLTextAreaElement && box.setSelectionRange(13, 13));
    const tree = stepResult(page, "order").getByRole("tree");
    await takePictures(page, info, "response-fields");
    await tree.getByRole("treeitem", { name: "sku LAMP-7" }).focus();
    await page.keyboard.press("ArrowDown");
    await expect(tree.getByRole("treeitem", { name: "shelf no 12" })).toBeFocused();
    await page.keyboard.press("Enter");
    await expect(body).toHaveValue(`{\n  "shelf": "{{steps.order.body.item['shelf no']}}"\n}`);
    await expect(body).toBeFocused();
    await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
    await stepResult(page, "notify").getByRole("treeitem", { name: "status 200" }).click();
    await expect(page.getByText("{{steps.notify.status}} was copied.")).toBeVisible();
  });

  await test.step("references follow a renamed argument and step, and both can be undone", async () => {
    const argument = page.getByRole("listitem").filter({ has: page.getByRole("button", { name: /^Remove argument/ }) });
    await argument.getByRole("textbox", { name: "Name" }).fill("receipt");
    await argument.getByRole("textbox", { name: "Description" }).click();
    await expect(page.getByText("2 references were changed.")).toBeVisible();
    await expect(address).toHaveValue(`${shop.url}/notify?a={{args.receipt}}`);
    await page.getByRole("button", { name: "Undo" }).first().click();
    await expect(address).toHaveValue(`${shop.url}/notify?a={{args.order_number}}`);
    await expect(argument.getByRole("textbox", { name: "Name" })).toHaveValue("order_number");

    await stepTitle(page, "order").first().click();
    const name = page.getByRole("group", { name: "Step order" }).getByRole("textbox", { name: "Step name" });
    await name.fill("parcel");
    await page.keyboard.press("ControlOrMeta+s");
    await expect(page.getByText("All changes saved")).toBeVisible();
    const { definition } = await customer.trpc.actions.get.query({ actionId });
    expect(definition.steps).toMatchObject([
      { name: "parcel", url: `${shop.url}/orders/{{args.order_number}}` },
      { body: { text: expect.stringContaining("{{steps.parcel.body.item['shelf no']}}") } },
    ]);
  });
});

test("The list of steps shows every entry, and an action is duplicated", async ({ page }, info) => {
  await signIn(page, customer);
  await page.setViewportSize({ width: 1280, height: 720 });
  await page.goto(`/bots/${botId}/actions/${actionId}`);
  await test.step("all entries are in sight, and a search finds one", async () => {
    await page.getByRole("button", { name: "Add step", exact: true }).click();
    await expect(options(page)).toHaveCount(13);
    for (const option of await options(page).all()) await expect(option).toBeInViewport({ ratio: 1 });
    await expectAccessible(page);
    await takePictures(page, info, "add-step");
    await page.setViewportSize({ width: 375, height: 667 });
    await page.screenshot({ path: info.outputPath("add-step-small-phone.png") });
    await page.setViewportSize({ width: 1280, height: 720 });
    await page.keyboard.press("Escape");
    await expect(page.getByRole("button", { name: "Add step", exact: true })).toBeFocused();
    await addStep(page, "Wait", "pause");
    await page.getByRole("button", { name: "Discard" }).click();
  });

  await test.step("the copy is off and its secret works", async () => {
    await page.getByRole("button", { name: "Duplicate", exact: true }).click();
    await expect(page.getByRole("heading", { name: "Look up an order (copy)" })).toBeVisible();
    await takePictures(page, info, "copy");
    const copyId = page.url().split("/").at(-1) ?? "";
    expect(await customer.trpc.actions.get.query({ actionId: copyId })).toMatchObject({
      enabled: false,
      definition: { functionName: "get_order_status_copy", constants: [{ secret: true, name: "api_key" }] },
    });
    await page.getByRole("link", { name: "Actions" }).last().click();
    await page.getByRole("button", { name: "More about Look up an order (copy)" }).click();
    await takePictures(page, info, "action-menu");
    await page.getByRole("menuitem", { name: "Duplicate" }).click();
    await expect(page.getByRole("textbox", { name: "Function name" })).toHaveValue("get_order_status_copy_2");
  });
});

function options(page: Page) {
  return page.getByRole("option");
}
