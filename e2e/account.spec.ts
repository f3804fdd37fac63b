import { expect, type Page, test } from "@playwright/test";
import { signUpCustomer } from "./support/customer-client";
import { expectAccessible } from "./support/inbox-screen";
import { takePictures } from "./support/pictures";
import { untilHydrated } from "./support/wait-for-screen";

/** A user signs up with an internationalised address, changes the password, and signs out here and everywhere. */

const PASSWORD = "a few plain words";
const NEXT = "mountain river lantern";

test("A user signs up with an address in their own script and signs in with its other spelling", async ({ page }) => {
  const name = `info-${Date.now()}`;
  await page.goto("/sign-up");
  await page.getByLabel("Name").fill("Ірина");
  await page.getByLabel("E-mail").fill(`${name}@дом.рф`);
  await page.getByLabel("Password", { exact: true }).fill("password12");
  await page.getByRole("button", { name: "Create account" }).click();
  await expect(page.getByText("This password is easy to guess.").first()).toBeVisible();
  await page.getByLabel("Password", { exact: true }).fill(PASSWORD);
  await page.getByRole("button", { name: "Create account" }).click();
  await expect(page).toHaveURL(/\/bots$/);
  await signOut(page);
  await submitSignIn(page, { email: `${name.toUpperCase()}@XN--D1AQF.XN--P1AI`, password: PASSWORD });
  await expect(page).toHaveURL(/\/bots$/);
});

for (const email of ["müller", "r&d"]) {
  test(`the sign-up form accepts ${email}@example.com`, async ({ page }) => {
    await page.goto("/sign-up");
    await page.getByLabel("Name").fill("Ada");
    await page.getByLabel("E-mail").fill(`${email}+${Date.now()}@example.com`);
    await page.getByLabel("Password", { exact: true }).fill(PASSWORD);
    await page.getByRole("button", { name: "Create account" }).click();
    await expect(page).toHaveURL(/\/bots$/);
  });
}

test("A sign-in redirects only to pages of this site", async ({ page, baseURL }) => {
  const customer = await signUpCustomer(baseURL ?? "");
  for (const callbackUrl of ["/.//evil.example", "/x/..//evil.example", "/%2e//evil.example", "/\\evil.example"]) {
    await page.goto(`/sign-in?callbackUrl=${encodeURIComponent(callbackUrl)}`);
    await submitSignIn(page, customer);
    await expect(page).toHaveURL(`${baseURL}/bots`);
    await signOut(page);
  }
});

test("A password change signs other devices out, and a sign-out ends the session for copies of its cookie", async ({
  page,
  baseURL,
}, info) => {
  const customer = await signUpCustomer(baseURL ?? "");
  await page.goto("/sign-in");
  await submitSignIn(page, customer);
  await expect(page).toHaveURL(/\/bots$/);
  await page.getByRole("link", { name: "Account" }).click();
  const above = await page.getByText("Changing it signs you out on every other device.").boundingBox();
  const label = await page.getByText("Current password", { exact: true }).boundingBox();
  expect((label?.y ?? Infinity) - (above ? above.y + above.height : 0)).toBeLessThanOrEqual(24);
  await page.getByLabel("Current password").fill("not the password");
  await page.getByLabel("New password").fill(NEXT);
  await page.getByRole("button", { name: "Change password" }).click();
  await expect(page.getByText("This is not your current password.").first()).toBeVisible();
  await expectAccessible(page);
  await takePictures(page, info, "account");
  await page.getByLabel("Current password").fill(customer.password);
  await page.getByRole("button", { name: "Change password" }).click();
  await expect(page.getByText("Your password is changed.")).toBeVisible();
  await expect(customer.trpc.accounts.me.query()).rejects.toThrow("Your session has ended. Sign in again.");

  const copy = await page.context().cookies();
  await signOut(page);
  await page.context().addCookies(copy);
  await page.goto("/bots");
  await expect(page).toHaveURL(/\/sign-in$/);

  await submitSignIn(page, { email: customer.email, password: NEXT });
  await expect(page).toHaveURL(/\/bots$/);
  await page.getByRole("link", { name: "Account" }).click();
  const activity = page.getByRole("list", { name: "Activity" });
  await expect(activity.getByText("Changed the password")).toBeVisible();
  // The program that made the account, and this browser, which has signed in twice.
  await expect(activity.getByText("Signed in on a new device")).toHaveCount(2);
  await activity.scrollIntoViewIfNeeded();
  await takePictures(page, info, "activity");
  await page.getByRole("button", { name: "Sign out everywhere" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Sign out everywhere" }).click();
  await expect(page).toHaveURL(/\/sign-in$/);
});

async function submitSignIn(page: Page, { email, password }: { email: string; password: string }): Promise<void> {
  await page.getByLabel("E-mail").fill(email);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Sign in" }).click();
}

async function signOut(page: Page): Promise<void> {
  await untilHydrated(page);
  await page.getByRole("button", { name: /your account/ }).click();
  await page.getByRole("menuitem", { name: "Sign out" }).click();
  await expect(page).toHaveURL(/\/sign-in$/);
}
