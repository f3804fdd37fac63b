import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { expect, type Page, test } from "@playwright/test";
import { Secret, TOTP } from "otpauth";
import { MAIL_FROM, openMailServer } from "../server/notifications/testing/mail-server";
import { signUpCustomer } from "./support/customer-client";
import { expectAccessible } from "./support/inbox-screen";
import { takePictures } from "./support/pictures";
import { type Product, startProduct } from "./support/start-product";

/** A user manages the account with a real mail server: password, second factor, e-mail address, photo and theme. */

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
  await expect(dialog.getByLabel("Password", { exact: true })).toBeFocused();
  const key = (await dialog.locator("code").innerText()).replaceAll(" ", "");
  const app = new TOTP({ secret: Secret.fromBase32(key) });
  await takePictures(page, info, "two-factor-set-up");
  const firstCode = app.generate({ timestamp: Date.now() - 30_000 });
  await dialog.getByLabel("Code").fill(firstCode);
  await dialog.getByLabel("Password", { exact: true }).fill("a guess");
  await dialog.getByRole("button", { name: "Turn on" }).click();
  await expect(dialog.getByText("This is not your current password.").first()).toBeVisible();
  await expect(dialog.getByLabel("Code")).toHaveValue(firstCode);
  await dialog.getByLabel("Password", { exact: true }).fill(password);
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
    await expect(page.getByRole("alert").filter({ hasText: "This code is wrong" })).toBeAttached();
    await expect(page.getByLabel("Code")).toBeFocused();
    await page.getByLabel("Code").fill(code);
    await page.getByRole("button", { name: "Sign in" }).click();
    await expect(page).toHaveURL(/\/bots$/);
  }
  await page.context().clearCookies();
  await submitSignIn(page, email, password);
  await page.getByLabel("Code").fill(codes[0] ?? "");
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByText("This code is wrong").first()).toBeVisible();
});

test("A user changes the e-mail address and accepts an invitation to the new one", async ({ page, browser }, info) => {
  const { email, password } = await signUpCustomer(product.url);
  const next = `new-${email}`;
  await submitSignIn(page, email, password);
  await expect(page).toHaveURL(/\/bots$/);
  await page.goto(`${product.url}/settings/account`);
  const form = page.locator("form").filter({ has: page.getByRole("button", { name: "Change the address" }) });
  await form.getByRole("textbox").first().fill(next);
  await form
    .getByLabel(/password/i)
    .first()
    .fill(password);
  await form.getByRole("button", { name: "Change the address" }).click();
  await expect(page.getByText(`the link that we sent to ${next}`)).toBeVisible();
  await expectMail("The e-mail address of your Parley account is being changed", email);
  await page.goto(await linkIn("Confirm your new e-mail address for Parley", next));
  await page.getByRole("button", { name: /Confirm/ }).click();
  await expect(page.getByText("Your address is confirmed")).toBeVisible();

  const owner = await signUpCustomer(product.url);
  await owner.trpc.team.renameWorkspace.mutate({ name: "Bakery" });
  await owner.trpc.team.invite.mutate({ email: next, role: "editor" });
  const link = await linkIn("Invitation to Bakery on Parley", next);
  const other = await (await browser.newContext()).newPage();
  await other.goto(link);
  await expect(other.getByText(`The invitation is for ${next}`)).toBeVisible();
  await takePictures(other, info, "invitation-to-address");
  await other.getByRole("link", { name: "Create an account" }).click();
  await expect(other.getByLabel("E-mail")).toHaveValue(next);
  await submitSignIn(other, email, password);
  await expect(other.getByText(/password.*(wrong|not right|match)/i).first()).toBeVisible();
  await submitSignIn(other, next, password);
  await expect(other).toHaveURL(/\/bots$/);
  await other.goto(link);
  await other.getByRole("button", { name: "Accept the invitation" }).click();
  await expect(other.getByRole("button", { name: /Switch workspace/ })).toContainText("Bakery");
});

test("A photo and a theme follow the user to another browser", async ({ page, browser }, info) => {
  const { email, password } = await signUpCustomer(product.url);
  await submitSignIn(page, email, password);
  await expect(page).toHaveURL(/\/bots$/);
  await page.goto(`${product.url}/settings/account`);
  const broken = { name: "me.png", mimeType: "image/png", buffer: Buffer.from("not a picture") };
  await page.getByLabel("Your photo").setInputFiles(broken);
  await expect(page.getByText("This browser cannot read the picture.")).toBeVisible();
  await page.getByLabel("Your photo").setInputFiles("docs/screenshots/bot.png");
  await expect(page.getByRole("button", { name: "Replace the photo" })).toBeVisible();
  await page.getByRole("button", { name: /your account/ }).click();
  await page.getByRole("menuitemradio", { name: "Dark" }).click();
  await expect(page.locator("html")).toHaveClass(/dark/);

  const other = await (await browser.newContext({ colorScheme: "light" })).newPage();
  await submitSignIn(other, email, password);
  await expect(other).toHaveURL(/\/bots$/);
  await expect(other.locator("html")).toHaveClass(/dark/);
  const photo = other.locator('img[src^="/api/photos/"]').first();
  await expect(photo).toBeVisible();
  expect(await photo.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(256);
  await other.goto(`${product.url}/settings/account`);
  await takePictures(other, info, "account-photo");
  await other.getByRole("button", { name: "Remove" }).first().click();
  await expect(other.getByRole("button", { name: "Choose a photo" })).toBeVisible();
});

/** Waits for an e-mail and returns its content. */
async function expectMail(subject: string, to: string): Promise<string> {
  const found = () => mail.taken.find((sent) => sent.to.includes(to) && sent.headers["subject"] === subject);
  await expect.poll(found, { timeout: 30_000 }).toBeDefined();
  return found()?.content ?? "";
}

/** Waits for an e-mail and returns the link in its text. */
async function linkIn(subject: string, to: string): Promise<string> {
  const content = await expectMail(subject, to);
  const link = /https?:\/\/\S+#[\w-]{43}/.exec(content)?.[0];
  if (!link) throw new Error(`There is no link in:\n${content}`);
  // The product calls its address localhost; this browser opens it under the other name.
  return link.replace(new URL(link).origin, product.url);
}

async function submitSignIn(page: Page, email: string, password: string): Promise<void> {
  await page.goto(`${product.url}/sign-in`);
  await page.getByLabel("E-mail").fill(email);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Sign in" }).click();
}
