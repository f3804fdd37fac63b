import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { expect, type Page, test } from "@playwright/test";
import { Secret, TOTP } from "otpauth";
import { MAIL_FROM, openMailServer } from "../server/notifications/testing/mail-server";
import { signUpCustomer } from "./support/customer-client";
import { expectAccessible } from "./support/inbox-screen";
import { takePictures } from "./support/pictures";
import { type Product, startProduct } from "./support/start-product";

/** A user replaces a forgotten password by e-mail, and protects the account with an authenticator app. */

const NEXT = "mountain river lantern";
let mail: Awaited<ReturnType<typeof openMailServer>>;
let product: Product;

test.beforeAll(async () => {
  mail = await openMailServer();
  product = await startProduct({ env: { SMTP_URL: mail.url, SMTP_FROM: MAIL_FROM } });
});
test.afterAll(async () => {
  await product.stop();
  await mail.close();
});

test("A forgotten password is replaced by the link in an e-mail, which ends the old session", async ({
  page,
  browser,
}, info) => {
  const customer = await signUpCustomer(product.url);
  // The example beside the form fades in, which axe would measure half-way.
  await page.emulateMedia({ reducedMotion: "reduce" });
  await page.goto(`${product.url}/sign-in`);
  await page.getByRole("link", { name: "Forgotten your password?" }).click();
  await expect(page.getByRole("heading", { name: "Forgotten your password?" })).toBeVisible();
  await page.getByLabel("E-mail").fill(customer.email);
  await page.getByRole("button", { name: "Send a link" }).click();
  await expect(page.getByText("Look into your e-mails")).toBeVisible();
  await expectAccessible(page);
  await takePictures(page, info, "forgot-password");

  await page.goto(await linkIn("Reset your Parley password", customer.email));
  await expect(page.getByRole("heading", { name: "Choose a new password" })).toBeVisible();
  await page.getByLabel("New password", { exact: true }).fill("password12");
  await page.getByRole("button", { name: "Set the password" }).click();
  await expect(page.getByText("This password is easy to guess.").first()).toBeVisible();
  await page.getByLabel("New password", { exact: true }).fill(NEXT);
  await page.getByRole("button", { name: "Set the password" }).click();
  await expect(page.getByText("Your password is set")).toBeVisible();
  await expect(customer.trpc.accounts.me.query()).rejects.toThrow("Your session has ended. Sign in again.");

  const other = await (await browser.newContext()).newPage();
  await submitSignIn(other, customer.email, NEXT);
  await expect(other).toHaveURL(/\/bots$/);
});

test("Whoever runs Parley makes a link for a new password on its machine", async ({ page }) => {
  const { email } = await signUpCustomer(product.url);
  const env = { ...process.env, PARLEY_DATA_DIR: product.dataDir, DATABASE_URL: "", PARLEY_URL: "" };
  const { stdout } = await promisify(execFile)(process.execPath, ["scripts/reset-password.mjs", email], { env });
  await page.goto(/https?:\/\/\S+#[\w-]{43}/.exec(stdout)?.[0] ?? "");
  await page.getByLabel("New password", { exact: true }).fill(NEXT);
  await page.getByRole("button", { name: "Set the password" }).click();
  await expect(page.getByText(`Sign in as ${email}`)).toBeVisible();
});

test("A user sets two-factor sign-in up and signs in with a code and with a recovery code", async ({ page }, info) => {
  const { email, password } = await signUpCustomer(product.url);
  // The example beside the form fades in, which axe would measure half-way.
  await page.emulateMedia({ reducedMotion: "reduce" });
  await submitSignIn(page, email, password);
  await expect(page).toHaveURL(/\/bots$/);
  await page.goto(`${product.url}/settings/account`);
  await takePictures(page, info, "account-settings");
  await page.getByRole("button", { name: "Set up" }).click();
  const dialog = page.getByRole("dialog");
  await expect(dialog.getByRole("img", { name: "QR code" })).toBeVisible();
  const key = (await dialog.locator("code").innerText()).replaceAll(" ", "");
  const app = new TOTP({ secret: Secret.fromBase32(key) });
  await takePictures(page, info, "two-factor-set-up");
  await dialog.getByLabel("Code").fill(app.generate({ timestamp: Date.now() - 30_000 }));
  await dialog.getByRole("button", { name: "Turn on" }).click();
  const shown = dialog.getByRole("list", { name: "Recovery codes" }).getByRole("listitem");
  await expect(shown).toHaveCount(10);
  const codes = await shown.allInnerTexts();
  await dialog.getByRole("button", { name: "Done" }).click();
  await expect(page.getByText("You have 10 recovery codes left")).toBeVisible();

  for (const code of [app.generate(), codes[0] ?? ""]) {
    await page.context().clearCookies();
    await submitSignIn(page, email, password);
    await expect(page.getByRole("heading", { name: "Enter your code" })).toBeVisible();
    await expectAccessible(page);
    await page.getByLabel("Code").fill("000000");
    await page.getByRole("button", { name: "Sign in" }).click();
    await expect(page.getByText("This code is wrong").first()).toBeVisible();
    await page.getByLabel("Code").fill(code);
    await page.getByRole("button", { name: "Sign in" }).click();
    await expect(page).toHaveURL(/\/bots$/);
  }
});

/** Waits for an e-mail and returns the link in its text. */
async function linkIn(subject: string, to: string): Promise<string> {
  const found = () => mail.taken.find((sent) => sent.to.includes(to) && sent.headers["subject"] === subject);
  await expect.poll(found, { timeout: 30_000 }).toBeDefined();
  const link = /https?:\/\/\S+#[\w-]{43}/.exec(found()?.content ?? "")?.[0];
  if (!link) throw new Error(`There is no link in:\n${found()?.content}`);
  // The product calls its address localhost; this browser opens it under the other name.
  return link.replace(new URL(link).origin, product.url);
}

async function submitSignIn(page: Page, email: string, password: string): Promise<void> {
  await page.goto(`${product.url}/sign-in`);
  await page.getByLabel("E-mail").fill(email);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Sign in" }).click();
}
