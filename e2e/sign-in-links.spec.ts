import { expect, test } from "@playwright/test";
import { signUpCustomer } from "./support/customer-client";
import { expectAccessible } from "./support/inbox-screen";
import { takePictures } from "./support/pictures";
import { untilHydrated } from "./support/wait-for-screen";

/** Links into Parley that are opened without a session, and the answers to strangers. */

test("A deep link survives signing in, and a signed-out page leads back to itself", async ({ page, baseURL }) => {
  const customer = await signUpCustomer(baseURL ?? "");
  const { id } = await customer.trpc.bots.create.mutate({ name: "Shop", templateId: null });
  const signIn = async () => {
    await page.getByLabel("E-mail").fill(customer.email);
    await page.getByLabel("Password", { exact: true }).fill(customer.password);
    await page.getByRole("button", { name: "Sign in" }).click();
  };

  await page.goto(`/bots/${id}/actions/runs?status=failed#list`);
  await expect(page).toHaveURL(/\/sign-in\?callbackUrl=/);
  await page.getByRole("link", { name: "Create an account" }).click();
  await page.getByRole("link", { name: "Sign in" }).click();
  await expect(page).toHaveURL(/\/sign-in\?callbackUrl=/);
  await page.goto(`/bots/${id}/actions/runs?status=failed#list`);
  await signIn();
  await expect(page).toHaveURL(new RegExp(`/bots/${id}/actions/runs\\?status=failed#list$`));

  await test.step("a link of a stranger leads nowhere else", async () => {
    for (const away of ["//evil.example", "/\\evil.example", "https://evil.example/", "/%2e//evil.example"]) {
      await page.goto(`/sign-in?${new URLSearchParams({ callbackUrl: away })}`);
      await expect(page).toHaveURL(/\/bots$/);
    }
  });

  await test.step("a session that ends while a person works is said, and the page stays", async () => {
    await page.goto(`/bots/${id}`);
    const box = page.getByRole("textbox", { name: "Instruction" });
    await expect(box).toBeEditable();
    await untilHydrated(page);
    await page.context().clearCookies();
    await box.fill("Not saved yet.");
    await box.blur();
    await expect(page.getByText("You are signed out.", { exact: true })).toBeVisible();
    await expect(box).toHaveValue("Not saved yet.");
    page.once("dialog", (dialog) => void dialog.accept());
    await page.getByRole("button", { name: "Sign in" }).click();
    await signIn();
    await expect(page).toHaveURL(new RegExp(`/bots/${id}$`));
  });
});

test("Signing up with a known e-mail and opening an unknown chat say nothing to strangers", async ({
  page,
  baseURL,
}, info) => {
  const customer = await signUpCustomer(baseURL ?? "");
  // The example beside the form fades in, which axe would measure half-way.
  await page.emulateMedia({ reducedMotion: "reduce" });
  await page.goto("/sign-up?callbackUrl=%2Ftables");
  await page.getByLabel("Name").fill("Ada Lovelace");
  await page.getByLabel("E-mail").fill(customer.email);
  await page.getByLabel("Password", { exact: true }).fill("another few plain words");
  await page.getByRole("button", { name: "Create account" }).click();
  await expect(page.getByText("If this address is new to Parley, your account is ready.")).toBeVisible();
  await expect(page.getByText("do not match")).toBeHidden();
  await takePictures(page, info, "sign-up-known");
  await expectAccessible(page);
  await page.getByRole("main").getByRole("link", { name: "Sign in" }).last().click();
  await expect(page.getByRole("heading", { name: "Sign in" })).toBeVisible();
  await page.getByLabel("E-mail").fill(customer.email);
  await page.getByLabel("Password", { exact: true }).fill(customer.password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page).toHaveURL(/\/tables$/);

  const answer = await page.goto("/chat/nobody");
  expect(answer?.status()).toBe(404);
  await expect(page).toHaveTitle("Chat not found");
  await expect(page.getByRole("heading", { name: "There is no chat at this address" })).toBeVisible();
  await expect(page.getByText("Parley")).toHaveCount(0);
  await expect(page.getByRole("link")).toHaveCount(0);
  await takePictures(page, info, "chat-not-found");
});
